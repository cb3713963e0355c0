//! What there is to mend, as the overlay of the pages is told.

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Lines, Severity};
use crate::path::SourcePath;
use crate::pipeline::Checked;

/// How many findings a page shows; the terminal has them all.
const SHOWN: usize = 50;

/// What there is to mend, as the overlay of the pages is told.
#[derive(Default, PartialEq, Eq, Debug, Serialize)]
pub struct Findings {
    /// How many errors there are.
    pub errors: usize,
    /// How many warnings there are.
    pub warnings: usize,
    /// What keeps the whole site from being made, if anything does.
    pub trouble: Option<String>,
    /// The first of them, errors before warnings, and of each those in the files that were just saved.
    pub list: Vec<Finding>,
}

/// One thing to mend.
#[derive(PartialEq, Eq, Debug, Serialize)]
pub struct Finding {
    /// `error` or `warning`.
    pub severity: &'static str,
    /// The name that `peerpress explain` knows.
    pub code: &'static str,
    /// The file, and the line and column in it where they are known.
    pub place: String,
    /// What is wrong.
    pub message: String,
    /// How to mend it, where the program knows.
    pub help: Option<String>,
}

impl Findings {
    /// What keeps the whole site from being made.
    pub fn trouble(words: &str) -> Self {
        Self {
            trouble: Some(words.to_owned()),
            ..Self::default()
        }
    }

    /// What was found in the content, first in the files that were just saved: whoever saves one looks at it.
    pub fn of(checked: &Checked, saved: &[&SourcePath]) -> Self {
        let is_elsewhere = |finding: &&Diagnostic| !saved.contains(&&finding.path);
        let mut findings: Vec<&Diagnostic> = checked.findings.iter().collect();
        findings.sort_by_key(is_elsewhere);
        let (errors, warnings): (Vec<_>, Vec<_>) =
            findings.into_iter().partition(|finding| finding.is_error());
        let folder = checked.content.to_string_lossy().replace('\\', "/");
        let folder = folder.trim_end_matches('/');
        let first: Vec<Diagnostic> = errors
            .iter()
            .chain(&warnings)
            .take(SHOWN)
            .copied()
            .cloned()
            .collect();
        let texts = checked.texts_of(&first);
        let finding = |finding: &Diagnostic| {
            let text = texts.get(&finding.path);
            let place = finding.span.zip(text).map(|(span, text)| {
                let (line, column) = Lines::new(text).at(span.start as usize);
                format!(":{line}:{column}")
            });
            Finding {
                severity: match finding.code.severity {
                    Severity::Error => "error",
                    Severity::Warning => "warning",
                },
                code: finding.code.name,
                place: format!("{folder}/{}{}", finding.path, place.unwrap_or_default()),
                message: finding.message.clone(),
                help: finding.help.clone(),
            }
        };
        Self {
            errors: errors.len(),
            warnings: warnings.len(),
            trouble: None,
            list: first.iter().map(finding).collect(),
        }
    }
}
