//! Why a program that should run cannot.

use std::fmt;
use std::io;
use std::path::PathBuf;

use crate::cache::CacheError;
use crate::emit::EmitError;
use crate::render::ThemeError;

/// Why a program that should run cannot: not for the content to mend.
#[derive(Debug)]
pub enum Failure {
    /// The content folder cannot be read.
    Content(PathBuf, io::Error),
    /// The output folder and the content folder lie in each other.
    Overlap(PathBuf),
    /// The theme is not sound.
    Theme(ThemeError),
    /// The cache folder cannot be made, or holds anything else.
    Cache(PathBuf, io::Error),
    /// The cache folder and another, which is named, lie in each other.
    CacheOverlap(PathBuf, &'static str),
    /// Nothing can be kept, whatever the folder.
    NoCache(CacheError),
    /// The output folder cannot be written.
    Emit(EmitError),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Content(folder, error) => write!(
                f,
                "the content folder {} cannot be read: {error}\nStand in the folder that holds it, or name another with --content. `peerpress init` begins a network.",
                folder.display()
            ),
            Failure::Overlap(folder) => write!(
                f,
                "the site cannot be written to {}: it would be read as content by the next build, or overwrite it\n\
                 Choose a folder beside the content with --output.",
                folder.display()
            ),
            Failure::NoCache(error) => write!(f, "nothing can be kept for the next build: {error}"),
            Failure::CacheOverlap(folder, what) => write!(
                f,
                "the cache cannot be kept in {}: that folder and {what} lie in each other, and files of one would be taken for the other's\n\
                 Choose a folder beside them with --cache.",
                folder.display()
            ),
            Failure::Theme(error) => error.fmt(f),
            Failure::Cache(folder, error) => write!(
                f,
                "the cache folder {} cannot be used: {error}\nName a new or empty folder with --cache, or build without.",
                folder.display()
            ),
            Failure::Emit(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Failure {}
