//! All pages together: every form with its stem group, and every group and concept with its postings.

use rustc_hash::FxHashMap;

use super::analysis::{self, Batch};
use super::occurrences::{FIELDS, Field, Occurrences};
use super::posting::{IN_LABEL, IN_TITLE, Means, Posting, keep_strongest, strength};
use super::stem::{Stems, fold};
use crate::plan::view::search::Standing;

/// Postings of a concept kept at least.
const MENTIONS: usize = 160;

/// A form of a word as it stands in texts.
#[derive(Debug)]
pub struct Form {
    /// Lower case, folded.
    pub text: Box<str>,
    /// Stem group.
    pub group: u32,
    /// Pages it stands in.
    pub pages: u32,
    /// Pages whose title, procedure or member it stands in.
    pub named: u32,
}

/// A list of pages for a stem group or concept.
#[derive(Debug, Default, Clone)]
pub struct List {
    /// Pages, also those whose posting was dropped.
    pub pages: u32,
    /// The strongest postings in page order.
    pub postings: Vec<Posting>,
}

/// Forms, groups and concepts of all pages.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Forms in order of first occurrence.
    pub forms: Vec<Form>,
    /// Lists of stem groups.
    pub groups: Vec<List>,
    /// Lists of concepts.
    pub concepts: Vec<List>,
    /// Titles of withdrawn pages and their page numbers.
    pub titles: Vec<(String, u32)>,
}

impl List {
    /// Takes in a page. Of a long list only the strongest are held on the way, so that memory does not follow the number of pages.
    fn push(&mut self, posting: Posting, most: usize) {
        self.pages += 1;
        self.postings.push(posting);
        if self.postings.len() >= 2 * most {
            keep_strongest(&mut self.postings, most);
        }
    }
}

impl Lexicon {
    /// Joins the pages in order; page numbers go on from batch to batch. Lists keep at most `most` postings. Each batch is given up
    /// when it has been joined.
    pub fn join(batches: Vec<Batch>, concepts: usize, most: usize) -> Self {
        let mut lexicon = Self {
            concepts: vec![List::default(); concepts],
            ..Self::default()
        };
        let means = means(&batches);
        let mut names = Names::default();
        let mut number = 0;
        let mut of_page: Vec<Occurrences> = Vec::new();
        let mut seen: Vec<u32> = Vec::new();
        for batch in batches {
            let forms: Vec<u32> = batch
                .forms
                .iter()
                .map(|form| names.number(&mut lexicon, form))
                .collect();
            of_page.resize(lexicon.groups.len(), Occurrences::default());
            for page in &batch.pages {
                if page.standing == Standing::Withdrawn {
                    lexicon.titles.push((page.title.clone(), number));
                    number += 1;
                    continue;
                }
                for (form, found) in &page.words {
                    let form = &mut lexicon.forms[forms[*form as usize] as usize];
                    form.pages += 1;
                    form.named += u32::from(is_name(found));
                    let sum = &mut of_page[form.group as usize];
                    if sum.is_empty() {
                        seen.push(form.group);
                    }
                    sum.join(found);
                }
                let worth = means.worth(&page.lengths);
                let posting = |found: &Occurrences| Posting {
                    page: number,
                    strength: strength(found, &worth, page.standing),
                    near: found.near,
                    title_words: page.title_words,
                };
                for group in seen.drain(..) {
                    let found = std::mem::take(&mut of_page[group as usize]);
                    lexicon.groups[group as usize].push(posting(&found), most);
                }
                for (concept, found) in &page.concepts {
                    lexicon.concepts[*concept as usize].push(posting(found), most);
                }
                number += 1;
            }
        }
        lexicon.cut(most);
        lexicon
    }

    /// Cuts lists that are too long.
    fn cut(&mut self, most: usize) {
        for list in &mut self.groups {
            keep_strongest(&mut list.postings, most);
        }
        // A concept's list stands in several shards, so mere mentions are kept only while the list is short.
        for list in &mut self.concepts {
            let named = list
                .postings
                .iter()
                .filter(|posting| posting.strength & (IN_TITLE | IN_LABEL) != 0)
                .count();
            keep_strongest(&mut list.postings, named.max(MENTIONS).min(most));
        }
    }

    /// Dictionary keys of words: every form, and its folded spelling where no other word is written so.
    pub fn keys(&self) -> Vec<(String, u32)> {
        let mut keys: Vec<(String, u32)> = self
            .forms
            .iter()
            .map(|form| (form.text.to_string(), form.group))
            .collect();
        for form in &self.forms {
            let folded = fold(&form.text);
            if *folded != *form.text {
                keys.push((folded.into_owned(), form.group));
            }
        }
        keys.sort();
        keys.dedup();
        keys
    }
}

/// The numbers of forms and of stem groups.
#[derive(Default)]
struct Names {
    forms: FxHashMap<u64, u32>,
    groups: FxHashMap<String, u32>,
    stems: Vec<(Box<str>, Stems)>,
}

impl Names {
    /// The number of a form, which joins the group of its stem when it is met first.
    fn number(&mut self, lexicon: &mut Lexicon, form: &analysis::Form) -> u32 {
        if let Some(number) = self.forms.get(&form.key) {
            return *number;
        }
        let language = &form.language;
        let stems = match self.stems.iter().position(|known| known.0 == *language) {
            Some(at) => &self.stems[at].1,
            None => {
                self.stems.push((language.clone(), Stems::of(language)));
                &self.stems[self.stems.len() - 1].1
            }
        };
        let next = lexicon.groups.len() as u32;
        let group = *self.groups.entry(stems.key(&form.text)).or_insert(next);
        if group == next {
            lexicon.groups.push(List::default());
        }
        let number = lexicon.forms.len() as u32;
        lexicon.forms.push(Form {
            text: form.text.clone(),
            group,
            pages: 0,
            named: 0,
        });
        self.forms.insert(form.key, number);
        number
    }
}

fn is_name(found: &Occurrences) -> bool {
    [Field::Title, Field::Procedure, Field::Member]
        .iter()
        .any(|field| found.counts[*field as usize] > 0)
}

fn means(batches: &[Batch]) -> Means {
    let pages = || batches.iter().flat_map(|batch| &batch.pages);
    let mut sums = [0_u64; FIELDS];
    for page in pages() {
        for (sum, length) in sums.iter_mut().zip(page.lengths) {
            *sum += u64::from(length);
        }
    }
    Means::of(&sums, pages().count())
}
