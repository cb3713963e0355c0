//! A key document or publication by somebody else.

use serde::{Deserialize, Serialize};

use super::choice::choice;
use super::required::{one_of, required};
use crate::diagnostic::Located;
use crate::parse::fields::Fields;

/// A key document or publication by somebody else.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct KeyMeta {
    /// Where it stands on the web.
    pub url: Option<Located<String>>,
    /// Or the file beside this page.
    pub file: Option<Located<String>>,
    /// Who published it.
    pub publisher: String,
    /// When, as far as it is known: `2023`, `2023-01` or `2023-01-15`.
    pub published: Option<Located<String>>,
    /// What sort of document.
    pub key_type: Option<KeyType>,
}

choice! {
    /// The sort of a key document.
    KeyType {
        /// A national standard.
        NationalStandard = "national-standard", "National standard";
        /// Guidance.
        Guidance = "guidance", "Guidance";
        /// A safety alert.
        Alert = "alert", "Safety alert";
        /// A research paper.
        Paper = "paper", "Research paper";
        /// A report.
        Report = "report", "Report";
        /// A tool.
        Tool = "tool", "Tool";
    }
}

impl KeyMeta {
    pub(super) fn read(fields: &mut Fields<'_>) -> Self {
        one_of(fields, "url", "file", "https://cpoc.org.uk/");
        Self {
            url: fields.web_address("url"),
            file: fields.text("file"),
            publisher: fields
                .required_text("publisher", "\"NHS England\"")
                .map(|text| text.value)
                .unwrap_or_default(),
            published: fields.date_or_words("published"),
            key_type: required(fields, "type", "guidance", |f| f.choice("type"))
                .map(|found| found.value),
        }
    }
}
