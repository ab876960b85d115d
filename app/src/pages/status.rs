//! The HTTP status of a page, which only the server can set.

/// Gives the page that is being rendered a status.
#[cfg(feature = "ssr")]
pub(super) fn set(status: u16) {
    crate::server::set_status(status);
}

/// In the browser the page is there already.
#[cfg(not(feature = "ssr"))]
pub(super) const fn set(_status: u16) {}
