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
            for name in names(concept) {
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
    /// Also short forms, where they name this concept alone (see [`short_forms`]); these are marked `false`.
    pub fn dictionary_names(&self, stems: &Stems) -> Vec<(String, u32, bool)> {
        let mut full: FxHashMap<String, Vec<u32>> = FxHashMap::default();
        let mut short: FxHashMap<String, Vec<u32>> = FxHashMap::default();
        let forms = self.forms(stems);
        for (number, concept) in (0..).zip(&self.concepts) {
            for name in names(concept) {
                let words = text::words(name);
                if words.is_empty() {
                    continue;
                }
                add(&mut full, words.join(" "), number);
                let meaningful: Vec<&str> = words
                    .iter()
                    .map(String::as_str)
                    .filter(|word| !STOP_WORDS.split_whitespace().any(|stop| stop == *word))
                    .collect();
                if meaningful.len() > 1 || meaningful.len() == 1 && words[0] == ARTICLE {
                    add(&mut full, meaningful.join(" "), number);
                }
                // Whether another form of a word stands in the name of another concept.
                let is_shared = |word: &str| {
                    let known = forms.get(&stems.key(word)).map_or(&[][..], Vec::as_slice);
                    known
                        .iter()
                        .any(|(other, of)| other != word && *of != number)
                };
                for form in short_forms(&words, concept.kind, stems, is_shared) {
                    add(&mut short, form, number);
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

    /// The words of all names by their stems, each with the concept in whose name it stands.
    fn forms(&self, stems: &Stems) -> FxHashMap<String, Vec<(String, u32)>> {
        let mut forms: FxHashMap<String, Vec<(String, u32)>> = FxHashMap::default();
        for (number, concept) in (0..).zip(&self.concepts) {
            for word in names(concept).flat_map(|name| text::words(name)) {
                let known = forms.entry(stems.key(&word)).or_default();
                known.push((word, number));
            }
        }
        forms
    }
}

/// All that a concept is called.
fn names(concept: &Concept) -> impl Iterator<Item = &String> {
    std::iter::once(&concept.label).chain(&concept.names)
}

/// What people make of a name: without general last words ("arterial line" of "arterial line insertion", "royal london" of "The Royal
/// London Hospital"), and with no word for the device between the others ("tracheostomy change" of "tracheostomy tube change").
///
/// A single word is short for a procedure unless `is_shared`: not all that is "shocking" is a "shock treatment". It is never short for a
/// member: a place has more than one hospital.
fn short_forms(
    words: &[String],
    kind: ConceptKind,
    stems: &Stems,
    is_shared: impl Fn(&str) -> bool,
) -> Vec<String> {
    let is_member = kind == ConceptKind::Member;
    let is_general = |word: &String| {
        if is_member {
            OF_HOSPITALS.contains(&word.as_str())
        } else {
            GENERAL.contains(&stems.key(word).as_str())
        }
    };
    let end = words.iter().rposition(|word| !is_general(word));
    let end = end.map_or(0, |last| last + 1);
    let start = usize::from(words[0] == ARTICLE).min(end);
    let core = &words[start..end];
    let is_enough = match core {
        [word] => word.len() > 4 && !is_member && !is_shared(word),
        _ => core.iter().map(String::len).sum::<usize>() > 4,
    };
    if end == words.len() || !is_enough {
        return Vec::new();
    }
    let mut forms = vec![core.join(" ")];
    if let ([first, device], [_, _, last]) = (core, words)
        && DEVICES.contains(&device.as_str())
    {
        forms.push(format!("{first} {last}"));
    }
    forms
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

/// Words between the place and what is done there that people leave out.
const DEVICES: [&str; 3] = ["tube", "line", "catheter"];

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

    fn concept(kind: ConceptKind, label: &str, names: &[&str]) -> Concept {
        Concept {
            label: label.into(),
            names: names.iter().map(|name| (*name).into()).collect(),
            kind,
            ..Concept::default()
        }
    }

    fn names_of(concepts: Vec<Concept>) -> Vec<String> {
        let names = Vocabulary::new(concepts).dictionary_names(&Stems::of("en"));
        names.into_iter().map(|name| name.0).collect()
    }

    #[test]
    fn short_names_need_to_be_unique() {
        let procedure = ConceptKind::Procedure;
        let names = names_of(vec![
            concept(
                procedure,
                "Central line insertion",
                &["CVC", "long line insertion"],
            ),
            concept(procedure, "PICC", &["long line placement"]),
        ]);
        assert!(names.contains(&"central line".to_owned()));
        assert!(!names.contains(&"long line".to_owned()));
    }

    #[test]
    fn a_short_name_says_what_is_meant() {
        let (procedure, member) = (ConceptKind::Procedure, ConceptKind::Member);
        let names = names_of(vec![
            concept(
                procedure,
                "Percutaneous tracheostomy",
                &["tracheostomy insertion"],
            ),
            concept(procedure, "Tracheostomy tube change", &[]),
            concept(procedure, "Electroconvulsive therapy", &["shock treatment"]),
            concept(procedure, "Cardioversion", &["shocking the heart"]),
            concept(
                member,
                "Barts Health",
                &["The Royal London Hospital", "Newham University Hospital"],
            ),
        ]);
        for found in [
            "tracheostomy",
            "tracheostomy change",
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
