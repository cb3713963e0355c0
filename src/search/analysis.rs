//! Some pages understood together: which words stand in which field of each how often, and near what.
//!
//! A batch gives each form of a word a small number, so that a word that was seen before costs one look into a table and no memory.

use rustc_hash::{FxHashMap, FxHashSet};

use super::occurrences::{FIELDS, Field, Occurrences, follow_bit, letters, near_bit};
use super::stem::STOP_WORDS;
use super::text::{self, Run};
use super::vocabulary::{Name, Vocabulary, mark};
use crate::hash::Digest;
use crate::plan::view::search::{Page, Section, Standing};

/// The words of one page.
#[derive(Debug, Default)]
pub struct PageTerms {
    /// Numbers of forms in the batch with their occurrences, in the order of the first.
    pub words: Vec<(u32, Occurrences)>,
    /// Concept number and its occurrences.
    pub concepts: Vec<(u32, Occurrences)>,
    /// Words per field, stop words included.
    pub lengths: [u32; FIELDS],
    /// Words of the title without stop words, at most 255.
    pub title_words: u8,
    /// All words of the title joined by spaces.
    pub title: String,
    /// Those of its number, if it is withdrawn.
    pub reference: String,
    /// How prominent the page may be.
    pub standing: Standing,
}

/// A form of a word in a language.
#[derive(Debug)]
pub struct Form {
    /// Lower case, folded.
    pub text: Box<str>,
    /// First letters of the language's tag.
    pub language: Box<str>,
    /// Stands for both.
    pub key: u64,
}

/// The words of some pages. The same pages and vocabulary always give the same value.
#[derive(Debug, Default)]
pub struct Terms {
    /// Forms in order of first occurrence.
    pub forms: Vec<Form>,
    /// The pages in their order.
    pub pages: Vec<PageTerms>,
}

/// Reads pages; holds what is the same for all of them.
pub struct Analyser<'v> {
    vocabulary: &'v Vocabulary,
    digest: Digest,
    stop: FxHashSet<&'static str>,
}

/// What the text of a form says of it.
#[derive(Clone, Copy)]
struct Traits<'v> {
    mark: u64,
    /// Names that start with it.
    names: &'v [Name],
    /// See [`letters`].
    letters: u64,
}

/// The number of a form, and what most words are asked: one look into one table answers it.
#[derive(Clone, Copy)]
struct FormNumber(u32);

impl FormNumber {
    fn new(number: usize, is_stop: bool, starts_name: bool) -> Self {
        Self((number as u32) << 2 | u32::from(starts_name) << 1 | u32::from(is_stop))
    }

    fn place(self) -> usize {
        (self.0 >> 2) as usize
    }

    fn is_stop(self) -> bool {
        self.0 & 1 != 0
    }

    fn starts_name(self) -> bool {
        self.0 & 2 != 0
    }
}

/// Some pages that are being read one after the other.
pub struct Reading<'a> {
    analyser: &'a Analyser<'a>,
    desk: Desk<'a>,
    run: Run,
}

impl Reading<'_> {
    /// Reads a page, whose words are these. Of a withdrawn page only the title and the number are kept.
    pub fn page(&mut self, page: &Page, words: &[Section]) {
        self.analyser
            .page(&mut self.desk, &mut self.run, page, words);
    }

    /// What was read.
    pub fn end(self) -> Terms {
        self.desk.terms
    }
}

/// What is under way.
struct Desk<'v> {
    /// Numbers of forms by their [`text::key`] and language.
    numbers: FxHashMap<u64, FormNumber>,
    language: Box<str>,
    /// The key of the language, which is mixed into those of its words.
    salt: u64,
    traits: Vec<Traits<'v>>,
    terms: Terms,
    /// Occurrences in the page that is being read, by form; zero for all that are not in `seen`.
    found: Vec<Occurrences>,
    seen: Vec<u32>,
    concepts: FxHashMap<u32, Occurrences>,
    /// Concepts of the page's procedures.
    about: Vec<u32>,
    lengths: [u32; FIELDS],
    /// Forms of the run that is being read.
    run: Vec<FormNumber>,
}

impl<'v> Analyser<'v> {
    /// An analyser for one vocabulary.
    pub fn new(vocabulary: &'v Vocabulary) -> Self {
        Self {
            vocabulary,
            digest: vocabulary.digest(),
            stop: STOP_WORDS.split_whitespace().collect(),
        }
    }

    /// Stands for the vocabulary.
    pub fn vocabulary_digest(&self) -> Digest {
        self.digest
    }

