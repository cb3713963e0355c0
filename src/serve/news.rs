//! What happens while a site is served, for whoever tells the user.

use std::time::Duration;

use crate::diagnostic::Diagnostic;
use crate::path::SourcePath;
use crate::pipeline::{Checked, Failure};

/// What happens while a site is served, for whoever tells the user.
pub enum News<'a> {
    /// The site can be seen at this address now.
    Open(&'a str),
    /// Edits are noticed a second late, because the system does not tell of them.
    Blind(&'a notify::Error),
    /// The site was built, for the first time or again.
    Built(Build<'a>),
    /// It could not be built; what was there before stays.
    Failed(&'a Failure),
}

/// A build that has ended.
pub struct Build<'a> {
    /// What was read and found.
    pub checked: &'a Checked,
    /// What was found now and not by the build before.
    pub new: Vec<Diagnostic>,
    /// How many findings of the build before are gone.
    pub mended: usize,
    /// The files that differ from the build before, by path; empty for the first build.
    pub changed: Vec<Change>,
    /// How many pages were made anew.
    pub pages: usize,
    /// Whether the site shows it; otherwise the last sound one stays.
    pub shown: bool,
    /// How long it took.
    pub took: Duration,
}

/// A source file that differs from the build before.
pub enum Change {
    /// It says something else.
    Edited(SourcePath),
    /// It is new.
    Added(SourcePath),
    /// It is gone.
    Removed(SourcePath),
}

impl Change {
    /// The file.
    pub fn path(&self) -> &SourcePath {
        match self {
            Self::Edited(path) | Self::Added(path) | Self::Removed(path) => path,
        }
    }
}
