//! What to build, and how.

use std::path::PathBuf;

use jiff::civil::Date;

use crate::path::{BaseUrl, LinkStyle};

/// What to build, and how.
#[derive(Clone, Debug)]
pub struct Project {
    /// The content folder.
    pub content: PathBuf,
    /// A folder whose files take the place of the default theme's.
    pub theme: Option<PathBuf>,
    /// Where the site will stand, if not as `network.toml` says.
    pub base: Option<BaseUrl>,
    /// The day that counts as today.
    pub today: Date,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// How links between pages are written.
    pub style: LinkStyle,
    /// Whether sound pages are made although others have errors.
    pub keep_going: bool,
    /// Whether readers can search the site.
    pub search: bool,
    /// Whether compressed copies are published beside texts.
    pub compress: bool,
}
