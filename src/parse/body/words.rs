//! The words of a text, and those among them that may be abbreviations.

use std::collections::BTreeSet;

use super::{Body, Step};

/// Words with two or more capitals, such as `LocSSIP`, `ETCO2` or `A&E`: candidates for the glossary.
pub(super) fn capitals(body: &Body) -> Vec<String> {
    let mut found = BTreeSet::new();
    for step in &body.steps {
        if let Step::Text(piece) = step {
            // Short forms are rare: counting the bytes between two spaces is quicker than looking at letters.
            let chunks = body.piece(*piece).split([' ', '\n']);
            for chunk in chunks.filter(|chunk| capitals_in(chunk) >= 2) {
                let short = words(chunk).filter(|(_, word)| capitals_in(word) >= 2);
                found.extend(short.map(|(_, word)| word));
            }
        }
    }
    found.into_iter().map(str::to_owned).collect()
}

fn capitals_in(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_uppercase).count()
}

/// The words of a text with their places: letters, digits and the `&` inside a word.
pub fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_part = |c: char| c.is_alphanumeric() || c == '&';
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text[rest..].find(is_part)?;
        let end = text[start..]
            .find(|c| !is_part(c))
            .map_or(text.len(), |at| start + at);
        rest = end;
        Some((start, &text[start..end]))
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Dialect, read};
    use crate::path::SourcePath;

    #[test]
    fn abbreviations_are_noticed() {
        let markdown = "The LocSSIP at A&E uses ETCO2, `SQL` and the LocSSIP.\n";
        let path = SourcePath::new("x.md");
        let body = read(markdown, 0, Dialect::Plain, &path, &mut Vec::new());
        assert_eq!(body.capitals, ["A&E", "ETCO2", "LocSSIP"]);
    }
}
