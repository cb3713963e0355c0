//! What publishing does to a disk.

use std::fs;
use std::io;
use std::path::Path;

/// Everything that changes a disk while a site is published. A trait, so that a test can say no at each of its steps.
pub trait Disk: Send + Sync {
    /// Writes a new file.
    ///
    /// # Errors
    /// When the disk says no.
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;

    /// Makes a folder and those above it that are missing.
    ///
    /// # Errors
    /// When the disk says no.
    fn make_folder(&self, path: &Path) -> io::Result<()>;

    /// Moves a file or folder, over the file that is there.
    ///
    /// # Errors
    /// When the disk says no.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file.
    ///
    /// # Errors
    /// When the disk says no.
    fn remove_file(&self, path: &Path) -> io::Result<()>;
}

/// The disk of this computer.
pub struct Local;

impl Disk for Local {
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        fs::write(path, bytes)
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir_all(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }
}
