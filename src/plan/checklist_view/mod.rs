//! All that the page, the PDF, the Word file and the record system's form show of one checklist in one of its forms.

mod answer;
mod block;
mod facts;
mod ids;
mod item;
mod maker;
mod select;
mod stage;
mod table;
mod words;

use serde::Serialize;

use super::view::{DateView, LicenceView};
use crate::parse::body::Heading;

pub use answer::{AnswerKind, AnswerView};
pub use block::{AlertView, BlockView, BulletView, RunView};
pub use facts::{Adapted, ChecklistFacts, Publication, Standing};
pub use item::{ItemView, TestView};
pub use stage::{GroupView, StageView};
pub use table::{CellView, RowView, TableView};

/// The two lengths of a checklist.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// Everything.
    Full,
    /// What must be asked even when seconds count.
    Short,
}

/// One form of a checklist.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct ChecklistView {
    /// Its title.
    pub title: String,
    /// Which of the two forms this is, for those that have both: "Full form" or "Short form"; empty otherwise.
    pub form_label: String,
    /// The form itself.
    pub form: Form,
    /// One or two sentences; may be empty.
    pub summary: String,
    /// Whose it is.
    pub trust: String,
    /// The network that shares it.
    pub network: String,
    /// A sentence of the network that stands on everything it shares; may be empty.
    pub notice: String,
    /// Its language (BCP 47).
    pub lang: String,
    /// Its version; may be empty.
    pub version: String,
    /// Whether it is in use, in a word for readers: "Ratified".
    pub status: String,
    /// The same in three words for programs.
    pub publication: Publication,
    /// Who approved it; may be empty.
    pub ratified_by: String,
    /// Its owner's document number; may be empty.
    pub reference: String,
    /// Whether one copy of it belongs to one patient.
    pub per_patient: bool,
    /// What it replaced; may be empty.
    pub supersedes: String,
    /// When it came out.
    pub issued: Option<DateView>,
    /// When it was last reviewed.
    pub reviewed: Option<DateView>,
    /// When its review is due.
    pub due: Option<DateView>,
    /// Until when somebody extended it.
    pub extended: Option<DateView>,
    /// What others may do with it.
    pub licence: Option<LicenceView>,
    /// Whom to name when it is used; may be empty.
    pub attribution: String,
    /// What it was made from.
    pub adapted_from: Option<Adapted>,
    /// Its page.
    pub address: String,
    /// The address that says whether a printed copy is current.
    pub short_address: String,
    /// The same as it is printed, without `https://`.
    pub short_text: String,
    /// The box for the patient's label, which stands at the top right of paper.
    pub label: Option<ItemView>,
    /// What stands before the first stage.
    pub head: Vec<BlockView>,
    /// The stages.
    pub stages: Vec<StageView>,
}

impl ChecklistView {
    /// Names the headings on the page as links from other pages do: by the headings of the same text read as a plain body.
    pub fn anchor(&mut self, headings: &[Heading]) {
        let mut rest = headings;
        let mut next = |title: &str| {
            // A heading that is not there must not use up those that come after it.
            let at = rest.iter().position(|heading| heading.text == title)?;
            let id = rest[at].id.clone();
            rest = &rest[at + 1..];
            Some(id)
        };
        for stage in &mut self.stages {
            if let Some(id) = next(&stage.title) {
                stage.anchor = id;
            }
            for group in &mut stage.groups {
                if let Some(id) = next(&group.title) {
                    group.anchor = id;
                }
            }
        }
    }

    /// Every item, in reading order: the label box, the head, the stages.
    pub fn items(&self) -> impl Iterator<Item = &ItemView> {
        let groups = self.stages.iter().flat_map(|stage| &stage.groups);
        let blocks = self
            .head
            .iter()
            .chain(groups.flat_map(|group| &group.blocks));
        let items = blocks.flat_map(|block| match block {
            BlockView::Items { items } => items.as_slice(),
            _ => &[],
        });
        self.label.iter().chain(items)
    }

    /// What stands at the end of every file: whose it is, what others may do with it, how to see whether it is current.
    pub fn about(&self) -> Vec<String> {
        let mut facts = Vec::new();
        let mut fact = |label: &str, value: &str| {
            if !value.is_empty() {
                facts.push(format!("{label}: {value}"));
            }
        };
        fact("Approved by", &self.ratified_by);
        fact("Document number", &self.reference);
        fact("Replaces", &self.supersedes);
        if let Some(adapted) = &self.adapted_from {
            fact("Adapted from", &adapted.text);
        }
        fact("Credit", &self.attribution);
        if let Some(licence) = &self.licence {
            fact(
                "Licence",
                &format!("{}. {}", licence.label, licence.meaning),
            );
        }
        fact("Is this copy current? See", &self.short_text);
        facts
    }
}

#[cfg(test)]
pub mod sample;
#[cfg(test)]
mod tests;
