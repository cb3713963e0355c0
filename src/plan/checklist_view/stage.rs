//! Stages and their groups.

use serde::Serialize;

use super::block::BlockView;
use super::item::TestView;

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
