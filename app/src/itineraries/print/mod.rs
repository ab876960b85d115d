//! A plan on paper: a page of its own for A4, in black and white, in two sizes of type, with a picture of the way and a code
//! that leads back.

pub mod api;
#[cfg(feature = "ssr")]
mod code;
mod marks;
mod page;
mod picture;
mod sheet;

pub use page::{PrintPage, PrintSharedPage};
