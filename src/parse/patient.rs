//! What points to one patient and must not be published.

use std::cell::LazyCell;
use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use super::attachment_text::Part;
use crate::diagnostic::{Code, Diagnostic, Severity, Span, nhs_number};
use crate::path::SourcePath;

/// A number that names a patient.
pub const NHS_NUMBER: Code = Code {
    name: "nhs-number",
    severity: Severity::Error,
    manual: "\
These ten digits pass the check of an NHS number (modulus 11, NHS Data Dictionary), so they may name one patient, and everybody can read what is published.
Take the number out, and all else that tells who the patient is. If it has been public, or others have a copy of these files and their history, tell your
information governance team: taking it out of the file does not take it out of the history. Messages show its last two digits only.

Looked at are pages and checklists with their front matter, settings, and attachments whose text can be read; not web addresses, and not what stands
between backticks or in a block of code. Numbers are found where they are written together or as 3-3-4 with blanks or hyphens, and begin with 3, 4, 6 or 7,
as those in use do. To show what a number looks like, use one that begins with 999: that range is for tests, no patient has one, and it is never reported.
Scotland's CHI numbers are not looked for. Of documents the running text is looked at, not what stands in heads, feet and comments of each page; RTF, DOC, XLS,
ODS and ODP files are not looked into.

One in eleven numbers of ten digits passes the check by chance. If this one is an order or a telephone number, write its digits in other groups, such as
`79912 34568`; to a document that nobody can change, give a link and not the file.",
};

/// Says where a file holds NHS numbers. `markdown` is the part of it that is Markdown, in which code may show any number.
pub fn check(
    text: &str,
    markdown: Range<usize>,
    path: &SourcePath,
    findings: &mut Vec<Diagnostic>,
) {
    let mut code: Option<Vec<Range<usize>>> = None;
    for place in nhs_number::find(text) {
        // Hardly any file comes this far, so only here it is read a second time.
        let code = code.get_or_insert_with(|| code_in(text, markdown.clone()));
        let after = code.partition_point(|code| code.end <= place.start);
        let is_code = code
            .get(after)
            .is_some_and(|code| code.start <= place.start);
        if is_code || is_in_address(text, place.start, &[]) {
            continue;
        }
        let ending = &text[place.end - 2..place.end];
        findings.push(
            Diagnostic::new(
                &NHS_NUMBER,
                path,
                format!("this looks like an NHS number, ending in {ending}: it would name a patient"),
            )
            .at(Span::from(place))
            .help("take it out; an example may show a number that begins with 999, which no patient has"),
        );
    }
}

/// Says that a file is called by an NHS number, which its address would show.
pub fn check_name(path: &SourcePath, findings: &mut Vec<Diagnostic>) {
    if let Some(place) = nhs_number::find(path.as_str()).next() {
        let ending = &path.as_str()[place.end - 2..place.end];
        let message = format!(
            "the name of this file holds what looks like an NHS number, ending in {ending}: it would name a patient"
        );
        let help = "give the file or its folder another name";
        findings.push(Diagnostic::new(&NHS_NUMBER, path, message).help(help));
    }
}

/// Words of files that speak of patients.
const SIGNS: [&str; 11] = [
    "nhs", "patient", "birth", "born", "d.o.b", "dob", "surname", "forename", "hospital", "mrn",
    "ward",
];

/// Says that an attachment holds NHS numbers: once, for it may be a list of them. Figures in a row of a table may look like one that is
/// written in groups, so groups with blanks between count only in a file that speaks of patients or the NHS.
pub fn check_parts<'a>(
    parts: impl Iterator<Item = (&'a str, &'a str)>,
    path: &SourcePath,
    findings: &mut Vec<Diagnostic>,
) {
    let parts: Vec<(&str, &str)> = parts.collect();
    let is_of_patients = LazyCell::new(|| {
        parts.iter().any(|(_, text)| {
            let text = text.to_lowercase();
            SIGNS.iter().any(|sign| text.contains(sign))
        })
    });
    let mut found = parts.iter().flat_map(|(label, text)| {
        let is_meant = |place: &Range<usize>| {
            let is_in_groups = text[place.clone()].contains(char::is_whitespace);
            !is_in_address(text, place.start, &[',', ';', '|'])
                && (!is_in_groups || *is_of_patients)
        };
        let places = nhs_number::find(text).filter(is_meant);
        places
            .map(|place| (*label, &text[place.end - 2..place.end]))
            .collect::<Vec<_>>()
    });
    let Some((label, ending)) = found.next() else {
        return;
    };
    let label = match label {
        "" => String::new(),
        label => format!(" ({label})"),
    };
    let message = match found.count() {
        0 => format!(
            "this file holds what looks like an NHS number, ending in {ending}{label}: it would name a patient"
        ),
        more => format!(
            "this file holds what looks like {} NHS numbers, the first ending in {ending}{label}: they would name patients",
            more + 1
        ),
    };
    findings.push(Diagnostic::new(&NHS_NUMBER, path, message).help(
        "take out all that tells who a patient is, and save the file again; if it is no patient's, `peerpress explain nhs-number` says what to do; an example may show a number that begins with 999, which no patient has",
    ));
}

