//! What stands at the place of a file: the file itself, another of ours, or one of somebody else.

use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::{EmitError, Emitter, ancestors};

/// How a file of the new site compares with the folder.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// It was not there: nothing refers to it yet, so it comes first.
    New,
    /// It was there and differs.
    Changed,
    /// It is there already.
    Same,
}

impl Emitter {
    /// Compares a file of the new site with what stands at its place.
    ///
    /// # Errors
    /// When something of somebody else stands there, or in the place of a folder above.
    pub(super) fn compare(&self, path: &str, bytes: &[u8]) -> Result<State, EmitError> {
        if self.fresh {
            return Ok(State::New);
        }
        let target = self.root.join(path);
        let there = fs::symlink_metadata(&target).ok();
        let Some(there) = there else {
            return self.has_room(path).map(|()| State::New);
        };
        let is_ours = match there.is_dir() {
            true => self.is_ours_below(path),
            false => self.old.contains_key(path),
        };
        if !is_ours {
            return Err(EmitError::InTheWay(target));
        }
        if there.is_dir() {
            return Ok(State::New);
        }
        let same = there.is_file()
            && there.len() == bytes.len() as u64
            && fs::read(&target).is_ok_and(|old| old == bytes);
        Ok(if same { State::Same } else { State::Changed })
    }

    /// Whether the folders above a new file are there or can be made: a file of ours in the place of one makes room.
    fn has_room(&self, path: &str) -> Result<(), EmitError> {
        let Some(folder) = self.root.join(path).parent().and_then(file_for_folder) else {
            return Ok(());
        };
        let is_ours = ancestors(path)
            .any(|above| self.root.join(above) == folder && self.old.contains_key(above));
        match is_ours {
            true => Ok(()),
            false => Err(EmitError::FileForFolder(folder)),
        }
    }

    /// Whether every file in a folder is ours, so that it can make room.
    fn is_ours_below(&self, folder: &str) -> bool {
        WalkDir::new(self.root.join(folder))
            .into_iter()
            .all(|found| {
                found.is_ok_and(|found| {
                    let below = found
                        .path()
                        .strip_prefix(&self.root)
                        .unwrap_or(found.path());
                    let path = below.to_string_lossy().replace('\\', "/");
                    found.file_type().is_dir() || self.old.contains_key(&path)
                })
            })
    }
}

/// What stands in the place of a folder, or of the nearest one above it, and is none; a link to a folder is one.
pub fn file_for_folder(folder: &Path) -> Option<PathBuf> {
    let nearest = folder
        .ancestors()
        .find(|above| fs::symlink_metadata(above).is_ok())?;
    let is_folder = fs::metadata(nearest).is_ok_and(|there| there.is_dir());
    (!is_folder).then(|| nearest.to_owned())
}
