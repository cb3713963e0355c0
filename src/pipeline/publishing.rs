//! Puts a site into its folder; what an earlier build made of the same input is not made again.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use super::Failure;
use crate::cache::{Cache, Table};
use crate::emit::{Emitter, Entry, Made, Written};
use crate::hash::Digest;
use crate::render::Artifact;

/// A folder that a site is being put into.
pub struct Publishing {
    root: PathBuf,
    emitter: Emitter,
    /// Whether compressed copies lie beside texts.
    compress: bool,
    made: Option<MadeOf>,
}

/// What came of each input: a file, and its compressed copies.
struct MadeOf {
    before: Table<Vec<Made>>,
    now: Mutex<Vec<(Digest, Vec<Entry>)>>,
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
            root: output.to_owned(),
            emitter: Emitter::open(output).map_err(Failure::Emit)?,
            compress,
            made: cache.map(|cache| MadeOf {
                before: Table::open(cache, "files"),
                now: Mutex::default(),
                held: AtomicUsize::new(0),
            }),
        })
    }

    /// Takes in a file of the search index, which is packed already.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn put_packed(&self, file: &Artifact) -> Result<(), Failure> {
        let put = self.emitter.put(&file.path, &file.bytes);
        put.map(drop).map_err(Failure::Emit)
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
        let Some(MadeOf { before, now, held }) = &self.made else {
            return self.write(&*make()?).map(drop);
        };
        let key = Digest::of(&(key(), self.compress));
        if let Some(known) = before.get(key) {
            let mut files = known.clone();
            if self.emitter.hold(&mut files) {
                if files != known {
                    before.put(key, &files);
                }
                held.fetch_add(1, Ordering::Relaxed);
                return Ok(());
            }
        }
        let files = self.write(&*make()?)?;
        let mut now = now.lock().unwrap_or_else(PoisonError::into_inner);
        now.push((key, files));
        Ok(())
    }

    fn write(&self, file: &Artifact) -> Result<Vec<Entry>, Failure> {
        match self.compress {
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
        if let Some(MadeOf { before, now, .. }) = self.made {
            let now = now.into_inner().unwrap_or_else(PoisonError::into_inner);
            now.into_par_iter().for_each(|(key, files)| {
                let files = files.into_iter().map(|file| Made::new(&self.root, file));
                before.put(key, &files.collect());
            });
            before.save();
        }
        Ok(written)
    }
}
