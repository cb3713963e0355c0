//! What some neighbouring pages add to the index: for each stem and each concept, the pages it stands in and how much it weighs there.
//!
//! The lists of the whole index are these, one after the other, so an edit needs the words of its neighbours and of no other page.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::analysis::{PageTerms, Terms};
use super::occurrences::{Field, Occurrences};
use super::posting::{Lengths, Means, Packed, Posting, packed, strength};
use super::stem::Stemmed;
use super::strings::Strings;
use crate::plan::view::search::Standing;

/// The words of some pages as lists. Pages are counted from the first of them.
#[derive(Debug, Serialize, Deserialize)]
pub struct Lists {
    /// How long fields were taken to be in the mean of all pages of the index.
    pub means: Means,
    /// How long they are here.
    pub lengths: Lengths,
    /// Forms in order of first occurrence.
    forms: Vec<Form>,
    /// How each of them is written: lower case, folded.
    texts: Strings,
    /// The stem keys of their groups, in order of first occurrence.
    pub stems: Strings,
    /// The concepts that stand in the pages, in order.
    concepts: Vec<u32>,
    /// Where the list of each group, then that of each concept ends in `postings`.
    ends: Vec<u32>,
    /// All lists, one after the other.
    #[serde(with = "packed")]
    postings: Vec<Packed>,
    /// Titles and document numbers of withdrawn pages, each with its page.
    pub titles: Vec<(String, u32)>,
}

/// A form of a word as it stands in texts.
#[derive(Debug, Serialize, Deserialize)]
pub struct Form {
    /// Stands for the form and its language.
    pub key: u64,
    /// Stem group.
    pub group: u32,
    /// Pages it stands in.
    pub pages: u32,
    /// Pages whose title, procedure or member it stands in.
    pub named: u32,
}

impl Lists {
    /// The lists of a batch.
    pub fn of(terms: Terms, means: Means, stems: &Stemmed) -> Self {
        let lengths = Lengths::of(&terms);
        let mut groups = Groups::default();
        let mut forms: Vec<Form> = Vec::with_capacity(terms.forms.len());
        let mut texts = Strings::default();
        let stems = stems.of(&terms.forms);
        for (form, stem) in terms.forms.into_iter().zip(stems) {
            texts.push(&form.text);
            forms.push(Form {
                group: groups.number(stem),
                key: form.key,
                pages: 0,
                named: 0,
            });
        }
        let mut words: Vec<Vec<Packed>> = vec![Vec::new(); groups.stems.len()];
        let mut concepts: FxHashMap<u32, Vec<Packed>> = FxHashMap::default();
        let mut titles = Vec::new();
        let mut of_page: Vec<Occurrences> = vec![Occurrences::default(); groups.stems.len()];
        let mut seen: Vec<u32> = Vec::new();
        for (number, page) in (0..).zip(terms.pages) {
            if page.standing == Standing::Withdrawn {
                for name in [page.title, page.reference] {
                    if !name.is_empty() {
                        titles.push((name, number));
                    }
                }
                continue;
            }
            for (form, found) in &page.words {
                let form = &mut forms[*form as usize];
                form.pages += 1;
                form.named += u32::from(is_name(found));
                let sum = &mut of_page[form.group as usize];
                if sum.is_empty() {
                    seen.push(form.group);
                }
                sum.join(found);
            }
            let posting = postings_of(&page, number, means);
            for group in seen.drain(..) {
                let found = std::mem::take(&mut of_page[group as usize]);
                words[group as usize].push(Packed::of(posting(&found)));
            }
            for (concept, found) in &page.concepts {
                concepts
                    .entry(*concept)
                    .or_default()
                    .push(Packed::of(posting(found)));
            }
        }
        let mut concepts: Vec<(u32, Vec<Packed>)> = concepts.into_iter().collect();
        concepts.sort_unstable_by_key(|concept| concept.0);
        let (concepts, mentions): (Vec<u32>, Vec<Vec<Packed>>) = concepts.into_iter().unzip();
        let (mut ends, mut postings) = (Vec::new(), Vec::new());
        for list in words.iter().chain(&mentions) {
            postings.extend_from_slice(list);
            ends.push(postings.len() as u32);
        }
        Self {
            means,
            lengths,
            forms,
            texts,
            stems: groups.stems,
            concepts,
            ends,
            postings,
            titles,
        }
    }

    /// The forms, each with how it is written: lower case, folded.
    pub fn forms(&self) -> impl Iterator<Item = (&Form, &str)> {
        self.forms.iter().zip(self.texts.iter())
    }

    /// The lists of the groups, in their order.
    pub fn of_groups(&self) -> impl Iterator<Item = &[Packed]> {
        (0..self.stems.len()).map(|group| self.list(group))
    }

    /// The concepts with their lists.
    pub fn of_concepts(&self) -> impl Iterator<Item = (u32, &[Packed])> {
        let lists = (self.stems.len()..).map(|at| self.list(at));
        self.concepts.iter().copied().zip(lists)
    }

    fn list(&self, at: usize) -> &[Packed] {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.postings[start as usize..self.ends[at] as usize]
    }
}

/// Makes postings of a page.
fn postings_of(page: &PageTerms, number: u32, means: Means) -> impl Fn(&Occurrences) -> Posting {
    let worth = means.worth(&page.lengths);
    let (standing, title_words) = (page.standing, page.title_words);
    move |found| Posting {
        page: number,
        strength: strength(found, &worth, standing),
        near: found.near,
        title_words,
    }
}

fn is_name(found: &Occurrences) -> bool {
    [Field::Title, Field::Procedure, Field::Member]
        .iter()
        .any(|field| found.counts[*field as usize] > 0)
}

/// The stem groups of some forms.
#[derive(Default)]
struct Groups {
    numbers: FxHashMap<Arc<str>, u32>,
    stems: Strings,
}

impl Groups {
    /// The number of the group of a stem, which is a new one when it is met first.
    fn number(&mut self, stem: Arc<str>) -> u32 {
        let next = self.stems.len() as u32;
        *self.numbers.entry(stem).or_insert_with_key(|stem| {
            self.stems.push(stem);
            next
        })
    }
}
