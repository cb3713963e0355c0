//! Tables: counts to fill in, with head cells that say what they are the head of.

use std::rc::Rc;

use krilla::tagging::{TableHeaderScope, Tag};

use super::form::Form;
use super::setting::Setting;
use super::sheet::{Colour, INNER, Ink, Keep, Row};
use super::tree::Node;
use crate::plan::checklist_view::{RowView, TableView};
use crate::typeface::Style;

/// A cell to write in is at least this tall.
const TALL: f32 = 21.0;

/// Adds the rows of a table.
pub fn rows(form: &mut Form, table: &TableView, within: Option<Node>) {
    let columns = table.head.len().max(1);
    let first = if columns > 1 { INNER * 0.4 } else { INNER };
    let other = if columns > 1 {
        (INNER - first) / (columns - 1) as f32
    } else {
        0.0
    };
    let place = |column: usize| match column {
        0 => (0.0, first),
        column => (first + (column - 1) as f32 * other, other),
    };
    let node = form.tree.add(within, Tag::Table);
    let head = form.tree.add(Some(node), Tag::THead);
    let body = form.tree.add(Some(node), Tag::TBody);
    form.rows.push(Row {
        keep: Keep::Always,
        ..Row::gap(4.0)
    });
    let titles: Vec<_> = table
        .head
        .iter()
        .map(|words| (words.as_str(), false))
        .collect();
    let row = cells(form, head, &titles, true, &place);
    let again = Rc::new(row.clone());
    // A head never stands alone at the foot of a page, and a table that fits on a page is not divided.
    form.rows.push(Row {
        keep: Keep::Always,
        ..row
    });
    for RowView { cells: row } in &table.rows {
        let words: Vec<_> = row
            .iter()
            .map(|cell| (cell.text.as_str(), cell.blank))
            .collect();
        let row = cells(form, body, &words, false, &place);
        form.rows.push(Row {
            keep: Keep::IfRoom,
            head: Some(Rc::clone(&again)),
            ..row
        });
    }
    if let Some(last) = form.rows.last_mut() {
        last.keep = Keep::No;
    }
    form.rows.push(Row::gap(8.0));
}

fn cells(
    form: &mut Form,
    within: Node,
    cells: &[(&str, bool)],
    head: bool,
    place: &dyn Fn(usize) -> (f32, f32),
) -> Row {
    let node = form.tree.add(Some(within), Tag::TR);
    let mut row = Row::gap(TALL);
    let mut words = Vec::new();
    for (column, (text, blank)) in cells.iter().enumerate() {
        let (x, width) = place(column);
        let is_head = head || (column == 0 && !blank);
        let node = match (head, is_head) {
            (true, _) => form.tree.add(Some(node), Tag::TH(TableHeaderScope::Column)),
            (_, true) => form.tree.add(Some(node), Tag::TH(TableHeaderScope::Row)),
            _ => form.tree.add(Some(node), Tag::TD),
        };
        let setting = Setting {
            x: x + 6.0,
            width: (width - 12.0).max(12.0),
            size: 10.0,
            colour: Colour::BLACK,
        };
        let style = if is_head { Style::Bold } else { Style::Regular };
        let (inks, height) = setting.plain(text, style, 3.5);
        row.height = row.height.max(height + 7.0);
        words.push((node, inks, *blank));
    }
    if head {
        row.decorate(Ink::Fill {
            x: 0.0,
            y: 0.0,
            width: INNER,
            height: row.height,
            colour: Colour::PAGE,
        });
    }
    for (column, (node, inks, blank)) in words.into_iter().enumerate() {
        let (x, width) = place(column);
        let frame = Ink::Frame {
            x,
            y: 0.0,
            width,
            height: row.height,
            stroke: 0.75,
            dashed: false,
            colour: Colour::BLACK,
        };
        if blank {
            row.show(node, "____ ", vec![frame]);
        } else {
            row.decorate(frame);
            row.say(node, inks);
        }
    }
    row
}
