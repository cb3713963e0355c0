//! NHS numbers in a text: they point to one patient, so they are neither published nor printed with a finding.
//!
//! Ten digits, the last of which checks the others (NHS Data Dictionary, "NHS Number"): each of the first nine is multiplied by a weight
//! from 10 down to 2, and the sum's remainder modulo 11 is taken from 11; 11 counts as 0, and there is no number for 10.

use std::borrow::Cow;
use std::ops::Range;

/// The places of the NHS numbers in a text: written together or as 3-3-4 with a blank or a hyphen between, as letters show them. Digits that
/// belong to something longer (an address, a telephone number, a digest) are none.
pub fn find(text: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    // Both ways of writing end with four digits that stand together, so every fourth byte tells whether there are any: nearly all of a
    // text is passed over, and this runs over every byte of a network.
    let mut at = 3;
    std::iter::from_fn(move || {
        while let Some(byte) = bytes.get(at) {
            if !byte.is_ascii_digit() {
                at += 4;
                continue;
            }
            let end = bytes[at..].iter().position(|byte| !byte.is_ascii_digit());
            let end = end.map_or(bytes.len(), |length| at + length);
            let start = digits_before(bytes, end);
            // Where four digits that begin behind this run would end.
            at = end + 4;
            let whole = match end - start {
                10 => Some(start),
                4 => groups_before(text, start),
                _ => None,
            };
            let whole = whole.map(|start| start..end);
            if let Some(whole) = whole.filter(|whole| is_one(text, whole)) {
                return Some(whole);
            }
        }
        None
    })
}

/// The text with all but the last two digits of each NHS number covered; it is as long as it was.
pub fn covered(text: &str) -> Cow<'_, str> {
    let mut out = Cow::Borrowed(text);
    for place in find(text) {
        let hidden = place.start..place.end - 2;
        let cover = |c: char| if c.is_ascii_digit() { '#' } else { c };
        let cover: String = text[hidden.clone()].chars().map(cover).collect();
        out.to_mut().replace_range(hidden, &cover);
    }
    out
}

/// Where the digits begin that end here.
fn digits_before(bytes: &[u8], end: usize) -> usize {
    let before = bytes[..end].iter().rposition(|byte| !byte.is_ascii_digit());
    before.map_or(0, |before| before + 1)
}

/// Where two groups of three digits begin that stand before the last four.
fn groups_before(text: &str, last: usize) -> Option<usize> {
    let (end, parted) = parted_before(text, last)?;
    let second = three_before(text, end)?;
    let (end, also_parted) = parted_before(text, second)?;
    let first = three_before(text, end)?;
    // A line may end inside a number; a column of numbers is none.
    (!(parted && also_parted)).then_some(first)
}

fn three_before(text: &str, end: usize) -> Option<usize> {
    let start = end.checked_sub(3)?;
    let group = text.as_bytes().get(start..end)?;
    group.iter().all(u8::is_ascii_digit).then_some(start)
}

/// Where the blank or hyphen begins that stands before a group, and whether it is the end of a line.
fn parted_before(text: &str, group: usize) -> Option<(usize, bool)> {
    let before = &text[..group];
    let c = before.chars().next_back()?;
    let rest = &before[..before.len() - c.len_utf8()];
    match c {
        '\n' => Some((rest.strip_suffix('\r').unwrap_or(rest).len(), true)),
        c if is_blank(c) || is_hyphen(c) => Some((rest.len(), false)),
        _ => None,
    }
}

/// A blank, also one that is thin or keeps a line together.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

/// A hyphen, also one that keeps a word together, or the dash that a word processor makes of it.
fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{2013}')
}

/// Whether the ten digits here are a number of a patient and not of something else.
fn is_one(text: &str, place: &Range<usize>) -> bool {
    let mut digits = [0_u8; 10];
    let found = text[place.clone()].bytes().filter(u8::is_ascii_digit);
    for (digit, byte) in digits.iter_mut().zip(found) {
        *digit = byte - b'0';
    }
    is_in_use(&digits) && passes(&digits) && stands_alone(text, place)
}

/// What numbers in use begin with: 4, 6 and 7 in England, Wales and the Isle of Man; 3 in England and, from 320 on, Northern Ireland's Health
/// and Care numbers, which are made the same way. Those with 999 are for tests. (<https://en.wikipedia.org/wiki/NHS_number>)
fn is_in_use(digits: &[u8; 10]) -> bool {
    matches!(digits[0], 3 | 4 | 6 | 7)
}

/// Whether the last digit is the one that follows from the others.
fn passes(digits: &[u8; 10]) -> bool {
    let weights = (2..=10_u32).rev();
    let sum: u32 = (digits.iter().zip(weights))
        .map(|(digit, weight)| u32::from(*digit) * weight)
        .sum();
    let check = match 11 - sum % 11 {
        11 => 0,
        check => check,
    };
    // The digit is never 10.
    check == u32::from(digits[9])
}

