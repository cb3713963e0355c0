//! Words that mean the same: terms with their synonyms, members with their sites, abbreviations with what they stand for.

use std::collections::{BTreeMap, BTreeSet};

use super::view::search::{Concept, ConceptKind};
use super::{Settings, words};
use crate::model::{MemberId, Site, Term};
use crate::parse::meta::GlossaryTerm;
use crate::source::{Kind, VocabularyName};

/// Everything that has more than one name, and every term and member.
pub fn concepts(site: &Site, settings: &Settings) -> Vec<Concept> {
    let mut concepts = Concepts::default();
    for term in &site.vocabularies.terms {
        concepts.add(of_term(site, settings, term));
    }
    for number in 0..site.members.len() {
        concepts.add(of_member(site, settings, MemberId(number)));
    }
    for group in &site.synonyms {
        concepts.merge(&group.canonical, &group.variants);
    }
    let mut entries: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in &site.glossary.terms {
        *entries.entry(&entry.abbreviation).or_default() += 1;
    }
    for entry in &site.glossary.terms {
        let is_only = entries.get(entry.abbreviation.as_str()) == Some(&1);
        concepts.add_abbreviation(entry, is_only);
    }
    concepts.list
}

/// What the index calls a term: its folder and id, because ids of two vocabularies may be the same.
pub fn term_id(term: &Term) -> String {
    format!("{}/{}", term.vocabulary.folder(), term.meta.id.value)
}

/// What the index calls a member.
pub fn member_id(site: &Site, id: MemberId) -> String {
    format!("trusts/{}", site.member(id).id)
}

/// All that people call a member beside its full name.
pub fn member_names(site: &Site, id: MemberId) -> Vec<String> {
    let member = site.member(id);
    let meta = &member.meta;
    let mut names: Vec<String> = meta.short_name.iter().cloned().collect();
    names.extend(meta.keywords.iter().cloned());
    names.extend(meta.sites.iter().map(|site| site.name.clone()));
    names.extend(meta.ods_code.iter().map(|code| code.value.clone()));
    let mut seen = BTreeSet::from([words::sort_key(&meta.name)]);
    names.retain(|name| seen.insert(words::sort_key(name)));
    names
}

fn of_term(site: &Site, settings: &Settings, term: &Term) -> Concept {
    let is_procedure = term.vocabulary == VocabularyName::Procedures;
    Concept {
        id: term_id(term),
        label: term.meta.label.clone(),
        names: term.meta.synonyms.clone(),
        kind: match is_procedure {
            true => ConceptKind::Procedure,
            false => ConceptKind::Term,
        },
        url: term.output.href(settings.style),
        note: if is_procedure {
            note(site, term)
        } else {
            String::new()
        },
    }
}

/// "4 members have a checklist", or how many pages there are about it.
pub fn note(site: &Site, term: &Term) -> String {
    let owners: BTreeSet<MemberId> = term
        .resources
        .iter()
        .map(|id| site.resource(*id))
        .filter(|resource| resource.kind == Kind::Checklist && !resource.is_out_of_use())
        .filter_map(|resource| resource.member)
        .collect();
    match (owners.len(), term.resources.len()) {
        (0, 0) => "nothing published yet".to_owned(),
        (0, pages) => format!("{pages} {}", words::plural(pages, "page", "pages")),
        (1, _) => "1 member has a checklist".to_owned(),
        (members, _) => format!("{members} members have a checklist"),
    }
}

fn of_member(site: &Site, settings: &Settings, id: MemberId) -> Concept {
    let member = site.member(id);
    Concept {
        id: member_id(site, id),
        label: member.meta.name.value.clone(),
        names: member_names(site, id),
        kind: ConceptKind::Member,
        url: member.output.href(settings.style),
        note: String::new(),
    }
}

/// Concepts under way, with the names that lead to them.
#[derive(Default)]
struct Concepts {
    list: Vec<Concept>,
    /// From a name in its simplest form to the concepts that have it.
    by_name: BTreeMap<String, Vec<usize>>,
}

impl Concepts {
    fn add(&mut self, concept: Concept) {
        let number = self.list.len();
        for name in std::iter::once(&concept.label).chain(&concept.names) {
            let known = self.by_name.entry(words::sort_key(name)).or_default();
            if !known.contains(&number) {
                known.push(number);
            }
        }
        self.list.push(concept);
    }

    fn called(&self, name: &str) -> &[usize] {
        self.by_name
            .get(&words::sort_key(name))
            .map_or(&[], Vec::as_slice)
    }

    fn give(&mut self, number: usize, name: &str) {
        let known = self.by_name.entry(words::sort_key(name)).or_default();
        if !known.contains(&number) {
            known.push(number);
            self.list[number].names.push(name.to_owned());
        }
    }

    /// Other words for something: they join what is called so already, else they are a group of their own.
    fn merge(&mut self, label: &str, names: &[String]) {
        match self.called(label) {
            [] => self.add(Concept {
                label: label.to_owned(),
                names: names.to_vec(),
                ..Concept::default()
            }),
            found => {
                let found = found.to_vec();
                for number in found {
                    for name in names {
                        self.give(number, name);
                    }
                }
            }
        }
    }

    /// An abbreviation and what it stands for, both ways. What is called by these letters elsewhere and has no other entry is the same
    /// thing under a longer name ("CVC" of "Central venous catheter insertion"); of several entries, the one that shares its words.
    fn add_abbreviation(&mut self, entry: &GlossaryTerm, is_only: bool) {
        let mut names = vec![entry.abbreviation.clone()];
        names.extend(entry.also_typed.iter().cloned());
        let mut known = Vec::new();
        if self.called(&entry.expansion).is_empty() {
            known = self.called(&entry.abbreviation).to_vec();
            known.retain(|number| is_only || self.shares_words(*number, &entry.expansion));
        }
        match known.as_slice() {
            [only] => {
                let only = *only;
                self.give(only, &entry.expansion);
                for name in &entry.also_typed {
                    self.give(only, name);
                }
            }
            _ => self.merge(&entry.expansion, &names),
        }
        for other in &entry.ambiguous_with {
            self.merge(other, std::slice::from_ref(&entry.abbreviation));
        }
    }

    /// Whether all words of a longer name stand in these, or the other way round.
    fn shares_words(&self, number: usize, text: &str) -> bool {
        let words = |name: &str| -> BTreeSet<String> {
            words::sort_key(name)
                .split_whitespace()
                .map(str::to_owned)
                .collect()
        };
        let wanted = words(text);
        let concept = &self.list[number];
        std::iter::once(&concept.label)
            .chain(&concept.names)
            .map(|name| words(name))
            .any(|name| name.len() > 1 && (name.is_subset(&wanted) || wanted.is_subset(&name)))
    }
}
