//! Files that an earlier build made and that are there still.

use std::fs::{self, Metadata};
use std::path::Path;
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use super::{Emitter, Entry, State, locked};
use crate::hash::sha256;
use crate::source::Looks;

/// A file of ours, and how it looked when it was last known to be whole.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Made {
    entry: Entry,
    looks: Option<Looks>,
}

impl Made {
    /// A file as a build has just put it into its folder; nobody else wrote there before this moment.
    pub fn new(root: &Path, entry: Entry, moment: SystemTime) -> Self {
        let there = fs::symlink_metadata(root.join(&entry.path)).ok();
        let looks = there.and_then(|there| looks(&there, moment));
        Self { entry, looks }
    }
}

/// How a file of ours looks. Only where the system tells one file from another of the same name: a copy may have its original's times.
fn looks(there: &Metadata, moment: SystemTime) -> Option<Looks> {
    Looks::of(there, moment).filter(Looks::knows_node)
}

impl Emitter {
    /// Takes in files that an earlier build made, if all of them are there as they were. No list is believed, since a build that was cut
    /// off may have left other files: one that looks otherwise than it did is read, and remembered by its new looks.
    pub fn hold(&self, files: &mut [Made]) -> bool {
        let held = files.iter_mut().all(|file| self.is_there(file));
        if held {
            let same = files.iter().map(|file| (file.entry.clone(), State::Same));
            locked(&self.entries).extend(same);
        }
        held
    }

    fn is_there(&self, file: &mut Made) -> bool {
        let Made { entry, looks } = file;
        if self.fresh || !self.old.contains_key(&entry.path) {
            return false;
        }
        let target = self.root.join(&entry.path);
        let Ok(there) = fs::symlink_metadata(&target) else {
            return false;
        };
        let now = self::looks(&there, SystemTime::now());
        if now.is_some() && now == *looks {
            return true;
        }
        *looks = now;
        there.is_file()
            && there.len() == entry.bytes
            && fs::read(&target).is_ok_and(|bytes| sha256(&bytes) == entry.sha256)
    }
}
