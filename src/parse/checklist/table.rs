//! A table: words, and cells to write in.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::cursor::Cursor;
use super::{Cell, Table};

/// Reads a table whose beginning was passed; `counted` says that its heading asks for a count.
pub fn read(cursor: &mut Cursor<'_>, markdown: &str, counted: bool) -> Table {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    loop {
        match cursor.next() {
            Some((Event::Start(Tag::TableHead | Tag::TableRow), _)) => rows.push(Vec::new()),
            Some((Event::Start(Tag::TableCell), _)) => {
                let words = cursor.words(markdown).text(None);
                let blank = words.is_empty() || words.bytes().all(|byte| byte == b'_');
                if let Some(row) = rows.last_mut() {
                    row.push(if blank {
                        Cell::Blank
                    } else {
                        Cell::Words(words)
                    });
                }
            }
            Some((Event::End(TagEnd::Table), _)) | None => break,
            Some(_) => {}
        }
    }
    let mut rows = rows.into_iter();
    let head = rows.next().unwrap_or_default();
    let head = head
        .into_iter()
        .map(|cell| match cell {
            Cell::Words(words) => words,
            Cell::Blank => String::new(),
        })
        .collect();
    let rows: Vec<_> = rows.collect();
    // Room to write makes a table one to fill in, whatever its heading says.
    let count = counted || rows.iter().flatten().any(|cell| *cell == Cell::Blank);
    Table { count, head, rows }
}
