//! Walks the content folder: every file with its bytes, and what its place says it is.

mod looks;
mod suspected;
mod unread;
mod walk;

use std::ffi::OsStr;
use std::io;
use std::path::Path;

use crate::diagnostic::{Code, Diagnostic, Outcome, Severity, did_you_mean};
use crate::path::SourcePath;

pub use looks::Looks;
pub use suspected::Suspected;
pub use unread::{Unread, undisturbed};
pub use walk::{Found, each, find, is_passed_over};

/// A file in a place that means nothing.
pub const MISPLACED_FILE: Code = Code {
    name: "misplaced-file",
    severity: Severity::Error,
    manual: "\
A file's place says what it is: `trusts/<member>/checklists/<name>.md` is a checklist of that member.
This file lies where peerpress expects none, so it would silently be missing from the site.
Move it to one of the known places, or delete it. README.md and names that start with a dot or an underscore are
left alone everywhere.",
};

/// A file that was not read: a name that is not Unicode, or a symbolic link.
pub const UNREADABLE_NAME: Code = Code {
    name: "unreadable-name",
    severity: Severity::Warning,
    manual: "\
The name of this file is not valid Unicode, or it is a symbolic link. Such files behave differently on every computer
and every host, and a link could publish a file from outside the content folder, so they are left out.
Rename the file with ordinary letters, or replace the link by the file itself.",
};

/// One file below the content folder.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Where it lies.
    pub path: SourcePath,
    /// What its place says it is.
    pub kind: SourceKind,
    /// The file as it lies on the disk.
    pub bytes: Vec<u8>,
}

/// What a file is, as told by its place.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum SourceKind {
    /// `network.toml`: the settings of the network.
    Network,
    /// `index.md`: the words of the home page.
    Home,
    /// `vocabulary/<name>.toml`.
    Vocabulary(VocabularyName),
    /// `trusts/<member>/index.md`: a member organisation.
    Member {
        /// The folder's name, which is the member's id.
        member: String,
    },
    /// A page that somebody wrote.
    Resource {
        /// What sort of page.
        kind: Kind,
        /// Whose it is; `None` for the network's own.
        member: Option<String>,
        /// Its name: the file's without `.md`, or the folder's.
        name: String,
    },
    /// Any other file: something that a resource may offer or show.
    Attachment,
}

/// The sorts of page that people write.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Kind {
    /// A checklist.
    Checklist,
    /// A best-practice write-up.
    Practice,
    /// Speaker notes.
    Talk,
    /// How a member took over another's resource.
    Adoption,
    /// A learning session, a webinar, a meeting.
    Event,
    /// A film with captions and a transcript.
    Video,
    /// A key document or publication by somebody else.
    Resource,
    /// A dated notice.
    News,
    /// A plain page, such as "About".
    Page,
}

/// The vocabularies that editors maintain.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum VocabularyName {
    /// Invasive procedures.
    Procedures,
    /// Parts of the national standards.
    Standards,
    /// Treatment functions.
    Specialties,
    /// Places where care is given.
    Settings,
    /// Kinds of harm and other themes.
    Themes,
    /// Groups of readers.
    Audiences,
    /// Abbreviations.
    Glossary,
    /// Words that mean the same in a search.
    Synonyms,
}

impl Kind {
    /// All kinds, in the order in which readers meet them.
    pub const ALL: [Kind; 9] = [
        Kind::Checklist,
        Kind::Practice,
        Kind::Talk,
        Kind::Adoption,
        Kind::Event,
        Kind::Video,
        Kind::Resource,
        Kind::News,
        Kind::Page,
    ];

    /// The name of its folder in the content and of its list on the site.
    pub fn folder(self) -> &'static str {
        match self {
            Kind::Checklist => "checklists",
            Kind::Practice => "practice",
            Kind::Talk => "talks",
            Kind::Adoption => "adoption",
            Kind::Event => "events",
            Kind::Video => "videos",
            Kind::Resource => "resources",
            Kind::News => "news",
            Kind::Page => "pages",
        }
    }

    /// Whether it belongs to a member (`trusts/<member>/…`) and not to the network itself.
    pub fn of_member(self) -> bool {
        matches!(
            self,
            Kind::Checklist | Kind::Practice | Kind::Talk | Kind::Adoption
        )
    }
}

impl VocabularyName {
    /// All vocabularies.
    pub const ALL: [VocabularyName; 8] = [
        VocabularyName::Procedures,
        VocabularyName::Standards,
        VocabularyName::Specialties,
        VocabularyName::Settings,
        VocabularyName::Themes,
        VocabularyName::Audiences,
        VocabularyName::Glossary,
        VocabularyName::Synonyms,
    ];

