//! The search index: small static files, of which a reader's browser fetches the few that it needs.
//!
//! `docs/search-format.md` says what stands in them. Their reader is `themes/default/scripts/search/engine.js`.

mod analysis;
mod card;
mod dictionary;
mod facet;
mod file;
mod lexicon;
mod posting;
mod spelling;
mod stem;
mod text;
mod vocabulary;

use rayon::prelude::*;
use rustc_hash::FxBuildHasher;
use serde_json::json;
use std::hash::BuildHasher;

use crate::hash::Digest;
use crate::plan::view::search::{IndexView, Page};
use analysis::{Analyser, Batch};
use card::cards;
use dictionary::shards;
use facet::facets;
use lexicon::{Lexicon, List};
use spelling::spelling;
use stem::{ASKING, STOP_WORDS};
use vocabulary::Vocabulary;

pub use file::File;

/// Version of the format; a reader refuses any other.
pub const FORMAT: &str = "peerpress-search-1";

/// Pages that are read together: enough that most words were seen before, few enough for all processors to have work.
const BATCH: usize = 512;

/// All files of the index in a fixed order, `root` first. The same pages give the same files, in any order of input.
pub fn index(view: &IndexView) -> Vec<File> {
    let vocabulary = &Vocabulary::new(view.concepts.clone());
    let mut ordered: Vec<&Page> = view.pages.iter().collect();
    // Pages of one kind about one procedure stand together: a query finds several of a file of cards, and lists compress well.
    ordered.sort_by_key(|page| {
        (
            page.procedures.is_empty(),
            page.procedures
                .first()
                .map(|procedure| procedure.id.as_str()),
            page.kind.as_str(),
            page.url.as_str(),
        )
    });
    let analyser = Analyser::new(vocabulary);
    let batches: Vec<Batch> = ordered
        .par_chunks(BATCH)
        .map(|pages| analyser.read(pages))
        .collect();
    let most = most_postings(ordered.len());
    let lexicon = Lexicon::join(&batches, vocabulary.concepts().len(), most);
    drop(batches);
    let dictionary = shards(&lexicon, vocabulary);
    let spelling = spelling(&lexicon, vocabulary);
    let is_found = |list: &&List| list.pages > 0;
    let concepts = lexicon.concepts.iter().filter(is_found).count();
    drop(lexicon);
    let facets = facets(&ordered);
    let cards = cards(&ordered);
    let mut files = dictionary.files;
    files.extend(spelling.files);
    files.extend(facets.files);
    files.extend(cards.files);
    let root = json!({
        "format": FORMAT,
        "stamp": stamp(&files),
        "pages": ordered.len(),
        "perCard": cards.pages_per_file,
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

/// Postings kept in one list.
fn most_postings(pages: usize) -> usize {
    (pages / 8).clamp(1_200, 2_500)
}

/// A name for this state of all files. The reader adds it to addresses, so that a cache never mixes two builds.
fn stamp(files: &[File]) -> String {
    let digests: Vec<u64> = files
        .par_iter()
        .map(|file| FxBuildHasher.hash_one((&file.name, &file.content)))
        .collect();
    Digest::of(&digests).short()
}
