//! What a plan is made from, as digests: by them the next run of the program tells what an edit shows in.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Exported, Plan, Settings};
use crate::hash::Digest;
use crate::model::Changes;

/// The digests of what a plan is made from.
#[derive(Serialize, Deserialize)]
pub struct Prints {
    /// Of all but the resources and the day, and of which resources there are.
    around: Digest,
    day: Date,
    /// Of the order that resources are listed in.
    order: Digest,
    /// Of each resource on this day without its words, by its number.
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
        let Settings {
            today,
            base,
            style,
            assets,
            search,
        } = settings;
        // Cards and sort keys follow each from its resource and from this.
        let around = (
            site.digest_around(),
            (base, style, assets, search),
            (&shared.frame, &shared.counts),
        );
        let (mut heads, mut words) = site.digests();
        for (head, state) in heads.iter_mut().zip(&shared.states) {
            *head = Digest::of(&(*head, state));
        }
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
            day: today.unnoted(),
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
            let heads = differ(&self.heads, &before.heads);
            let mut changes = Changes::new(heads, differ(&self.words, &before.words));
            if self.order != before.order {
                changes.reorder();
            }
            if self.day != before.day {
                changes.turn_day();
            }
            changes
        })
    }
}
