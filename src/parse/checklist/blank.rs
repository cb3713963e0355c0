//! A line with a blank: its label, its unit, and whether something is written where nothing may be.

use std::ops::Range;

use super::Blank;
use super::bracketed::{self, bracketed};
use super::codes::FILLED_BLANK;
use super::item::Report;

/// The first run of three or more underscores.
pub fn blank(text: &str) -> Option<Range<usize>> {
    let start = text.find("___")?;
    let length = text[start..]
        .bytes()
        .take_while(|byte| *byte == b'_')
        .count();
    Some(start..start + length)
}

/// The label of a line to write in, or what is written where nothing may be.
pub fn label(text: &str, blank_is: &mut Blank) -> Result<String, String> {
    let (before, behind) = match blank(text) {
        Some(range) => (text[..range.start].trim(), text[range.end..].trim()),
        None => (text.trim(), ""),
    };
    let label = before.trim_end_matches([':', ' ']).to_owned();
    if let Some((_, filled)) = label.split_once(": ") {
        return Err(filled.trim().to_owned());
    }
    if !behind.is_empty() {
        let looks_like_unit = behind.len() <= 16
            && !behind.chars().any(|c| c.is_ascii_digit())
            && behind.split(' ').count() <= 2;
        match blank_is {
            Blank::Number(number) if number.unit.as_deref() == Some(behind) => {}
            Blank::Number(number) if number.unit.is_none() && looks_like_unit => {
                number.unit = Some(behind.to_owned());
            }
            _ => return Err(behind.to_owned()),
        }
    }
    Ok(label)
}

/// Says that something is written in a blank, at its place in the source.
pub fn filled(source: &str, range: Range<usize>, what: &str, report: &mut Report<'_>) {
    let at = source[range.clone()]
        .rfind(what)
        .map_or(range.clone(), |at| {
            range.start + at..range.start + at + what.len()
        });
    let answer = bracketed(what).filter(|(at, _)| at.start == 0);
    let (message, help) = match answer {
        Some((_, word)) => (bracketed::MESSAGE, bracketed::help(&word)),
        None if what.contains('_') && blank(what).is_none() => (
            "this blank is too short to be one",
            "write three or more underscores: ____".to_owned(),
        ),
        None => (
            "something is written in this blank; it may be about a patient",
            "write the label, a colon and ____; put what belongs to the question before the colon"
                .to_owned(),
        ),
    };
    report.add(&FILLED_BLANK, at, message, Some(help));
}

/// A plain decimal number: no exponent, nothing that is not finite.
pub fn decimal(text: &str) -> Option<f64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |text: &str| {
        !text.is_empty() && text.len() <= 12 && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    (all_digits(whole) && all_digits(part))
        .then(|| text.parse().ok())
        .flatten()
}