    /// The file's name without `.toml`, and the folder of its pages on the site.
    pub fn folder(self) -> &'static str {
        match self {
            VocabularyName::Procedures => "procedures",
            VocabularyName::Standards => "standards",
            VocabularyName::Specialties => "specialties",
            VocabularyName::Settings => "settings",
            VocabularyName::Themes => "themes",
            VocabularyName::Audiences => "audiences",
            VocabularyName::Glossary => "glossary",
            VocabularyName::Synonyms => "synonyms",
        }
    }
}

/// Reads every file below the content folder, sorted by path.
///
/// # Errors
/// When the folder or a file in it cannot be read: such a build must not go on, because it would publish less than there is.
pub fn read(content: &Path) -> io::Result<Outcome<Vec<SourceFile>>> {
    each(find(content, |_| Ok(()))?, |(found, ())| found.read())
}

/// Files of editors, operating systems and version control.
pub fn is_of_a_tool(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    // Word writes `~$form.docx` beside a form that somebody has open.
    let is_lock = name.starts_with("~$");
    let is_known = matches!(&*name, "Thumbs.db" | "desktop.ini");
    is_lock || is_known || name.starts_with('.') || name.ends_with('~')
}

/// Those, and what an author hides with `_` or tells other authors.
fn is_left_alone(name: &OsStr) -> bool {
    is_of_a_tool(name) || name.to_string_lossy().starts_with('_') || name == "README.md"
}

/// What a file is, as told by its place.
fn place(path: &SourcePath) -> Result<SourceKind, Diagnostic> {
    let parts: Vec<&str> = path.as_str().split('/').collect();
    let is_page = path.extension() == "md";
    let kind_of = |folder: &str, of_member: bool| {
        Kind::ALL
            .into_iter()
            .find(|kind| kind.folder() == folder && kind.of_member() == of_member)
    };
    let name_of = |rest: &[&str]| match rest {
        [file] => Some(file.strip_suffix(".md").unwrap_or(file).to_owned()),
        [folder, "index.md"] => Some((*folder).to_owned()),
        _ => None,
    };
    let known = match parts.as_slice() {
        ["network.toml"] => Some(SourceKind::Network),
        ["index.md"] => Some(SourceKind::Home),
        ["vocabulary", file] => VocabularyName::ALL
            .into_iter()
            .find(|name| file.strip_suffix(".toml") == Some(name.folder()))
            .map(SourceKind::Vocabulary),
        ["trusts", member, "index.md"] => Some(SourceKind::Member {
            member: (*member).to_owned(),
        }),
        ["trusts", member, folder, rest @ ..] if is_page => {
            kind_of(folder, true).and_then(|kind| {
                Some(SourceKind::Resource {
                    kind,
                    member: Some((*member).to_owned()),
                    name: name_of(rest)?,
                })
            })
        }
        [folder, rest @ ..] if is_page => kind_of(folder, false).and_then(|kind| {
            Some(SourceKind::Resource {
                kind,
                member: None,
                name: name_of(rest)?,
            })
        }),
        ["trusts", _, ..] => Some(SourceKind::Attachment),
        [folder, _, ..] if kind_of(folder, false).is_some() => Some(SourceKind::Attachment),
        _ => None,
    };
    known.ok_or_else(|| {
        Diagnostic::new(
            &MISPLACED_FILE,
            path,
            "a file in this place is not part of the site",
        )
        .help(advice(&parts))
    })
}

fn advice(parts: &[&str]) -> String {
    let folders = |of_member| {
        Kind::ALL
            .into_iter()
            .filter(move |kind| kind.of_member() == of_member)
            .map(Kind::folder)
    };
    let near = match parts {
        ["vocabulary", file] => did_you_mean(
            file.trim_end_matches(".toml"),
            VocabularyName::ALL.map(VocabularyName::folder),
        ),
        ["trusts", _, folder, ..] => did_you_mean(folder, folders(true)),
        [folder, ..] => did_you_mean(folder, folders(false).chain(["trusts", "vocabulary"])),
        [] => None,
    };
    near.unwrap_or_else(|| {
        let listed = |of_member| folders(of_member).collect::<Vec<_>>().join(", ");
        format!(
            "a member's pages lie in trusts/<member>/ in one of the folders {}; the network's own in one of {}",
            listed(true),
            listed(false)
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_says_the_kind() {
        let at = |path: &str| place(&SourcePath::new(path)).ok();
        assert_eq!(at("network.toml"), Some(SourceKind::Network));
        for path in [
            "trusts/uclh/talks/wire.md",
            "trusts/uclh/talks/wire/index.md",
        ] {
            assert_eq!(
                at(path),
                Some(SourceKind::Resource {
                    kind: Kind::Talk,
                    member: Some("uclh".to_owned()),
                    name: "wire".to_owned()
                })
            );
        }
        assert_eq!(
            at("trusts/uclh/talks/wire/slides.pptx"),
            Some(SourceKind::Attachment)
        );
        assert_eq!(at("events/talks/deep/x.md"), None);
        assert_eq!(at("notes.md"), None);
        assert_eq!(at("talks/x.md"), None);
    }
}
