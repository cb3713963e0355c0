//! The only writer: changed files are written, our own stale files are removed, foreign folders are refused.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::path::OutputPath;

/// The list of our files in the output folder, by which the next build knows them.
const MANIFEST: &str = "manifest.json";
/// Where files wait until all of them are made.
const STAGE: &str = ".peerpress-stage";

/// An output folder while a build writes to it.
pub struct Emitter {
    root: PathBuf,
    stage: PathBuf,
    /// Whether there was no earlier build: nothing can be in the way then.
    fresh: bool,
    old: BTreeMap<String, Entry>,
    next: AtomicUsize,
    entries: Mutex<Vec<(Entry, Option<PathBuf>)>>,
}

/// What came of a build on the disk.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Written {
    /// Files of the site.
    pub files: usize,
    /// Files that were new or had changed.
    pub changed: usize,
    /// Files of an earlier build that were removed.
    pub removed: usize,
}

/// Why the output folder could not be written.
#[derive(Debug)]
pub enum EmitError {
    /// The folder holds files that no earlier build made.
    Foreign(PathBuf),
    /// A file that no earlier build made stands where the site now has one.
    InTheWay(PathBuf),
    /// The disk said no.
    Io(PathBuf, io::Error),
}

impl fmt::Display for EmitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            EmitError::Foreign(folder) => write!(
                f,
                "{} has files that peerpress did not make, so nothing was written there\n\
                 Choose another folder with --output, or empty this one yourself.",
                folder.display()
            ),
            EmitError::InTheWay(path) => write!(
                f,
                "{} was not made by peerpress, and the site has a file of that name now, so nothing was written\n\
                 Move it away, or give the page another address.",
                path.display()
            ),
            EmitError::Io(path, error) => {
                write!(f, "{} could not be written: {error}", path.display())
            }
        }
    }
}

impl std::error::Error for EmitError {}

#[derive(Serialize, Deserialize)]
struct Manifest {
    generator: String,
    files: Vec<Entry>,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Entry {
    path: String,
    bytes: u64,
    sha256: String,
}

impl Emitter {
    /// Opens an output folder: a new one, an empty one, or one of an earlier build.
    ///
    /// # Errors
    /// When it holds anything else, or cannot be written.
    pub fn open(root: &Path) -> Result<Self, EmitError> {
        let io = |error| EmitError::Io(root.to_owned(), error);
        let manifest = fs::read(root.join(MANIFEST))
            .ok()
            .and_then(|bytes| serde_json::from_slice::<Manifest>(&bytes).ok())
            .filter(|manifest| manifest.generator.starts_with("peerpress"));
        if manifest.is_none() && root.exists() {
            let mut entries = fs::read_dir(root).map_err(io)?;
            // A build that was cut off before its first file leaves only the stage.
            if entries.any(|entry| entry.is_ok_and(|entry| entry.file_name() != STAGE)) {
                return Err(EmitError::Foreign(root.to_owned()));
            }
        }
        let fresh = manifest.is_none();
        let stage = root.join(STAGE);
        if stage.exists() {
            fs::remove_dir_all(&stage).map_err(io)?;
        }
        fs::create_dir_all(&stage).map_err(io)?;
        let old = manifest
            .map(|manifest| {
                let entries = manifest.files.into_iter();
                entries.map(|entry| (entry.path.clone(), entry)).collect()
            })
            .unwrap_or_default();
        Ok(Self {
            root: root.to_owned(),
            stage,
            fresh,
            old,
            next: AtomicUsize::new(0),
            entries: Mutex::new(Vec::new()),
        })
    }

    /// Takes a file in: one that has not changed stays as it is, another waits on the stage. May be called by many threads.
    ///
    /// # Errors
    /// When the disk says no; nothing of the site has changed then.
    pub fn put(&self, path: &OutputPath, bytes: &[u8]) -> Result<(), EmitError> {
        let target = self.root.join(path.as_str());
        let ours = self.old.contains_key(path.as_str());
        if !ours && !self.fresh && fs::symlink_metadata(&target).is_ok() {
            return Err(EmitError::InTheWay(target));
        }
        let unchanged = ours
            && fs::metadata(&target).is_ok_and(|meta| meta.len() == bytes.len() as u64)
            && fs::read(&target).is_ok_and(|old| old == bytes);
        let staged = if unchanged {
            None
        } else {
            let number = self.next.fetch_add(1, Ordering::Relaxed);
            let staged = self.stage.join(number.to_string());
            fs::write(&staged, bytes).map_err(|error| EmitError::Io(target, error))?;
            Some(staged)
        };
        let entry = Entry {
            path: path.as_str().to_owned(),
            bytes: bytes.len() as u64,
            sha256: sha256(bytes),
        };
        self.entries
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push((entry, staged));
        Ok(())
    }