    /// Begins to read pages.
    pub fn begin(&self) -> Reading<'_> {
        Reading {
            analyser: self,
            desk: Desk {
                numbers: FxHashMap::default(),
                language: Box::default(),
                salt: 0,
                traits: Vec::new(),
                terms: Terms::default(),
                found: Vec::new(),
                seen: Vec::new(),
                concepts: FxHashMap::default(),
                about: Vec::new(),
                lengths: [0; FIELDS],
                run: Vec::new(),
            },
            run: Run::default(),
        }
    }

    fn page(&self, desk: &mut Desk<'v>, run: &mut Run, page: &Page, words: &[Section]) {
        let title = text::words(&page.title).join(" ");
        if page.standing == Standing::Withdrawn {
            desk.terms.pages.push(PageTerms {
                title,
                reference: document_number(&page.reference),
                standing: page.standing,
                ..PageTerms::default()
            });
            return;
        }
        desk.speak(page.lang.get(..2).unwrap_or("en"));
        desk.about.clear();
        let ids = page.procedures.iter().map(|procedure| &procedure.id);
        desk.about
            .extend(ids.filter_map(|id| self.vocabulary.by_id(id)));
        self.fields(page, words, |field, text| {
            self.field(desk, run, field, text)
        });
        self.other_names(desk, page);
        self.assigned_concepts(desk, page);
        let mut concepts: Vec<(u32, Occurrences)> = desk.concepts.drain().collect();
        concepts.sort_unstable_by_key(|concept| concept.0);
        let is_meaningful = |word: &&str| !word.is_empty() && !self.stop.contains(word);
        let found = &mut desk.found;
        let words = desk
            .seen
            .drain(..)
            .map(|form| (form, std::mem::take(&mut found[form as usize])))
            .collect();
        desk.terms.pages.push(PageTerms {
            words,
            concepts,
            lengths: std::mem::take(&mut desk.lengths),
            title_words: title.split(' ').filter(is_meaningful).count().min(255) as u8,
            title,
            reference: String::new(),
            standing: page.standing,
        });
    }

    /// Hands on every text of a page with its field.
    fn fields(&self, page: &Page, words: &[Section], mut read: impl FnMut(Field, &str)) {
        read(Field::Title, &page.title);
        for procedure in &page.procedures {
            read(Field::Procedure, &procedure.label);
        }
        for keyword in &page.keywords {
            read(Field::Heading, keyword);
        }
        read(Field::Heading, &page.reference);
        if let Some(member) = &page.member {
            read(Field::Member, &member.name);
            for name in &member.also {
                read(Field::Member, name);
            }
        }
        read(Field::Member, &page.speaker);
        read(Field::Kind, &page.kind);
        read(Field::Summary, &page.summary);
        for section in words {
            read(Field::Heading, &section.heading);
            read(Field::Body, &section.text);
        }
        for file in &page.attachments {
            read(Field::Attachment, &file.name);
            for (_, text) in &file.parts {
                read(Field::Attachment, text);
            }
        }
    }

    fn field(&self, desk: &mut Desk<'v>, run: &mut Run, field: Field, text: &str) {
        // The last word that means something and its run's bit: neighbours over the end of a run share one, too.
        let mut before: Option<(FormNumber, u8)> = None;
        text::runs(text, run, |run| {
            let near = near_bit(run);
            desk.run.clear();
            desk.lengths[field as usize] += run.words().len() as u32;
            for word in run.words() {
                let form = self.count(desk, word, field, near);
                desk.run.push(form);
            }
            for whole in run.wholes() {
                self.count(desk, whole, field, near);
            }
            for form in desk.run.iter().filter(|form| !form.is_stop()) {
                if let Some((last, bit)) = before {
                    let letters = |form: FormNumber| desk.traits[form.place()].letters;
                    let follow = follow_bit(letters(last), letters(*form));
                    desk.found[last.place()].near |= near | follow;
                    desk.found[form.place()].near |= bit | follow;
                }
                before = Some((*form, near));
            }
            desk.phrases(field);
        });
    }

    /// Counts a word and returns its number.
    fn count(&self, desk: &mut Desk<'v>, word: &str, field: Field, near: u8) -> FormNumber {
        let key = text::key(word) ^ desk.salt;
        let form = match desk.numbers.get(&key) {
            Some(form) => *form,
            None => self.introduce(desk, word, key),
        };
        if !form.is_stop() {
            let found = &mut desk.found[form.place()];
            // Every occurrence leaves a count.
            if found.is_empty() {
                desk.seen.push(form.place() as u32);
            }
            found.add(field, near);
        }
        form
    }

    fn introduce(&self, desk: &mut Desk<'v>, word: &str, key: u64) -> FormNumber {
        let mark = mark(word);
        let names = self.vocabulary.starting_with(mark);
        let form = FormNumber::new(
            desk.traits.len(),
            self.stop.contains(word),
            !names.is_empty(),
        );
        desk.traits.push(Traits {
            mark,
            names,
            letters: letters(word),
        });
        desk.found.push(Occurrences::default());
        desk.numbers.insert(key, form);
        desk.terms.forms.push(Form {
            text: word.into(),
            language: desk.language.clone(),
            key,
        });
        form
    }

    /// Words of the procedure's other names, once each, so that any part of a synonym finds the page.
    fn other_names(&self, desk: &mut Desk<'v>, page: &Page) {
        let mut seen = FxHashSet::default();
        for procedure in &page.procedures {
            let Some(number) = self.vocabulary.by_id(&procedure.id) else {
                continue;
            };
            for name in &self.vocabulary.concepts()[number as usize].names {
                for word in text::words(name) {
                    if !seen.contains(&word) {
                        self.count(desk, &word, Field::Names, 0);
                        seen.insert(word);
                    }
                }
            }
        }
    }

    fn assigned_concepts(&self, desk: &mut Desk<'v>, page: &Page) {
        for &concept in &desk.about {
            let found = desk.concepts.entry(concept).or_default();
            found.add(Field::Procedure, 0);
        }
        if let Some(member) = &page.member
            && let Some(concept) = self.vocabulary.by_id(&member.id)
        {
            let found = desk.concepts.entry(concept).or_default();
            found.add(Field::Member, 0);
        }
    }
}

