//! A page that only leads to another.

use serde::Serialize;

use crate::path::Url;

/// A page that only leads to another: `redirect.html`.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct RedirectView {
    /// What stands before the link.
    pub root: String,
    /// The page from the root.
    pub href: String,
    /// Its canonical address.
    pub canonical: Url,
    /// Its title.
    pub title: String,
    /// The language.
    pub lang: String,
    /// The content security policy.
    pub policy: String,
}