    /// Moves the waiting files to their places and removes our stale ones. Files that pages need come before the pages.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn commit(self) -> Result<Written, EmitError> {
        let mut entries =
            std::mem::take(&mut *self.entries.lock().unwrap_or_else(PoisonError::into_inner));
        entries.sort_by(|(a, _), (b, _)| {
            let is_page = |entry: &Entry| entry.path.ends_with(".html");
            (is_page(a), &a.path).cmp(&(is_page(b), &b.path))
        });
        let mut written = Written {
            files: entries.len(),
            ..Written::default()
        };
        let files: Vec<Entry> = entries.iter().map(|(entry, _)| entry.clone()).collect();
        let new: BTreeSet<&str> = files.iter().map(|entry| entry.path.as_str()).collect();
        let stale: Vec<Entry> = self
            .old
            .values()
            .filter(|entry| !new.contains(entry.path.as_str()))
            .cloned()
            .collect();
        // Should the program be cut off on the way, the next one must know the old files and the new ones as ours.
        let known = files.iter().chain(&stale).cloned().collect();
        self.list(known)?;
        let mut folders = BTreeSet::new();
        for (entry, staged) in &entries {
            let Some(staged) = staged else { continue };
            written.changed += 1;
            let target = self.root.join(&entry.path);
            let io = |error| EmitError::Io(target.clone(), error);
            if let Some(folder) = target.parent()
                && folders.insert(folder.to_owned())
            {
                fs::create_dir_all(folder).map_err(io)?;
            }
            fs::rename(staged, &target).map_err(io)?;
        }
        for entry in &stale {
            if remove(&self.root, &entry.path) {
                written.removed += 1;
            }
        }
        if !stale.is_empty() {
            self.list(files)?;
        }
        Ok(written)
    }

    /// Writes the list of our files.
    fn list(&self, mut files: Vec<Entry>) -> Result<(), EmitError> {
        files.sort_unstable();
        let manifest = Manifest {
            generator: format!("peerpress {}", env!("CARGO_PKG_VERSION")),
            files,
        };
        let path = self.root.join(MANIFEST);
        let io = |error| EmitError::Io(path.clone(), error);
        let bytes = serde_json::to_vec_pretty(&manifest)
            .map_err(|error| EmitError::Io(path.clone(), io::Error::other(error)))?;
        if fs::read(&path).is_ok_and(|old| old == bytes) {
            // An unchanged list keeps its time, so that nothing is uploaded for it.
        } else {
            let staged = self.stage.join(MANIFEST);
            fs::write(&staged, bytes).map_err(io)?;
            fs::rename(&staged, &path).map_err(io)?;
        }
        Ok(())
    }
}

/// However a build ends, it leaves no files waiting; a folder that it made for nothing goes too.
impl Drop for Emitter {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.stage);
        let _ = fs::remove_dir(&self.root);
    }
}

/// Removes one of our files and the folders that it leaves empty. A path that leads out of the folder is not ours.
fn remove(root: &Path, path: &str) -> bool {
    let sound = path
        .split('/')
        .all(|part| !matches!(part, "" | "." | "..") && !part.contains('\\'));
    if !sound || fs::remove_file(root.join(path)).is_err() {
        return false;
    }
    let mut folder = Path::new(path).parent();
    while let Some(below) = folder.filter(|below| !below.as_os_str().is_empty()) {
        // Fails where something is left, which ends the walk.
        if fs::remove_dir(root.join(below)).is_err() {
            break;
        }
        folder = below.parent();
    }
    true
}

/// The SHA-256 of a file in hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    Sha256::digest(bytes)
        .iter()
        .flat_map(|byte| {
            [
                DIGITS[usize::from(byte >> 4)],
                DIGITS[usize::from(byte & 15)],
            ]
        })
        .map(char::from)
        .collect()
}
