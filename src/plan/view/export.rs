//! A checklist in a form that readers take away.

use std::sync::Arc;

use crate::model::ResourceId;
use crate::path::OutputPath;
use crate::plan::checklist_view::ChecklistView;

/// A file to be made of a checklist.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Export {
    /// The checklist's number.
    pub resource: ResourceId,
    /// Where it goes.
    pub path: OutputPath,
    /// Its format.
    pub format: Format,
    /// What it shows.
    pub checklist: Arc<ChecklistView>,
    /// The checklist as it was written, for the one format that is just that; empty for the others.
    pub source: Arc<str>,
}

/// The formats in which a checklist can be taken away.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Format {
    /// To edit in a word processor.
    Docx,
    /// To print.
    Pdf,
    /// To load into a record system.
    Fhir,
    /// To send back as a better version.
    Markdown,
}

impl Format {
    /// All formats, in the order in which readers ask for them.
    pub const ALL: [Format; 4] = [Format::Docx, Format::Pdf, Format::Fhir, Format::Markdown];

    /// What stands behind the dot of a file's name.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Docx => "docx",
            Format::Pdf => "pdf",
            Format::Fhir => "fhir.json",
            Format::Markdown => "md",
        }
    }

    /// The format as people call it.
    pub fn label(self) -> &'static str {
        match self {
            Format::Docx => "DOCX",
            Format::Pdf => "PDF",
            Format::Fhir => "FHIR",
            Format::Markdown => "MD",
        }
    }

    /// What it is for.
    pub fn purpose(self) -> &'static str {
        match self {
            Format::Docx => "Word document",
            Format::Pdf => "Print version",
            Format::Fhir => "Form for a record system",
            Format::Markdown => "Source text in Markdown",
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Docx => {
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            }
            Format::Pdf => "application/pdf",
            Format::Fhir => "application/fhir+json",
            Format::Markdown => "text/markdown",
        }
    }

    /// Whether it can be changed, so that the licence must allow it.
    pub fn is_editable(self) -> bool {
        self != Format::Pdf
    }
}
