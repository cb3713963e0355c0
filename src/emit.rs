//! The only writer: changed files wait beside the site and are moved to their places, our own stale files are removed, foreign
//! folders are refused.

mod compress;
mod disk;
mod error;
mod held;
mod lock;
mod manifest;
mod place;
mod verify;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::hash::sha256;
use crate::path::OutputPath;
use compress::without_packing;
use disk::{Disk, Local};
use lock::{LOCK, Lock};
use manifest::{MANIFEST, Manifest, is_inside};
use place::{State, file_for_folder};

pub use error::EmitError;
pub use held::Made;
pub use manifest::Entry;
pub use verify::{Verified, verify};

/// Where files wait until all of them are made.
const STAGE: &str = ".peerpress-stage";

/// In the stage, the list of the old files and the new ones, until it stands in its place.
const ALL: &str = "all.json";

/// There too, the list of the new ones alone.
const LAST: &str = "last.json";

/// A list of our files that waits beside the site.
struct Staged {
    path: PathBuf,
    bytes: Vec<u8>,
}

/// An output folder while a build writes to it.
///
/// Until [`Emitter::commit`] nothing of the site changes. A program that is cut off before leaves the old site; one that is cut off
/// on the way leaves files of both, each whole and with everything that it refers to; the next build goes on from either.
pub struct Emitter {
    root: PathBuf,
    /// Files that wait, in the folders that they will have.
    waiting: PathBuf,
    /// Whether there was no earlier build: nothing can be in the way then.
    fresh: bool,
    old: BTreeMap<String, Entry>,
    /// Whether this version of the program made them.
    same_version: bool,
    folders: Mutex<HashSet<PathBuf>>,
    entries: Mutex<Vec<(Entry, State)>>,
    disk: Box<dyn Disk>,
    lock: Option<Lock>,
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

impl Emitter {
    /// Opens an output folder: a new one, an empty one, or one of an earlier build.
    ///
    /// # Errors
    /// When it holds anything else, cannot be written, or another build is writing there.
    pub fn open(root: &Path) -> Result<Self, EmitError> {
        Self::on(root, Box::new(Local))
    }

    fn on(root: &Path, disk: Box<dyn Disk>) -> Result<Self, EmitError> {
        let io = |error| EmitError::Io(root.to_owned(), error);
        let stage = root.join(STAGE);
        if let Some(file) = file_for_folder(&stage) {
            return Err(EmitError::FileForFolder(file));
        }
        let listed = || fs::read(root.join(MANIFEST)).unwrap_or_default();
        let list = listed();
        let mut manifest = Manifest::of(&list);
        if manifest.is_none() && root.exists() {
            let mut entries = fs::read_dir(root).map_err(io)?;
            // A build that was cut off before its first file leaves only the stage.
            if entries.any(|entry| entry.is_ok_and(|entry| entry.file_name() != STAGE)) {
                return Err(EmitError::Foreign(root.to_owned()));
            }
        }
        disk.make_folder(&stage).map_err(io)?;
        let Some(lock) = Lock::take(&stage).map_err(io)? else {
            return Err(EmitError::Busy(root.to_owned()));
        };
        // Made now, so that the stage goes again if anything below fails.
        let mut emitter = Self {
            root: root.to_owned(),
            waiting: stage.join("site"),
            fresh: true,
            old: BTreeMap::new(),
            same_version: false,
            folders: Mutex::default(),
            entries: Mutex::default(),
            disk,
            lock: Some(lock),
        };
        emitter.remove_folders_made_for_nothing(&stage);
        clear(&stage).map_err(io)?;
        emitter.disk.make_folder(&emitter.waiting).map_err(io)?;
        // Read again under the lock: another build may have ended since. Only then it is understood again, since it is long.
        let again = listed();
        if again != list {
            manifest = Manifest::of(&again);
        }
        if let Some(manifest) = manifest {
            emitter.same_version = manifest.is_of_this_version();
            let entries = manifest.files.into_iter();
            emitter.fresh = false;
            emitter.old = entries.map(|entry| (entry.path.clone(), entry)).collect();
        }
        Ok(emitter)
    }

