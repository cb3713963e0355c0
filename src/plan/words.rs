//! The words for kinds, numbers and sizes, in one place so that every page uses the same.

use std::collections::BTreeSet;

use crate::source::{Kind, VocabularyName};

/// A kind as a title: "Checklist".
pub fn kind_label(kind: Kind) -> &'static str {
    match kind {
        Kind::Checklist => "Checklist",
        Kind::Practice => "Best practice",
        Kind::Talk => "Speaker notes",
        Kind::Adoption => "Adoption note",
        Kind::Event => "Event",
        Kind::Video => "Video",
        Kind::Resource => "Key document",
        Kind::News => "News",
        Kind::Page => "Page",
    }
}

/// The list of a kind as a title: "Checklists".
pub fn kind_title(kind: Kind) -> &'static str {
    match kind {
        Kind::Checklist => "Checklists",
        Kind::Practice => "Best practice",
        Kind::Talk => "Talks",
        Kind::Adoption => "Adoption notes",
        Kind::Event => "Events",
        Kind::Video => "Videos",
        Kind::Resource => "Key documents and publications",
        Kind::News => "News",
        Kind::Page => "Pages",
    }
}

/// A kind as it is counted: "checklist" or "checklists".
pub fn counted(kind: Kind, number: usize) -> &'static str {
    let (one, many) = match kind {
        Kind::Checklist => ("checklist", "checklists"),
        Kind::Practice => ("best-practice write-up", "best-practice write-ups"),
        Kind::Talk => ("talk", "talks"),
        Kind::Adoption => ("adoption note", "adoption notes"),
        Kind::Event => ("event", "events"),
        Kind::Video => ("video", "videos"),
        Kind::Resource => ("key document", "key documents"),
        Kind::News => ("news item", "news items"),
        Kind::Page => ("page", "pages"),
    };
    plural(number, one, many)
}

/// A sentence that says what a list of this kind holds.
pub fn kind_intro(kind: Kind) -> &'static str {
    match kind {
        Kind::Checklist => {
            "Safety checklists for invasive procedures that members lend each other."
        }
        Kind::Practice => "How members work, what they changed, and what came of it.",
        Kind::Talk => "What speakers said at the network's events.",
        Kind::Adoption => "How members took over each other's work, and what they changed.",
        Kind::Event => "Where members meet, in person and online.",
        Kind::Video => "Short films, each with captions and a transcript.",
        Kind::Resource => {
            "National standards, guidance, alerts and research that the network works with."
        }
        Kind::News => "What is new in the network.",
        Kind::Page => "",
    }
}

/// A vocabulary as a title: "Procedures".
pub fn vocabulary_title(name: VocabularyName) -> &'static str {
    match name {
        VocabularyName::Procedures => "Procedures",
        VocabularyName::Standards => "Standards",
        VocabularyName::Specialties => "Specialties",
        VocabularyName::Settings => "Settings",
        VocabularyName::Themes => "Themes",
        VocabularyName::Audiences => "Audiences",
        VocabularyName::Glossary => "Glossary",
        VocabularyName::Synonyms => "Synonyms",
    }
}

/// A term of a vocabulary: "Procedure".
pub fn term_label(name: VocabularyName) -> &'static str {
    match name {
        VocabularyName::Procedures => "Procedure",
        VocabularyName::Standards => "Standard",
        VocabularyName::Specialties => "Specialty",
        VocabularyName::Settings => "Setting",
        VocabularyName::Themes => "Theme",
        VocabularyName::Audiences => "Audience",
        VocabularyName::Glossary => "Abbreviation",
        VocabularyName::Synonyms => "Synonym",
    }
}

/// A sentence that says what the list of a vocabulary is for.
pub fn vocabulary_intro(name: VocabularyName) -> &'static str {
    match name {
        VocabularyName::Procedures => "Who has what for each procedure, and whom to ask.",
        VocabularyName::Standards => {
            "The national safety standards for invasive procedures, and what members made of them."
        }
        VocabularyName::Specialties => "Checklists and practice by specialty.",
        VocabularyName::Settings => "Checklists and practice by the place where care is given.",
        VocabularyName::Themes => "Checklists and practice by the harm that they guard against.",
        VocabularyName::Audiences => "What is written for whom.",
        VocabularyName::Glossary | VocabularyName::Synonyms => "",
    }
}

/// One of two words, by number.
pub fn plural(number: usize, one: &'static str, many: &'static str) -> &'static str {
    if number == 1 { one } else { many }
}

/// A size as people say it: "45 KB", "1.2 MB". 1 KB is 1,000 bytes, as in browsers' download lists.
pub fn size(bytes: u64) -> String {
    match bytes {
        0..=999 => format!("{bytes} bytes"),
        1_000..=999_499 => format!("{} KB", (bytes + 500) / 1_000),
        _ => format!("{:.1} MB", bytes as f64 / 1_000_000.0),
    }
}

/// Words in a row: "a", "a and b", "a, b and c".
pub fn joined(words: &[String], last: &str) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., end] => format!("{} {last} {end}", most.join(", ")),
    }
}

/// An id that is not taken yet: this one, or this one with a number.
pub fn unused(id: String, taken: &mut BTreeSet<String>) -> String {
    let mut unused = id.clone();
    let mut number = 2;
    while !taken.insert(unused.clone()) {
        unused = format!("{id}.{number}");
        number += 1;
    }
    unused
}

/// By what titles are sorted: without capitals, accents and leading signs.
pub fn sort_key(title: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;
    if title.is_ascii() {
        let title = title.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
        return title.to_ascii_lowercase();
    }
    title
        .nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .skip_while(|c| !c.is_alphanumeric())
        .collect()
}

/// The letter under which a title is filed: a capital, or `0-9` for everything else.
pub fn letter(title: &str) -> String {
    letter_of(&sort_key(title))
}

/// The letter under which a title with this sort key is filed.
pub fn letter_of(key: &str) -> String {
    match key.chars().next() {
        Some(c) if c.is_ascii_lowercase() => c.to_ascii_uppercase().to_string(),
        Some(c) if c.is_alphabetic() => c.to_uppercase().to_string(),
        _ => "0-9".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_letters() {
        assert_eq!(size(999), "999 bytes");
        assert_eq!(size(45_400), "45 KB");
        assert_eq!(size(999_499), "999 KB");
        assert_eq!(size(1_250_000), "1.2 MB");
        assert_eq!(letter("“Étude” of drains"), "E");
        assert_eq!(letter("5 steps"), "0-9");
        assert_eq!(sort_key("“Ärzte” & Co"), "arzte” & co");
        assert_eq!(sort_key("\"A\" to Z"), "a\" to z");
        assert_eq!(
            joined(&["a".into(), "b".into(), "c".into()], "and"),
            "a, b and c"
        );
    }
}
