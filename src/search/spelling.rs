//! Words to compare a mistyped word with: the most important ones in the root, the others by first letter.

use super::file::{File, safe_name};
use super::lexicon::Lexicon;
use super::text;
use super::vocabulary::Vocabulary;
use std::collections::BTreeMap;

/// Words in the root. They are loaded with the code, so a mistake in one of them costs no request.
const IN_ROOT: usize = 400;

/// Spelling lists.
pub struct Spelling {
    /// The important words, sorted, parted by spaces; each is followed by its weight (see [`weight`]).
    pub root: String,
    /// First letters that have a list.
    pub letters: String,
    /// Lists by first letter in the same form.
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
    let mut by_letter: BTreeMap<char, String> = BTreeMap::new();
    for (&word, &(pages, _)) in &words {
        if ranked.binary_search_by(|known| known.0.cmp(word)).is_err()
            && let Some(first) = word.chars().next()
        {
            push(by_letter.entry(first).or_default(), word, pages);
        }
    }
    Spelling {
        root,
        letters: by_letter.keys().collect(),
        files: by_letter
            .into_iter()
            .map(|(letter, list)| File::new(format!("s-{}", safe_name(&letter.to_string())), list))
            .collect(),
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
