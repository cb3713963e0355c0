//! Slips in front matter that a parser notices only in the next line, and takes for something else.

use std::ops::Range;

/// A slip, in words for somebody who has never heard of YAML.
#[derive(PartialEq, Debug)]
pub struct Slip {
    /// The place in the text.
    pub place: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub help: &'static str,
}

/// The slip in the line of this place, the one before it or the one behind it, if there is any.
pub fn near(text: &str, at: usize) -> Option<Slip> {
    let mut lines: Vec<(usize, &str)> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        lines.push((start, line.trim_end()));
        start += line.len();
    }
    let here = lines.partition_point(|(start, _)| *start <= at).max(1) - 1;
    let near = here.saturating_sub(1)..(here + 2).min(lines.len());
    near.filter_map(|number| {
        let before = number.checked_sub(1).map(|number| lines[number].1);
        let (start, line) = lines[number];
        let found = tab(line).or_else(|| glued(line));
        let (place, message, help) = found.or_else(|| shifted(before?, line))?;
        Some(Slip {
            place: start + place.start..start + place.end,
            message,
            help,
        })
    })
    .next()
}

type Found = (Range<usize>, String, &'static str);

fn indent(line: &str) -> &str {
    &line[..line.len() - line.trim_start().len()]
}

/// The key that a line begins with, and what stands behind its colon.
fn key(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.trim_start().split_once(':')?;
    let is_of_key = |c: char| c.is_ascii_lowercase() || c == '_';
    (!key.is_empty() && key.chars().all(is_of_key)).then_some((key, value))
}

fn tab(line: &str) -> Option<Found> {
    let at = indent(line).find('\t')?;
    let help = "indent with two spaces, not with the tab key; most keys begin at the left edge";
    let message = "a tab stands where spaces belong".to_owned();
    Some((at..at + 1, message, help))
}

/// `title:Drains`: without the space it is no key.
fn glued(line: &str) -> Option<Found> {
    let (key, value) = key(line)?;
    if !indent(line).is_empty() || value.is_empty() || value.starts_with([' ', '\t', '/']) {
        return None;
    }
    let message = format!("a space is missing behind `{key}:`");
    Some((
        0..key.len() + 1,
        message,
        "write such as `title: Chest drains`",
    ))
}

/// A key that stands further in than the one before it, which has its value already.
fn shifted(before: &str, line: &str) -> Option<Found> {
    let (_, value) = key(before)?;
    let (key, _) = key(line)?;
    // What begins so may have more lines, or is none.
    let goes_on = ['|', '>', '#', '"', '\'', '{', '[', '&', '!'];
    let has_value = !value.trim().is_empty() && !value.trim_start().starts_with(goes_on);
    let (outer, inner) = (indent(before).len(), indent(line).len());
    let message = format!("spaces stand before `{key}:`");
    let help =
        "take them away: a key begins where the one above it does, unless it belongs to that";
    (has_value && outer == 0 && inner > 0).then_some((0..inner, message, help))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str, at: &str) -> Option<String> {
        let at = text.find(at).expect("the place");
        near(text, at).map(|slip| format!("{}: {}", &text[slip.place], slip.message))
    }

    #[test]
    fn slips_are_found_beside_the_place_where_they_are_noticed() {
        let text = "title:Ascitic drain\nsummary: x\n";
        let words = "title:: a space is missing behind `title:`";
        assert_eq!(said(text, "summary").as_deref(), Some(words));
        assert_eq!(
            said("title: A\n  procedure: b\n", "procedure").as_deref(),
            Some("  : spaces stand before `procedure:`")
        );
        assert_eq!(
            said("title: A\n\tprocedure: b\n", "title").as_deref(),
            Some("\t: a tab stands where spaces belong")
        );
    }

    #[test]
    fn what_is_no_slip_is_left_to_the_parser() {
        for (text, at) in [
            ("title: Sign in: what we changed\n", "what"),
            ("speaker:\n  name: A\n  role: b: c\n", "b: c"),
            ("url: https://a.example\n", "https"),
            ("source:\n  - url:https://a\n", "url"),
            (
                "speaker: # a guest\n  name: Ada\n  role: Lead: safety\n",
                "safety",
            ),
            (
                "summary: \"Drains,\n  note: ask\"\ntitle: Sign in: x\n",
                "x",
            ),
            (
                "summary: |\n  first: a\n    second: b\ntitle: Sign in: x\n",
                "x",
            ),
            ("title:\tDrains\nsummary: Sign in: x\n", "x"),
            ("", ""),
        ] {
            assert_eq!(said(text, at), None, "{text}");
        }
    }
}
