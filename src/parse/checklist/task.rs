//! Questions that are none: a line that was meant to ask something, or to begin a stage, and is read as words. Most come
//! from a word processor, whose bullets, dashes, boxes and spaces are not those of Markdown.

use std::ops::Range;

use super::StageKind;
use super::brace::{self, Found};
use super::codes::{BROKEN_BOX, BROKEN_HEADING};
use super::cursor::Words;
use super::item::{HEADING_KEYS, HEADING_WORDS, ITEM_KEYS, ITEM_WORDS, Report};
use crate::diagnostic::Code;

const BOX_HELP: &str =
    "write `- [ ] `: a dash, a space, the brackets with one space between, a space";
const INDENT_HELP: &str = "take away what stands before the dash, tabs and spaces too";
const SPACE_HELP: &str =
    "it looks the same, but does not break: type the whole of `- [ ] ` and a space anew";
const SIGN_HELP: &str = "write `- [ ] ` in its place, or `- ` if it asks nothing or is a line to fill in; before a sign that is explained, write a word: `Key: …`";
const BRACES_HELP: &str = "begin the line with `- [ ] ` if it asks something, `- ` if it is a line to fill in, `## ` if it \
    is a heading; a literal brace is written \\{";
const HEADING_HELP: &str =
    "write `## Sign in`: nothing before the hashes, an ordinary space behind them";

/// A mistake at the beginning of a line: how many bytes it takes there, and what to say of it.
struct Mistake {
    code: &'static Code,
    length: usize,
    message: &'static str,
    help: &'static str,
}

/// Says so of every line of words that ask nothing if it was meant to.
pub fn check_text(markdown: &str, words: &Words, report: &mut Report<'_>) {
    let code = words.code();
    for line in lines(markdown, &words.range) {
        let text = &markdown[line.clone()];
        if is_within(&code, line.start) {
            continue;
        }
        if let Some(mistake) = mistake(text) {
            mistake.add(line.start, report);
        } else if let Some(braces) = braces(markdown, line, &code) {
            braces_ask_nobody(braces, report);
        }
    }
}

/// The same for the words of a list item, whose first line is read as it should be unless it has a second sign in it. If a
/// later line was meant to be an item of its own, returns where the first of them begins: what stands there is no part of
/// this item, and its braces are not this item's.
pub fn check_item(
    markdown: &str,
    words: &Words,
    is_task: bool,
    report: &mut Report<'_>,
) -> Option<usize> {
    let code = words.code();
    let mut first = None;
    let mut has_braces = false;
    for (number, line) in lines(markdown, &words.range).enumerate() {
        let text = &markdown[line.clone()];
        if is_within(&code, line.start) {
            continue;
        }
        let found = match number {
            // Behind a box, a sign is only ugly.
            0 if is_task => broken_box(text),
            0 => broken_box(text).or_else(|| sign(text)),
            _ => mistake(text),
        };
        // A line of its own may end in the item's braces; but if it has them already, these are another's.
        let second = match found {
            None if has_braces => braces(markdown, line.clone(), &code),
            _ => None,
        };
        if number > 0 && (found.is_some() || second.is_some()) {
            first.get_or_insert(line.start);
        }
        if let Some(mistake) = found {
            mistake.add(line.start, report);
        } else if let Some(braces) = second {
            braces_ask_nobody(braces, report);
        }
        has_braces |= matches!(brace::find(markdown, line, &code), Found::Block(_));
    }
    first
}

/// Whether a place lies in code or a comment that began before it; those come in order.
fn is_within(code: &[Range<usize>], at: usize) -> bool {
    let next = code.partition_point(|span| span.end <= at);
    code.get(next).is_some_and(|span| span.start < at)
}

/// Says that braces which mean something stand where nothing is asked.
pub fn braces_ask_nobody(braces: Range<usize>, report: &mut Report<'_>) {
    let message = "these braces stand on words that nobody is asked";
    report.add(&BROKEN_BOX, braces, message, Some(BRACES_HELP.to_owned()));
}

