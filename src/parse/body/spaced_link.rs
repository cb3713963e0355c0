//! Links with a space in their path: Markdown takes `[form](my form.docx)` for words, and nobody would be told that the link is missing.

use std::ops::Range;

use super::codes::SPACE_IN_LINK;
use crate::diagnostic::{Diagnostic, Span};
use crate::parse::attachment;
use crate::path::SourcePath;

/// How far back the words of a link are looked for, and how far on its end: a line may be a book.
const LONGEST_WORDS: usize = 300;
const LONGEST_PATH: usize = 500;

/// What was meant as a link.
struct Meant<'a> {
    /// All of it, from the `[`, or the `!` of an image, to the `)`.
    range: Range<usize>,
    /// From there to the `]`.
    words: &'a str,
    /// Where it would lead.
    target: &'a str,
    /// A title behind the path, often nothing.
    title: &'a str,
}

/// Says so if some words were meant as a link: those in this range of the source. The `]` before a `(` is looked for there, too.
pub fn check(
    source: &str,
    range: Range<usize>,
    offset: usize,
    path: &SourcePath,
    findings: &mut Vec<Diagnostic>,
) {
    let from = range.start;
    let words = source.as_bytes().get(range).unwrap_or_default();
    // Every piece of a text comes by, and hardly any has a bracket.
    if !words.contains(&b'(') {
        return;
    }
    for (at, _) in words.iter().enumerate().filter(|(_, byte)| **byte == b'(') {
        let close = (from + at).checked_sub(1).filter(|_| at > 0);
        if let Some(meant) = close.and_then(|close| meant(source, close)) {
            findings.push(meant.finding(offset, path));
        }
    }
}

impl Meant<'_> {
    fn finding(&self, offset: usize, path: &SourcePath) -> Diagnostic {
        let Self {
            words,
            target,
            title,
            ..
        } = self;
        let title = match title.is_empty() {
            true => String::new(),
            false => format!(" {title}"),
        };
        Diagnostic::new(
            &SPACE_IN_LINK,
            path,
            format!("this is no link, because `{target}` has a space in it"),
        )
        .at(Span::from(self.range.clone()).moved(offset))
        .help(format!(
            "write {}(<{target}>{title}), or {} as the path",
            words.split_whitespace().collect::<Vec<_>>().join(" "),
            target.replace(' ', "%20")
        ))
    }
}

/// The link that was meant by words whose `]` stands at `close` in the source; the library took them for words.
fn meant(source: &str, close: usize) -> Option<Meant<'_>> {
    if source.as_bytes().get(close) != Some(&b']') {
        return None;
    }
    let inner = source.get(close + 1..)?.strip_prefix('(')?;
    let length = closing(inner)?;
    let inner = &inner[..length];
    let (target, title) = parted(inner);
    if !target.contains(' ') || !leads_somewhere(target) {
        return None;
    }
    let open = opening(source, close)?;
    let start = open - usize::from(source[..open].ends_with('!'));
    Some(Meant {
        range: start..close + 2 + length + 1,
        words: &source[start..=close],
        target,
        title,
    })
}

/// How much stands before the bracket that closes the target, in the same line.
fn closing(inner: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, letter) in inner.char_indices().take(LONGEST_PATH) {
        match letter {
            '\n' | '\r' => return None,
            '(' => depth += 1,
            ')' if depth == 0 => return Some(at),
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The `[` that belongs to the `]` at `close`.
fn opening(source: &str, close: usize) -> Option<usize> {
    let bytes = source.as_bytes();
    let is_escaped = |at: usize| at > 0 && bytes[at - 1] == b'\\';
    if is_escaped(close) {
        return None;
    }
    let mut depth = 0_usize;
    for at in (close.saturating_sub(LONGEST_WORDS)..close).rev() {
        match bytes[at] {
            // A paragraph ends.
            b'\n' if bytes[at + 1..].starts_with(b"\n") || bytes[at + 1..].starts_with(b"\r\n") => {
                return None;
            }
            b']' if !is_escaped(at) => depth += 1,
            b'[' if !is_escaped(at) && depth == 0 => return Some(at),
            b'[' if !is_escaped(at) => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The path and the title behind it.
fn parted(inner: &str) -> (&str, &str) {
    let inner = inner.trim();
    for mark in ['"', '\''] {
        if let Some(before) = inner.strip_suffix(mark)
            && let Some(at) = before.rfind(mark)
            && before[..at].ends_with(' ')
        {
            return (before[..at].trim_end(), &inner[at..]);
        }
    }
    (inner, "")
}

/// Whether it is a path or an address, and not words in brackets.
fn leads_somewhere(target: &str) -> bool {
    let path = target.split(['#', '?']).next().unwrap_or_default();
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    let ending = ending.to_lowercase();
    let is_file = attachment::is_offered(&ending) || matches!(ending.as_str(), "html" | "htm");
    let begins = ["./", "../", "http://", "https://"];
    let is_path = begins.iter().any(|begin| target.starts_with(begin))
        || (target.starts_with('/') && target.ends_with('/'));
    // An address in angle brackets is a link; one that is not needs other help.
    let is_prose = ["; ", ", ", ". "].iter().any(|end| target.contains(end));
    (is_file || is_path) && !is_prose && !target.contains(['<', '>'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(source: &str) -> Option<&str> {
        let close = source.find("](")?;
        meant(source, close).map(|meant| meant.target)
    }

    #[test]
    fn paths_with_spaces_were_meant_as_links() {
        for (source, wanted) in [
            ("[form](my form.docx)", "my form.docx"),
            ("[form](My Form (final).DOCX)", "My Form (final).DOCX"),
            (
                "See [the *form*](../old forms/a.md#top).",
                "../old forms/a.md#top",
            ),
            ("[form](my form.docx \"The form\")", "my form.docx"),
            (
                "[all](/procedures/chest drain/)",
                "/procedures/chest drain/",
            ),
            (
                "[site](https://a.example/my page)",
                "https://a.example/my page",
            ),
        ] {
            assert_eq!(target(source), Some(wanted), "{source}");
        }
        let image = meant("An ![x](a b.png)", 6).expect("an image");
        assert_eq!(image.range, 3..16);
        assert_eq!(image.words, "![x]");
    }

    #[test]
    fn words_in_brackets_are_words() {
        for source in [
            "[1](Smith et al. 2019)",
            "[note](see page 2.4)",
            "[left](or right, e.g. here)",
            "[form](form.docx)",
            "[form](<my form.docx>)",
            "[a](my form.docx",
            "[a](my\nform.docx)",
            "[ a box\n\nform](my form.docx)",
            "[ a box\r\n\r\nform](my form.docx)",
            "form](my form.docx)",
            "\\[form](my form.docx)",
            "[form\\](my form.docx)",
            "[and](and / or)",
            "[Smith](Smith J. Count them. BMJ 2019; http://a.example/c.html)",
        ] {
            assert_eq!(target(source), None, "{source}");
        }
    }
}
