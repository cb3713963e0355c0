//! The addresses of pages that nobody wrote: lists, terms, the glossary and so on.

use super::Site;
use crate::path::OutputPath;
use crate::source::{Kind, VocabularyName};

/// A page that peerpress makes by itself.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Section {
    /// The home page.
    Home,
    /// All members.
    Members,
    /// All resources of one kind.
    List(Kind),
    /// All resources of one kind by their first letter.
    ListAToZ(Kind),
    /// The talks by speaker.
    Speakers,
    /// All resources by their first letter.
    AToZ,
    /// All terms of one vocabulary.
    Terms(VocabularyName),
    /// Whose review is due.
    Reviews,
    /// The abbreviations.
    Glossary,
    /// The accessibility statement.
    Accessibility,
    /// The search page.
    Search,
}

impl Section {
    /// The folder of its page.
    pub fn folder(self) -> String {
        match self {
            Section::Home => String::new(),
            Section::Members => "trusts".to_owned(),
            Section::List(kind) => kind.folder().to_owned(),
            Section::ListAToZ(kind) => format!("{}/a-to-z", kind.folder()),
            Section::Speakers => "talks/speakers".to_owned(),
            Section::AToZ => "a-to-z".to_owned(),
            Section::Terms(vocabulary) => vocabulary.folder().to_owned(),
            Section::Reviews => "reviews".to_owned(),
            Section::Glossary => "glossary".to_owned(),
            Section::Accessibility => "accessibility".to_owned(),
            Section::Search => "search".to_owned(),
        }
    }

    /// Its page.
    pub fn output(self) -> OutputPath {
        OutputPath::page(&self.folder())
    }

    /// Every page of this sort that a site can have.
    pub fn all() -> impl Iterator<Item = Section> {
        let lists = Kind::ALL
            .into_iter()
            .filter(|kind| *kind != Kind::Page)
            .flat_map(|kind| [Section::List(kind), Section::ListAToZ(kind)]);
        let terms = VocabularyName::ALL
            .into_iter()
            .filter(|name| !matches!(name, VocabularyName::Glossary | VocabularyName::Synonyms))
            .map(Section::Terms);
        [
            Section::Home,
            Section::Members,
            Section::Speakers,
            Section::AToZ,
            Section::Reviews,
            Section::Glossary,
            Section::Accessibility,
            Section::Search,
        ]
        .into_iter()
        .chain(lists)
        .chain(terms)
    }
}

/// The folder of the search index; no page can stand there.
pub const SEARCH_INDEX: &str = "search-index";

/// Files that every site has beside its pages; nothing else can stand at their addresses.
pub const FIXED_FILES: [&str; 8] = [
    "404.html",
    "feed.xml",
    "robots.txt",
    "sitemap.xml",
    "catalogue.json",
    "manifest.json",
    "_headers",
    ".nojekyll",
];

/// What makes an old address unusable, in words; `None` if it can be one.
pub fn alias_fault(alias: &str) -> Option<&'static str> {
    let parts = || alias.trim_matches('/').split('/');
    if alias.contains("://") {
        return Some("it names another site: write what follows the host");
    }
    if parts().any(|part| matches!(part, "" | "." | "..") || part.starts_with('.')) {
        return Some("every part of it needs a name that does not begin with a dot");
    }
    if alias.contains(|c: char| c.is_control() || "\\:*?\"<>|#".contains(c)) {
        return Some("it has a sign that the name of a file cannot have");
    }
    if parts().any(|part| part.len() > 200) {
        return Some("one of its parts is too long for the name of a file");
    }
    is_of_the_program(&parts().collect::<Vec<_>>())
        .then_some("peerpress makes files of its own there")
}

/// Whether addresses there come and go with the length of lists: pages of a list, lists by state or letter, the theme's files and the
/// search index. What stands there today may not tomorrow, so it is refused on every day.
fn is_of_the_program(parts: &[&str]) -> bool {
    matches!(parts, ["assets" | SEARCH_INDEX, _, ..])
        || parts.windows(2).any(|pair| match pair {
            ["page", number] => number.bytes().all(|byte| byte.is_ascii_digit()),
            [first, "state" | "a-to-z"] => Kind::ALL.iter().any(|kind| kind.folder() == *first),
            _ => false,
        })
        || matches!(parts, ["a-to-z" | "reviews", _, ..])
}

/// The page of an old address, which is written as it was: with or without slashes around it, with or without a file name.
/// `None` if nothing can stand there.
pub fn alias_output(alias: &str) -> Option<OutputPath> {
    if alias_fault(alias).is_some() {
        return None;
    }
    let address = alias.trim_matches('/');
    Some(if address.ends_with(".html") || address.ends_with(".htm") {
        OutputPath::new(address)
    } else {
        OutputPath::page(address)
    })
}

/// The page at an address such as `procedures/chest-drain/`, for links that begin with `/`.
pub fn generated_page(site: &Site, address: &str) -> Option<OutputPath> {
    let folder = address.trim_end_matches("index.html").trim_matches('/');
    let output = OutputPath::page(folder);
    let exists = Section::all().any(|section| section.folder() == folder)
        || site
            .vocabularies
            .terms
            .iter()
            .any(|term| term.output == output)
        || site.members.iter().any(|member| member.output == output)
        || site
            .resources
            .iter()
            .any(|resource| resource.output == output);
    exists.then_some(output)
}
