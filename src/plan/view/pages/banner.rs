//! A sentence that cannot be missed.

use serde::Serialize;

use crate::plan::view::parts::{Link, Tone};

/// A sentence that stands at the top of a page and cannot be missed.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct BannerView {
    /// Its colour.
    pub tone: Tone,
    /// A few words in bold.
    pub title: String,
    /// The sentence; may be empty.
    pub text: String,
    /// Where to go instead.
    pub link: Option<Link>,
}