/// Says so of a comment that nothing ends, so that it would take all that follows with it. Word makes a dash and an arrow of `-->`.
pub fn check_comment(markdown: &str, words: &Words, report: &mut Report<'_>) -> bool {
    const BEGIN: &str = "<!--";
    let text = markdown.get(words.range.clone()).unwrap_or_default();
    let before = text.len() - text.trim_start().len();
    let is_open = text.trim_start().starts_with(BEGIN) && !text.contains("-->");
    if is_open {
        let start = words.range.start + before;
        let message = "this comment never ends, so nobody is asked what follows";
        let help = "write `-->` where it ends: two ordinary hyphens and the sign for greater";
        let range = start..start + BEGIN.len();
        report.add(&BROKEN_BOX, range, message, Some(help.to_owned()));
    }
    is_open
}

/// Says that a box stands in a quotation.
pub fn box_in_quote(place: Range<usize>, report: &mut Report<'_>) {
    let message = "nobody is asked what stands in a quotation";
    let help = "take the `>` before it away, or the box";
    report.add(&BROKEN_BOX, place, message, Some(help.to_owned()));
}

/// Whether a block in braces begins with a word that means something, after a name that it may have.
pub fn has_meaning(braces: &str) -> bool {
    braces
        .trim_matches(['{', '}'])
        .split_whitespace()
        .find(|word| !word.starts_with('#'))
        .is_some_and(|word| match word.split_once('=') {
            Some((key, _)) => ITEM_KEYS.contains(&key) || HEADING_KEYS.contains(&key),
            None => ITEM_WORDS.contains(&word) || HEADING_WORDS.contains(&word),
        })
}

impl Mistake {
    fn add(self, at: usize, report: &mut Report<'_>) {
        let range = at..at + self.length;
        report.add(self.code, range, self.message, Some(self.help.to_owned()));
    }
}

/// The lines of a part of the source that are not empty, without what stands before and behind their words.
fn lines<'a>(
    markdown: &'a str,
    range: &Range<usize>,
) -> impl Iterator<Item = Range<usize>> + use<'a> {
    let mut next = range.start;
    let text = markdown.get(range.clone()).unwrap_or_default();
    text.split_inclusive('\n').filter_map(move |line| {
        let at = next;
        next += line.len();
        let words = line.trim_start_matches(|c| is_space(c) || c == '>');
        let start = at + line.len() - words.len();
        let end = start + words.trim_end_matches(is_space).len();
        (start < end).then_some(start..end)
    })
}

/// Blanks of every sort, also those that Markdown takes for letters.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{ad}' | '‐'..='―' | '−')
}

/// Signs that word processors put before a line of a list; those of their symbol fonts have no letter of their own.
fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '•' | '·'
            | '∙'
            | '‣'
            | '⁃'
            | '◦'
            | '▪'
            | '▫'
            | '●'
            | '○'
            | '◯'
            | '❍'
            | '■'
            | '◆'
            | '❖'
            | '➢'
            | '►'
            | '\u{f000}'..='\u{f0ff}'
    )
}

/// Letters that word processors leave with a tab where their symbol fonts drew a ring, a box, a square, an arrow, a tick, four diamonds.
const LETTERS: [char; 6] = ['o', 'q', '§', 'Ø', 'ü', 'v'];

/// Boxes that are drawn.
fn is_drawn_box(c: char) -> bool {
    matches!(
        c,
        '☐' | '☑'
            | '☒'
            | '□'
            | '▢'
            | '◻'
            | '❏'
            | '❐'
            | '❑'
            | '❒'
            | '⬜'
            | '🔲'
            | '✅'
            | '🗹'
    )
}

fn mistake(line: &str) -> Option<Mistake> {
    broken_box(line)
        .or_else(|| sign(line))
        .or_else(|| broken_heading(line))
        .or_else(|| bare_heading(line))
}

