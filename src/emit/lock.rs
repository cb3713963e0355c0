//! One build at a time: the lock on an output folder.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// The name of its file.
pub const LOCK: &str = "lock";

/// Held while a build writes. The system lets go of it however the program ends.
pub struct Lock {
    path: PathBuf,
    file: Option<File>,
}

impl Lock {
    /// Takes the lock in a folder; `None` if another build holds it. On a disk that knows no locks, everybody gets one.
    ///
    /// # Errors
    /// When the lock's file cannot be made.
    pub fn take(folder: &Path) -> io::Result<Option<Self>> {
        let path = folder.join(LOCK);
        loop {
            let mut options = OpenOptions::new();
            let file = options
                .create(true)
                .truncate(false)
                .write(true)
                .open(&path)?;
            match file.try_lock() {
                Err(TryLockError::WouldBlock) => return Ok(None),
                // The build before removed the file after this one had opened it: its lock is nobody's.
                Ok(()) if is_gone(&file) => continue,
                Ok(()) | Err(TryLockError::Error(_)) => {
                    return Ok(Some(Self {
                        path,
                        file: Some(file),
                    }));
                }
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // In this order: who comes between the two finds a file that is gone, and makes another.
        let _ = std::fs::remove_file(&self.path);
        drop(self.file.take());
    }
}

#[cfg(unix)]
fn is_gone(file: &File) -> bool {
    use std::os::unix::fs::MetadataExt;
    file.metadata().is_ok_and(|meta| meta.nlink() == 0)
}

/// Elsewhere a file that is open cannot go.
#[cfg(not(unix))]
fn is_gone(_: &File) -> bool {
    false
}
