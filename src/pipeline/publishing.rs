//! Puts a site into its folder; what an earlier build made of the same input is not made again.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::Failure;
use crate::cache::{Cache, Table};
use crate::emit::{Emitter, Entry, Made, Written};
use crate::hash::Digest;
use crate::render::Artifact;

/// A folder that a site is being put into.
pub struct Publishing {
    emitter: Emitter,
    /// Whether compressed copies lie beside texts.
    compress: bool,
    made: Option<Known>,
}

/// What came of each input: a file, and its compressed copies.
struct Known {
    table: Table<Vec<Made>>,
    /// How many files this build did not make.
    held: AtomicUsize,
}

impl Publishing {
    /// Opens the folder.
    ///
    /// # Errors
    /// When it is not ours or cannot be written.
    pub fn open(
        output: &Path,
        compress: bool,
        cache: Option<&Arc<Cache>>,
    ) -> Result<Self, Failure> {
        Ok(Self {
            emitter: Emitter::open(output).map_err(Failure::Emit)?,
            compress,
            made: cache.map(|cache| Known {
                table: Table::open(cache, "files"),
                held: AtomicUsize::new(0),
            }),
        })
    }

    /// Takes in a file, which is made only if the folder does not hold what came of the same input.
    ///
    /// # Errors
    /// When it cannot be made or the disk says no.
    pub fn put(
        &self,
        key: impl Fn() -> Digest,
        make: impl FnOnce() -> Result<Arc<Artifact>, Failure>,
    ) -> Result<(), Failure> {
        self.take(self.compress, key, make)
    }

    /// The same for a file that is packed in itself: compressed copies of it would save nothing.
    ///
    /// # Errors
    /// When it cannot be made or the disk says no.
    pub fn put_packed(
        &self,
        key: impl Fn() -> Digest,
        make: impl FnOnce() -> Result<Arc<Artifact>, Failure>,
    ) -> Result<(), Failure> {
        self.take(false, key, make)
    }

    fn take(
        &self,
        copies: bool,
        key: impl Fn() -> Digest,
        make: impl FnOnce() -> Result<Arc<Artifact>, Failure>,
    ) -> Result<(), Failure> {
        let Some(Known { table, held }) = &self.made else {
            return self.write(copies, &*make()?).map(drop);
        };
        let key = Digest::of(&(key(), copies));
        if let Some(known) = table.get(key) {
            let mut files = known.clone();
            if self.emitter.hold(&mut files) {
                if files != known {
                    table.put(key, &files);
                }
                held.fetch_add(1, Ordering::Relaxed);
                return Ok(());
            }
        }
        let files = self.write(copies, &*make()?)?;
        table.put(key, &files.into_iter().map(Made::new).collect());
        Ok(())
    }

    fn write(&self, copies: bool, file: &Artifact) -> Result<Vec<Entry>, Failure> {
        match copies {
            true => self.emitter.put_with_copies(&file.path, &file.bytes),
            false => (self.emitter.put(&file.path, &file.bytes)).map(|entry| vec![entry]),
        }
        .map_err(Failure::Emit)
    }

    /// How many files were not made again.
    pub fn held(&self) -> usize {
        let made = self.made.as_ref();
        made.map_or(0, |made| made.held.load(Ordering::Relaxed))
    }

    /// Moves everything to its place.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn commit(self) -> Result<Written, Failure> {
        let written = self.emitter.commit().map_err(Failure::Emit)?;
        if let Some(known) = &self.made {
            known.table.save();
        }
        Ok(written)
    }
}
