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
use serde_json::json;

use crate::plan::view::search::{IndexView, Page};
use analysis::{Analyser, Batch};
use card::cards;
use dictionary::shards;
use facet::facets;
use lexicon::Lexicon;
use spelling::spelling;
use stem::STOP_WORDS;
use vocabulary::Vocabulary;

pub use file::File;

/// Version of the format; a reader refuses any other.
pub const FORMAT: &str = "peerpress-search-1";

/// Pages that are read together: enough that most words were seen before, few enough for all processors to have work.
const BATCH: usize = 256;

/// All files of the index in a fixed order, `root` first. The same pages give the same files, in any order of input.
pub fn index(view: &IndexView) -> Vec<File> {
    let vocabulary = &Vocabulary::new(view.concepts.clone());
    let mut ordered: Vec<&Page> = view.pages.iter().collect();
    // Pages about one procedure stand together: their cards share files and their lists compress well.
    ordered.sort_by_key(|page| {
        (
            page.procedures.is_empty(),
            page.procedures
                .first()
                .map(|procedure| procedure.id.as_str()),
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
    let dictionary = shards(&lexicon, vocabulary, shard_size(ordered.len()));
    let spelling = spelling(&lexicon, vocabulary);
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
        "concepts": lexicon.concepts.iter().filter(|list| list.pages > 0).count(),
        "stopWords": STOP_WORDS,
        "stops": vocabulary.first_stop_words(),
        "history": cards.history,
    });
    files.insert(0, File::new("root", root.to_string()));
    files
}

/// Postings kept in one list.
fn most_postings(pages: usize) -> usize {
    (pages / 8).clamp(2_000, 4_000)
}

/// Bytes of a dictionary shard before compression: about 600 shards, none too small.
fn shard_size(pages: usize) -> usize {
    (pages / 2).clamp(4_000, 24_000)
}

/// Sixteen hexadecimal digits over all names and contents. The reader adds them to addresses, so that a cache
/// never mixes two builds.
fn stamp(files: &[File]) -> String {
    let digests: Vec<u64> = files
        .par_iter()
        .map(|file| {
            let bytes = file
                .name
                .bytes()
                .chain([0])
                .chain(file.content.iter().copied());
            bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
            })
        })
        .collect();
    let all = digests.iter().flat_map(|digest| digest.to_le_bytes());
    let hash = all.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}
