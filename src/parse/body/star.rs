//! Stars between digits: Markdown takes `2*5 mg then 3*4 mg` for emphasis, so that readers would see "25 mg" and "34 mg".

use std::ops::Range;

use super::codes::STAR_IN_NUMBER;
use crate::diagnostic::{Diagnostic, Span};
use crate::path::SourcePath;

/// Emphasis that is strong as well. More stars are a line across or an accident, and each would be asked about all the others.
const MOST_STARS: usize = 3;

/// How far a number is followed, and how far stars are: a line may hold a hundred thousand.
const LONGEST: usize = 40;

/// A marker that stands between two digits.
struct Marker {
    /// The marker and what stands close around it: the stars.
    stars: Range<usize>,
    /// The numbers at both sides with the stars between them.
    whole: Range<usize>,
}

/// Says so if a marker of an emphasis stands between two digits. `span` is all of the emphasis in its file, in which the source begins at
/// `offset`; `wide` is how many stars are at each of its ends.
pub fn check(
    source: &str,
    span: Span,
    wide: usize,
    offset: usize,
    path: &SourcePath,
    findings: &mut Vec<Diagnostic>,
) {
    let range = span.range();
    let range = range.start - offset..range.end - offset;
    let opening = between_digits(source, range.start);
    let closing = range.end.checked_sub(wide);
    let closing = closing.and_then(|at| between_digits(source, at));
    // One that stands at both ends is mended at both, but is one mistake.
    let markers: Vec<Marker> = opening.into_iter().chain(closing).collect();
    let Some(first) = markers.first() else {
        return;
    };
    let span = Span::from(first.stars.clone()).moved(offset);
    // Emphasis that is strong as well comes by twice.
    let said = |finding: &Diagnostic| finding.code == &STAR_IN_NUMBER && finding.span == Some(span);
    if findings.iter().rev().take(4).any(said) {
        return;
    }
    let becomes = |marker: &Marker| {
        let written = &source[marker.whole.clone()];
        format!("`{written}` would read `{}`", written.replace('*', ""))
    };
    let becomes: Vec<String> = markers.iter().map(becomes).collect();
    let written = &source[first.whole.clone()];
    let stars = &source[first.stars.clone()];
    findings.push(
        Diagnostic::new(
            &STAR_IN_NUMBER,
            path,
            format!(
                "Markdown takes a star between digits for emphasis and it vanishes: {}",
                becomes.join(", and ")
            ),
        )
        .at(span)
        .help(format!(
            "for a multiplication, write `{}` or `{}`; for emphasis, part the stars and the number with a blank",
            written.replacen(stars, "×", 1),
            written.replacen(stars, &"\\*".repeat(stars.len()), 1)
        )),
    );
}

/// The marker at this place, if its stars stand between two digits.
fn between_digits(source: &str, at: usize) -> Option<Marker> {
    let bytes = source.as_bytes();
    if bytes.get(at) != Some(&b'*') {
        return None;
    }
    let stars = back(bytes, at, is_star)..on(bytes, at, is_star);
    if stars.len() > MOST_STARS {
        return None;
    }
    let is_digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    if !is_digit(bytes[..stars.start].last()) || !is_digit(bytes.get(stars.end)) {
        return None;
    }
    let start = back(bytes, stars.start, is_in_number);
    let end = on(bytes, stars.end, is_in_number);
    // A point behind a number ends a sentence.
    let end = start + source[start..end].trim_end_matches(['.', ',']).len();
    Some(Marker {
        whole: start..end,
        stars,
    })
}

/// Where those begin that stand before a place, and are all such.
fn back(bytes: &[u8], from: usize, is: fn(u8) -> bool) -> usize {
    let those = bytes[..from].iter().rev().take(LONGEST);
    from - those.take_while(|byte| is(**byte)).count()
}

/// Where those end that stand behind a place, and are all such.
fn on(bytes: &[u8], from: usize, is: fn(u8) -> bool) -> usize {
    let those = bytes[from..].iter().take(LONGEST);
    from + those.take_while(|byte| is(**byte)).count()
}

fn is_star(byte: u8) -> bool {
    byte == b'*'
}

fn is_in_number(byte: u8) -> bool {
    byte.is_ascii_digit() || matches!(byte, b'.' | b',')
}

#[cfg(test)]
mod tests {
    use super::super::{Dialect, read};
    use crate::diagnostic::Diagnostic;
    use crate::path::SourcePath;

    fn findings(markdown: &str) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        let path = SourcePath::new("x.md");
        read(markdown, 0, Dialect::Plain, &path, &mut findings);
        findings
    }

    #[test]
    fn a_star_that_vanishes_between_digits_is_an_error() {
        for (markdown, wanted) in [
            (
                "Give 2*5 mg then 3*4 mg.\n",
                vec!["`2*5` would read `25`, and `3*4` would read `34`"],
            ),
            ("2*5 mg* a day\n", vec!["`2*5` would read `25`"]),
            ("Give *all of 2*5 mg\n", vec!["`2*5` would read `25`"]),
            ("- [ ] 10**5 mg** x\n", vec!["`10**5` would read `105`"]),
            (
                "1.5***2,5 mg*** then\n",
                vec!["`1.5***2,5` would read `1.52,5`"],
            ),
            (
                "| a |\n|---|\n| 2*5 and *3*4. |\n\n2*5*6.\n",
                vec![
                    "`3*4` would read `34`",
                    "`2*5` would read `25`, and `5*6` would read `56`",
                ],
            ),
        ] {
            let found = findings(markdown);
            let said: Vec<&str> = (found.iter())
                .map(|finding| finding.message.rsplit("vanishes: ").next().unwrap_or(""))
                .collect();
            assert_eq!(said, wanted, "{markdown}");
            assert!(found.iter().all(Diagnostic::is_error));
        }
    }

    #[test]
    fn what_keeps_its_stars_or_joins_no_numbers_is_silent() {
        for markdown in [
            "2 * 5 mg then 3 * 4 mg\n",
            "2\\*5 mg then 3\\*4 mg\n",
            "**5** mg and *10* mg, 2*5 mg\n",
            "2×5 mg then 3×4 mg\n",
            "`2*5 mg then 3*4 mg`\n",
            "5*mg* and 2 *5 mg* 3\n",
            "2_5 mg then 3_4 mg\n",
            "    2*5 mg then 3*4 mg\n",
        ] {
            assert_eq!(findings(markdown), [], "{markdown}");
        }
    }
}
