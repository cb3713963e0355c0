//! The search index: small static files, of which a reader's browser fetches the few that it needs.
//!
//! `docs/search-format.md` says what stands in them. Their reader is `themes/default/scripts/search/engine.js`.

mod analysis;
mod card;
mod dictionary;
mod facet;
mod file;
mod lexicon;
mod occurrences;
mod posting;
mod spelling;
mod stem;
mod text;
mod vocabulary;

use rayon::prelude::*;
use serde_json::json;

use crate::hash::Digest;
use crate::plan::view::search::{IndexView, Page};
use analysis::{Analyser, Batch};
use card::{Cards, card};
use dictionary::shards;
use facet::facets;
use lexicon::{Lexicon, List};
use spelling::spelling;
use stem::{ASKING, STOP_WORDS};
use vocabulary::Vocabulary;

pub use file::File;

/// Version of the format; a reader refuses any other.
pub const FORMAT: &str = "peerpress-search-3";

/// Pages that are read together: enough that most words were seen before, few enough for all processors to have work.
const BATCH: usize = 512;

/// All files of the index in a fixed order, `root` first. The same pages give the same files, in any order of input.
pub fn index(view: IndexView) -> Vec<File> {
    let vocabulary = &Vocabulary::new(view.concepts);
    let mut ordered = view.pages;
    // Pages of one kind about one procedure stand together: a query finds several of a file of cards, and lists compress well.
    ordered.sort_by(|a, b| place(a).cmp(&place(b)));
    let pages = ordered.len();
    let facets = facets(&ordered);
    let analyser = Analyser::new(vocabulary);
    // The texts of a large network are its largest part: what is left of each batch are its words and its cards.
    let (batches, cards): (Vec<Batch>, Vec<Vec<String>>) = in_batches(ordered)
        .into_par_iter()
        .map(|pages| (analyser.read(&pages), pages.iter().map(card).collect()))
        .unzip();
    let cards = cards.into_iter().flatten().collect();
    let most = most_postings(pages);
    let lexicon = Lexicon::join(batches, vocabulary.concepts().len(), most);
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

/// Each batch owns its pages, so that their texts go with it.
fn in_batches(pages: Vec<Page>) -> Vec<Vec<Page>> {
    let mut pages = pages.into_iter();
    std::iter::from_fn(|| {
        let batch: Vec<Page> = pages.by_ref().take(BATCH).collect();
        (!batch.is_empty()).then_some(batch)
    })
    .collect()
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
            let contents: Vec<Digest> = neighbours
                .iter()
                .map(|file| Digest::of_bytes(&file.content))
                .collect();
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
