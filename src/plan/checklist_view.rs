//! All that the page, the PDF, the Word file and the record system's form show of one checklist in one of its forms.

mod facts;
mod ids;
mod make;
mod select;
mod words;

use serde::Serialize;

use super::resource_facts::capital;
use super::view::{DateView, LicenceView};
use crate::parse::body::Heading;

pub use facts::{Adapted, ChecklistFacts, Publication, Standing};

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

/// A stage.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct StageView {
    /// Its name on the page and in files for programs.
    pub id: String,
    /// Its place, counted from 1.
    pub number: usize,
    /// The id of its heading on the page, as links from other pages name it.
    pub anchor: String,
    /// Its words; never empty.
    pub title: String,
    /// Which of the known moments it is: `sign-in`.
    pub kind: &'static str,
    /// When it applies: "Only if … is Yes"; empty if always.
    pub condition: String,
    /// The same for programs.
    pub tests: Vec<TestView>,
    /// Its parts.
    pub groups: Vec<GroupView>,
}

/// Items under a heading of their own.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct GroupView {
    /// Its name.
    pub id: String,
    /// The id of its heading on the page.
    pub anchor: String,
    /// Its words; empty for what stands directly under the stage's heading.
    pub title: String,
    /// When it applies; empty if always.
    pub condition: String,
    /// The same for programs.
    pub tests: Vec<TestView>,
    /// What it holds.
    pub blocks: Vec<BlockView>,
}

/// One thing in a group.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum BlockView {
    /// A paragraph.
    Text {
        /// Its words.
        runs: Vec<RunView>,
    },
    /// A plain list.
    Bullets {
        /// Its entries.
        entries: Vec<BulletView>,
    },
    /// Things to answer, one after another.
    Items {
        /// The things.
        items: Vec<ItemView>,
    },
    /// A table.
    Table(TableView),
    /// A box that must be seen.
    Alert(AlertView),
}

/// Words of one kind.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct RunView {
    /// The words.
    pub text: String,
    /// Whether they are stressed.
    pub strong: bool,
    /// Where they lead, ready for `href`; empty if nowhere.
    pub href: String,
    /// What paper says behind them about where they lead: `improvement.example/toolkit`. Empty where they lead nowhere, say it
    /// themselves, or lead to the network's own pages.
    pub address: String,
}

/// An entry of a plain list.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct BulletView {
    /// Its words.
    pub runs: Vec<RunView>,
}

/// Something to answer.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct ItemView {
    /// Its name on the page and in files for programs: the author's, or made from its words, so that it stays when others move.
    pub id: String,
    /// Its place in the stage, such as `2.3`; empty before the first stage.
    pub number: String,
    /// Whether it is an item to check; otherwise a field to fill in.
    pub check: bool,
    /// What is asked.
    pub prompt: String,
    /// What the challenge should be answered with; empty if it is none.
    pub response: String,
    /// Who asks and who answers, in words: "Asked by assistant, answered by operator"; may be empty.
    pub roles: String,
    /// Whether the team must not go on without a Yes.
    pub stop: bool,
    /// The same in words: "Stop if No"; empty if not.
    pub stop_words: &'static str,
    /// When it applies: "Only if … is Yes"; empty if always.
    pub condition: String,
    /// The same for programs.
    pub tests: Vec<TestView>,
    /// Hints.
    pub guidance: Vec<BulletView>,
    /// Where to read more; may be empty.
    pub reference: String,
    /// How it is answered.
    pub answer: AnswerView,
}

/// Whether another item has a certain answer.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct TestView {
    /// The other item's [`ItemView::id`].
    pub id: String,
    /// The answer, as its box says it.
    pub answer: String,
    /// How the other item is answered: [`AnswerView::kind`].
    pub kind: AnswerKind,
}

/// How an item is answered.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct AnswerView {
    /// What sort of answer.
    pub kind: AnswerKind,
    /// The words beside the boxes; none where something is written in.
    pub boxes: Vec<String>,
    /// What a number counts; may be empty.
    pub unit: String,
    /// The least that is sound; may be empty.
    pub min: String,
    /// The most that is sound; may be empty.
    pub max: String,
    /// On how many lines something is written.
    pub lines: u8,
    /// What to do, in words: "pick one", "10 to 90"; may be empty.
    pub hint: String,
}

/// The sorts of answer.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)] // The variants are the words of the grammar.
pub enum AnswerKind {
    Done,
    YesNo,
    YesNoNa,
    One,
    Any,
    Label,
    Text,
    Number,
    Date,
    Time,
    Datetime,
    Name,
    Signature,
}

/// A table.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct TableView {
    /// Its name.
    pub id: String,
    /// Whether things are counted in it.
    pub count: bool,
    /// What it shows, for those who do not see it.
    pub caption: String,
    /// The words above the columns.
    pub head: Vec<String>,
    /// The rows.
    pub rows: Vec<RowView>,
}

/// A row of a table.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct RowView {
    /// Its cells.
    pub cells: Vec<CellView>,
}

/// A cell of a table.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct CellView {
    /// Its words.
    pub text: String,
    /// Whether it is to be written in.
    pub blank: bool,
}

/// A box that must be seen.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct AlertView {
    /// How loud: `stop`, `warning` or `note`.
    pub level: &'static str,
    /// The word that says so, because colour alone says nothing.
    pub label: &'static str,
    /// What it says.
    pub paragraphs: Vec<BulletView>,
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

    /// What stands under the title of every file: "Version 1.3, ratified, issued 8 December 2025, review due 18 November 2028".
    pub fn standing(&self) -> String {
        let dated = |words: &str, date: &Option<DateView>| {
            date.as_ref().map(|date| format!("{words} {}", date.text))
        };
        let version = (!self.version.is_empty()).then(|| format!("version {}", self.version));
        let status = (!self.status.is_empty()).then(|| self.status.to_lowercase());
        let facts: Vec<String> = [
            version,
            status,
            dated("issued", &self.issued),
            dated("review due", &self.due),
            dated("extended to", &self.extended),
        ]
        .into_iter()
        .flatten()
        .collect();
        capital(&facts.join(", "))
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
