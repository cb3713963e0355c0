//! The list of our files in an output folder, by which the next build knows them and anybody can check them.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

/// Its name in the output folder.
pub const MANIFEST: &str = "manifest.json";

/// What a list says of its maker.
const GENERATOR: &str = concat!("peerpress ", env!("CARGO_PKG_VERSION"));

/// The list of our files.
#[derive(Serialize, Deserialize)]
pub struct Manifest {
    generator: String,
    /// The files, sorted by path; all but the list itself.
    pub files: Vec<Entry>,
}

/// A file of the site.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Entry {
    /// From the output folder, with `/`.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// Its SHA-256 in hexadecimal digits.
    pub sha256: String,
}

impl Manifest {
    /// A list of these files.
    pub fn new(mut files: Vec<Entry>) -> Self {
        files.sort_unstable();
        Self {
            generator: GENERATOR.to_owned(),
            files,
        }
    }

    /// Whether the program that wrote the list was of this version.
    pub fn is_of_this_version(&self) -> bool {
        self.generator == GENERATOR
    }

    /// The list in a folder; `None` if there is none, or it is another program's.
    pub fn read(folder: &Path) -> Option<Self> {
        Self::read_file(&folder.join(MANIFEST))
    }

    /// The list that is this file, wherever it lies.
    pub fn read_file(path: &Path) -> Option<Self> {
        Self::of(&fs::read(path).ok()?)
    }

    /// The list that these bytes are; `None` if they are none, or another program's.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let manifest: Self = serde_json::from_slice(bytes).ok()?;
        let is_ours = manifest.generator.starts_with("peerpress");
        is_ours.then_some(manifest)
    }

    /// The list as a file.
    pub fn bytes(&self) -> Vec<u8> {
        // Texts and numbers always serialise.
        serde_json::to_vec_pretty(self).unwrap_or_default()
    }
}

/// Whether a path stays in its folder. A list that somebody has changed must not lead out of it.
pub fn is_inside(path: &str) -> bool {
    path.split('/')
        .all(|part| !matches!(part, "" | "." | "..") && !part.contains(['\\', ':']))
}
