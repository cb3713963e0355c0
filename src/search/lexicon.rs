//! All pages together: every form with its stem group, and every group and concept with its postings.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::lists::{self, Lists};
use super::posting::{IN_LABEL, IN_TITLE, Posting, keep_strongest};
use super::stem::fold;

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
    /// Takes in pages that come after this one. Of a long list only the strongest are held on the way, so that memory does not follow the
    /// number of pages.
    fn extend(&mut self, first: u32, postings: &[Posting], most: usize) {
        self.pages += postings.len() as u32;
        let moved = postings.iter().map(|posting| Posting {
            page: first + posting.page,
            ..*posting
        });
        self.postings.extend(moved);
        if self.postings.len() >= 2 * most {
            keep_strongest(&mut self.postings, most);
        }
    }
}

impl Lexicon {
    /// Joins lists of pages that follow each other; page numbers go on from one to the next. Lists keep at most `most` postings.
    pub fn join(parts: Vec<Arc<Lists>>, concepts: usize, most: usize) -> Self {
        let mut lexicon = Self {
            concepts: vec![List::default(); concepts],
            ..Self::default()
        };
        let mut names = Names::default();
        let mut first = 0;
        for part in parts {
            let groups: Vec<u32> = (part.stems.iter())
                .map(|stem| names.group(&mut lexicon, stem))
                .collect();
            for form in &part.forms {
                names.count(&mut lexicon, form, groups[form.group as usize]);
            }
            for (group, list) in groups.iter().zip(part.of_groups()) {
                lexicon.groups[*group as usize].extend(first, list, most);
            }
            for (concept, list) in part.of_concepts() {
                lexicon.concepts[concept as usize].extend(first, list, most);
            }
            let titles = part.titles.iter();
            (lexicon.titles).extend(titles.map(|(title, page)| (title.clone(), first + page)));
            first += part.lengths.pages;
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
    groups: FxHashMap<Box<str>, u32>,
}

impl Names {
    fn group(&mut self, lexicon: &mut Lexicon, stem: &str) -> u32 {
        if let Some(number) = self.groups.get(stem) {
            return *number;
        }
        let number = lexicon.groups.len() as u32;
        lexicon.groups.push(List::default());
        self.groups.insert(stem.into(), number);
        number
    }

    fn count(&mut self, lexicon: &mut Lexicon, form: &lists::Form, group: u32) {
        let number = *self.forms.entry(form.key).or_insert_with(|| {
            lexicon.forms.push(Form {
                text: form.text.clone(),
                group,
                pages: 0,
                named: 0,
            });
            lexicon.forms.len() as u32 - 1
        });
        let sum = &mut lexicon.forms[number as usize];
        sum.pages += form.pages;
        sum.named += form.named;
    }
}
