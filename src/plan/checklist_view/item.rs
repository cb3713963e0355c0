//! Something to answer, and when it applies.

use serde::Serialize;

use super::answer::{AnswerKind, AnswerView};

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
    pub guidance: Vec<String>,
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
