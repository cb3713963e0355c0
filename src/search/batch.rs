//! Neighbouring pages: read together, and known together to the next index.

use std::cell::LazyCell;
use std::sync::Arc;

use super::Known;
use super::analysis::{Analyser, Reading, Terms};
use super::card::Card;
use super::lists::Lists;
use super::posting::{Lengths, Means};
use super::stem::Stemmed;
use crate::hash::Digest;
use crate::plan::view::search::Page;

/// Pages of a batch where nothing is kept: most words of it were seen before, and all processors have work.
const EVEN: usize = 512;

/// Pages of a batch that is kept, at least, unless no more are left.
const LEAST: usize = 128;

/// At most.
const MOST: usize = 2_048;
const _: () = assert!(MOST <= 1 << 16, "kept postings count pages with two bytes");

/// Pages that follow each other, and their words.
pub struct Batch {
    /// Stands for the pages and the vocabulary; not worked out where nothing is kept.
    key: Option<Digest>,
    words: Words,
}

enum Words {
    /// From an earlier index, with the pages, should it have been another in its mean lengths.
    Known(Arc<Lists>, Vec<Arc<Page>>),
    /// Just read. The texts of a large network are its largest part, so nothing else is left of the pages.
    Read(Terms),
}

/// The words of pages of which the texts may have to be read.
enum Asked<'a> {
    Known(Arc<Lists>),
    Reading(Box<Reading<'a>>),
}

impl Batch {
    /// Reads pages, of which only those that are not known: their words and their cards.
    pub fn read(
        analyser: &Analyser<'_>,
        known: &Known,
        pages: Vec<Arc<Page>>,
    ) -> (Self, Vec<Card>) {
        let keys: Vec<Option<Digest>> = pages
            .iter()
            .map(|page| (!known.is_none()).then(|| Digest::of(&**page)))
            .collect();
        let key = keys.iter().copied().collect::<Option<Vec<Digest>>>();
        let key = key.map(|keys| Digest::of(&(analyser.vocabulary_digest(), keys)));
        let lists = key.and_then(|key| known.lists.find(key));
        let mut asked =
            lists.map_or_else(|| Asked::Reading(Box::new(analyser.begin())), Asked::Known);
        let cards = pages
            .iter()
            .zip(keys)
            .map(|(page, key)| {
                let sections = LazyCell::new(|| page.sections.read());
                if let Asked::Reading(reading) = &mut asked {
                    reading.page(page, &sections);
                }
                if let Some(card) = key.and_then(|key| known.cards.find(key)) {
                    return Card::of(page, *card);
                }
                let card = Card::write(page, &sections);
                if let Some(key) = key {
                    known.cards.put(key, &Arc::new(card.kept()));
                }
                card
            })
            .collect();
        let words = match asked {
            Asked::Known(lists) => Words::Known(lists, pages),
            Asked::Reading(reading) => Words::Read(reading.end()),
        };
        (Self { key, words }, cards)
    }

    /// How long the fields of its pages are.
    pub fn lengths(&self) -> Lengths {
        match &self.words {
            Words::Known(lists, _) => lists.lengths,
            Words::Read(terms) => Lengths::of(terms),
        }
    }

    /// Its lists, in an index of such mean lengths.
    pub fn lists(
        self,
        analyser: &Analyser<'_>,
        stems: &Stemmed,
        known: &Known,
        means: Means,
    ) -> Arc<Lists> {
        let terms = match self.words {
            Words::Known(lists, _) if lists.means == means => return lists,
            Words::Known(_, pages) => {
                let mut reading = analyser.begin();
                for page in pages {
                    reading.page(&page, &page.sections.read());
                }
                reading.end()
            }
            Words::Read(terms) => terms,
        };
        let lists = Arc::new(Lists::of(terms, means, stems));
        if let Some(key) = self.key {
            known.lists.put(key, &lists);
        }
        lists
    }
}

/// Cuts pages into batches. How they are cut changes nothing of the index.
///
/// Those that are kept have 256 pages in the mean, so that an edit reads few of them again, and the pages themselves say where they begin,
/// so that a new page changes few batches but its own.
pub fn batches(pages: Vec<Arc<Page>>, are_kept: bool) -> Vec<Vec<Arc<Page>>> {
    let mut batches: Vec<Vec<Arc<Page>>> = Vec::new();
    for page in pages {
        let ends = |batch: &Vec<Arc<Page>>| match are_kept {
            true => batch.len() >= LEAST && (begins(&page) || batch.len() == MOST),
            false => batch.len() == EVEN,
        };
        match batches.last_mut() {
            Some(batch) if !ends(batch) => batch.push(page),
            _ => batches.push(vec![page]),
        }
    }
    batches
}

/// One page in 128 may begin a batch: two letters have ten bits.
fn begins(page: &Page) -> bool {
    matches!(
        Digest::of_bytes(page.url.as_bytes()).letters(2).as_bytes(),
        [b'0', b'0'..=b'7']
    )
}