impl Desk<'_> {
    /// Chooses the language of the next page.
    fn speak(&mut self, language: &str) {
        if *self.language != *language {
            self.language = language.into();
            // Turned, so that the word "fr" in English is not the word "en" in French.
            self.salt = text::key(language).rotate_left(32);
        }
    }

    /// Concepts whose names stand in this run; the longest name wins, names do not overlap. Of procedures with one name that counts
    /// which the page is about, if there is one: "ICD" on a page about chest drains is no defibrillator.
    fn phrases(&mut self, field: Field) {
        let mut at = 0;
        while at < self.run.len() {
            if !self.run[at].starts_name() {
                at += 1;
                continue;
            }
            let mut length = 0;
            let next = self.run.get(at + 1);
            let next = next.map_or(0, |form| self.traits[form.place()].mark);
            let names = self.traits[self.run[at].place()].names;
            for name @ Name { second, rest, .. } in names {
                // Names come longest first: shorter ones than that which was found are parts of it.
                if length > 0 && rest.len() + 1 < length {
                    break;
                }
                if !rest.is_empty() && *second != next {
                    continue;
                }
                let stands_here = self.run.len() - at > rest.len()
                    && rest
                        .iter()
                        .zip(&self.run[at + 1..])
                        .all(|(mark, form)| self.traits[form.place()].mark == *mark);
                if stands_here {
                    let is_meant = |one: &Name| self.about.contains(&one.concept);
                    let others = || names.iter().filter(|one| one.rest == *rest);
                    if !name.is_procedure || is_meant(name) || !others().any(is_meant) {
                        let found = self.concepts.entry(name.concept).or_default();
                        found.add(field, 0);
                    }
                    length = rest.len() + 1;
                }
            }
            at += length.max(1);
        }
    }
}

/// The words of a number that is none of something else, too: one with letters and digits. Empty for any other.
fn document_number(text: &str) -> String {
    let has = |is: fn(char) -> bool| text.chars().any(is);
    if has(char::is_alphabetic) && has(char::is_numeric) {
        text::words(text).join(" ")
    } else {
        String::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::view::search::{Concept, ConceptKind, Label};

    #[test]
    fn a_name_with_two_meanings_means_what_the_page_is_about() {
        let concept = |id: &str| Concept {
            id: id.into(),
            label: id.into(),
            names: vec!["ICD".into()],
            kind: ConceptKind::Procedure,
            ..Concept::default()
        };
        let vocabulary = Vocabulary::new(vec![concept("defibrillator"), concept("drain")]);
        let label = |id: &&str| Label {
            id: (*id).into(),
            ..Label::default()
        };
        let page = |about: &[&str]| Page {
            title: "ICD".into(),
            procedures: about.iter().map(label).collect(),
            ..Page::default()
        };
        let abouts: [&[&str]; 3] = [&[], &["drain"], &["defibrillator", "drain"]];
        let pages = abouts.map(page);
        let analyser = Analyser::new(&vocabulary);
        let mut reading = analyser.begin();
        for page in &pages {
            reading.page(page, &[]);
        }
        let read = reading.end();
        let in_title = |(concept, found): &(u32, Occurrences)| {
            (found.counts[Field::Title as usize] > 0).then_some(*concept)
        };
        let found: Vec<Vec<u32>> = (read.pages.iter())
            .map(|page| page.concepts.iter().filter_map(in_title).collect())
            .collect();
        assert_eq!(found, [vec![0, 1], vec![1], vec![0, 1]]);
    }
}
