//! The text of an excerpt: lines stand behind each other there, so what only parts them on the page is left out.

use std::borrow::Cow;

/// A text without lines that say nothing (a rule, a bullet, a dash in the empty cell of a table) and without dashes that nothing follows
/// in their line. Between two lines the reader's browser puts a separator, so that a dash before it would be two in a row.
pub fn readable(text: &str) -> Cow<'_, str> {
    if text
        .lines()
        .all(|line| !line.is_empty() && said(line) == line)
        && !text.ends_with('\n')
    {
        return Cow::Borrowed(text);
    }
    let lines = text.lines().map(said).filter(|line| !line.is_empty());
    Cow::Owned(lines.collect::<Vec<_>>().join("\n"))
}

/// What a line says; nothing if there is only punctuation for the eye.
fn said(line: &str) -> &str {
    let mut line = line.trim_end();
    while let Some(before) = line.strip_suffix(['–', '—'])
        && (before.is_empty() || before.ends_with(char::is_whitespace))
    {
        line = before.trim_end();
    }
    match line.chars().all(is_for_the_eye) {
        true => "",
        false => line,
    }
}

/// Rules, bullets and edges. The private letter is the bullet of word processors. Ticks, crosses, plus and minus are none of them: they
/// may be answers.
fn is_for_the_eye(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(
            letter,
            '-' | '–'
                | '—'
                | '―'
                | '_'
                | '='
                | '*'
                | '~'
                | '|'
                | '·'
                | '•'
                | '▪'
                | '◦'
                | '\u{f0b7}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_parts_lines_is_left_out() {
        for (text, wanted) in [
            ("Before –\nAfter", "Before\nAfter"),
            ("A – B\n–\nC — –\n\nD –", "A – B\nC\nD"),
            ("---\ntitle: Drain\n---\nWords\n", "title: Drain\nWords"),
            ("Marked\n✓\nConsent\n✗\n•\n", "Marked\n✓\nConsent\n✗"),
            ("pages 3–\n– one\nA -", "pages 3–\n– one\nA -"),
            ("–", ""),
            ("", ""),
        ] {
            assert_eq!(readable(text), wanted, "{text:?}");
        }
    }

    #[test]
    fn most_texts_stay_as_they_are() {
        let text = "Guide wires are counted.\nEverybody has stopped – and listens.";
        assert!(matches!(readable(text), Cow::Borrowed(same) if same == text));
    }
}
