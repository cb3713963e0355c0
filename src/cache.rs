//! A folder that keeps what was made, by the digest of its input, between two runs of the program.

mod store;
mod table;

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use crate::hash::Digest;

pub use store::Store;
pub use table::Table;

/// What nobody asked for in so long is removed.
const KEPT: Duration = Duration::from_secs(60 * 24 * 60 * 60);

/// An entry is marked as used again, and old ones are looked for, only after so long: both cost time.
const MARKED: Duration = Duration::from_secs(24 * 60 * 60);

/// How many bytes of a digest stand before the value of an entry.
const DIGEST: usize = 32;

/// The file that says what a folder is (<https://bford.info/cachedir/>): programs that make backups leave such folders out, and nothing is
/// ever removed from a folder without ours.
const TAG: &str = "CACHEDIR.TAG";

/// What our tag says.
const TAG_WORDS: &str = "Signature: 8a477f597d28d172789f06886806bc55\n\
    # peerpress keeps here what it made, to be faster the next time. It is safe to delete.\n";

/// The file that was written when old entries were last removed.
const TIDIED: &str = "tidied";

/// How many digits the name of a program's folder has.
const PROGRAM: usize = 10;

/// Why there is no cache.
#[derive(Debug)]
pub enum CacheError {
    /// The folder cannot be made, or holds anything else.
    Folder(io::Error),
    /// The program cannot read its own file, so it cannot tell what it made from what another made.
    Program(io::Error),
}

impl fmt::Display for CacheError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CacheError::Folder(error) => error.fmt(f),
            CacheError::Program(error) => {
                write!(f, "the program's own file cannot be read: {error}")
            }
        }
    }
}

impl std::error::Error for CacheError {}

/// Keeps values between two runs of the program.
///
/// Its folder is that of the program. An entry whose name is the digest of its complete input never changes; under other names lies what
/// earlier builds left. All of it is safe to delete at any time; what is damaged counts as missing; several builds of one site may share a
/// folder. Each site had better have its own: a table keeps little of what its last user did not ask for.
pub struct Cache {
    folder: PathBuf,
    /// Tells files apart that are being written at the same time.
    next: AtomicUsize,
}

impl Cache {
    /// Opens a cache, and makes the folder if there is none.
    ///
    /// # Errors
    /// When the folder cannot be made, or holds anything else: a folder of somebody's files is never taken for a cache. When the program
    /// cannot read its own file.
    pub fn open(folder: &Path) -> Result<Self, CacheError> {
        // What a program makes of an input is its own: not even the next commit must find it.
        let program = std::env::current_exe()
            .and_then(|file| Digest::of_file(&file))
            .map_err(CacheError::Program)?;
        Self::mark(folder).map_err(CacheError::Folder)?;
        let folder = folder.join(program.short());
        fs::create_dir_all(&folder).map_err(CacheError::Folder)?;
        Ok(Self {
            folder,
            next: AtomicUsize::new(0),
        })
    }

