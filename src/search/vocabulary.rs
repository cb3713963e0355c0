//! Concepts: groups of names that mean the same thing, matched as phrases while indexing and in queries.

use super::stem::{STOP_WORDS, Stems};
use super::text;
use crate::hash::Digest;
use crate::plan::view::search::{Concept, ConceptKind};
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::borrow::Cow;
use std::cmp::Reverse;
use std::hash::BuildHasher;

/// A name of a concept, without its first word.
#[derive(Debug, PartialEq, Eq)]
pub struct Name {
    /// Mark of the second word, 0 if there is none: most names are ruled out by it without a look at the others.
    pub second: u64,
    /// Marks of the words after the first.
    pub rest: Vec<u64>,
    /// The concept.
    pub concept: u32,
    /// Whether that is a procedure.
    pub is_procedure: bool,
}

/// All concepts of a network. One name in several concepts is an ambiguous name (`ICD`): both are offered.
#[derive(Debug, Default)]
pub struct Vocabulary {
    concepts: Vec<Concept>,
    /// The names that start with a word, by its mark, longest first.
    by_first_word: FxHashMap<u64, Vec<Name>>,
    by_id: FxHashMap<String, u32>,
}

impl Vocabulary {
    /// Takes the concepts in the order given; the order does not change the index.
    pub fn new(mut concepts: Vec<Concept>) -> Self {
        concepts.sort_by(|a, b| (&a.label, &a.id).cmp(&(&b.label, &b.id)));
        let mut vocabulary = Self {
            concepts,
            ..Self::default()
        };
        for number in 0..vocabulary.concepts.len() {
            let concept = &vocabulary.concepts[number];
            if !concept.id.is_empty() {
                vocabulary.by_id.insert(concept.id.clone(), number as u32);
            }
            for name in std::iter::once(&concept.label).chain(&concept.names) {
                let mut words = text::words(name).into_iter().map(|word| mark(&word));
                let Some(first) = words.next() else { continue };
                let rest: Vec<u64> = words.collect();
                let entry = Name {
                    second: rest.first().copied().unwrap_or_default(),
                    rest,
                    concept: number as u32,
                    is_procedure: concept.kind == ConceptKind::Procedure,
                };
                let list = vocabulary.by_first_word.entry(first).or_default();
                if !list.contains(&entry) {
                    list.push(entry);
                }
            }
        }
        for list in vocabulary.by_first_word.values_mut() {
            list.sort_by(|a, b| {
                let order =
                    |name: &Name| (Reverse(name.rest.len()), name.rest.clone(), name.concept);
                order(a).cmp(&order(b))
            });
        }
        vocabulary
    }

    /// The digest of all that decides which concepts stand in a text.
    pub fn digest(&self) -> Digest {
        let names = |concept: &Concept| {
            let Concept {
                id,
                label,
                names,
                kind,
                ..
            } = concept;
            Digest::of(&(id, label, names, kind))
        };
        let concepts: Vec<Digest> = self.concepts.iter().map(names).collect();
        Digest::of_all(&concepts)
    }

    /// All concepts in index order.
    pub fn concepts(&self) -> &[Concept] {
        &self.concepts
    }

    /// Number of the concept with this id.
    pub fn by_id(&self, id: &str) -> Option<u32> {
        self.by_id.get(id).copied()
    }

    /// Names whose first word has this mark: the marks of the other words and the concept, longest first.
    pub fn starting_with(&self, first: u64) -> &[Name] {
        self.by_first_word.get(&first).map_or(&[], Vec::as_slice)
    }

    /// Stop words with which names start ("IT chemo"), sorted. The article is none of them: names stand in the dictionary without it too.
    pub fn first_stop_words(&self) -> Vec<&'static str> {
        STOP_WORDS
            .split_whitespace()
            .filter(|word| *word != ARTICLE && self.by_first_word.contains_key(&mark(word)))
            .collect()
    }

    /// Names under which a concept stands in the dictionary: the words of each name joined by spaces, with and
    /// without stop words.
    ///
    /// Also short forms without a general last word ("arterial line" of "arterial line insertion"), where they
    /// name this concept alone; these are marked `false`.
    pub fn dictionary_names(&self, stems: &Stems) -> Vec<(String, u32, bool)> {
        let mut full: FxHashMap<String, Vec<u32>> = FxHashMap::default();
        let mut short: FxHashMap<String, Vec<u32>> = FxHashMap::default();
        let mut forms: FxHashMap<String, Vec<(String, usize)>> = FxHashMap::default();
        for (number, concept) in self.concepts.iter().enumerate() {
            for name in std::iter::once(&concept.label).chain(&concept.names) {
                for word in text::words(name) {
                    forms
                        .entry(stems.key(&word))
                        .or_default()
                        .push((word, number));
                }
            }
        }
        // Whether another form of a word stands in the name of another concept.
        let is_shared = |only: &String, own: usize| {
            let known = forms.get(&stems.key(only)).map_or(&[][..], Vec::as_slice);
            known
                .iter()
                .any(|(word, concept)| word != only && *concept != own)
        };
        for (number, concept) in self.concepts.iter().enumerate() {
            for name in std::iter::once(&concept.label).chain(&concept.names) {
                let words = text::words(name);
                if words.is_empty() {
                    continue;
                }
                add(&mut full, words.join(" "), number as u32);
                let meaningful: Vec<&str> = words
                    .iter()
                    .map(String::as_str)
                    .filter(|word| !STOP_WORDS.split_whitespace().any(|stop| stop == *word))
                    .collect();
                if meaningful.len() > 1 || meaningful.len() == 1 && words[0] == ARTICLE {
                    add(&mut full, meaningful.join(" "), number as u32);
                }
                let is_member = concept.kind == ConceptKind::Member;
                let general = |word: &String| match is_member {
                    true => OF_HOSPITALS.contains(&word.as_str()),
                    false => GENERAL.contains(&stems.key(word).as_str()),
                };
                let end = words
                    .iter()
                    .rposition(|word| !general(word))
                    .map_or(0, |last| last + 1);
                let start = usize::from(words[0] == ARTICLE).min(end);
                let begun = &words[start..end];
                let is_enough = match begun {
                    // A place has more than one hospital, and "shock treatment" is not all that "shocking" is said of.
                    [only] => only.len() > 4 && !is_member && !is_shared(only, number),
                    _ => begun.iter().map(String::len).sum::<usize>() > 4,
                };
                if end == words.len() || !is_enough {
                    continue;
                }
                add(&mut short, begun.join(" "), number as u32);
                // "tracheostomy change" is the change of a tracheostomy tube.
                if let ([first, _], [_, _, last]) = (begun, &words[..])
                    && !is_member
                {
                    add(&mut short, format!("{first} {last}"), number as u32);
                }
            }
        }
        let mut names = Vec::new();
        for (name, concepts) in &full {
            names.extend(
                concepts
                    .iter()
                    .map(|&concept| (name.clone(), concept, true)),
            );
        }
        for (name, concepts) in short {
            if concepts.len() == 1 && !full.contains_key(&name) {
                names.push((name, concepts[0], false));
            }
        }
        names.sort();
        names
    }
}

