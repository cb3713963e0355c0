//! A checklist as its author means it: stages, groups, items with their answers. Read once, complete, and never changed.

mod blank;
mod brace;
mod bracketed;
mod codes;
mod cursor;
mod growing;
mod item;
mod reader;
mod rules;
mod stage;
mod table;
mod task;

use crate::diagnostic::{Diagnostic, Located, Span};
use crate::parse::meta::{Pathway, Scope};
use crate::path::SourcePath;

pub use codes::*;
pub use rules::front_letters;
pub use stage::StageKind;

/// A whole checklist.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Checklist {
    /// What stands before the first stage: words, and the fields that say for whom and by whom it is filled in.
    pub head: Vec<Block>,
    /// The stages in their order.
    pub stages: Vec<Stage>,
}

/// A stage: one moment at which a team stops and reads.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Stage {
    /// Its words; empty where a plain list has no heading.
    pub title: String,
    /// Which of the known moments it is.
    pub kind: StageKind,
    /// When it applies; always, if there is no test.
    pub condition: Condition,
    /// Whether all of it stays in the short form.
    pub short: bool,
    /// Its parts; what comes before the first group heading is a group without a title.
    pub groups: Vec<Group>,
    /// Where its heading stands.
    pub span: Span,
}

/// A group of items under a heading of their own.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Group {
    /// Its words; `None` for what stands directly under the stage's heading.
    pub title: Option<String>,
    /// When it applies.
    pub condition: Condition,
    /// Whether all of it stays in the short form.
    pub short: bool,
    /// What it holds, in its order.
    pub blocks: Vec<Block>,
}

/// One thing in a group or in the head.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Block {
    /// A paragraph.
    Text(Vec<Run>),
    /// A plain list, which asks nothing.
    Bullets(Vec<Vec<Run>>),
    /// Something to answer.
    Item(Box<Item>),
    /// A table.
    Table(Table),
    /// A box that must be seen.
    Alert(Alert),
}

/// Words of one kind in a paragraph.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Run {
    /// The words.
    pub text: String,
    /// Whether they are stressed.
    pub strong: bool,
    /// Where they lead, as it is written in the source.
    pub link: Option<String>,
}

/// Something to answer.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Item {
    /// The name that the author gave it.
    pub id: Option<Located<String>>,
    /// Whether it is written as a task (`- [ ]`) and so is an item to check; otherwise it is a field to fill in.
    pub check: bool,
    /// What is asked, without markup.
    pub prompt: String,
    /// What the challenge should be answered with.
    pub response: Option<String>,
    /// How it is answered.
    pub answer: Answer,
    /// Whether the team must not go on without a Yes.
    pub stop: bool,
    /// Who asks.
    pub ask: Option<String>,
    /// Who answers.
    pub by: Option<String>,
    /// When it applies.
    pub condition: Condition,
    /// Whether it stays in the short form.
    pub short: bool,
    /// Where to read more.
    pub reference: Option<String>,
    /// Hints, one under another.
    pub guidance: Vec<Vec<Run>>,
    /// Where its words stand.
    pub span: Span,
}

/// How an item is answered.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Answer {
    /// One box.
    Done,
    /// Two boxes.
    YesNo,
    /// Three boxes.
    YesNoNa,
    /// One of several.
    One(Vec<String>),
    /// Any of several.
    Any(Vec<String>),
    /// Room to write.
    Blank(Blank),
}

/// What is written in.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Blank {
    /// An empty box for a printed label.
    Label,
    /// Words on so many lines.
    Text(u8),
    /// A number.
    Number(Number),
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// A day and a time.
    DateTime,
    /// Somebody's name.
    Name,
    /// Somebody's signature.
    Signature,
}

/// A number with its bounds as they were written: `0.5` is not 0.50.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Number {
    /// What it counts.
    pub unit: Option<String>,
    /// The least that is sound.
    pub min: Option<String>,
    /// The most that is sound.
    pub max: Option<String>,
}

/// When something applies: if any of the tests holds. Without a test it always does.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Condition {
    /// The tests; every one names an item of the same checklist and one of its answers.
    pub tests: Vec<Test>,
}

/// Whether an item has a certain answer.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Test {
    /// The item's id.
    pub id: String,
    /// The answer, as its box says it.
    pub answer: String,
    /// Where the test is written.
    pub span: Span,
}

/// A table.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Table {
    /// Whether things are counted in it, so that cells are to be filled in.
    pub count: bool,
    /// The words above the columns.
    pub head: Vec<String>,
    /// The rows; all as wide as the head.
    pub rows: Vec<Vec<Cell>>,
}

/// One cell of a table.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Cell {
    /// Printed words.
    Words(String),
    /// Room to write.
    Blank,
}

/// A box that must be seen.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Alert {
    /// How loud.
    pub level: AlertLevel,
    /// What it says, paragraph by paragraph.
    pub paragraphs: Vec<Vec<Run>>,
}

/// How loud a box speaks.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum AlertLevel {
    /// Good to know.
    Note,
    /// Take care.
    Warning,
    /// Do not go on.
    Stop,
}

/// What a reading needs to know from outside the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Setting<'a> {
    /// The answer of items that name none, as in the grammar; `done` where the front matter says nothing.
    pub responses: Option<&'a str>,
    /// What one copy is used for.
    pub scope: Option<Scope>,
    /// Whether it has a short form.
    pub pathway: Option<Pathway>,
}

/// Reads a checklist; `offset` is where the Markdown begins in its file, so that places are the file's.
pub fn read(
    markdown: &str,
    offset: usize,
    setting: Setting<'_>,
    path: &SourcePath,
    findings: &mut Vec<Diagnostic>,
) -> Checklist {
    let mut checklist = reader::read(markdown, offset, setting, path, findings);
    rules::check(
        &mut checklist,
        markdown.len() + offset,
        setting,
        path,
        findings,
    );
    rules::letters(markdown, offset, path, findings);
    checklist
}

impl Checklist {
    /// Every item of the head and of the stages, in reading order.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        let groups = self.stages.iter().flat_map(|stage| &stage.groups);
        let blocks = self
            .head
            .iter()
            .chain(groups.flat_map(|group| &group.blocks));
        blocks.filter_map(|block| match block {
            Block::Item(item) => Some(&**item),
            _ => None,
        })
    }
}

impl Answer {
    /// The answers that are offered, as their boxes say them; none where something is written in.
    pub fn options(&self) -> Vec<&str> {
        match self {
            Answer::Done => vec!["Done"],
            Answer::YesNo => vec!["Yes", "No"],
            Answer::YesNoNa => vec!["Yes", "No", "N/A"],
            Answer::One(options) | Answer::Any(options) => {
                options.iter().map(String::as_str).collect()
            }
            Answer::Blank(_) => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests;
