//! Files that are known without having been read.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::PathBuf;

use crate::hash::Digest;

/// A file of which an earlier build left all but the words: it is read when somebody asks for them.
#[derive(Debug)]
pub struct Unread {
    on_disk: PathBuf,
    digest: Digest,
}

/// What work ends with that a file has changed under.
struct Moved;

impl Unread {
    /// The file in this place, of which it is known what it says.
    pub fn new(on_disk: PathBuf, digest: Digest) -> Self {
        Self { on_disk, digest }
    }

    /// The file as it lies on the disk.
    ///
    /// If it is no longer what it was known to be, what others have made of it so far does not belong to it. That is no error of a reader
    /// in the middle of a list: the whole work ends there, and [`undisturbed`] begins it again.
    pub fn read(&self) -> Vec<u8> {
        match fs::read(&self.on_disk) {
            Ok(bytes) if Digest::of_bytes(&bytes) == self.digest => bytes,
            _ => resume_unwind(Box::new(Moved)),
        }
    }
}

/// Does work that reads files late, and once more if one of them has changed meanwhile: `work` is told whether that has happened, and
/// then believes nothing that it has not read.
pub fn undisturbed<T>(work: impl Fn(bool) -> T) -> T {
    match catch_unwind(AssertUnwindSafe(|| work(false))) {
        Ok(done) => done,
        Err(cause) if cause.is::<Moved>() => work(true),
        Err(cause) => resume_unwind(cause),
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn work_begins_again_where_a_file_has_changed() {
        let path = std::env::temp_dir().join(format!("peerpress-unread-{}", std::process::id()));
        fs::write(&path, "before").expect("written");
        let unread = Unread::new(path.clone(), Digest::of_bytes(b"before"));
        assert_eq!(unread.read(), b"before");
        let tries = Cell::new(0);
        let said = undisturbed(|is_again| {
            tries.set(tries.get() + 1);
            match is_again {
                false => unread.read(),
                true => fs::read(&path).expect("there"),
            }
        });
        assert_eq!((said.as_slice(), tries.get()), (&b"before"[..], 1));
        fs::write(&path, "behind").expect("written");
        let said = undisturbed(|is_again| {
            tries.set(tries.get() + 1);
            match is_again {
                false => unread.read(),
                true => fs::read(&path).expect("there"),
            }
        });
        assert_eq!((said.as_slice(), tries.get()), (&b"behind"[..], 3));
        let _ = fs::remove_file(&path);
    }
}
