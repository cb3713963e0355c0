//! A best-practice write-up: what sort of document, what was measured, what it rests on.

use serde::{Deserialize, Serialize};

use super::adapted_from::AdaptedFrom;
use super::choice::choice;
use super::required::required;
use crate::diagnostic::Located;
use crate::parse::fields::Fields;
use crate::parse::node::NodeValue;

/// What only write-ups have.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct PracticeMeta {
    /// What sort of document.
    pub doc_type: Option<DocType>,
    /// Its version, as text.
    pub version: Option<Located<String>>,
    /// What was measured.
    pub outcome: Option<Outcome>,
    /// What it rests on.
    pub evidence: Vec<Evidence>,
    /// What it was made from.
    pub adapted_from: Option<AdaptedFrom>,
}

/// A measured change.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Outcome {
    /// What was measured.
    pub measure: String,
    /// Its value before.
    pub before: Option<String>,
    /// Its value after.
    pub after: Option<String>,
    /// Over which time.
    pub period: Option<String>,
}

/// A source that a write-up rests on.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Evidence {
    /// Its title, or a sentence.
    pub title: String,
    /// Where it can be read.
    pub url: Option<String>,
}

choice! {
    /// The sort of a write-up.
    DocType {
        /// A policy.
        Policy = "policy", "Policy";
        /// A procedure.
        Procedure = "procedure", "Procedure";
        /// A standard operating procedure.
        Sop = "sop", "Standard operating procedure";
        /// A guideline.
        Guideline = "guideline", "Guideline";
        /// A protocol.
        Protocol = "protocol", "Protocol";
        /// A local safety standard for invasive procedures.
        Locssip = "locssip", "LocSSIP";
        /// A case study.
        CaseStudy = "case-study", "Case study";
        /// An improvement project.
        Improvement = "improvement", "Improvement project";
    }
}

impl PracticeMeta {
    pub(super) fn read(fields: &mut Fields<'_>) -> Self {
        Self {
            doc_type: required(fields, "doc_type", "guideline", |f| f.choice("doc_type"))
                .map(|found| found.value),
            version: fields.version("version"),
            outcome: fields.group("outcome", |fields| Outcome {
                measure: fields
                    .required_text("measure", "\"Two-person checks recorded\"")
                    .map(|text| text.value)
                    .unwrap_or_default(),
                before: fields.text("before").map(|text| text.value),
                after: fields.text("after").map(|text| text.value),
                period: fields.text("period").map(|text| text.value),
            }),
            evidence: Evidence::read_all(fields),
            adapted_from: AdaptedFrom::read(fields),
        }
    }
}

impl Evidence {
    /// Evidence is a list of sentences or of `{title, url}`; both may stand in one list.
    fn read_all(fields: &mut Fields<'_>) -> Vec<Self> {
        let Some(node) = fields.take("evidence") else {
            return Vec::new();
        };
        let items = match node.value {
            NodeValue::List(items) => items,
            _ => vec![node],
        };
        items
            .into_iter()
            .filter_map(|item| match item.value {
                NodeValue::Scalar { text, .. } => Some(Self {
                    title: text,
                    url: None,
                }),
                NodeValue::Null => None,
                _ => Some(fields.within(item, |fields| {
                    Self {
                        title: fields
                            .required_text("title", "\"Name of the paper\"")
                            .map(|text| text.value)
                            .unwrap_or_default(),
                        url: fields.web_address("url").map(|text| text.value),
                    }
                })),
            })
            .collect()
    }
}
