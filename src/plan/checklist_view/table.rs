//! Tables, to read or to fill in.

use serde::Serialize;

use crate::parse::checklist::{Cell, Table};

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

impl TableView {
    /// A table under this name and caption.
    pub(super) fn new(table: &Table, id: &str, caption: &str) -> Self {
        let cell = |cell: &Cell| match cell {
            Cell::Words(words) => CellView {
                text: words.clone(),
                blank: false,
            },
            Cell::Blank => CellView {
                text: String::new(),
                blank: table.count,
            },
        };
        Self {
            id: id.to_owned(),
            count: table.count,
            caption: caption.to_owned(),
            head: table.head.clone(),
            rows: table
                .rows
                .iter()
                .map(|row| RowView {
                    cells: row.iter().map(cell).collect(),
                })
                .collect(),
        }
    }
}