    /// Makes the folder and says what it is, unless somebody else's files are there.
    fn mark(folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)?;
        let tag = folder.join(TAG);
        let said = fs::read(&tag).unwrap_or_default();
        if said != TAG_WORDS.as_bytes() {
            // The beginning of our tag is what a build leaves that was cut off here.
            let is_begun = TAG_WORDS.as_bytes().starts_with(&said);
            let mut others = fs::read_dir(folder)?.filter(|entry| {
                !is_begun || entry.as_ref().is_ok_and(|one| one.file_name() != TAG)
            });
            if others.next().is_some() {
                let what = "it holds other files and is no cache of peerpress";
                return Err(io::Error::new(io::ErrorKind::DirectoryNotEmpty, what));
            }
            fs::write(&tag, TAG_WORDS)?;
        }
        Ok(())
    }

    /// The value for this input: kept, or made now and kept. A disk that says no only costs time.
    pub fn get(&self, key: Digest, make: impl FnOnce() -> Vec<u8>) -> Vec<u8> {
        let name = key.to_string();
        let path = self.folder.join(&name[..2]).join(&name[2..]);
        if let Some(value) = read(&path, name.as_bytes()) {
            return value;
        }
        let value = make();
        let _ = self.write(&path, name.as_bytes(), &value);
        value
    }

    /// What was last kept under this name.
    pub fn find(&self, name: &str) -> Option<Vec<u8>> {
        read(&self.folder.join(name), name.as_bytes())
    }

    /// Keeps a value under this name, in place of any other. A disk that says no only costs time.
    pub fn put(&self, name: &str, value: &[u8]) {
        let _ = self.write(&self.folder.join(name), name.as_bytes(), value);
    }

    fn write(&self, path: &Path, name: &[u8], value: &[u8]) -> io::Result<()> {
        self.replace(path, &[&checksum(name, value)[..], value].concat())
    }

    /// Puts a file in its place, whole or not at all.
    fn replace(&self, path: &Path, entry: &[u8]) -> io::Result<()> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let waiting = format!("writing-{}-{number}", std::process::id());
        let waiting = self.folder.join(waiting);
        let written = self
            .make_folders(path)
            .and_then(|()| fs::write(&waiting, entry))
            .and_then(|()| {
                fs::rename(&waiting, path).or_else(|error| match fs::remove_dir(path) {
                    // An empty folder stood there, which is of no use.
                    Ok(()) => fs::rename(&waiting, path),
                    Err(_) => Err(error),
                })
            });
        if written.is_err() {
            let _ = fs::remove_file(&waiting);
        }
        written
    }

    /// Makes the folders above a file again that have gone, but not the cache itself: without its tag it would be no cache.
    fn make_folders(&self, path: &Path) -> io::Result<()> {
        let folder = path.parent().unwrap_or(&self.folder);
        let all = self.folder.parent().unwrap_or(&self.folder);
        match folder.is_dir() || all.join(TAG).is_file() {
            true => fs::create_dir_all(folder),
            false => Err(io::ErrorKind::NotFound.into()),
        }
    }

    /// Removes what nobody has asked for in two months, other programs' entries too; at most once a day.
    pub fn tidy(&self) {
        let tidied = self.folder.join(TIDIED);
        if age(&tidied).is_none_or(|age| age > MARKED) {
            let _ = fs::write(&tidied, []);
            self.remove_old();
        }
    }

    /// Removes it now.
    fn remove_old(&self) {
        let all = self.folder.parent().unwrap_or(&self.folder);
        let is_programs = |entry: &walkdir::DirEntry| {
            let name = entry.file_name().to_string_lossy();
            name.len() == PROGRAM && name.bytes().all(|digit| digit.is_ascii_hexdigit())
        };
        let folders = walkdir::WalkDir::new(all).min_depth(1).max_depth(1);
        let folders = folders.into_iter().flatten().filter(is_programs);
        for entry in folders
            .flat_map(|folder| walkdir::WalkDir::new(folder.path()).contents_first(true))
            .flatten()
        {
            if entry.file_type().is_dir() {
                // Fails where something is left.
                let _ = fs::remove_dir(entry.path());
            } else if age(entry.path()).is_some_and(|age| age > KEPT) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

/// What stands before a value: it tells another's value, too.
fn checksum(name: &[u8], value: &[u8]) -> [u8; DIGEST] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(name).update(value);
    hasher.finalize().into()
}

/// A sound entry.
fn read(path: &Path, name: &[u8]) -> Option<Vec<u8>> {
    let mut entry = fs::read(path).ok()?;
    let value = entry.get(DIGEST..)?;
    if checksum(name, value) != entry[..DIGEST] {
        return None;
    }
    mark_used(path);
    entry.drain(..DIGEST);
    Some(entry)
}

/// Says that a file was asked for now.
fn mark_used(path: &Path) {
    if age(path).is_some_and(|age| age > MARKED)
        && let Ok(file) = fs::File::options().append(true).open(path)
    {
        let _ = file.set_modified(SystemTime::now());
    }
}

/// How long ago a file was written or marked; `None` if nobody knows.
fn age(path: &Path) -> Option<Duration> {
    let modified = fs::metadata(path).ok()?.modified().ok()?;
    SystemTime::now().duration_since(modified).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(folder: &Path) -> Vec<PathBuf> {
        let found = walkdir::WalkDir::new(folder).into_iter().flatten();
        found
            .filter(|entry| entry.file_type().is_file() && entry.file_name() != TAG)
            .map(walkdir::DirEntry::into_path)
            .collect()
    }

    #[test]
    fn keeps_what_is_sound_and_forgets_what_is_old() {
        let folder = std::env::temp_dir().join(format!("peerpress-cache-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        let key = Digest::of_bytes(b"input");
        let made = || b"value".to_vec();
        let cache = Cache::open(&folder).expect("a folder");
        assert_eq!(cache.get(key, made), b"value");
        let again = Cache::open(&folder).expect("a folder");
        assert_eq!(again.get(key, || panic!("it was kept")), b"value");
        // A damaged entry, and one that was cut off.
        for damaged in [
            &b"anything that is longer than a digest, but not it"[..],
            b"x",
        ] {
            let [entry] = entries(&folder).try_into().expect("one entry");
            fs::write(&entry, damaged).expect("written");
            assert_eq!(again.get(key, made), b"value");
            assert_eq!(again.get(key, || panic!("it was mended")), b"value");
        }
        let [entry] = entries(&folder).try_into().expect("one entry");
        let file = fs::File::options()
            .append(true)
            .open(&entry)
            .expect("there");
        let age = |age| file.set_modified(SystemTime::now() - age).expect("set");
        // Who is asked for stays.
        age(KEPT * 2);
        again.get(key, || panic!("it is there"));
        again.remove_old();
        assert!(entry.exists());
        age(KEPT * 2);
        again.remove_old();
        assert!(!entry.exists());
        assert_eq!(
            again.get(key, made),
            b"value",
            "a folder that went is made again"
        );
        fs::remove_dir_all(&folder).expect("removed");
        assert_eq!(again.get(key, made), b"value");
        assert!(
            !folder.exists(),
            "a cache that went is made by its next user"
        );
    }

    #[test]
    fn nothing_of_anybody_else_is_touched() {
        let folder = std::env::temp_dir().join(format!("peerpress-theirs-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        let theirs = folder.join("notes/old.md");
        fs::create_dir_all(folder.join("notes")).expect("made");
        let write = || {
            fs::write(&theirs, "x").expect("written");
            let file = fs::File::options().append(true).open(&theirs);
            let long_ago = SystemTime::now() - KEPT * 2;
            file.and_then(|file| file.set_modified(long_ago))
                .expect("set");
        };
        write();
        assert!(Cache::open(&folder).is_err(), "it holds other files");
        // Files that come later, and folders without any.
        fs::remove_dir_all(&folder).expect("removed");
        let cache = Cache::open(&folder).expect("a new folder");
        fs::create_dir_all(folder.join("notes/empty")).expect("made");
        write();
        cache.remove_old();
        assert!(theirs.exists() && folder.join("notes/empty").exists());
        Cache::open(&folder).expect("it is a cache still");
        // A build that was cut off while it marked the folder.
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("made");
        fs::write(folder.join(TAG), &TAG_WORDS[..9]).expect("written");
        Cache::open(&folder).expect("it is marked now");
        fs::remove_dir_all(&folder).expect("removed");
        fs::create_dir_all(&folder).expect("made");
        fs::write(folder.join(TAG), "of another program").expect("written");
        assert!(Cache::open(&folder).is_err());
    }
}
