//! One or more of a few fixed words.

use super::Fields;
use super::codes::UNKNOWN_VALUE;
use crate::diagnostic::{Diagnostic, Located, did_you_mean};

/// One of a few fixed words.
pub trait Choice: Copy + 'static {
    /// The words and what they mean.
    const WORDS: &'static [(&'static str, Self)];
}

impl Fields<'_> {
    /// One of a few fixed words.
    pub fn choice<C: Choice>(&mut self, key: &'static str) -> Option<Located<C>> {
        let found = self.text(key)?;
        self.choose(key, found)
    }

    /// Any number of a few fixed words.
    pub fn choices<C: Choice>(&mut self, key: &'static str) -> Vec<C> {
        let found = self.texts(key);
        found
            .into_iter()
            .filter_map(|text| self.choose(key, text).map(|choice| choice.value))
            .collect()
    }

    fn choose<C: Choice>(&mut self, key: &str, found: Located<String>) -> Option<Located<C>> {
        let chosen = C::WORDS.iter().find(|(word, _)| *word == found.value);
        if let Some((_, value)) = chosen {
            return Some(Located {
                value: *value,
                span: found.span,
            });
        }
        let words = || C::WORDS.iter().map(|(word, _)| *word);
        let help = did_you_mean(&found.value, words())
            .unwrap_or_else(|| format!("one of: {}", words().collect::<Vec<_>>().join(", ")));
        self.findings.push(
            Diagnostic::new(
                &UNKNOWN_VALUE,
                self.path,
                format!("`{key}` cannot be `{}`", found.value),
            )
            .at(found.span)
            .help(help),
        );
        None
    }
}
