//! What a plan is made from, as digests: by them the next run of the program tells what an edit shows in.

use serde::{Deserialize, Serialize};

use super::{Exported, Plan};
use crate::hash::Digest;
use crate::model::noting::Changes;

/// The digests of what a plan is made from.
#[derive(Serialize, Deserialize)]
pub struct Prints {
    /// Of all but the resources, and of which there are.
    around: Digest,
    /// Of the order that resources are listed in.
    order: Digest,
    /// Of each resource without its words, by its number.
    heads: Vec<Digest>,
    /// Of the words of each resource, by its number.
    words: Vec<Digest>,
}

impl Prints {
    pub(super) fn of(plan: &Plan<'_>) -> Self {
        let Plan {
            site,
            settings,
            exported,
            shared,
            parts: _,
        } = plan;
        // Cards, states and sort keys follow each from its resource and the settings.
        let around = (
            site.digest_around(),
            settings,
            &shared.frame,
            &shared.counts,
        );
        let (mut heads, mut words) = site.digests();
        // Lists and the catalogue tell of the files that were made of a checklist.
        for files in exported.chunk_by(|a, b| a.export.resource == b.export.resource) {
            let made = |file: &Exported| (file.export.path.clone(), file.sha256.clone());
            let made: Vec<_> = files.iter().map(made).collect();
            let of = files[0].export.resource.0;
            for print in [&mut heads[of], &mut words[of]] {
                *print = Digest::of(&(*print, &made));
            }
        }
        Self {
            around: Digest::of(&around),
            order: shared.order_digest(),
            heads,
            words,
        }
    }

    /// Which resources differ from those of an earlier plan; `None` if they are others, or if anything else differs.
    pub fn changes_since(&self, before: &Self) -> Option<Changes> {
        let differ = |now: &[Digest], before: &[Digest]| -> Vec<bool> {
            now.iter()
                .zip(before)
                .map(|(now, before)| now != before)
                .collect()
        };
        (self.around == before.around).then(|| {
            Changes::new(
                differ(&self.heads, &before.heads),
                differ(&self.words, &before.words),
                self.order != before.order,
            )
        })
    }
}
