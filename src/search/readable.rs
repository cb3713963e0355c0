//! The text of an excerpt: lines stand behind each other there, so what only parts them on the page is left out.

use std::borrow::Cow;

/// A text without lines that say nothing: rules and bullets. A dash or two stay, alone or at the end of a line: behind "Rhesus D" it is
/// a result.
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
    let line = line.trim_end();
    let is_rule = line.chars().all(is_of_a_rule) && line.chars().count() >= RULE;
    match is_rule || line.chars().all(is_bullet) {
        true => "",
        false => line,
    }
}

/// So many signs for the eye are a rule; fewer may be an answer.
const RULE: usize = 3;

fn is_of_a_rule(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '-' | '–' | '—' | '―' | '_' | '=' | '~' | '|' | '*')
}

/// The private letter is the bullet of word processors.
fn is_bullet(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '·' | '•' | '▪' | '◦' | '*' | '|' | '\u{f0b7}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_parts_lines_is_left_out() {
        for (text, wanted) in [
            ("Rhesus D\n–\nKell\n+", "Rhesus D\n–\nKell\n+"),
            (
                "Blood group O –\nNitrites\n-",
                "Blood group O –\nNitrites\n-",
            ),
            ("One\n———\n\nTwo\n* * *", "One\nTwo"),
            ("---\ntitle: Drain\n---\nWords\n", "title: Drain\nWords"),
            ("Marked\n✓\nConsent\n✗\n•\n", "Marked\n✓\nConsent\n✗"),
            ("pages 3–\n– one\nA -", "pages 3–\n– one\nA -"),
            ("|\n", ""),
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
