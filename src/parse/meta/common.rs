//! The fields that every kind of resource has.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Licence;
use crate::diagnostic::{Located, Span};
use crate::parse::fields::{Choice, Fields};
use crate::source::Kind;

/// The fields that every kind of resource has.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Common {
    /// Where the front matter stands.
    pub span: Span,
    /// The title; the file's name where it is missing.
    pub title: Located<String>,
    /// One or two sentences for lists and searches; empty where missing.
    pub summary: String,
    /// Another last part of the address than the file's name.
    pub slug: Option<Located<String>>,
    /// Old addresses that lead here.
    pub aliases: Vec<Located<String>>,
    /// Who wrote it: roles rather than people.
    pub authors: Vec<String>,
    /// Whom to ask.
    pub contact: Option<String>,
    /// When somebody last confirmed that it is right.
    pub last_reviewed: Option<Located<Date>>,
    /// When somebody must do so again.
    pub review_due: Option<Located<Date>>,
    /// Until when it stays valid although its review is due.
    pub extended_to: Option<Located<Date>>,
    /// Who extended it.
    pub extended_by: Option<String>,
    /// Words that people search for and the text does not have.
    pub keywords: Vec<String>,
    /// Its language, if not the network's (BCP 47).
    pub lang: Option<Located<String>>,
    /// The resource that this one translates.
    pub translation_of: Option<Located<String>>,
    /// Its licence, if not the network's.
    pub licence: Option<Located<Licence>>,
    /// Whom to name when using it.
    pub attribution: Option<String>,
    /// Files that belong to it.
    pub attachments: Vec<AttachmentEntry>,
    /// How far it has come.
    pub status: Status,
    /// Who may find it.
    pub visibility: Visibility,
    /// What it is about.
    pub facets: Facets,
}

/// What a resource is about: ids of the vocabularies.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub struct Facets {
    /// For whom.
    pub audience: Vec<Located<String>>,
    /// Which procedures.
    pub procedures: Vec<Located<String>>,
    /// Which specialties.
    pub specialties: Vec<Located<String>>,
    /// Where care is given.
    pub settings: Vec<Located<String>>,
    /// Kinds of harm and other themes.
    pub themes: Vec<Located<String>>,
    /// Which parts of the national standards.
    pub standards: Vec<Located<String>>,
    /// Which ages.
    pub age_group: Vec<AgeGroup>,
}

/// A file that belongs to a resource.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct AttachmentEntry {
    /// The file beside the resource.
    pub file: Located<String>,
    /// What it is, in words.
    pub title: Option<String>,
    /// Whether its author checked that it is accessible.
    pub accessible: Option<bool>,
    /// Whether it can be edited; told from its type where not said.
    pub editable: Option<bool>,
}

/// How far a resource has come.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Status {
    /// Not yet for readers: left out unless drafts are asked for.
    Draft,
    /// Being looked at again.
    UnderReview,
    /// Approved by a named group.
    Ratified,
    /// In use.
    Published,
    /// Replaced by another.
    Superseded,
    /// No longer to be used.
    Withdrawn,
    /// Kept for the record.
    Archived,
}

impl Choice for Status {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("draft", Status::Draft),
        ("under-review", Status::UnderReview),
        ("ratified", Status::Ratified),
        ("published", Status::Published),
        ("superseded", Status::Superseded),
        ("withdrawn", Status::Withdrawn),
        ("archived", Status::Archived),
    ];
}

/// Who may find a resource.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Visibility {
    /// Everybody.
    Public,
    /// Whoever has the address: in no list, feed or search.
    Unlisted,
    /// Nobody: not built.
    Excluded,
}

impl Choice for Visibility {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("public", Visibility::Public),
        ("unlisted", Visibility::Unlisted),
        ("excluded", Visibility::Excluded),
    ];
}

/// An age group of patients.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum AgeGroup {
    /// The first 28 days.
    Neonate,
    /// Up to about 12 years.
    Child,
    /// About 13 to 17 years.
    YoungPerson,
    /// 18 years and over.
    Adult,
}

