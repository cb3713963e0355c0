//! Makes the search index, and of what an edit does not touch nothing again.

use std::cell::RefCell;
use std::sync::Arc;

use rayon::prelude::*;

use crate::cache::Cache;
use crate::hash::Digest;
use crate::memo::Memo;
use crate::plan::view::search::IndexView;
use crate::render::{self, Artifact};
use crate::search::{self, File, Known};

/// Makes the search index.
pub struct Indexing {
    known: Known,
    whole: Memo<Vec<Arc<Artifact>>>,
    packed: Memo<Artifact>,
    cache: Option<Arc<Cache>>,
}

impl Indexing {
    /// For one build.
    pub fn once(cache: Option<Arc<Cache>>) -> Self {
        Self {
            known: Known::once(cache.as_ref()),
            whole: Memo::forgetting(),
            packed: Memo::forgetting(),
            cache,
        }
    }

    /// For many builds.
    pub fn lasting() -> Self {
        Self {
            known: Known::lasting(),
            whole: Memo::remembering(),
            packed: Memo::remembering(),
            cache: None,
        }
    }

    /// The files of the index, not packed yet.
    pub fn files(&self, view: IndexView) -> Vec<File> {
        search::index(view, &self.known)
    }

    /// The packed files of the index, which follow from its view alone.
    pub fn index(&self, view: IndexView) -> Arc<Vec<Arc<Artifact>>> {
        // Two closures want it: one looks at it, the other, which comes later, takes it.
        let view = RefCell::new(view);
        let index = self.whole.get(
            || Digest::of(&*view.borrow()),
            || {
                self.files(view.take())
                    .into_par_iter()
                    .map(|file| self.packed.get(|| file.key(), || self.pack(&file)))
                    .collect()
            },
        );
        // An index that was remembered whole did not ask for its files, and must not make them forgotten.
        if self.whole.finish() > 0 {
            self.packed.finish();
        }
        index
    }

    /// Packs a file.
    pub fn pack(&self, file: &File) -> Artifact {
        match &self.cache {
            None => render::shard(file),
            Some(cache) => Artifact {
                path: render::shard_path(file),
                bytes: cache.get(file.key(), || render::shard(file).bytes),
            },
        }
    }
}
