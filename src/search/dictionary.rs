//! The dictionary: sorted keys with the lists they lead to, cut into shards where the keys themselves say so.

use super::file::{File, safe_name};
use super::lexicon::Lexicon;
use super::posting::{Encoded, Posting, encode, number};
use super::stem::Stems;
use super::vocabulary::Vocabulary;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// Lists of words up to this many bytes are repeated in each shard that has a key for them, so that one shard answers.
const REPEATED: usize = 1_200;

/// The same for lists of concepts, which have few names: mostly those that everybody asks for.
const REPEATED_CONCEPT: usize = 3_000;

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

/// A key, the list it leads to, and flags.
type Key = (String, Target, u8);

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
    lists: Vec<&'a Encoded>,
    places: FxHashMap<Target, u32>,
    last: &'a str,
    size: usize,
}

impl<'a> Shard<'a> {
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

    /// The place of a list, which is put into this shard if it is not there yet.
    fn place(&mut self, target: Target, list: &'a Encoded) -> u32 {
        *self.places.entry(target).or_insert_with(|| {
            self.size += list.len() + 2;
            self.lists.push(list);
            self.lists.len() as u32 - 1
        })
    }

    fn content(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.size + 64);
        number(&mut out, self.count);
        out.extend_from_slice(&self.entries);
        number(&mut out, self.lists.len() as u32);
        for list in &self.lists {
            number(&mut out, list.pages.len() as u32);
            number(&mut out, list.near.len() as u32);
        }
        for list in &self.lists {
            out.extend_from_slice(&list.pages);
        }
        for list in &self.lists {
            out.extend_from_slice(&list.near);
        }
        out
    }
}

/// Writes the dictionary.
pub fn shards(lexicon: &Lexicon, vocabulary: &Vocabulary) -> Shards {
    let keys = keys(lexicon, vocabulary);
    let mut lists: Vec<Target> = keys.iter().map(|key| key.1).collect();
    lists.sort_unstable();
    lists.dedup();
    let lists: FxHashMap<Target, Encoded> = lists
        .into_par_iter()
        .map(|target| (target, list(lexicon, vocabulary, target)))
        .collect();
    let target = shard_size(lists.values().map(Encoded::len).sum::<usize>() + keys.len() * 6);
    let mut homes: FxHashMap<Target, &str> = FxHashMap::default();
    let mut cuts = vec![String::new()];
    let mut files = Vec::new();
    let mut shard = Shard::new();
    for (index, (key, goal, flags)) in keys.iter().enumerate() {
        let shared = shared(shard.last, key).min(255);
        let rest = &key.as_bytes()[shared..];
        shard.entries.push(shared as u8);
        number(&mut shard.entries, rest.len() as u32);
        shard.entries.extend_from_slice(rest);
        let list = &lists[goal];
        let most = match goal {
            Target::Concept(_) => REPEATED_CONCEPT,
            _ => REPEATED,
        };
        let is_here = shard.places.contains_key(goal) || list.len() <= most;
        match homes.get(goal) {
            Some(home) if !is_here => {
                shard.entries.push(flags | ELSEWHERE);
                number(&mut shard.entries, home.len() as u32);
                shard.entries.extend_from_slice(home.as_bytes());
                number(&mut shard.entries, pages(lexicon, *goal));
                shard.size += home.len() + 3;
            }
            _ => {
                let place = shard.place(*goal, list);
                shard.entries.push(*flags);
                number(&mut shard.entries, place);
                homes.entry(*goal).or_insert(key);
            }
        }
        shard.count += 1;
        shard.size += rest.len() + 5;
        shard.last = key;
        let next = keys.get(index + 1);
        if next.is_none_or(|next| may_cut(&shard, target, key, next)) {
            let name = shard_name(cuts.last().map_or("", String::as_str));
            files.push(File::new(name, shard.content()));
            shard = Shard::new();
            if let Some((next, ..)) = next {
                cuts.push(shortest_between(key, next));
            }
        }
    }
    Shards {
        files,
        bounds: cuts.split_off(1),
    }
}

/// Every key with the list it leads to and its flags, in order.
fn keys(lexicon: &Lexicon, vocabulary: &Vocabulary) -> Vec<Key> {
    let words = lexicon.keys().into_iter();
    let mut keys: Vec<Key> = words
        .map(|(key, group)| (key, Target::Word(group), 0))
        .collect();
    for (name, concept, full) in vocabulary.dictionary_names(&Stems::of("en")) {
        if lexicon.concepts[concept as usize].pages > 0 {
            let flags = CONCEPT | if full { 0 } else { SHORT };
            keys.push((name, Target::Concept(concept), flags));
        }
    }
    for (position, (title, _)) in lexicon.titles.iter().enumerate() {
        keys.push((title.clone(), Target::Title(position as u32), CONCEPT));
    }
    keys.sort_unstable();
    keys
}

/// Bytes of a shard before compression: at most 600 shards, none too small. In steps of a quarter of an octave, so that an edit rarely moves it.
fn shard_size(all: usize) -> usize {
    let even = (all / 300).max(1) as f64;
    let stepped = ((even.log2() * 4.0).round() / 4.0).exp2() as usize;
    stepped.clamp(3_000, 16_000)
}

/// Whether a shard may end between these two keys. That depends on the keys more than on what came before, so that an edit moves few
/// cuts; and the more letters they share, the fuller the shard must be: what is asked for with a word, namely what begins like it,
/// stands in the same shard.
fn may_cut(shard: &Shard, target: usize, key: &str, next: &Key) -> bool {
    let is_full = match shared(key, &next.0) {
        0..=2 => shard.size >= target / 2,
        3 => shard.size >= target,
        4 => shard.size >= target * 3 / 2,
        _ => shard.size >= target * 5 / 2,
    };
    // Equal keys stay together, and forms of one word, so that its list need not be looked up in another shard.
    let is_related = shard.places.contains_key(&next.1) && shard.size < target * 3;
    is_full && next.0 != key && !is_related
}

/// Bytes that two keys share at their beginning.
fn shared(a: &str, b: &str) -> usize {
    a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count()
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
fn list(lexicon: &Lexicon, vocabulary: &Vocabulary, target: Target) -> Encoded {
    let mut out = Encoded::default();
    match target {
        Target::Word(group) => {
            let list = &lexicon.groups[group as usize];
            encode(list.pages, &list.postings, &mut out);
        }
        Target::Concept(concept) => {
            let list = &lexicon.concepts[concept as usize];
            let about = &vocabulary.concepts()[concept as usize];
            describe(
                &serde_json::json!([
                    about.kind.id(),
                    about.id,
                    about.label,
                    about.url,
                    about.note,
                    about.names
                ]),
                &mut out,
            );
            encode(list.pages, &list.postings, &mut out);
        }
        Target::Title(position) => {
            let (title, page) = &lexicon.titles[position as usize];
            describe(
                &serde_json::json!(["title", "", title, "", "", []]),
                &mut out,
            );
            let posting = Posting {
                page: *page,
                // Half of the greatest impact, as of all that is out of use: another page of this title or number comes first.
                strength: 31 | super::posting::IN_TITLE,
                near: 255,
                title_words: title.split(' ').count().min(255) as u8,
            };
            encode(1, &[posting], &mut out);
        }
    }
    out
}

fn describe(about: &serde_json::Value, out: &mut Encoded) {
    let json = about.to_string();
    number(&mut out.pages, json.len() as u32);
    out.pages.extend_from_slice(json.as_bytes());
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
