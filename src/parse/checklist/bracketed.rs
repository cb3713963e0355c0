//! Answers in round or square brackets: `(yes/no)` behind a prompt is words like any others, and nobody gets the boxes that were meant.

use std::ops::Range;

use super::codes::ANSWER_IN_BRACKETS;
use super::item::{Report, answer_of};

/// Says so if words end with a sort of answer in brackets.
pub fn check(markdown: &str, words: &Range<usize>, report: &mut Report<'_>) {
    let text = markdown.get(words.clone()).unwrap_or_default().trim_end();
    if let Some((at, word)) = bracketed(text) {
        report.add(
            &ANSWER_IN_BRACKETS,
            words.start + at..words.start + text.len(),
            "an answer stands in braces, not in these brackets",
            Some(format!("write {{{word}}}")),
        );
    }
}

/// Where the brackets at the end of a text begin, and the answer that is all they hold, as the grammar spells it.
pub fn bracketed(text: &str) -> Option<(usize, String)> {
    let open = match text.chars().last()? {
        ')' => '(',
        ']' => '[',
        _ => return None,
    };
    let at = text.rfind(open)?;
    let inner = &text[at + 1..text.len() - 1];
    let word = inner.to_lowercase().replace(' ', "").replace("n/a", "na");
    let word = match word.as_str() {
        "y/n" => "yes/no".to_owned(),
        "y/n/na" => "yes/no/na".to_owned(),
        _ => word,
    };
    answer_of(&word).map(|_| (at, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_sort_of_answer_was_meant_as_one() {
        for (text, word) in [
            ("Marked (yes/no)", "yes/no"),
            ("Marked? [Yes / No / N/A]", "yes/no/na"),
            ("Marked (Y/N)", "yes/no"),
            ("Operator (signature)", "signature"),
            ("(done)", "done"),
        ] {
            let found = bracketed(text);
            assert_eq!(found.map(|found| found.1).as_deref(), Some(word), "{text}");
        }
        for text in [
            "Antibiotics given (dose and time)",
            "Site marked (left/right)",
            "Marked (yes/no) by the surgeon",
            "Marked (yes)",
            "yes/no)",
            "",
            "é)",
        ] {
            assert_eq!(bracketed(text), None, "{text}");
        }
    }
}