    /// Takes a file in: one that has not changed stays as it is, another waits beside the site. May be called by many threads.
    ///
    /// # Errors
    /// When the disk says no; nothing of the site has changed then.
    pub fn put(&self, path: &OutputPath, bytes: &[u8]) -> Result<Entry, EmitError> {
        let state = self.compare(path.as_str(), bytes)?;
        if state != State::Same {
            let waiting = self.waiting.join(path.as_str());
            let io = |error| EmitError::Io(self.root.join(path.as_str()), error);
            if let Some(folder) = waiting.parent() {
                self.make_folder(folder).map_err(io)?;
            }
            self.disk.write(&waiting, bytes).map_err(io)?;
        }
        let entry = Entry {
            path: path.as_str().to_owned(),
            bytes: bytes.len() as u64,
            sha256: sha256(bytes),
        };
        locked(&self.entries).push((entry.clone(), state));
        Ok(entry)
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        if locked(&self.folders).contains(folder) {
            return Ok(());
        }
        self.disk.make_folder(folder)?;
        locked(&self.folders).insert(folder.to_owned());
        Ok(())
    }

    /// Moves the waiting files to their places and removes our stale ones.
    ///
    /// The order keeps every page whole that a reader may see on the way: what nothing refers to yet comes first, then what pages
    /// refer to, then the pages, and what is gone goes last, pages first. After the first move nothing needs room on the disk any more.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn commit(self) -> Result<Written, EmitError> {
        let mut entries = std::mem::take(&mut *locked(&self.entries));
        let is_page = |entry: &Entry| without_packing(&entry.path).ends_with(".html");
        entries.sort_unstable_by(|(a, first), (b, second)| {
            (first, is_page(a), &a.path).cmp(&(second, is_page(b), &b.path))
        });
        let mut written = Written {
            files: entries.len(),
            ..Written::default()
        };
        let new: BTreeSet<&str> = entries
            .iter()
            .map(|(entry, _)| entry.path.as_str())
            .collect();
        let mut stale: Vec<&Entry> = (self.old.values())
            .filter(|entry| !new.contains(entry.path.as_str()))
            .collect();
        // Pages before what they refer to.
        stale.sort_by_key(|entry| !is_page(entry));
        let moved = entries.iter().filter(|(_, state)| *state != State::Same);
        written.changed = moved.clone().count();

        let files: Vec<Entry> = entries.iter().map(|(entry, _)| entry.clone()).collect();
        // Should the program be cut off on the way, the next one must know the old files and the new ones as ours.
        let all = files.iter().chain(stale.iter().copied()).cloned().collect();
        let all = self.stage_list(ALL, all)?;
        let last = match stale.is_empty() {
            true => None,
            false => Some(self.stage_list(LAST, files)?),
        };
        if self.fresh {
            self.place_list(&all)?;
            self.move_folders()?;
            return Ok(written);
        }
        // A page that was a file and is a folder now, or the other way round: the old one makes room.
        let folders: HashSet<&str> = new.iter().flat_map(|path| ancestors(path)).collect();
        let (blocking, stale): (Vec<&Entry>, Vec<&Entry>) = stale.into_iter().partition(|entry| {
            let path = entry.path.as_str();
            folders.contains(path) || ancestors(path).any(|folder| new.contains(folder))
        });
        if blocking.is_empty() {
            let made = self.make_folders(moved.clone());
            // No list in its place knows them yet, so no later build would remove them.
            made.and_then(|()| self.place_list(&all)).inspect_err(|_| {
                moved
                    .clone()
                    .for_each(|(entry, _)| self.remove_empty_above(&entry.path));
            })?;
        } else {
            self.place_list(&all)?;
            written.removed += self.remove(&blocking)?;
            self.make_folders(moved.clone())?;
        }
        for (entry, _) in moved {
            let target = self.root.join(&entry.path);
            let waiting = self.waiting.join(&entry.path);
            let moved = self.disk.rename(&waiting, &target);
            moved
                .or_else(|error| match fs::remove_dir(&target) {
                    // An empty folder stood there, which is nobody's.
                    Ok(()) => self.disk.rename(&waiting, &target),
                    Err(_) => Err(error),
                })
                .map_err(|error| EmitError::Io(target, error))?;
        }
        written.removed += self.remove(&stale)?;
        if let Some(last) = last {
            self.place_list(&last)?;
        }
        Ok(written)
    }

