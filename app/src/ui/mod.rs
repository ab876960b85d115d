//! Parts without a subject of their own: layout, head, icons, announcements, notices.

pub mod announcer;
pub mod head;
pub mod icon;
pub mod language_offer;
pub mod layout;
pub mod locate;
pub mod notice;
pub mod share;
pub mod theme;
