//! Boxes that are none: `- []` and `[ ] …` without a dash are read as words, and the question would be lost among them.

use std::ops::Range;

use super::codes::BROKEN_BOX;
use super::item::Report;

/// Says so if words begin with what was meant as a box.
pub fn check(markdown: &str, words: &Range<usize>, report: &mut Report<'_>) {
    let text = markdown.get(words.clone()).unwrap_or_default();
    if let Some(length) = broken_box(text) {
        report.add(
            &BROKEN_BOX,
            words.start..words.start + length,
            "these brackets are no box",
            Some(
                "write `- [ ] `: a dash, a space, the brackets with one space between, a space"
                    .to_owned(),
            ),
        );
    }
}

/// How long the brackets at the beginning are, if nothing or next to nothing stands in them and they are not a link's.
fn broken_box(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('[')?;
    let end = inner.find(']')?;
    let is_box = inner[..end].chars().count() <= 2
        && inner[..end]
            .chars()
            .all(|sign| sign.is_whitespace() || matches!(sign, 'x' | 'X' | '_' | '✓' | '✔'));
    let rest = &inner[end + 1..];
    (is_box && !rest.starts_with(['(', '['])).then_some(end + 2)
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
            "[x ] A",
            "[\u{a0}] A",
            "[_] A",
            "[ ] A",
        ] {
            assert!(broken_box(text).is_some(), "{text}");
        }
        for text in [
            "[a](b.md)",
            "[x](b.md)",
            "[1] A",
            "A []",
            "[see below] A",
            "[",
            "",
        ] {
            assert!(broken_box(text).is_none(), "{text}");
        }
    }
}
