//! All pages together: every form with its stem group, and every group and concept with its postings.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::lists::{self, Lists};
use super::posting::{IN_LABEL, Packed, Posting, Strengths, Strongest};
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
    /// Titles and document numbers of withdrawn pages, each with its page.
    pub titles: Vec<(String, u32)>,
}

impl List {
    /// Takes in those that are kept of postings of the pages from `first` on. How many pages there are in all was counted before.
    fn extend(&mut self, first: u32, postings: &[Packed], strongest: &mut Strongest) {
        let kept = (postings.iter()).filter(|posting| strongest.keeps(posting.strength()));
        self.postings
            .extend(kept.map(|posting| posting.unpacked(first)));
    }
}

impl Lexicon {
    /// Joins lists of pages that follow each other; page numbers go on from one to the next. Lists keep at most `most` postings.
    ///
    /// All are counted first, so that each list gets the room that it needs, and none holds what is not kept: most postings are of words
    /// that stand in a great part of all pages.
    pub fn join(parts: Vec<Arc<Lists>>, concepts: usize, most: usize) -> Self {
        let mut lexicon = Self {
            concepts: vec![List::default(); concepts],
            ..Self::default()
        };
        let mut names = Names::default();
        let parts = parts.into_iter().map(|part| {
            let groups: Vec<u32> = (part.stems.iter())
                .map(|stem| names.group(&mut lexicon, stem))
                .collect();
            for (form, text) in part.forms() {
                names.count(&mut lexicon, form, text, groups[form.group as usize]);
            }
            (part, groups)
        });
        // With the numbers of their groups.
        let parts: Vec<(Arc<Lists>, Vec<u32>)> = parts.collect();
        // Large, and no longer needed.
        drop(names);
        let in_groups = || {
            (parts.iter()).flat_map(|(part, groups)| groups.iter().copied().zip(part.of_groups()))
        };
        let mut of_groups = make_room(&mut lexicon.groups, in_groups, most, |_| most);
        // A concept's list stands in several shards, so mere mentions are kept only while the list is short.
        let in_concepts = || parts.iter().flat_map(|(part, _)| part.of_concepts());
        let named = |strengths: &Strengths| strengths.with_bit(IN_LABEL).max(MENTIONS).min(most);
        let whole = most.min(MENTIONS);
        let mut of_concepts = make_room(&mut lexicon.concepts, in_concepts, whole, named);
        let mut first = 0;
        for (part, groups) in parts {
            for (group, list) in groups.iter().zip(part.of_groups()) {
                let group = *group as usize;
                lexicon.groups[group].extend(first, list, &mut of_groups[group]);
            }
            for (concept, list) in part.of_concepts() {
                let concept = concept as usize;
                lexicon.concepts[concept].extend(first, list, &mut of_concepts[concept]);
            }
            let titles = part.titles.iter();
            (lexicon.titles).extend(titles.map(|(title, page)| (title.clone(), first + page)));
            first += part.lengths.pages;
        }
        lexicon
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

/// Counts the pages of lists, makes room for the postings that are kept, and tells which those are. `all` gives all postings with the numbers
/// of their lists; a list of up to `whole` pages is kept as it is, of another as many postings as `kept` says.
fn make_room<'a, I: Iterator<Item = (u32, &'a [Packed])>>(
    lists: &mut [List],
    all: impl Fn() -> I,
    whole: usize,
    kept: impl Fn(&Strengths) -> usize,
) -> Vec<Strongest> {
    all().for_each(|(list, postings)| lists[list as usize].pages += postings.len() as u32);
    let is_long = |list: &List| list.pages as usize > whole;
    let mut long: Vec<Option<Box<Strengths>>> = (lists.iter())
        .map(|list| is_long(list).then(Box::default))
        .collect();
    all().for_each(|(list, postings)| {
        if let Some(strengths) = &mut long[list as usize] {
            (postings.iter()).for_each(|posting| strengths.add(posting.strength()));
        }
    });
    let lists = lists.iter_mut().zip(long).map(|(list, strengths)| {
        let room = strengths.as_deref().map(&kept);
        list.postings
            .reserve_exact(room.unwrap_or(list.pages as usize));
        let strongest = strengths.zip(room);
        strongest.map_or(Strongest::ALL, |(strengths, room)| {
            strengths.strongest(room)
        })
    });
    lists.collect()
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

    fn count(&mut self, lexicon: &mut Lexicon, form: &lists::Form, text: &str, group: u32) {
        let number = *self.forms.entry(form.key).or_insert_with(|| {
            lexicon.forms.push(Form {
                text: text.into(),
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
