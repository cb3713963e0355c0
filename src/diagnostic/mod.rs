//! What is wrong with the content, as values: collected, sorted, printed elsewhere.

mod code;
pub mod github;
pub mod human;
pub mod json;
pub mod nhs_number;
mod position;
mod span;

use std::borrow::Cow;

use serde::Serialize;

use crate::path::SourcePath;

pub use code::Code;
pub use position::Lines;
use position::Places;
pub use span::{Located, Span};

/// How much a finding matters.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Nothing is published until it is mended.
    Error,
    /// The site is published; somebody should look.
    Warning,
}

/// One thing to mend, in words for the person who wrote the file.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Diagnostic {
    /// The file to mend.
    pub path: SourcePath,
    /// The place in it; `None` when the whole file is meant.
    pub span: Option<Span>,
    /// The stable name of this kind of finding and how much it matters.
    pub code: &'static Code,
    /// What is wrong, in one sentence.
    pub message: String,
    /// How to mend it, where the program knows.
    pub help: Option<String>,
}

/// A value and what was found while making it. The value is always there: the rest of a broken file is still worth reading.
#[derive(Clone, Debug)]
pub struct Outcome<T> {
    /// What could be made.
    pub value: T,
    /// What was found on the way.
    pub findings: Vec<Diagnostic>,
}

impl Diagnostic {
    /// A finding about a whole file. Words that it quotes never show an NHS number, nor does its advice.
    pub fn new(code: &'static Code, path: &SourcePath, message: impl Into<String>) -> Self {
        Self {
            path: path.clone(),
            span: None,
            code,
            message: covered(message.into()),
            help: None,
        }
    }

    /// The same finding at a place.
    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    /// The same finding with advice.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(covered(help.into()));
        self
    }

    /// The same finding with advice, if there is any.
    #[must_use]
    pub fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help = help.map(covered);
        self
    }

    /// Whether this finding stops the site from being published.
    pub fn is_error(&self) -> bool {
        self.code.severity == Severity::Error
    }
}

fn covered(words: String) -> String {
    match nhs_number::covered(&words) {
        Cow::Owned(covered) => covered,
        Cow::Borrowed(_) => words,
    }
}

/// The known word nearest to an unknown one, if it is near enough to be what was meant: at most a third of the letters differ.
pub fn nearest<'a>(unknown: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let unknown = unknown.to_lowercase();
    known
        .into_iter()
        .map(|word| {
            (
                strsim::damerau_levenshtein(&unknown, &word.to_lowercase()),
                word,
            )
        })
        .filter(|(distance, word)| *distance <= (word.chars().count().max(3)) / 3)
        .min()
        .map(|(_, word)| word)
}

/// "Did you mean …?" for an unknown word, if a known one is near.
pub fn did_you_mean<'a>(unknown: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(unknown, known).map(|word| format!("did you mean `{word}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_are_quoted_show_no_number_of_a_patient() {
        const CODE: Code = Code {
            name: "x",
            severity: Severity::Error,
            manual: "",
        };
        let finding = Diagnostic::new(&CODE, &SourcePath::new("x"), "no `7991234568.pdf`");
        let finding = finding.help("write `799 123 4568`");
        assert_eq!(finding.message, "no `########68.pdf`");
        assert_eq!(finding.help.as_deref(), Some("write `### ### ##68`"));
    }

    #[test]
    fn nearest_word_is_near() {
        assert_eq!(nearest("sumary", ["summary", "title"]), Some("summary"));
        assert_eq!(nearest("xyz", ["summary", "title"]), None);
    }
}
