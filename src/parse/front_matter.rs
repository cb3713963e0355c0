//! Where front matter ends and Markdown begins.

use crate::diagnostic::{Code, Diagnostic, Severity, Span};
use crate::path::SourcePath;

/// A Markdown file without front matter.
pub const NO_FRONT_MATTER: Code = Code {
    name: "no-front-matter",
    severity: Severity::Error,
    manual: "\
A page begins with its front matter: a line of three dashes, a few `key: value` lines (at least a title), and another line of
three dashes. Without it nobody can see whose the page is and whether it is current.",
};

/// Front matter that never ends.
pub const FRONT_MATTER_OPEN: Code = Code {
    name: "front-matter-open",
    severity: Severity::Error,
    manual: "\
The front matter begins with a line of three dashes but there is no second such line, so the whole page would be read as
settings. Put a line with `---` between the keys and the text.",
};

/// A Markdown file cut in two: byte ranges of the front matter and of the text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Parts {
    /// Between the two lines of dashes; `None` without front matter.
    pub front_matter: Option<std::ops::Range<usize>>,
    /// What follows.
    pub body: std::ops::Range<usize>,
}

/// Finds both parts; a file that never ends its front matter has an empty body.
pub fn split(text: &str, path: &SourcePath, findings: &mut Vec<Diagnostic>) -> Parts {
    let mut lines = lines(text);
    let opened = match lines.next() {
        Some((_, line, end)) if is_dashes(line) => end,
        first => {
            let end = first.map_or(0, |(_, line, _)| line.len());
            findings.push(
                Diagnostic::new(
                    &NO_FRONT_MATTER,
                    path,
                    "the front matter is missing: this file does not begin with a line `---`",
                )
                .at(Span::from(0..end))
                .help("put at the very top: a line `---`, a line `title: …`, a line `summary: …`, a line `---`"),
            );
            return Parts {
                front_matter: None,
                body: 0..text.len(),
            };
        }
    };
    for (start, line, end) in lines {
        if is_dashes(line) {
            return Parts {
                front_matter: Some(opened..start),
                body: end..text.len(),
            };
        }
    }
    findings.push(
        Diagnostic::new(
            &FRONT_MATTER_OPEN,
            path,
            "the front matter never ends: there is no second line `---`",
        )
        .at(Span::from(0..3))
        .help("put a line `---` between the keys and the text"),
    );
    // Reading on as YAML would drown the one real mistake in follow-on findings.
    Parts {
        front_matter: None,
        body: text.len()..text.len(),
    }
}

/// Each line with its start and the start of the next.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str, usize)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start, line.trim_end_matches(['\n', '\r']), at)
    })
}

fn is_dashes(line: &str) -> bool {
    line.trim_end() == "---"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> (Parts, usize) {
        let mut findings = Vec::new();
        let parts = split(text, &SourcePath::new("x.md"), &mut findings);
        (parts, findings.len())
    }

    #[test]
    fn windows_line_ends_are_line_ends() {
        let text = "---\r\ntitle: x\r\n---\r\nbody";
        let (parts, findings) = parts(text);
        assert_eq!(findings, 0);
        assert_eq!(
            &text[parts.front_matter.expect("there is one")],
            "title: x\r\n"
        );
        assert_eq!(&text[parts.body], "body");
    }

    #[test]
    fn what_is_missing_is_said_once() {
        assert_eq!(parts("# Title\n").1, 1);
        assert_eq!(parts("---\ntitle: x\n").1, 1);
        assert_eq!(parts("").1, 1);
    }
}
