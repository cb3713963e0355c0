//! The abbreviations of the network.

use std::collections::BTreeMap;

use crate::parse::meta::GlossaryTerm;

/// The abbreviations of the network.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Glossary {
    /// The entries by abbreviation, without regard to case.
    pub terms: Vec<GlossaryTerm>,
    /// From the exact letters to the number of the entry; only what has one meaning.
    clear: BTreeMap<String, usize>,
}

impl Glossary {
    pub(super) fn new(mut terms: Vec<GlossaryTerm>) -> Self {
        terms.sort_by(|a, b| {
            (a.abbreviation.to_lowercase(), &a.expansion)
                .cmp(&(b.abbreviation.to_lowercase(), &b.expansion))
        });
        let mut clear = BTreeMap::new();
        let mut ambiguous = Vec::new();
        for (number, term) in terms.iter().enumerate() {
            if !term.ambiguous_with.is_empty()
                || clear.insert(term.abbreviation.clone(), number).is_some()
            {
                ambiguous.push(term.abbreviation.clone());
            }
        }
        for abbreviation in ambiguous {
            clear.remove(&abbreviation);
        }
        Self { terms, clear }
    }

    /// What an abbreviation stands for, also in the plural. `None` if it may stand for two things: marking the wrong one
    /// would be worse than marking none.
    pub fn expansion(&self, word: &str) -> Option<&str> {
        let singular = word.strip_suffix('s');
        let number = self.clear.get(word).or_else(|| self.clear.get(singular?))?;
        Some(&self.terms[*number].expansion)
    }
}
