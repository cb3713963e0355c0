//! The search page.

use serde::Serialize;

use crate::plan::view::parts::{Count, Link};

/// The search page: `search.html`. Without script it leads to the lists.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct SearchView {
    /// Lists to look through.
    pub lists: Vec<Count>,
    /// The commonest procedures.
    pub procedures: Vec<Link>,
}
