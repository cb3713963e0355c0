//! What stands in a group: words, items, tables, boxes that must be seen.

use serde::Serialize;

use super::item::ItemView;
use super::table::TableView;

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
}

/// An entry of a plain list.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct BulletView {
    /// Its words.
    pub runs: Vec<RunView>,
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
