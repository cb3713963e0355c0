//! The search index: small static files, of which a reader's browser fetches the few that it needs.
//!
//! `docs/search-format.md` says what stands in them. Their reader is `themes/default/scripts/search/engine.js`.

mod analysis;
mod batch;
mod card;
mod dictionary;
mod facet;
mod file;
mod lexicon;
mod lists;
mod occurrences;
mod posting;
mod readable;
mod spelling;
mod stem;
mod strings;
mod text;
mod vocabulary;

use std::sync::Arc;

use rayon::prelude::*;
use serde_json::json;

use crate::cache::{Cache, Store};
use crate::hash::Digest;
use crate::plan::view::search::{IndexView, Page};
use analysis::Analyser;
use batch::{Batch, batches};
use card::{Card, Cards};
use dictionary::shards;
use facet::facets;
use lexicon::{Lexicon, List};
use lists::Lists;
use posting::{Lengths, Means};
use spelling::spelling;
use stem::{ASKING, STOP_WORDS, Stemmed};
use vocabulary::Vocabulary;

pub use file::File;

/// Version of the format; a reader refuses any other.
pub const FORMAT: &str = "peerpress-search-3";

/// What an index leaves for the next one, so that only what has changed is read again.
pub struct Known {
    lists: Store<Lists>,
    cards: Store<card::Kept>,
}

impl Known {
    /// For one index: what earlier ones left in a folder, if there is one.
    pub fn once(cache: Option<&Arc<Cache>>) -> Self {
        Self {
            lists: Store::once(cache, "lists"),
            cards: Store::once(cache, "cards"),
        }
    }

    /// For many indexes that one process makes.
    pub fn lasting() -> Self {
        Self {
            lists: Store::lasting(),
            cards: Store::lasting(),
        }
    }

    /// Whether nothing is known, nor will be.
    fn is_none(&self) -> bool {
        self.lists.is_none()
    }

    /// Ends an index: what it did not ask for may be forgotten.
    fn finish(&self) {
        self.lists.finish();
        self.cards.finish();
    }
}

/// All files of the index in a fixed order, `root` first. The same pages give the same files, in any order of input and whatever is known.
pub fn index(view: IndexView, known: &Known) -> Vec<File> {
    let vocabulary = &Vocabulary::new(view.concepts);
    let mut ordered: Vec<Arc<Page>> = view.pages.into_iter().map(Arc::new).collect();
    // Pages of one kind about one procedure stand together: a query finds several of a file of cards, and lists compress well.
    ordered.sort_by(|a, b| place(a).cmp(&place(b)));
    let pages = ordered.len();
    let facets = facets(&ordered);
    let analyser = &Analyser::new(vocabulary);
    let (batches, cards): (Vec<Batch>, Vec<Vec<Card>>) = batches(ordered, !known.is_none())
        .into_par_iter()
        .map(|pages| Batch::read(analyser, known, pages))
        .unzip();
    let cards = cards.into_iter().flatten().collect();
    let mut lengths = Lengths::default();
    for batch in &batches {
        lengths.add(&batch.lengths());
    }
    let means = Means::of(&lengths);
    let stems = &Stemmed::default();
    let lists = batches
        .into_par_iter()
        .map(|batch| batch.lists(analyser, stems, known, means))
        .collect();
    known.finish();
    let most = most_postings(pages);
    let lexicon = Lexicon::join(lists, vocabulary.concepts().len(), most);
    let dictionary = shards(&lexicon, vocabulary);
    let spelling = spelling(&lexicon, vocabulary);
    let is_found = |list: &&List| list.pages > 0;
    let concepts = lexicon.concepts.iter().filter(is_found).count();
    drop(lexicon);
    let cards = Cards::new(cards);
    let cards_per_mark = cards_per_mark(cards.files.len());
    let mut files = dictionary.files;
    files.extend(spelling.files);
    files.extend(facets.files);
    let mut marks = mark(&mut files, 1);
    let mut texts = cards.files;
    marks.push_str(&mark(&mut texts, cards_per_mark));
    files.append(&mut texts);
    let root = json!({
        "format": FORMAT,
        "pages": pages,
        "perCard": cards.pages_per_file,
        "perMark": cards_per_mark,
        "marks": marks,
        "bounds": dictionary.bounds,
        "letters": spelling.letters,
        "words": spelling.root,
        "facets": facets.names,
        "concepts": concepts,
        "stopWords": STOP_WORDS,
        "asking": ASKING,
        "stops": vocabulary.first_stop_words(),
    });
    files.insert(0, File::new("root", root.to_string()));
    files
}

/// What pages are sorted by.
fn place(page: &Page) -> (bool, Option<&str>, &str, &str) {
    let procedure = page.procedures.first();
    (
        procedure.is_none(),
        procedure.map(|procedure| procedure.id.as_str()),
        &page.kind,
        &page.url,
    )
}

/// Postings kept in one list.
fn most_postings(pages: usize) -> usize {
    (pages / 8).clamp(1_200, 2_500)
}

/// Ends the name of each file by a mark of its content, or of that of `together` neighbours, and returns all marks in their order.
///
/// The root alone knows the marks. So a reader with an old root finds the files that belong to it or none: whatever a build, an upload
/// or a cache that was cut off has left in the folder, what belongs to another root has another name.
fn mark(files: &mut [File], together: usize) -> String {
    let marks: Vec<String> = files
        .par_chunks_mut(together)
        .map(|neighbours| {
            let contents: Vec<Digest> = neighbours.iter().map(|file| file.digest).collect();
            let mark = Digest::of_all(&contents).letters(MARK);
            for file in neighbours {
                file.name.push('-');
                file.name.push_str(&mark);
            }
            mark
        })
        .collect();
    marks.concat()
}

/// Letters of a mark, five bits each: a changed file keeps its mark once in 33 million changes.
const MARK: usize = 5;

/// How many files of cards share a mark. There are too many of them for one each, which every reader would fetch with the root; but
/// one edit gives all that share a mark a new name: at most one in a hundred.
fn cards_per_mark(files: usize) -> usize {
    (files / 192).max(1).next_power_of_two()
}
