//! A page to begin with: what has to be said of its kind, with nothing said yet, so that a check lists what is left to do.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use super::Offer;
use crate::diagnostic::did_you_mean;
use crate::path::slug;
use crate::source::{Kind, VocabularyName};

/// What to begin.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Begun<'a> {
    /// A member of the network.
    Trust,
    /// A checklist of this member, named by its folder.
    Checklist(&'a str),
    /// A best-practice write-up of this member.
    Practice(&'a str),
    /// Speaker notes of this member.
    Talk(&'a str),
}

/// Why no page can be begun.
#[derive(Debug)]
pub enum PageError {
    /// There is no network in the folder.
    NoNetwork(PathBuf),
    /// The network has no such member; how to go on.
    NoMember(String, String),
    /// The title has nothing of which a file's name could be made.
    NoName(String),
}

impl fmt::Display for PageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PageError::NoNetwork(folder) => write!(
                f,
                "there is no network in {}: it has no network.toml\nName its folder with --content; `peerpress init` starts a network.",
                folder.display()
            ),
            PageError::NoMember(name, help) => {
                write!(f, "there is no trust `{name}` in this network\n{help}")
            }
            PageError::NoName(title) => write!(
                f,
                "`{title}` has no letter or digit, so it cannot be a title"
            ),
        }
    }
}

impl std::error::Error for PageError {}

/// The file of a new page, from the content folder.
///
/// # Errors
/// When it has no place there.
pub fn page(content: &Path, begun: Begun<'_>, title: &str) -> Result<Offer, PageError> {
    if !content.join("network.toml").is_file() {
        return Err(PageError::NoNetwork(content.to_owned()));
    }
    let name = slug(title);
    if name.is_empty() {
        return Err(PageError::NoName(title.to_owned()));
    }
    let (path, text) = match begun {
        Begun::Trust => (
            format!("trusts/{name}/index.md"),
            include_str!("pages/trust.md").to_owned(),
        ),
        Begun::Checklist(member) => {
            let procedure = procedure(content, &name).unwrap_or_default();
            let text = include_str!("pages/checklist.md")
                .replace("@PROCEDURE@", &procedure)
                .replace("procedure: \n", "procedure:\n");
            (path(content, member, Kind::Checklist, &name)?, text)
        }
        Begun::Practice(member) => (
            path(content, member, Kind::Practice, &name)?,
            include_str!("pages/practice.md").to_owned(),
        ),
        Begun::Talk(member) => (
            path(content, member, Kind::Talk, &name)?,
            include_str!("pages/talk.md").to_owned(),
        ),
    };
    let written = match name == title {
        true => in_words(title),
        false => title.trim().to_owned(),
    };
    let title = written.replace('\\', "\\\\").replace('"', "\\\"");
    let text = text.replace("@TITLE@", &title);
    Ok(Offer { path, text })
}

/// Where a page of a member stands.
fn path(content: &Path, member: &str, kind: Kind, name: &str) -> Result<String, PageError> {
    let member = member_folder(content, member)?;
    let stem = format!("trusts/{member}/{}/{name}", kind.folder());
    // A page with files beside it is a folder; two pages would have one address.
    let folder = format!("{stem}/index.md");
    Ok(match content.join(&folder).exists() {
        true => folder,
        false => format!("{stem}.md"),
    })
}

/// The folder of a member, which may be called by its folder's name in any spelling.
fn member_folder(content: &Path, wanted: &str) -> Result<String, PageError> {
    let entries = fs::read_dir(content.join("trusts")).into_iter().flatten();
    let mut folders: Vec<String> = entries
        .flatten()
        .filter(|entry| entry.path().join("index.md").is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    folders.sort();
    let is_meant = |folder: &&String| **folder == wanted || **folder == slug(wanted);
    if let Some(folder) = folders.iter().find(is_meant) {
        return Ok(folder.clone());
    }
    let near = did_you_mean(wanted, folders.iter().map(String::as_str));
    let help = near.unwrap_or_else(|| match folders.is_empty() {
        true => format!("`peerpress new trust {wanted}` begins one."),
        false => format!(
            "There are: {}. `peerpress new trust {wanted}` begins another.",
            folders.join(", ")
        ),
    });
    Err(PageError::NoMember(wanted.to_owned(), help))
}

/// The procedure of this name in the network's vocabulary.
fn procedure(content: &Path, name: &str) -> Option<String> {
    let file = format!("vocabulary/{}.toml", VocabularyName::Procedures.folder());
    let text = fs::read_to_string(content.join(file)).ok()?;
    let vocabulary: toml::Table = text.parse().ok()?;
    let mut entries = vocabulary.get("procedure")?.as_array()?.iter();
    entries.find_map(|entry| {
        let id = entry.get("id")?.as_str()?;
        let label = entry.get("label").and_then(|label| label.as_str());
        let is_meant = id == name || label.is_some_and(|label| slug(label) == name);
        is_meant.then(|| id.to_owned())
    })
}

/// A file's name as a title: `ascitic-drain` is "Ascitic drain".
fn in_words(name: &str) -> String {
    let words = name.replace('-', " ");
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => words,
    }
}