/// A name is the same with it and without it.
const ARTICLE: &str = "the";

/// Stems of last words that add nothing to the name of a procedure.
const GENERAL: [&str; 14] = [
    "insert",
    "placement",
    "place",
    "procedur",
    "administr",
    "chang",
    "treatment",
    "implant",
    "deliveri",
    "fit",
    "manag",
    "replac",
    "remov",
    "perform",
];

/// Last words that people leave out of the name of a hospital or trust.
const OF_HOSPITALS: [&str; 8] = [
    "hospital",
    "hospitals",
    "university",
    "nhs",
    "foundation",
    "trust",
    "healthcare",
    "site",
];

fn add(map: &mut FxHashMap<String, Vec<u32>>, name: String, concept: u32) {
    let list = map.entry(name).or_default();
    if !list.contains(&concept) {
        list.push(concept);
    }
}

/// A number that stands for the light form of a word; different forms share one with a chance of 2^-64.
pub fn mark(form: &str) -> u64 {
    FxBuildHasher.hash_one(light(form).as_ref())
}

/// A quick folding for matching phrases: British and American spellings and the plural s.
fn light(form: &str) -> Cow<'_, str> {
    let plural = |word: &str| {
        word.len() > 3
            && word.ends_with('s')
            && !["ss", "is", "us"].iter().any(|end| word.ends_with(end))
    };
    match super::stem::fold(form) {
        Cow::Borrowed(word) if plural(word) => Cow::Borrowed(&word[..word.len() - 1]),
        Cow::Owned(mut word) if plural(&word) => {
            word.pop();
            Cow::Owned(word)
        }
        same => same,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names_need_to_be_unique() {
        let concept = |label: &str, names: &[&str]| Concept {
            label: label.into(),
            names: names.iter().map(|name| (*name).into()).collect(),
            ..Concept::default()
        };
        let vocabulary = Vocabulary::new(vec![
            concept("Central line insertion", &["CVC", "long line insertion"]),
            concept("PICC", &["long line placement"]),
        ]);
        let names: Vec<String> = vocabulary
            .dictionary_names(&Stems::of("en"))
            .into_iter()
            .map(|name| name.0)
            .collect();
        assert!(names.contains(&"central line".to_owned()));
        assert!(!names.contains(&"long line".to_owned()));
    }

    #[test]
    fn a_short_name_says_what_is_meant() {
        let concept = |kind, label: &str, names: &[&str]| Concept {
            label: label.into(),
            names: names.iter().map(|name| (*name).into()).collect(),
            kind,
            ..Concept::default()
        };
        let (procedure, member) = (ConceptKind::Procedure, ConceptKind::Member);
        let vocabulary = Vocabulary::new(vec![
            concept(
                procedure,
                "Percutaneous tracheostomy",
                &["tracheostomy insertion"],
            ),
            concept(procedure, "Tracheostomy tube change", &[]),
            concept(procedure, "Electroconvulsive therapy", &["shock treatment"]),
            concept(procedure, "Cardioversion", &["shocking the heart"]),
            concept(procedure, "Pleural drain", &["pleurocentesis procedure"]),
            concept(
                member,
                "Barts Health",
                &["The Royal London Hospital", "Newham University Hospital"],
            ),
        ]);
        let names: Vec<String> = vocabulary
            .dictionary_names(&Stems::of("en"))
            .into_iter()
            .map(|name| name.0)
            .collect();
        for found in [
            "pleurocentesis",
            "royal london",
            "newham university hospital",
        ] {
            assert!(names.iter().any(|name| name == found), "{found}");
        }
        for ambiguous in ["shock", "newham"] {
            assert!(!names.iter().any(|name| name == ambiguous), "{ambiguous}");
        }
    }
}