/// A bullet or a box that Markdown does not know.
fn sign(line: &str) -> Option<Mistake> {
    let first = line.chars().next()?;
    let is_letter = LETTERS.contains(&first) && line[first.len_utf8()..].starts_with('\t');
    let message = if is_bullet(first) || is_letter {
        "this sign begins no list, so nobody is asked this line"
    } else if is_drawn_box(first) {
        "this drawing is no box, so nobody is asked this line"
    } else {
        return None;
    };
    Some(Mistake {
        code: &BROKEN_BOX,
        length: first.len_utf8(),
        message,
        help: SIGN_HELP,
    })
}

/// Brackets at the beginning, or behind nothing but a dash, a bullet or a number, if nothing or next to nothing stands in
/// them and they are not a link's.
fn broken_box(line: &str) -> Option<Mistake> {
    let is_mark =
        |c: char| is_space(c) || is_dash(c) || is_bullet(c) || matches!(c, '*' | '+' | '_');
    let rest = without_number(line.trim_start_matches(is_mark)).trim_start_matches(is_mark);
    let close = match rest.chars().next()? {
        '[' => ']',
        '(' => ')',
        _ => return None,
    };
    let end = rest.find(close)?;
    let inner = rest[1..end].trim_matches(is_space);
    let is_tick = close == ']' && matches!(inner, "x" | "X" | "_" | "✓" | "✔");
    let behind = &rest[end + 1..];
    if !(inner.is_empty() || is_tick) || behind.starts_with(['(', '[']) {
        return None;
    }
    let length = line.len() - behind.len();
    let is_foreign = |c: char| is_space(c) && !c.is_ascii();
    // What looks right needs another word than what does not: its author would look for the mistake in vain.
    let (message, help) = if line.starts_with("- [ ] ") {
        ("this box does not begin its line", INDENT_HELP)
    } else if line[..length].contains(is_foreign) || behind.starts_with(is_foreign) {
        ("a space in this box is not an ordinary one", SPACE_HELP)
    } else {
        ("these brackets are no box", BOX_HELP)
    };
    Some(Mistake {
        code: &BROKEN_BOX,
        length,
        message,
        help,
    })
}

/// What stands behind `2.`, `b)` or `(iv)`; all of it, if there is no such thing.
fn without_number(text: &str) -> &str {
    let inner = text.strip_prefix('(').unwrap_or(text);
    let behind = inner.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    let length = inner.len() - behind.len();
    match behind.strip_prefix(['.', ')']) {
        Some(behind) if (1..=3).contains(&length) => behind,
        _ => text,
    }
}

/// Hashes that begin no heading. One alone may be a number or a fracture; it was meant if it names a stage.
fn broken_heading(line: &str) -> Option<Mistake> {
    let behind = line.trim_start_matches('#');
    let hashes = line.len() - behind.len();
    let title = behind.trim_start_matches(is_space);
    let is_meant = match hashes {
        1 => begins_with_stage(title),
        2..=6 => !title.is_empty(),
        _ => false,
    };
    is_meant.then_some(Mistake {
        code: &BROKEN_HEADING,
        length: hashes,
        message: "these hashes begin no heading, so this line is read as words",
        help: HEADING_HELP,
    })
}

/// A line that is nothing but the name of a stage, as Word pastes a heading: bold or in capitals, numbered, with a colon. Only names that are
/// no words of a sentence.
fn bare_heading(line: &str) -> Option<Mistake> {
    const NAMES: [&str; 6] = [
        "team brief",
        "sign in",
        "time out",
        "sign out",
        "debrief",
        "handover",
    ];
    let is_around = |c: char| is_space(c) || matches!(c, '*' | '_' | ':' | '\n' | '\r');
    let title = without_number(line.trim_matches(is_around)).trim_matches(is_around);
    let name = title.to_lowercase().replace(['-', '‑', '–'], " ");
    let is_meant = title.starts_with(char::is_uppercase) && NAMES.contains(&name.as_str());
    is_meant.then_some(Mistake {
        code: &BROKEN_HEADING,
        length: line.trim_end().len(),
        message: "this names a stage but is no heading, so what follows would stand in the stage before",
        help: HEADING_HELP,
    })
}

