//! The abbreviations on a page.

use std::collections::BTreeMap;

use super::a_to_z::letter_id;
use super::view::{Content, GlossaryEntry, GlossaryLetter, GlossaryView, Output};
use super::{Head, Plan, words};
use crate::model::Section;
use crate::parse::meta::GlossaryTerm;
use crate::path::slug;

impl Plan<'_> {
    pub(super) fn glossary_page(&self) -> Output {
        let mut letters: BTreeMap<String, Vec<&GlossaryTerm>> = BTreeMap::new();
        for term in &self.site.glossary.terms {
            letters
                .entry(words::letter(&term.abbreviation))
                .or_default()
                .push(term);
        }
        let href = self.href(&Section::Glossary.output());
        let row = self.letter_row(&letters, None, &|letter| {
            format!("{href}#{}", letter_id(letter))
        });
        let mut taken = std::collections::BTreeSet::new();
        let groups = letters
            .iter()
            .map(|(letter, terms)| GlossaryLetter {
                letter: letter.clone(),
                id: letter_id(letter),
                entries: terms.iter().map(|term| entry(term, &mut taken)).collect(),
            })
            .collect();
        let view = GlossaryView {
            letters: row,
            groups,
        };
        let head = Head {
            output: Section::Glossary.output(),
            title: "Glossary".to_owned(),
            description: "Abbreviations and what they stand for.".to_owned(),
            section: String::new(),
            crumbs: vec![self.home_link()],
        };
        self.page(head, Content::Glossary(view), None)
    }
}

fn entry(term: &GlossaryTerm, taken: &mut std::collections::BTreeSet<String>) -> GlossaryEntry {
    let wanted = format!("term-{}", slug(&term.abbreviation));
    let mut id = wanted.clone();
    let mut number = 2;
    while !taken.insert(id.clone()) {
        id = format!("{wanted}-{number}");
        number += 1;
    }
    GlossaryEntry {
        id,
        abbreviation: term.abbreviation.clone(),
        expansion: term.expansion.clone(),
        also_typed: term.also_typed.join(", "),
        ambiguous_with: words::joined(&term.ambiguous_with, "or"),
    }
}
