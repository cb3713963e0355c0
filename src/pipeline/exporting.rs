//! Makes the files that checklists are taken away in, and of those that an edit does not touch none again.

use rayon::prelude::*;

use super::Progress;
use crate::emit;
use crate::export;
use crate::hash::Digest;
use crate::memo::Memo;
use crate::plan::Exported;
use crate::plan::view::Export;

/// Makes the files that checklists are taken away in.
pub struct Exporting {
    made: Memo<Exported>,
}

impl Exporting {
    /// For one build.
    pub fn once() -> Self {
        Self {
            made: Memo::forgetting(),
        }
    }

    /// For many builds.
    pub fn lasting() -> Self {
        Self {
            made: Memo::remembering(),
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
                        let bytes = export::bytes(&export);
                        Exported {
                            sha256: emit::sha256(&bytes),
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
}
