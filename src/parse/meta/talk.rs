//! Speaker notes: who spoke, where, and whether they agreed to publication.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::required::required;
use crate::diagnostic::{Code, Diagnostic, Located, Severity};
use crate::parse::fields::Fields;

/// A talk whose speaker has not agreed to publication.
pub const CONSENT_MISSING: Code = Code {
    name: "consent-missing",
    severity: Severity::Error,
    manual: "\
Speaker notes are published only with the speaker's consent. Ask the speaker, then write `consent_to_publish: true`.
Until then keep the file out of the content folder, or mark it `visibility: excluded`.",
};

/// What only talks have.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct TalkMeta {
    /// Who spoke.
    pub speaker: Option<Speaker>,
    /// The event's name: its file without `.md`.
    pub event: Option<Located<String>>,
    /// When, if not on the event's day.
    pub date: Option<Located<Date>>,
    /// The file of the slides.
    pub slides: Option<Located<String>>,
    /// The film, as an address or a file.
    pub video: Option<Located<String>>,
    /// The transcript, as an address or a file.
    pub transcript: Option<Located<String>>,
}

/// Who spoke.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Speaker {
    /// A name, or a role in place of one.
    pub name: String,
    /// The role.
    pub role: Option<String>,
    /// Where the speaker works.
    pub organisation: Option<String>,
}

impl TalkMeta {
    pub(super) fn read(fields: &mut Fields<'_>) -> Self {
        let speaker = required(
            fields,
            "speaker",
            "{name: \"Theatre matron\", role: \"Nurse lead\"}",
            |fields| {
                fields.group("speaker", |fields| Speaker {
                    name: fields
                        .required_text("name", "\"Theatre matron\"")
                        .map(|text| text.value)
                        .unwrap_or_default(),
                    role: fields.text("role").map(|text| text.value),
                    organisation: fields.text("organisation").map(|text| text.value),
                })
            },
        );
        let consent = required(fields, "consent_to_publish", "true", |fields| {
            fields.flag("consent_to_publish")
        });
        if let Some(consent) = consent.filter(|consent| !consent.value) {
            let finding = Diagnostic::new(
                &CONSENT_MISSING,
                fields.path(),
                "this talk cannot be published without its speaker's consent",
            )
            .at(consent.span)
            .help("ask the speaker, then write `consent_to_publish: true`");
            fields.find(finding);
        }
        Self {
            speaker,
            event: fields.text("event"),
            date: fields.date("date"),
            slides: fields.text("slides"),
            video: fields.text("video"),
            transcript: fields.text("transcript"),
        }
    }
}
