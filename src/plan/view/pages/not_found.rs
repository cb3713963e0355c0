//! The page for addresses that do not exist.

use serde::Serialize;

use crate::plan::view::parts::Link;

/// The page for addresses that do not exist: `not-found.html`.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct NotFoundView {
    /// Where to look instead.
    pub lists: Vec<Link>,
}
