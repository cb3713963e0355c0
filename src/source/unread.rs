//! Files of which it is known what they say, although they have not been read.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::PathBuf;

use crate::hash::Digest;

/// A file of which it is known what it says, although it has not been read.
#[derive(Debug)]
pub struct Unread {
    on_disk: PathBuf,
    digest: Digest,
}

/// What work is cut off with when a file has changed under it.
struct Changed;

impl Unread {
    pub(super) fn new(on_disk: PathBuf, digest: Digest) -> Self {
        Self { on_disk, digest }
    }

    /// The bytes of the file.
    ///
    /// # Panics
    /// If the file no longer says what it said, or cannot be read. What others have made of it so far does not belong to it then, which is
    /// no error that a reader in the middle of a list could mend: the whole work is cut off, and [`undisturbed`], in which alone this may
    /// be called, does it in another way.
    pub fn read(&self) -> Vec<u8> {
        // Not what a link leads to, and nothing that lets its reader wait.
        let is_file = fs::symlink_metadata(&self.on_disk).is_ok_and(|there| there.is_file());
        match is_file.then(|| fs::read(&self.on_disk)) {
            Some(Ok(bytes)) if Digest::of_bytes(&bytes) == self.digest => bytes,
            // Not `panic!`, which would print a message.
            _ => resume_unwind(Box::new(Changed)),
        }
    }
}

/// Does work that reads files late; if one of them changes under it, does it `at_once` instead, which reads all files first.
pub fn undisturbed<T>(late: impl FnOnce() -> T, at_once: impl FnOnce() -> T) -> T {
    // What was cut off leaves nothing half made: files that wait are dropped, and tables hold whole values by the digest of their input.
    match catch_unwind(AssertUnwindSafe(late)) {
        Ok(done) => done,
        Err(cause) if cause.is::<Changed>() => at_once(),
        Err(cause) => resume_unwind(cause),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_is_done_at_once_where_a_file_has_changed() {
        let path = std::env::temp_dir().join(format!("peerpress-unread-{}", std::process::id()));
        let unread = Unread::new(path.clone(), Digest::of_bytes(b"before"));
        let said = || {
            undisturbed(
                || (unread.read(), "late"),
                || (b"other".to_vec(), "at once"),
            )
        };
        fs::write(&path, "before").expect("written");
        assert_eq!(said(), (b"before".to_vec(), "late"));
        fs::write(&path, "behind").expect("written");
        assert_eq!(said(), (b"other".to_vec(), "at once"));
        fs::remove_file(&path).expect("removed");
        assert_eq!(said(), (b"other".to_vec(), "at once"));
    }
}
