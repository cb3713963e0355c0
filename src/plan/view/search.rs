//! What a search finds: the complete input of the index.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use serde::Deserialize;

use crate::hash::Digest;

/// Everything that can be found, and what people call it.
#[derive(Debug, Clone, Default, Hash)]
pub struct IndexView {
    /// The pages, in any order.
    pub pages: Vec<Page>,
    /// The words that mean the same, in any order.
    pub concepts: Vec<Concept>,
}

/// One page to be found.
#[derive(Debug, Clone, Default, Hash, Deserialize)]
#[serde(default)]
pub struct Page {
    /// Address relative to the site's root, without a leading slash.
    pub url: String,
    /// Title as shown.
    pub title: String,
    /// Kind as shown: "Checklist", "Speaker notes", …
    pub kind: String,
    /// Member organisation the page belongs to.
    pub member: Option<Member>,
    /// Procedures the page is about; the names of its [`Concept`] also find it.
    pub procedures: Vec<Label>,
    /// Search words of the author.
    pub keywords: Vec<String>,
    /// The document's own number; empty if none.
    pub reference: String,
    /// One or two sentences.
    pub summary: String,
    /// Body in reading order.
    pub sections: Sections,
    /// Name and role of the speaker of a talk.
    pub speaker: String,
    /// Text of files beside the page.
    pub attachments: Vec<AttachmentText>,
    /// State as shown: "Current", "Review overdue", …
    pub state: String,
    /// Facets with their values as shown, in the order of display. Facets of all pages should have the same order.
    pub facets: Vec<(String, Vec<String>)>,
    /// Files offered directly in a result.
    pub downloads: Vec<Download>,
    /// BCP 47 language tag.
    pub lang: String,
    /// How prominent the page may be.
    pub standing: Standing,
}

/// Whether a document is in force.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Deserialize)]
pub enum Standing {
    /// In force, found normally.
    #[default]
    Current,
    /// In force, but its review is overdue: found behind those that are as good.
    Overdue,
    /// Replaced by a newer one: found, but lower.
    Superseded,
    /// Withdrawn: found only by its exact title or number.
    Withdrawn,
}

/// A member organisation and all that people call it.
#[derive(Debug, Clone, Default, PartialEq, Hash, Deserialize)]
#[serde(default)]
pub struct Member {
    /// Stable id.
    pub id: String,
    /// Full name as shown.
    pub name: String,
    /// Short name, nicknames and sites.
    pub also: Vec<String>,
}

/// Id and label of a vocabulary entry.
#[derive(Debug, Clone, Default, PartialEq, Hash, Deserialize)]
pub struct Label {
    /// Stable id.
    pub id: String,
    /// Words as shown.
    pub label: String,
}

/// The sections of a page, read when somebody asks for them: an index that knows their digest does not.
#[derive(Clone, Deserialize)]
#[serde(from = "Vec<Section>")]
pub struct Sections {
    digest: Digest,
    read: Arc<dyn Fn() -> Vec<Section> + Send + Sync>,
}

impl Sections {
    /// Sections that follow from what has this digest.
    pub fn new(digest: Digest, read: impl Fn() -> Vec<Section> + Send + Sync + 'static) -> Self {
        Self {
            digest,
            read: Arc::new(read),
        }
    }

    /// The sections; each call reads them anew, since the words of a whole network are too many to hold.
    pub fn read(&self) -> Vec<Section> {
        (self.read)()
    }
}

impl From<Vec<Section>> for Sections {
    fn from(sections: Vec<Section>) -> Self {
        Self::new(Digest::of(&sections), move || sections.clone())
    }
}

impl Default for Sections {
    fn default() -> Self {
        Vec::new().into()
    }
}

impl fmt::Debug for Sections {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sections({:?})", self.digest)
    }
}

impl Hash for Sections {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.digest.hash(state);
    }
}

/// A heading with the text under it.
#[derive(Debug, Clone, Default, PartialEq, Hash, Deserialize)]
#[serde(default)]
pub struct Section {
    /// Heading as shown; empty before the first heading.
    pub heading: String,
    /// Fragment of the address, without `#`; empty if none.
    pub anchor: String,
    /// Plain text, blocks parted by line ends.
    pub text: String,
}

/// Text read out of a file beside a page.
#[derive(Debug, Clone, Default, PartialEq, Hash, Deserialize)]
#[serde(default)]
pub struct AttachmentText {
    /// File name as shown.
    pub name: String,
    /// Address relative to the site's root.
    pub href: String,
    /// Label of a page, slide or sheet ("page 3") and its text.
    pub parts: Vec<(String, String)>,
}

/// A file offered in a result.
#[derive(Debug, Clone, Default, PartialEq, Hash, Deserialize)]
#[serde(default)]
pub struct Download {
    /// Format as shown: "DOCX".
    pub format: String,
    /// What the link says.
    pub label: String,
    /// Address relative to the site's root.
    pub href: String,
    /// Size in bytes, 0 if unknown.
    pub bytes: u64,
}

/// What a concept is a name of. The reader shows procedures and members differently.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ConceptKind {
    /// A procedure with a page of its own.
    Procedure,
    /// A member organisation.
    Member,
    /// Any other group of equal words: an abbreviation and its expansion, a lay word.
    #[default]
    Term,
}

impl ConceptKind {
    /// Its name in the index.
    pub fn id(self) -> &'static str {
        match self {
            Self::Procedure => "procedure",
            Self::Member => "member",
            Self::Term => "term",
        }
    }
}

/// One meaning and its names.
#[derive(Debug, Clone, Default, PartialEq, Hash, Deserialize)]
#[serde(default)]
pub struct Concept {
    /// Id of the procedure or member; empty for a term.
    pub id: String,
    /// Name as shown.
    pub label: String,
    /// Synonyms, abbreviations, lay words, sites: everything people type for it. The label needs no repeating.
    pub names: Vec<String>,
    /// What it names.
    pub kind: ConceptKind,
    /// Address of its page, relative to the site's root; empty if none.
    pub url: String,
    /// A short fact to show with it, "4 members have a checklist"; empty if none.
    pub note: String,
}
