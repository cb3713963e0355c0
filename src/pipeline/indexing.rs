//! Makes the search index, and of what an edit does not touch nothing again.

use std::cell::RefCell;
use std::sync::Arc;

use rayon::prelude::*;

use crate::cache::Cache;
use crate::hash::Digest;
use crate::memo::Memo;
use crate::plan::view::search::IndexView;
use crate::render::{self, Artifact};
use crate::search;

/// Makes the search index.
pub struct Indexing {
    whole: Memo<Vec<Arc<Artifact>>>,
    packed: Memo<Artifact>,
    cache: Option<Arc<Cache>>,
}

impl Indexing {
    /// For one build.
    pub fn once(cache: Option<Arc<Cache>>) -> Self {
        Self {
            whole: Memo::forgetting(),
            packed: Memo::forgetting(),
            cache,
        }
    }

    /// For many builds.
    pub fn lasting() -> Self {
        Self {
            whole: Memo::remembering(),
            packed: Memo::remembering(),
            cache: None,
        }
    }

    /// The files of the index, which follow from its view alone.
    pub fn index(&self, view: IndexView) -> Arc<Vec<Arc<Artifact>>> {
        // Two closures want it: one looks at it, the other, which comes later, takes it.
        let view = RefCell::new(view);
        let index = self.whole.get(
            || Digest::of(&*view.borrow()),
            || {
                search::index(view.take())
                    .into_par_iter()
                    .map(|file| {
                        let key = || Digest::of(&file);
                        self.packed.get(key, || self.pack(&file))
                    })
                    .collect()
            },
        );
        // An index that was remembered whole did not ask for its files, and must not make them forgotten.
        if self.whole.finish() > 0 {
            self.packed.finish();
        }
        index
    }

    fn pack(&self, file: &search::File) -> Artifact {
        match &self.cache {
            None => render::shard(file),
            Some(cache) => Artifact {
                path: render::shard_path(file),
                bytes: cache.get(Digest::of(file), || render::shard(file).bytes),
            },
        }
    }
}
