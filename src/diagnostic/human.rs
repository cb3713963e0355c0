//! Findings for a person at a terminal: the file, the line, what is wrong and how to mend it.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Places, Severity, Span};
use crate::path::SourcePath;

/// A longer line is not shown: nobody finds a place in it, and a page of one line would be printed for each finding.
const LONGEST: usize = 2_000;

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
    let mut places = Places::new(text_of);
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
        let place = finding.span.zip(places.lines(&finding.path));
        let mut group = match place {
            Some((span, lines)) => {
                let (number, column) = lines.at(span.start as usize);
                let line = lines.line(number);
                if line.len() > LONGEST {
                    title.element(Origin::path(&path).line(number).char_column(column))
                } else {
                    title.element(
                        Snippet::source(lines.printed(number))
                            .line_start(number)
                            .path(&path)
                            .annotation(AnnotationKind::Primary.span(marked(line, span, column))),
                    )
                }
            }
            None => Group::with_title(title).element(Origin::path(&path)),
        };
        if let Some(help) = &finding.help {
            group = group.element(Level::HELP.message(help));
        }
        out.push_str(&renderer.render(&[group]));
        out.push_str("\n\n");
    }
    if let Some(first) = findings.first() {
        let name = first.code.name;
        let more =
            format!("`peerpress explain {name}` says more; so for each name in brackets.\n\n");
        out.push_str(&more);
    }
    out
}

/// What is marked in a line: from the column on, as far as the place goes, and no further than the line.
fn marked(line: &str, span: Span, column: usize) -> std::ops::Range<usize> {
    let start = line
        .char_indices()
        .nth(column - 1)
        .map_or(line.len(), |(at, _)| at);
    let wide = span.end.saturating_sub(span.start) as usize;
    let mut end = (start + wide).min(line.len());
    while !line.is_char_boundary(end) {
        end += 1;
    }
    start..end
}
