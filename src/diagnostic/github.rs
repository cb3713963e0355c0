//! Findings as workflow commands, which code hosts show beside the line in a pull request.

use super::{Diagnostic, Places, Severity};
use crate::path::SourcePath;

/// One command per finding; paths start at the repository's root, so `folder` is what leads to the content.
pub fn print<'a>(
    findings: &'a [Diagnostic],
    folder: &str,
    text_of: impl Fn(&SourcePath) -> Option<&'a str>,
) -> String {
    let mut places = Places::new(text_of);
    let mut out = String::new();
    for finding in findings {
        let level = match finding.code.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let mut place = format!(
            "file={}",
            escape(&format!("{folder}/{}", finding.path), true)
        );
        if let Some((span, lines)) = finding.span.zip(places.lines(&finding.path)) {
            let (line, column) = lines.at(span.start as usize);
            let (end_line, end_column) = lines.at(span.end as usize);
            place.push_str(&format!(",line={line},endLine={end_line},col={column}"));
            if end_line == line {
                place.push_str(&format!(",endColumn={end_column}"));
            }
        }
        let mut message = finding.message.clone();
        if let Some(help) = &finding.help {
            message.push('\n');
            message.push_str(help);
        }
        out.push_str(&format!(
            "::{level} {place},title={}::{}\n",
            finding.code.name,
            escape(&message, false)
        ));
    }
    out
}

/// Escapes what the command syntax gives a meaning; properties also end at `:` and `,`.
fn escape(text: &str, property: bool) -> String {
    let mut out = text
        .replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A");
    if property {
        out = out.replace(':', "%3A").replace(',', "%2C");
    }
    out
}
