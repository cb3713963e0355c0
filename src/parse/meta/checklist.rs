//! A checklist: `checklists/<name>.md`.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::adapted_from::AdaptedFrom;
use super::choice::choice;
use super::common::{Common, Status};
use super::required::required;
use crate::diagnostic::Located;
use crate::parse::fields::Fields;

/// What only checklists have.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct ChecklistMeta {
    /// The procedure it is for.
    pub procedure: Option<Located<String>>,
    /// Long or short form.
    pub pathway: Option<Pathway>,
    /// What one copy of it is used for.
    pub scope: Option<Scope>,
    /// Its version, as text.
    pub version: Option<Located<String>>,
    /// The group that approved it.
    pub ratified_by: Option<String>,
    /// When this version came out.
    pub issued: Option<Located<Date>>,
    /// Earlier versions.
    pub history: Vec<HistoryEntry>,
    /// What it replaced: words, or the path of a resource.
    pub supersedes: Option<Located<String>>,
    /// What replaced it: words, or the path of a resource.
    pub superseded_by: Option<Located<String>>,
    /// Numbers of the national list of never events that it guards against.
    pub never_events: Vec<Located<u32>>,
    /// The member's own document number.
    pub reference: Option<String>,
    /// Who takes part.
    pub roles: Vec<String>,
    /// The answers of items that name none, as in the grammar: `yes/no`, `done` and so on.
    pub responses: Option<Responses>,
    /// What it was made from.
    pub adapted_from: Option<AdaptedFrom>,
}

/// An earlier version.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct HistoryEntry {
    /// The version.
    pub version: String,
    /// When it came out.
    pub issued: Option<Date>,
    /// What changed.
    pub summary: Option<String>,
}

choice! {
    /// The long or the short form of a checklist.
    Pathway {
        /// The full form.
        Major = "major", "Major procedures";
        /// The short form.
        Minor = "minor", "Minor procedures";
        /// One text that yields both.
        Both = "both", "Major and minor procedures";
    }
}

choice! {
    /// What one copy of a checklist is used for.
    Scope {
        /// One patient.
        Patient = "patient", "One patient";
        /// A whole list of patients.
        List = "list", "A whole list";
        /// One session.
        Session = "session", "One session";
    }
}

choice! {
    /// How an item is answered that does not say so itself: the word is the one in braces.
    Responses {
        /// One box.
        Done = "done", "done";
        /// Two boxes.
        YesNo = "yes/no", "yes/no";
        /// Three boxes.
        YesNoNa = "yes/no/na", "yes/no/na";
    }
}

impl ChecklistMeta {
    pub(super) fn read(fields: &mut Fields<'_>, common: &Common) -> Self {
        let ratified_by = if common.status == Status::Ratified {
            fields.required_text("ratified_by", "Invasive Procedures Safety Group")
        } else {
            fields.text("ratified_by")
        };
        Self {
            procedure: fields.required_text("procedure", "chest-drain"),
            pathway: required(fields, "pathway", "minor", |f| f.choice("pathway"))
                .map(|found| found.value),
            scope: required(fields, "scope", "patient", |f| f.choice("scope"))
                .map(|found| found.value),
            version: required(fields, "version", "\"1.0\"", |f| f.version("version")),
            ratified_by: ratified_by.map(|text| text.value),
            issued: fields.date("issued"),
            history: fields.groups("history", |fields| HistoryEntry {
                version: fields
                    .version("version")
                    .map(|text| text.value)
                    .unwrap_or_default(),
                issued: fields.date("issued").map(|date| date.value),
                summary: fields.text("summary").map(|text| text.value),
            }),
            supersedes: fields.text("supersedes"),
            superseded_by: fields.text("superseded_by"),
            never_events: fields.numbers("never_events"),
            reference: fields.text("reference").map(|text| text.value),
            roles: words(fields.texts("roles")),
            responses: fields.choice("responses").map(|found| found.value),
            adapted_from: AdaptedFrom::read(fields),
        }
    }
}

fn words(texts: Vec<Located<String>>) -> Vec<String> {
    texts.into_iter().map(|text| text.value).collect()
}
