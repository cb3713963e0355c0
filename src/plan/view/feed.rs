//! What feed readers and search engines fetch.

use serde::Serialize;

use crate::path::Url;

/// An Atom feed (RFC 4287).
#[derive(Clone, Hash, Debug, Serialize)]
pub struct FeedView {
    /// Its title.
    pub title: String,
    /// Its own address.
    pub url: Url,
    /// The page that it belongs to.
    pub page: Url,
    /// Who publishes it.
    pub author: String,
    /// The time of the newest entry (RFC 3339).
    pub updated: String,
    /// Its language.
    pub lang: String,
    /// The newest entries first.
    pub entries: Vec<FeedEntry>,
}

/// One entry of a feed.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct FeedEntry {
    /// The resource's title.
    pub title: String,
    /// Its page, which is also its id.
    pub url: Url,
    /// When it was last reviewed or dated, or told if its day is still to come: never after today (RFC 3339).
    pub updated: String,
    /// Whose it is.
    pub author: String,
    /// One or two sentences.
    pub summary: String,
    /// Its kind.
    pub category: String,
}

/// One address of the site map.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct SiteMapEntry {
    /// The page.
    pub url: Url,
    /// When it was last reviewed, such as `2026-11-30`.
    pub changed: Option<String>,
}
