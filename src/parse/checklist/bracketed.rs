//! Answers in round or square brackets: `(yes/no)` behind a prompt is words like any others, and nobody gets the boxes that were meant.

use std::ops::Range;

use super::Answer;
use super::codes::ANSWER_IN_BRACKETS;
use super::item::{Report, answer_of};

/// What to say of an answer in brackets.
pub const MESSAGE: &str = "an answer stands in braces, not in these brackets";

/// Says so if words end with a sort of answer in brackets.
pub fn check(markdown: &str, words: Range<usize>, is_task: bool, report: &mut Report<'_>) {
    let text = markdown.get(words.clone()).unwrap_or_default();
    let Some((at, word)) = bracketed(text) else {
        return;
    };
    // Behind a box, "(name)" may say what is read aloud.
    if is_task && matches!(answer_of(&word), Some(Answer::Blank(_))) {
        return;
    }
    let at = words.start + at.start..words.start + at.end;
    report.add(&ANSWER_IN_BRACKETS, at, MESSAGE, Some(help(&word)));
}

/// How to write an answer.
pub fn help(word: &str) -> String {
    format!("write {{{word}}}")
}

/// Where the brackets at the end of a text stand, and the answer that is all they hold, as the grammar spells it.
pub fn bracketed(text: &str) -> Option<(Range<usize>, String)> {
    let text = text.trim_end_matches([' ', '\n', '*', '_', '.', ':', ';', '?']);
    let open = match text.chars().last()? {
        ')' => '(',
        ']' => '[',
        _ => return None,
    };
    let at = text.rfind(open)?;
    let inner = &text[at + 1..text.len() - 1];
    let mut word = inner.to_lowercase();
    for (often, known) in [
        ("not applicable", "na"),
        ("n/a", "na"),
        (" or ", "/"),
        (" ", ""),
    ] {
        word = word.replace(often, known);
    }
    let word = match word.as_str() {
        "y/n" | "no/yes" => "yes/no".to_owned(),
        "y/n/na" | "no/yes/na" => "yes/no/na".to_owned(),
        _ => word,
    };
    answer_of(&word).map(|_| (at..text.len(), word))
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
            ("**Marked (Yes or No)**", "yes/no"),
            ("Marked (no/yes).", "yes/no"),
            ("Marked (Yes / No / Not applicable):", "yes/no/na"),
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
