//! The block in braces at the end of a heading or an item: where it is, and the words in it.

use std::ops::Range;

/// What was found in one line of thought.
#[derive(PartialEq, Eq, Debug)]
pub enum Found {
    /// No braces.
    Nothing,
    /// A block that ends the line.
    Block(Range<usize>),
    /// A block with something behind it.
    NotAtEnd(Range<usize>),
    /// A brace that is never closed, or whose quotation mark is not.
    Open(Range<usize>),
}

/// One word of a block with its place.
#[derive(PartialEq, Eq, Debug)]
pub struct Word {
    /// What it is.
    pub kind: WordKind,
    /// Where all of it stands.
    pub range: Range<usize>,
}

/// The three sorts of word.
#[derive(PartialEq, Eq, Debug)]
pub enum WordKind {
    /// `stop`.
    Plain(String),
    /// `#risk`.
    Id(String),
    /// `if="risk=yes"`.
    Pair(String, String),
}

/// Finds the block within `range` of the source; braces in `code`, whose places come in order, and behind a backslash are letters.
pub fn find(source: &str, range: Range<usize>, code: &[Range<usize>]) -> Found {
    let bytes = source.as_bytes();
    let mut at = range.start;
    let first = code.partition_point(|span| span.end <= at);
    let mut code = code[first..].iter().peekable();
    while at < range.end {
        while code.next_if(|span| span.end <= at).is_some() {}
        if let Some(span) = code.peek().filter(|span| span.contains(&at)) {
            at = span.end;
            continue;
        }
        match bytes[at] {
            b'\\' => at += 2,
            b'{' => {
                let Some(end) = close(source, at, range.end) else {
                    return Found::Open(at..range.end);
                };
                return if source[end..range.end].trim().is_empty() {
                    Found::Block(at..end)
                } else {
                    Found::NotAtEnd(at..end)
                };
            }
            _ => at += 1,
        }
    }
    Found::Nothing
}

/// The byte after the brace that closes the one at `open`.
fn close(source: &str, open: usize, end: usize) -> Option<usize> {
    let mut quoted = false;
    for (at, c) in source[open + 1..end].char_indices() {
        match c {
            '"' | '“' | '”' => quoted = !quoted,
            '}' if !quoted => return Some(open + 1 + at + 1),
            '{' if !quoted => return None,
            _ => {}
        }
    }
    None
}

/// The words of a block; word processors' curly quotation marks count as straight ones.
pub fn words(source: &str, block: Range<usize>) -> Vec<Word> {
    let mut words = Vec::new();
    let inner = block.start + 1..block.end - 1;
    let mut start = None;
    let mut quoted = false;
    let mut end_word = |start: &mut Option<usize>, end: usize| {
        if let Some(start) = start.take() {
            words.push(Word {
                kind: kind(&source[start..end]),
                range: start..end,
            });
        }
    };
    for (at, c) in source[inner.clone()].char_indices() {
        let at = inner.start + at;
        if matches!(c, '"' | '“' | '”') {
            quoted = !quoted;
        }
        if c.is_whitespace() && !quoted {
            end_word(&mut start, at);
        } else if start.is_none() {
            start = Some(at);
        }
    }
    end_word(&mut start, inner.end);
    words
}

fn kind(word: &str) -> WordKind {
    if let Some(id) = word.strip_prefix('#') {
        return WordKind::Id(id.to_owned());
    }
    match word.split_once('=') {
        Some((key, value)) => {
            let value = value.trim_matches(['"', '“', '”']);
            let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
            WordKind::Pair(key.to_owned(), value)
        }
        None => WordKind::Plain(word.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(source: &str) -> Found {
        find(source, 0..source.len(), &[])
    }

    #[test]
    fn a_block_ends_the_line() {
        assert_eq!(found("Prompt {yes/no stop}"), Found::Block(7..20));
        assert_eq!(found("{x} behind"), Found::NotAtEnd(0..3));
        assert_eq!(found("Prompt {yes/no"), Found::Open(7..14));
        assert_eq!(found(r#"P {one="A|B}"#), Found::Open(2..12));
        assert_eq!(found(r"a \{ b }"), Found::Nothing);
        assert_eq!(found(r#"P {one="a } b|c"}"#), Found::Block(2..17));
        assert_eq!(found("é {"), Found::Open(3..4));
    }

    #[test]
    fn words_know_their_places() {
        let source = r#"P {yes/no #risk if="a=yes, b=no" x=“y z”}"#;
        let Found::Block(block) = found(source) else {
            panic!("there is a block");
        };
        let words = words(source, block);
        assert_eq!(words[0].range, 3..9);
        assert_eq!(words[1].kind, WordKind::Id("risk".to_owned()));
        assert_eq!(
            words[2].kind,
            WordKind::Pair("if".to_owned(), "a=yes, b=no".to_owned())
        );
        assert_eq!(
            words[3].kind,
            WordKind::Pair("x".to_owned(), "y z".to_owned())
        );
    }
}
