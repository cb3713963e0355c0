//! Puts a site into its folder; what an earlier build made of the same input is not made again.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::Failure;
use super::left::{Left, Part};
use crate::cache::Cache;
use crate::emit::{Emitter, Entry, Made, Written};
use crate::hash::Digest;
use crate::model::noting::{Noted, noting};
use crate::plan::{Begun, Outputs};
use crate::render::{Artifact, Theme};

/// A folder that a site is being put into.
pub struct Publishing {
    emitter: Emitter,
    /// Whether compressed copies lie beside texts.
    compress: bool,
    known: Option<Known>,
}

/// What an earlier build left, if there is a cache.
struct Known {
    cache: Arc<Cache>,
    left: Left,
    /// How many files this build did not make.
    held: AtomicUsize,
}

/// The files of a plan that this build may have to make, and how many there are in all.
pub struct Work<'a> {
    /// The files, but for those that stand in the folder already.
    pub outputs: Outputs<'a>,
    /// How many pages the site has.
    pub pages: usize,
    /// How many files to take away.
    pub downloads: usize,
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
            known: cache.map(|cache| Known {
                cache: Arc::clone(cache),
                left: Left::read(cache, output),
                held: AtomicUsize::new(0),
            }),
        })
    }

    /// Plans the files of a site. Where nothing has changed but words, lists are not planned again, unless the site is not sound: then two
    /// files may want one address, and all are needed to tell which is first.
    pub fn plan<'a>(&mut self, begun: Begun<'a>, theme: &Theme, is_sound: bool) -> Work<'a> {
        if let Some(known) = &mut self.known {
            let with = Digest::of(&(theme.digest(), self.compress));
            known.left.compare(begun.prints(), with);
        }
        if is_sound && let Some((pages, downloads)) = self.hold_lists() {
            let outputs = begun.pages();
            return Work {
                pages: outputs.files.len() + pages,
                outputs,
                downloads,
            };
        }
        let (outputs, noted) = begun.outputs();
        let files = outputs.files.iter();
        let pages = files.clone().filter(|file| file.is_page()).count();
        let of_resources = files.clone().filter(|file| file.resource().is_some());
        let downloads = files.clone().filter(|file| file.is_download()).count();
        if let Some(known) = &self.known {
            let listed = pages - of_resources.count();
            known.left.put_lists(noted, listed, downloads);
        }
        Work {
            outputs,
            pages,
            downloads,
        }
    }

    /// Takes in all that is no resource's page, if it stands in the folder as it was and would be the same; tells how many pages and
    /// downloads that is.
    fn hold_lists(&self) -> Option<(usize, usize)> {
        let Known { left, held, .. } = self.known.as_ref()?;
        let lists = left.lists()?;
        let rows: Vec<&Vec<Made>> = (lists.files.iter())
            .map(|key| left.find(*key))
            .collect::<Option<_>>()?;
        let mut files: Vec<Made> = rows.iter().flat_map(|row| (*row).clone()).collect();
        if !self.emitter.hold(&mut files) {
            return None;
        }
        let mut files = files.into_iter();
        let rows = rows.iter().zip(&lists.files).map(|(row, key)| {
            let made = files.by_ref().take(row.len()).collect();
            (*key, made)
        });
        left.keep_lists(lists, rows);
        held.fetch_add(lists.files.len(), Ordering::Relaxed);
        Some((lists.pages, lists.downloads))
    }

    /// Takes in a file, which is made only if the folder does not hold what came of the same input.
    ///
    /// # Errors
    /// When it cannot be made or the disk says no.
    pub fn put(
        &self,
        part: Part,
        key: impl Fn() -> Digest,
        make: impl FnOnce() -> Result<Arc<Artifact>, Failure>,
    ) -> Result<(), Failure> {
        let Some(known) = &self.known else {
            return self.write(self.compress, &*make()?).map(drop);
        };
        if let Part::Page(of) = part
            && let Some((noted, key)) = known.left.page(of)
            && self.hold(known, part, *key, noted)
        {
            return Ok(());
        }
        // What is looked at for a page is noted where that is planned: while its key is worked out.
        let planned = noting(|| Digest::of(&(key(), self.compress)));
        self.take(known, part, planned, self.compress, make)
    }

    /// The same for a file of the search, which is packed in itself: compressed copies of it would save nothing.
    ///
    /// # Errors
    /// When it cannot be made or the disk says no.
    pub fn put_packed(
        &self,
        key: impl Fn() -> Digest,
        make: impl FnOnce() -> Result<Arc<Artifact>, Failure>,
    ) -> Result<(), Failure> {
        let Some(known) = &self.known else {
            return self.write(false, &*make()?).map(drop);
        };
        let planned = (key(), Noted::default());
        self.take(known, Part::Other, planned, false, make)
    }

    fn take(
        &self,
        known: &Known,
        part: Part,
        (key, noted): (Digest, Noted),
        copies: bool,
        make: impl FnOnce() -> Result<Arc<Artifact>, Failure>,
    ) -> Result<(), Failure> {
        if self.hold(known, part, key, &noted) {
            return Ok(());
        }
        let files = self.write(copies, &*make()?)?;
        let made = files.into_iter().map(Made::new).collect();
        known.left.put(part, key, made, noted);
        Ok(())
    }

    /// Takes in what an earlier build made of the same input, if it stands in the folder as it was.
    fn hold(&self, known: &Known, part: Part, key: Digest, noted: &Noted) -> bool {
        let Some(made) = known.left.find(key) else {
            return false;
        };
        let mut made = made.clone();
        let is_held = self.emitter.hold(&mut made);
        if is_held {
            known.held.fetch_add(1, Ordering::Relaxed);
            known.left.put(part, key, made, noted.clone());
        }
        is_held
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
        let known = self.known.as_ref();
        known.map_or(0, |known| known.held.load(Ordering::Relaxed))
    }

    /// Moves everything to its place.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn commit(self) -> Result<Written, Failure> {
        let written = self.emitter.commit().map_err(Failure::Emit)?;
        if let Some(known) = self.known {
            known.left.save(&known.cache);
        }
        Ok(written)
    }
}