impl Choice for AgeGroup {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("neonate", AgeGroup::Neonate),
        ("child", AgeGroup::Child),
        ("young-person", AgeGroup::YoungPerson),
        ("adult", AgeGroup::Adult),
    ];
}

impl Common {
    /// Reads the common fields of a resource; `name` stands in for a missing title.
    pub fn read(fields: &mut Fields<'_>, kind: Kind, name: &str) -> Self {
        let title = fields
            .required_text("title", "\"Chest drain insertion\"")
            .unwrap_or_else(|| Located {
                value: name.replace(['-', '_'], " "),
                span: fields.span(),
            });
        let summary = if matches!(kind, Kind::Page) {
            fields.text("summary")
        } else {
            fields.required_text(
                "summary",
                "\"One or two sentences for lists and searches.\"",
            )
        };
        let needs_review = matches!(kind, Kind::Checklist | Kind::Practice);
        let mut date = |key: &'static str, required: bool| {
            let written = fields.has(key);
            let date = fields.date(key);
            if required && !written {
                fields.missing(key, "2026-11-30");
            }
            date
        };
        let last_reviewed = date("last_reviewed", needs_review);
        let review_due = date("review_due", needs_review);
        let extended_to = date("extended_to", false);
        let words =
            |texts: Vec<Located<String>>| texts.into_iter().map(|text| text.value).collect();
        let mut text = |key: &'static str| fields.text(key).map(|text| text.value);
        let extended_by = text("extended_by");
        let contact = text("contact");
        let attribution = text("attribution");
        Self {
            span: fields.span(),
            title,
            summary: summary.map(|text| text.value).unwrap_or_default(),
            slug: fields.text("slug"),
            aliases: fields.texts("aliases"),
            authors: words(fields.texts("authors")),
            contact,
            last_reviewed,
            review_due,
            extended_to,
            extended_by,
            keywords: words(fields.texts("keywords")),
            lang: fields.text("lang"),
            translation_of: fields.text("translation_of"),
            licence: fields.choice("licence"),
            attribution,
            attachments: fields
                .groups("attachments", AttachmentEntry::read)
                .into_iter()
                .flatten()
                .collect(),
            status: fields
                .choice("status")
                .map_or(Status::Published, |status| status.value),
            visibility: fields
                .choice("visibility")
                .map_or(Visibility::Public, |visibility| visibility.value),
            facets: Facets::read(fields),
        }
    }
}

impl Facets {
    fn read(fields: &mut Fields<'_>) -> Self {
        Self {
            audience: fields.texts("audience"),
            procedures: fields.texts("procedures"),
            specialties: fields.texts("specialties"),
            settings: fields.texts("settings"),
            themes: fields.texts("themes"),
            standards: fields.texts("standards"),
            age_group: fields.choices("age_group"),
        }
    }
}

impl AttachmentEntry {
    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let file = fields.required_text("file", "checklist.docx");
        let title = fields.text("title").map(|text| text.value);
        let accessible = fields.flag("accessible").map(|flag| flag.value);
        let editable = fields.flag("editable").map(|flag| flag.value);
        Some(Self {
            file: file?,
            title,
            accessible,
            editable,
        })
    }
}

impl Status {
    /// The word that readers see.
    pub fn label(self) -> &'static str {
        match self {
            Status::Draft => "Draft",
            Status::UnderReview => "Under review",
            Status::Ratified => "Ratified",
            Status::Published => "Published",
            Status::Superseded => "Superseded",
            Status::Withdrawn => "Withdrawn",
            Status::Archived => "Archived",
        }
    }
}

impl AgeGroup {
    /// The words that readers see.
    pub fn label(self) -> &'static str {
        match self {
            AgeGroup::Neonate => "Newborn babies",
            AgeGroup::Child => "Children",
            AgeGroup::YoungPerson => "Young people",
            AgeGroup::Adult => "Adults",
        }
    }
}
