//! Findings for a person at a terminal: the file, the line, what is wrong and how to mend it.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, Severity};
use crate::path::SourcePath;

/// All findings, each with the lines it is about; `folder` leads from where the user stands to the content.
pub fn print<'a>(
    findings: &'a [Diagnostic],
    folder: &str,
    colour: bool,
    text_of: impl Fn(&SourcePath) -> Option<&'a str>,
) -> String {
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut out = String::new();
    for finding in findings {
        let level = match finding.code.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let path = format!("{folder}/{}", finding.path);
        let title = level
            .clone()
            .primary_title(&finding.message)
            .id(finding.code.name);
        let text = text_of(&finding.path);
        let mut group = match (finding.span, text) {
            (Some(span), Some(text)) => title.element(
                Snippet::source(text)
                    .path(&path)
                    .annotation(AnnotationKind::Primary.span(within(span.range(), text))),
            ),
            _ => Group::with_title(title).element(annotate_snippets::Origin::path(&path)),
        };
        if let Some(help) = &finding.help {
            group = group.element(Level::HELP.message(help));
        }
        out.push_str(&renderer.render(&[group]));
        out.push_str("\n\n");
    }
    out
}

/// Keeps a place inside its text and on character boundaries, whatever a parser said.
fn within(range: std::ops::Range<usize>, text: &str) -> std::ops::Range<usize> {
    let mut start = range.start.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let mut end = range.end.clamp(start, text.len());
    while !text.is_char_boundary(end) {
        end += 1;
    }
    // A span over many lines would print them all: its first line says enough.
    let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let line_end = if text[..line_end].ends_with('\r') {
        line_end - 1
    } else {
        line_end
    };
    start..end.min(line_end.max(start))
}