    /// Moves everything into an empty folder, whole folders at once.
    fn move_folders(&self) -> Result<(), EmitError> {
        let io = |error| EmitError::Io(self.root.clone(), error);
        for entry in fs::read_dir(&self.waiting).map_err(io)? {
            let entry = entry.map_err(io)?;
            let target = self.root.join(entry.file_name());
            self.disk
                .rename(&entry.path(), &target)
                .map_err(|error| EmitError::Io(target, error))?;
        }
        Ok(())
    }

    fn make_folders<'a>(
        &self,
        entries: impl Iterator<Item = &'a (Entry, State)>,
    ) -> Result<(), EmitError> {
        for (entry, _) in entries {
            let target = self.root.join(&entry.path);
            if let Some(folder) = target.parent() {
                self.make_folder(folder)
                    .map_err(|error| EmitError::Io(target.clone(), error))?;
            }
        }
        Ok(())
    }

    /// Writes a list of our files beside the site.
    fn stage_list(&self, name: &str, files: Vec<Entry>) -> Result<Staged, EmitError> {
        let path = self.root.join(STAGE).join(name);
        let bytes = Manifest::new(files).bytes();
        self.disk
            .write(&path, &bytes)
            .map_err(|error| EmitError::Io(self.root.join(MANIFEST), error))?;
        Ok(Staged { path, bytes })
    }

    /// Puts a list in its place. An unchanged list keeps its time, so that nothing is uploaded for it.
    fn place_list(&self, staged: &Staged) -> Result<(), EmitError> {
        let path = self.root.join(MANIFEST);
        if fs::read(&path).is_ok_and(|old| old == staged.bytes) {
            return Ok(());
        }
        self.disk
            .rename(&staged.path, &path)
            .map_err(|error| EmitError::Io(path, error))
    }

    /// Removes files of ours and the folders that they leave empty, and counts them. A path that leads out of the folder is not ours.
    /// A file that cannot be removed stays on the list, so that the next build tries again.
    fn remove(&self, entries: &[&Entry]) -> Result<usize, EmitError> {
        let mut removed = 0;
        for entry in entries.iter().filter(|entry| is_inside(&entry.path)) {
            let path = entry.path.as_str();
            let target = self.root.join(path);
            match self.disk.remove_file(&target) {
                Ok(()) => removed += 1,
                // Somebody was faster; the folders are ours to remove all the same.
                Err(_) if is_gone(&target) => {}
                Err(error) => return Err(EmitError::Io(target, error)),
            }
            self.remove_empty_above(path);
        }
        Ok(removed)
    }

    /// Removes the empty folders of a build that was killed after it had made them and before its list stood in its place: the list that
    /// still waits in the stage is all that knows them.
    fn remove_folders_made_for_nothing(&self, stage: &Path) {
        let meant = Manifest::read_file(&stage.join(ALL));
        let files = meant.into_iter().flat_map(|list| list.files);
        for file in files.filter(|file| is_inside(&file.path)) {
            self.remove_empty_above(&file.path);
        }
    }

    /// Removes the folders above a file of ours that hold nothing any more.
    fn remove_empty_above(&self, path: &str) {
        for folder in ancestors(path) {
            match fs::remove_dir(self.root.join(folder)) {
                Ok(()) => {}
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                // Something is left.
                Err(_) => break,
            }
        }
    }
}

/// However a build ends, it leaves no files waiting; a folder that it made for nothing goes too.
impl Drop for Emitter {
    fn drop(&mut self) {
        let stage = self.root.join(STAGE);
        let _ = clear(&stage);
        drop(self.lock.take());
        let _ = fs::remove_dir(&stage);
        let _ = fs::remove_dir(&self.root);
    }
}

/// Empties the stage; the lock stays.
fn clear(stage: &Path) -> io::Result<()> {
    for entry in fs::read_dir(stage)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        } else if entry.file_name() != LOCK {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// The folders above a path, the nearest first.
fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    path.rmatch_indices('/').map(|(at, _)| &path[..at])
}

/// Whether there is no file of this name; a folder that a build before this one made in its place is none.
fn is_gone(path: &Path) -> bool {
    match fs::symlink_metadata(path) {
        Ok(there) => there.is_dir(),
        Err(error) => matches!(
            error.kind(),
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
        ),
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
