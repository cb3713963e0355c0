//! Findings as one JSON array, for programs.

use serde::Serialize;

use super::{Diagnostic, Places, Severity};
use crate::path::SourcePath;

#[derive(Serialize)]
struct Finding<'a> {
    code: &'a str,
    severity: Severity,
    path: &'a str,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    message: &'a str,
    help: Option<&'a str>,
}

/// All findings as an array; `text_of` gives the text of a source file, lines and columns count from 1.
pub fn print<'a>(
    findings: &'a [Diagnostic],
    text_of: impl Fn(&SourcePath) -> Option<&'a str>,
) -> String {
    let mut places = Places::new(text_of);
    let rows: Vec<_> = findings
        .iter()
        .map(|finding| {
            let place = finding
                .span
                .zip(places.lines(&finding.path))
                .map(|(span, lines)| (lines.at(span.start as usize), lines.at(span.end as usize)));
            Finding {
                code: finding.code.name,
                severity: finding.code.severity,
                path: finding.path.as_str(),
                line: place.map(|((line, _), _)| line),
                column: place.map(|((_, column), _)| column),
                end_line: place.map(|(_, (line, _))| line),
                end_column: place.map(|(_, (_, column))| column),
                message: &finding.message,
                help: finding.help.as_deref(),
            }
        })
        .collect();
    // Plain structs of numbers and texts always serialise.
    serde_json::to_string_pretty(&rows).unwrap_or_default() + "\n"
}
