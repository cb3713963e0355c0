//! The dictionary: sorted keys with the lists they lead to, cut into shards where the keys themselves say so.

use super::file::{File, safe_name};
use super::lexicon::Lexicon;
use super::posting::{Posting, encode, number};
use super::stem::Stems;
use super::vocabulary::Vocabulary;
use rustc_hash::FxHashMap;

/// Lists up to this many bytes are repeated in each shard that has a key for them, so that one shard answers.
const REPEATED: usize = 1_200;

/// Flag of an entry: the key is the name of a concept (else a word).
const CONCEPT: u8 = 1;
/// Flag of an entry: the list stands in another shard, under the key that follows.
const ELSEWHERE: u8 = 2;
/// Flag of an entry: the name is a short form of a concept's name.
const SHORT: u8 = 4;

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Target {
    Word(u32),
    Concept(u32),
    Title(u32),
}

/// The shards and the first keys (shortened) of all but the first.
pub struct Shards {
    /// Files of the dictionary.
    pub files: Vec<File>,
    /// `bounds[i]` is the smallest string that is not before shard `i + 1`; it also names that shard.
    pub bounds: Vec<String>,
}

struct Shard<'a> {
    entries: Vec<u8>,
    count: u32,
    lists: Vec<Vec<u8>>,
    places: FxHashMap<Target, u32>,
    last: &'a str,
    size: usize,
}

impl Shard<'_> {
    fn new() -> Self {
        Self {
            entries: Vec::new(),
            count: 0,
            lists: Vec::new(),
            places: FxHashMap::default(),
            last: "",
            size: 0,
        }
    }

    fn content(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.size + 64);
        number(&mut out, self.count);
        out.extend_from_slice(&self.entries);
        number(&mut out, self.lists.len() as u32);
        for list in &self.lists {
            number(&mut out, list.len() as u32);
        }
        for list in &self.lists {
            out.extend_from_slice(list);
        }
        out
    }
}

/// Writes the dictionary; a shard has about `target` bytes before compression.
pub fn shards(lexicon: &Lexicon, vocabulary: &Vocabulary, target: usize) -> Shards {
    let mut keys: Vec<(String, Target, u8)> = lexicon
        .keys()
        .into_iter()
        .map(|(key, group)| (key, Target::Word(group), 0))
        .collect();
    for (name, concept, full) in vocabulary.dictionary_names(&Stems::of("en")) {
        if lexicon.concepts[concept as usize].pages > 0 {
            keys.push((
                name,
                Target::Concept(concept),
                CONCEPT | if full { 0 } else { SHORT },
            ));
        }
    }
    for (position, (title, _)) in lexicon.titles.iter().enumerate() {
        keys.push((title.clone(), Target::Title(position as u32), CONCEPT));
    }
    keys.sort();
    let mut homes: FxHashMap<Target, &str> = FxHashMap::default();
    let mut cuts = vec![String::new()];
    let mut files = Vec::new();
    let mut shard = Shard::new();
    for (index, (key, goal, flags)) in keys.iter().enumerate() {
        let shared = shard
            .last
            .bytes()
            .zip(key.bytes())
            .take_while(|(a, b)| a == b)
            .count()
            .min(255);
        let home = homes.get(goal).copied();
        let place = shard.places.get(goal).copied().or_else(|| {
            let list = list_bytes(lexicon, vocabulary, *goal);
            if home.is_some() && list.len() > REPEATED {
                return None;
            }
            shard.size += list.len() + 2;
            shard.lists.push(list);
            let place = shard.lists.len() as u32 - 1;
            shard.places.insert(*goal, place);
            Some(place)
        });
        homes.entry(*goal).or_insert(key);
        let rest = &key.as_bytes()[shared..];
        shard.entries.push(shared as u8);
        number(&mut shard.entries, rest.len() as u32);
        shard.entries.extend_from_slice(rest);
        match (place, home) {
            (None, Some(home)) => {
                shard.entries.push(flags | ELSEWHERE);
                number(&mut shard.entries, home.len() as u32);
                shard.entries.extend_from_slice(home.as_bytes());
                number(&mut shard.entries, pages(lexicon, *goal));
                shard.size += home.len() + 3;
            }
            (place, _) => {
                shard.entries.push(*flags);
                number(&mut shard.entries, place.unwrap_or_default());
            }
        }
        shard.count += 1;
        shard.size += rest.len() + 5;
        shard.last = key;
        let Some((next, ..)) = keys.get(index + 1) else {
            break;
        };
        // A cut depends on the key, not on what came before, so that an edit moves few cuts. Equal keys stay together.
        let may_cut =
            shard.size >= target * 2 || (shard.size >= target / 2 && fnv(key).is_multiple_of(8));
        // Forms of one word stay together, so that its list need not be looked up in another shard.
        let related = shard.places.contains_key(&keys[index + 1].1) && shard.size < target * 3;
        if may_cut && next != key && !related {
            files.push(File::new(
                shard_name(cuts.last().map_or("", String::as_str)),
                shard.content(),
            ));
            cuts.push(shortest_between(key, next));
            shard = Shard::new();
        }
    }
    files.push(File::new(
        shard_name(cuts.last().map_or("", String::as_str)),
        shard.content(),
    ));
    Shards {
        files,
        bounds: cuts.split_off(1),
    }
}

fn shard_name(bound: &str) -> String {
    format!("t-{}", safe_name(bound))
}

fn pages(lexicon: &Lexicon, target: Target) -> u32 {
    match target {
        Target::Word(group) => lexicon.groups[group as usize].pages,
        Target::Concept(concept) => lexicon.concepts[concept as usize].pages,
        Target::Title(_) => 1,
    }
}

/// A list as it stands in a shard. A concept's starts with its length-prefixed description as JSON.
fn list_bytes(lexicon: &Lexicon, vocabulary: &Vocabulary, target: Target) -> Vec<u8> {
    let mut out = Vec::new();
    match target {
        Target::Word(group) => {
            let list = &lexicon.groups[group as usize];
            encode(list.pages, &list.postings, &mut out);
        }
        Target::Concept(concept) => {
            let list = &lexicon.concepts[concept as usize];
            let about = &vocabulary.concepts()[concept as usize];
            let json = serde_json::json!([
                about.kind.id(),
                about.id,
                about.label,
                about.url,
                about.note,
                about.names
            ])
            .to_string();
            number(&mut out, json.len() as u32);
            out.extend_from_slice(json.as_bytes());
            encode(list.pages, &list.postings, &mut out);
        }
        Target::Title(position) => {
            let (title, page) = &lexicon.titles[position as usize];
            let json = serde_json::json!(["title", "", title, "", "", []]).to_string();
            number(&mut out, json.len() as u32);
            out.extend_from_slice(json.as_bytes());
            let words = title.split(' ').count().min(255) as u8;
            encode(
                1,
                &[Posting {
                    page: *page,
                    strength: 63 | super::posting::IN_TITLE,
                    near: 255,
                    title_words: words,
                }],
                &mut out,
            );
        }
    }
    out
}

/// The shortest prefix of `next` that is after `last`.
fn shortest_between(last: &str, next: &str) -> String {
    let shared = last
        .chars()
        .zip(next.chars())
        .take_while(|(a, b)| a == b)
        .count();
    next.chars().take(shared + 1).collect()
}

/// FNV-1a, 32 bits.
fn fnv(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    }) >> 8
}