/// The parts of an attachment as [`check_parts`] asks for them.
pub fn parts(text: &[Part]) -> impl Iterator<Item = (&str, &str)> {
    text.iter()
        .map(|(label, text)| (label.as_str(), text.as_str()))
}

/// Where the code stands in a file.
fn code_in(text: &str, markdown: Range<usize>) -> Vec<Range<usize>> {
    let start = markdown.start;
    let source = text.get(markdown).unwrap_or_default();
    let events = Parser::new_ext(source, super::body::options()).into_offset_iter();
    let is_code =
        |event: &Event<'_>| matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(_)));
    events
        .filter(|(event, _)| is_code(event))
        .map(|(_, range)| start + range.start..start + range.end)
        .collect()
}

/// How far back an address may begin: a line may be a book, or a table of a million numbers.
const LONGEST_ADDRESS: usize = 2_000;

/// Whether this place is part of a web address. `parting` stands between the fields of a table; no address goes on behind it.
fn is_in_address(text: &str, at: usize, parting: &[char]) -> bool {
    let ends =
        |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '`') || parting.contains(&c);
    let mut start = at.saturating_sub(LONGEST_ADDRESS);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let near = &text[start..at];
    let word = near.rsplit(ends).next().unwrap_or(near);
    let Some(begun) = word.rfind("://") else {
        return false;
    };
    // A bracket that was opened before the address ends it.
    let mut depth = 0_i32;
    !word[begun..].chars().any(|c| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        depth < 0
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(text: &str) -> Vec<u32> {
        let mut findings = Vec::new();
        check(text, 0..text.len(), &SourcePath::new("x.md"), &mut findings);
        let number = |finding: &Diagnostic| {
            let words = format!("{}{:?}", finding.message, finding.help);
            assert!(!words.contains("4568"), "{words}");
            finding.span.map_or(0, |span| span.start)
        };
        findings.iter().map(number).collect()
    }

    #[test]
    fn numbers_are_said_once_and_never_in_full() {
        assert_eq!(columns("A 799 123 4568 and **7991234568**\n"), [2, 21]);
        assert_eq!(columns("(https://a.example/)7991234568\n"), [20]);
        assert_eq!(columns("https://a.example 7991234568\n"), [18]);
        assert_eq!(columns("[x](scan-7991234568.pdf)\n"), [9]);
    }

    #[test]
    fn addresses_and_code_may_hold_any_digits() {
        for text in [
            "https://a.example/7991234568\n",
            "[x](https://a.example/S(20)7991234568)\n",
            "<https://a.example/?a=7991234568>\n",
            "é\u{a0}https://a.example/é/7991234568\n",
            "`799 123 4568` and ``x 7991234568``\n",
            "```\n7991234568\n```\n",
            "- a\n\n      799 123 4568\n",
        ] {
            assert!(columns(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn an_attachment_is_reported_once() {
        let said = |parts: &[(&str, &str)]| {
            let mut findings = Vec::new();
            let path = SourcePath::new("x.pdf");
            check_parts(parts.iter().copied(), &path, &mut findings);
            let said = findings.into_iter().map(|finding| finding.message);
            said.collect::<Vec<_>>().join("\n")
        };
        assert_eq!(said(&[("page 1", "999 123 4004")]), "");
        // A row of figures.
        assert_eq!(said(&[("", "400 604 1004 ")]), "");
        assert!(said(&[("", "A,https://a.example/1,7991234568")]).contains("ending in 68"));
        assert_eq!(said(&[("", "https://a.example/7991234568")]), "");
        assert_eq!(
            said(&[("page 1", "NHS No"), ("page 2", "a 799 123 4568")]),
            "this file holds what looks like an NHS number, ending in 68 (page 2): it would name a patient"
        );
        assert_eq!(
            said(&[("", "7991234568,7991234568")]),
            "this file holds what looks like 2 NHS numbers, the first ending in 68: they would name patients"
        );
    }
}
