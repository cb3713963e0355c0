//! Files that an earlier build made and that are there still.

use std::fs::{self, Metadata};
use std::time::SystemTime;

use rayon::prelude::*;
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
    /// A file as a build makes it. How it looks is told by the next build, which reads it: what others did to the folder meanwhile must
    /// not be taken for ours.
    pub fn new(entry: Entry) -> Self {
        Self { entry, looks: None }
    }
}

/// How a file of ours looks. Only where the system tells one file from another of the same name: a copy may have its original's times.
fn looks(there: &Metadata) -> Option<Looks> {
    Looks::of(there, SystemTime::now()).filter(Looks::knows_node)
}

impl Emitter {
    /// Takes in files that an earlier build made, if all of them are there as they were. No list is believed, since a build that was cut
    /// off may have left other files: one that looks otherwise than it did is read, and remembered by its new looks.
    pub fn hold(&self, files: &mut [Made]) -> bool {
        let held = files.par_iter_mut().all(|file| self.is_there(file));
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
        let now = self::looks(&there);
        if now.is_some() && now == *looks {
            return true;
        }
        // From before it is read: who writes to it from here on changes its looks.
        *looks = now;
        there.is_file()
            && there.len() == entry.bytes
            && fs::read(&target).is_ok_and(|bytes| sha256(&bytes) == entry.sha256)
    }
}
