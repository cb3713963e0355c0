//! Words to compare a mistyped word with: the most important ones in the root, the others by first letter.

use super::file::File;
use super::lexicon::Lexicon;
use super::text;
use super::vocabulary::Vocabulary;
use std::collections::BTreeMap;
use std::mem::take;

/// Words in the root. They are loaded with the code, so a mistake in one of them costs no request.
const IN_ROOT: usize = 400;

/// Bytes after which a file of words ends, at the next first letter: a mistake in the first letters is put right by one or two files.
const FULL: usize = 4_000;

/// Spelling lists.
pub struct Spelling {
    /// The important words, sorted, parted by spaces; each is followed by its weight (see [`weight`]).
    pub root: String,
    /// First letters of the words in each file, the files parted by spaces.
    pub letters: String,
    /// The other words in the same form, in order.
    pub files: Vec<File>,
}

/// Collects the words of four letters and more, without digits, that stand in two pages or in a name.
pub fn spelling(lexicon: &Lexicon, vocabulary: &Vocabulary) -> Spelling {
    let mut words: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    for form in &lexicon.forms {
        let fits = form.text.chars().nth(3).is_some()
            && !form.text.bytes().any(|byte| byte.is_ascii_digit());
        if fits && (form.pages > 1 || form.named > 0) {
            let entry = words.entry(&form.text).or_default();
            entry.0 += form.pages;
            entry.1 += form.named;
        }
    }
    let names: Vec<String> = vocabulary
        .concepts()
        .iter()
        .zip(&lexicon.concepts)
        .filter(|(_, list)| list.pages > 0)
        .flat_map(|(concept, _)| std::iter::once(&concept.label).chain(&concept.names))
        .flat_map(|name| text::words(name))
        .filter(|word| {
            word.chars().nth(3).is_some() && !word.bytes().any(|byte| byte.is_ascii_digit())
        })
        .collect();
    for name in &names {
        words.entry(name).or_default().1 += 4;
    }
    let mut ranked: Vec<(&str, u32)> = words
        .iter()
        .filter(|word| word.1.1 > 0)
        .map(|(&word, counts)| (word, counts.1))
        .collect();
    ranked.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    ranked.truncate(IN_ROOT);
    ranked.sort_unstable();
    let mut root = String::new();
    for (word, _) in &ranked {
        push(&mut root, word, words[word].0.max(1));
    }
    let mut letters = String::new();
    let mut files = Vec::new();
    let mut list = String::new();
    let mut last = None;
    for (&word, &(pages, _)) in &words {
        let first = word.chars().next();
        if ranked.binary_search_by(|known| known.0.cmp(word)).is_ok() {
            continue;
        }
        if first != last {
            if list.len() >= FULL {
                files.push(File::new(format!("s-{}", files.len()), take(&mut list)));
                letters.push(' ');
            }
            letters.extend(first);
            last = first;
        }
        push(&mut list, word, pages);
    }
    if !list.is_empty() {
        files.push(File::new(format!("s-{}", files.len()), list));
    }
    Spelling {
        root,
        letters,
        files,
    }
}

fn push(list: &mut String, word: &str, pages: u32) {
    if !list.is_empty() {
        list.push(' ');
    }
    list.push_str(word);
    list.push(weight(pages));
}

/// The number of bits of the page count, as one digit from `0` to `9` and on from `A`.
fn weight(pages: u32) -> char {
    char::from_digit(32 - pages.leading_zeros(), 36)
        .unwrap_or('z')
        .to_ascii_uppercase()
}
