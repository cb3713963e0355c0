//! Makes the files that checklists are taken away in, and of those that an edit does not touch none again.

use std::sync::Arc;

use rayon::prelude::*;

use super::Progress;
use crate::cache::Cache;
use crate::export;
use crate::hash::{Digest, sha256};
use crate::memo::Memo;
use crate::plan::Exported;
use crate::plan::view::Export;

/// Makes the files that checklists are taken away in.
pub struct Exporting {
    made: Memo<Exported>,
    cache: Option<Arc<Cache>>,
}

impl Exporting {
    /// For one build.
    pub fn once(cache: Option<Arc<Cache>>) -> Self {
        Self {
            made: Memo::forgetting(),
            cache,
        }
    }

    /// For many builds.
    pub fn lasting() -> Self {
        Self {
            made: Memo::remembering(),
            cache: None,
        }
    }

    /// Makes them all: pages show their sizes, so they come before the pages.
    pub fn export(&self, exports: Vec<Export>, progress: Progress<'_>) -> Vec<Exported> {
        let total = exports.len();
        let exported = exports
            .into_par_iter()
            .map(|export| {
                progress("Exporting", total);
                let made = self.made.get(
                    || Digest::of(&export),
                    || {
                        let bytes = self.bytes(&export);
                        Exported {
                            sha256: sha256(&bytes),
                            bytes: bytes.into(),
                            export: export.clone(),
                        }
                    },
                );
                Exported::clone(&made)
            })
            .collect();
        self.made.finish();
        exported
    }

    fn bytes(&self, export: &Export) -> Vec<u8> {
        let Some(cache) = &self.cache else {
            return export::bytes(export);
        };
        // All that the bytes follow from: not the checklist's number, which another checklist's coming changes.
        let key = Digest::of(&(export.format, &export.checklist, &export.source));
        cache.get(key, || export::bytes(export))
    }
}