/// Whether the first words name a stage. A word in capitals before others is an abbreviation: a fracture of the neck of femur is `#NOF`.
fn begins_with_stage(title: &str) -> bool {
    let has_small = |text: &str| text.chars().any(char::is_lowercase);
    let words: Vec<&str> = title.split_whitespace().take(4).collect();
    let is_abbreviation = words.first().is_some_and(|first| !has_small(first)) && has_small(title);
    !is_abbreviation && StageKind::guess(&words.join(" ")) != StageKind::Other
}

/// The braces of a line, if they mean something.
fn braces(markdown: &str, line: Range<usize>, code: &[Range<usize>]) -> Option<Range<usize>> {
    match brace::find(markdown, line, code) {
        Found::Block(range) | Found::NotAtEnd(range) | Found::Open(range) => {
            has_meaning(&markdown[range.clone()]).then_some(range)
        }
        Found::Nothing => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_empty_brackets_were_meant_as_a_box() {
        for text in [
            "[] A",
            "[ ]A",
            "[  ] A",
            "[    ] A",
            "[x ] A",
            "[\u{a0}] A",
            "[_] A",
            "[ ] A",
            "-[ ] A",
            "*[ ] A",
            "-\u{a0}[\u{a0}] A",
            "– [ ] A",
            "—[x] A",
            "•\t[ ] A",
            "2. [ ] A",
            "b)[ ] A",
            "(iv) [ ] A",
            "( ) A",
        ] {
            assert!(broken_box(text).is_some(), "{text}");
        }
        for text in [
            "[a](b.md)",
            "[x](b.md)",
            "- [x][b]",
            "– [the guide](b.md)",
            "[1] A",
            "A []",
            "[see below] A",
            "(see below)",
            "(a) A",
            "– A",
            "2.5 mL",
            "[",
            "",
        ] {
            assert!(broken_box(text).is_none(), "{text}");
        }
    }

    #[test]
    fn signs_of_a_word_processor_begin_no_list() {
        for text in [
            "• A",
            "·\tA",
            "▪ A",
            "☐ A",
            "□A",
            "\u{f0b7} A",
            "o\tA",
            "q\tA",
            "✅ A",
        ] {
            assert!(sign(text).is_some(), "{text}");
        }
        for text in ["A • B", "– A", "o A", "one", "✓ means done", ""] {
            assert!(sign(text).is_none(), "{text}");
        }
    }

    #[test]
    fn hashes_that_were_meant_as_a_heading() {
        for text in [
            "##Sign in",
            "##\u{a0}A",
            "###A",
            "#Sign in",
            "#SIGN IN",
            "#DEBRIEF",
            "#Before the procedure",
            "## A",
        ] {
            assert!(broken_heading(text).is_some(), "{text}");
        }
        for text in [
            "#NOF",
            "#NOF implants",
            "#NOF: consent form 4",
            "#1",
            "##",
            "A ##B",
            "#######A",
            "",
        ] {
            assert!(broken_heading(text).is_none(), "{text}");
        }
    }

    #[test]
    fn braces_mean_something_by_their_first_word() {
        for text in [
            "{yes/no stop}",
            "{ stop }",
            "{#a if=\"b=yes\"}",
            "{stage=consent}",
            "{yes/no",
        ] {
            assert!(has_meaning(text), "{text}");
        }
        for text in ["{}", "{the date}", "{x=1}", "{#a}", "{"] {
            assert!(!has_meaning(text), "{text}");
        }
    }
}
