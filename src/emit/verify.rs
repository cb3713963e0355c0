//! Whether a copy of a site is what was published.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use rayon::prelude::*;
use walkdir::WalkDir;

use super::STAGE;
use super::manifest::{Entry, MANIFEST, Manifest, is_inside};
use crate::hash::sha256;

/// What is wrong with a copy; paths are from its folder, sorted.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Verified {
    /// How many files its list has.
    pub files: usize,
    /// On the list and not there.
    pub missing: Vec<String>,
    /// There with another content.
    pub changed: Vec<String>,
    /// There and not on the list.
    pub extra: Vec<String>,
}

impl Verified {
    /// Whether every file of the list is there as it was made. What lies beside them does not count: hosts add files of their own.
    pub fn is_sound(&self) -> bool {
        self.missing.is_empty() && self.changed.is_empty()
    }
}

/// Compares the files of a folder with the list that was published with them; `None` if it has no such list.
///
/// # Errors
/// When the folder cannot be read.
pub fn verify(folder: &Path) -> io::Result<Option<Verified>> {
    let Some(manifest) = Manifest::read(folder) else {
        // Why there is none: a folder that is not there says so itself.
        std::fs::read_dir(folder)?;
        return Ok(None);
    };
    let judged: Vec<(&Entry, Judgement)> = manifest
        .files
        .par_iter()
        .map(|entry| (entry, judge(folder, entry)))
        .collect();
    let of = |wanted: Judgement| {
        let those = judged.iter().filter(|(_, judgement)| *judgement == wanted);
        those.map(|(entry, _)| entry.path.clone()).collect()
    };
    let known: BTreeSet<&str> = manifest
        .files
        .iter()
        .map(|entry| entry.path.as_str())
        .collect();
    let mut extra = Vec::new();
    for found in WalkDir::new(folder).sort_by_file_name() {
        let found = found?;
        let below = found.path().strip_prefix(folder).unwrap_or(found.path());
        let path = below.to_string_lossy().replace('\\', "/");
        let is_ours = path == MANIFEST || path.starts_with(STAGE) || known.contains(path.as_str());
        if !found.file_type().is_dir() && !is_ours {
            extra.push(path);
        }
    }
    Ok(Some(Verified {
        files: manifest.files.len(),
        missing: of(Judgement::Missing),
        changed: of(Judgement::Changed),
        extra,
    }))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Judgement {
    Sound,
    Missing,
    Changed,
}

fn judge(folder: &Path, entry: &Entry) -> Judgement {
    if !is_inside(&entry.path) {
        return Judgement::Missing;
    }
    match std::fs::read(folder.join(&entry.path)) {
        Ok(bytes) if bytes.len() as u64 == entry.bytes && sha256(&bytes) == entry.sha256 => {
            Judgement::Sound
        }
        Ok(_) => Judgement::Changed,
        Err(_) => Judgement::Missing,
    }
}