/// Whether the digits are not part of a longer number, a word or a telephone number.
fn stands_alone(text: &str, place: &Range<usize>) -> bool {
    let before = &text[..place.start];
    let after = &text[place.end..];
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let joins = |c: Option<char>| c.is_some_and(|c| is_hyphen(c) || c == '.');
    let mut back = before.chars().rev();
    let last = back.next();
    let goes_on_before = match last {
        // A person who writes in haste leaves the blank out.
        Some(c) if c.is_alphabetic() => !ends_with_name(before),
        last => is_digit(last) || (joins(last) && is_digit(back.next())),
    };
    let mut on = after.chars();
    let next = on.next();
    let goes_on_after =
        next.is_some_and(char::is_alphanumeric) || (joins(next) && is_digit(on.next()));
    !goes_on_before && !goes_on_after && !follows_country(before) && !follows_isbn(before)
}

fn ends_with_name(before: &str) -> bool {
    let name = before.len().checked_sub(3).and_then(|at| before.get(at..));
    name.is_some_and(|name| name.eq_ignore_ascii_case("NHS"))
}

/// Whether the digits are a telephone number behind the country's, as in `+44 (0) 7…`.
fn follows_country(before: &str) -> bool {
    let parts = |c: char| is_blank(c) || is_hyphen(c);
    let rest = before.trim_end_matches(parts);
    let rest = rest.strip_suffix("(0)").unwrap_or(rest);
    let rest = rest.trim_end_matches(parts);
    // Countries have one to three digits.
    let mut country = rest.chars().rev().take(4);
    let digits = country.by_ref().take_while(char::is_ascii_digit).count();
    let plus = rest.len().checked_sub(digits + 1);
    let is_country = plus.is_some_and(|at| rest.as_bytes()[at] == b'+');
    (is_country && digits > 0) || rest.ends_with("0044")
}

/// Whether the digits are those of a book: ISBN-10 has the same check digit.
fn follows_isbn(before: &str) -> bool {
    let parts = |c: char| is_blank(c) || is_hyphen(c) || matches!(c, ':' | '(' | ')');
    let rest = before.trim_end_matches(parts);
    let rest = rest
        .strip_suffix("10")
        .unwrap_or(rest)
        .trim_end_matches(parts);
    let name = rest.len().checked_sub(4).and_then(|at| rest.get(at..));
    name.is_some_and(|name| name.eq_ignore_ascii_case("ISBN"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The digits of a text; numbers here pass the check but are far above those issued so far.
    fn digits(text: &str) -> [u8; 10] {
        let digits: Vec<u8> = text
            .bytes()
            .filter(u8::is_ascii_digit)
            .map(|b| b - b'0')
            .collect();
        digits.try_into().expect("ten digits")
    }

    #[test]
    fn the_last_digit_checks_the_others() {
        // The published example.
        assert!(passes(&digits("943 476 5919")));
        for wrong in ["943 476 5918", "934 476 5919", "485 777 3456"] {
            assert!(!passes(&digits(wrong)), "{wrong}");
        }
        // 11 counts as 0, and 10 is no digit.
        assert!(passes(&digits("790 000 0070")));
        for last in 0..10 {
            assert!(!passes(&digits(&format!("790 000 002{last}"))));
        }
    }

    #[test]
    fn numbers_are_found_however_they_are_written() {
        for text in [
            "7991234568",
            "799 123 4568",
            "799-123-4568",
            "799\u{a0}123\u{2011}4568",
            "799 123\r\n4568",
            "399 999 1119",
        ] {
            // Every place in a word of four bytes is tried.
            for pad in ["", " ", "é ", "No. ", "12 34 "] {
                let line = format!("{pad}{text}. Then {text}, 5678 {text}");
                let found: Vec<&str> = find(&line).map(|place| &line[place]).collect();
                assert_eq!(found, [text; 3], "{line}");
            }
        }
        for line in ["NHS7991234568", "a,7991234568,b", "scan_7991234568.pdf"] {
            assert_eq!(find(line).count(), 1, "{line}");
        }
    }

    #[test]
    fn other_digits_are_not_numbers_of_patients() {
        for text in [
            "",
            "799",
            "4568",
            "23 4568",
            // A wrong check digit, one for tests, one that nobody has.
            "799 123 4567",
            "999 123 4004",
            "943 476 5919",
            // Telephone numbers and books.
            "+1 799 123 4568",
            "+49 799 123 4568",
            "+353 (0) 799 123 4568",
            "ISBN 7991234568",
            "ISBN-10: 7991234568",
            // Parts of something longer.
            "17991234568",
            "79912345680",
            "1799 123 4568",
            "799 123 45681",
            "1-799-123-4568",
            "799-123-4568-1",
            "0.7991234568",
            "a7991234568",
            "7991234568f",
            "+44 7991234568",
            "+44 (0) 7991234568",
            // Written otherwise.
            "79 912 34568",
            "799 1234568",
            "799  123 4568",
            "799\n123\n4568",
            "799/123/4568",
        ] {
            assert_eq!(find(text).next(), None, "{text}");
        }
        // So the range decides, not the check.
        assert!(passes(&digits("999 123 4004")));
    }

    #[test]
    fn what_is_printed_shows_two_digits() {
        assert_eq!(covered("é 799 123 4568."), "é ### ### ##68.");
        assert_eq!(covered("799 123 4567"), "799 123 4567");
    }
}
