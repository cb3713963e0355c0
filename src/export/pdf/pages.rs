//! Rows become pages: nothing is split that fits on one, no heading is left alone, and a table's head comes again on each of its pages.

use std::collections::VecDeque;
use std::mem;

use super::sheet::{Keep, ROOM, Row};

/// Rows on one page with their distance from its top margin.
pub type Page = Vec<(f32, Row)>;

/// Fills pages. There is always one.
pub fn paginate(rows: Vec<Row>) -> Vec<Page> {
    let mut rows = VecDeque::from(rows);
    let mut pages = Pages::default();
    while let Some(row) = rows.pop_front() {
        let together = together(row, &mut rows);
        let height: f32 = together.iter().map(|row| row.height).sum();
        if height > pages.room(&together[0]) && height <= ROOM {
            pages.next();
        }
        if height > pages.room(&together[0]) {
            // Too tall for any page.
            together
                .into_iter()
                .for_each(|row| pages.put_in_pieces(row));
        } else {
            together.into_iter().for_each(|row| pages.put(row));
        }
    }
    pages.done.push(pages.page);
    pages.done
}

/// A row with those that stay with it. Where they are too many for a page, only those that must.
fn together(row: Row, rows: &mut VecDeque<Row>) -> Vec<Row> {
    let mut together = vec![row];
    while together.last().is_some_and(|row| row.keep != Keep::No) {
        match rows.pop_front() {
            Some(next) => together.push(next),
            None => break,
        }
    }
    let height: f32 = together.iter().map(|row| row.height).sum();
    if height > ROOM
        && let Some(at) = together.iter().position(|row| row.keep == Keep::IfRoom)
    {
        together[at].keep = Keep::No;
        for mut row in together.drain(at + 1..).rev() {
            // Of all that is kept together at once, what comes behind would be looked at again and again.
            if row.keep == Keep::IfRoom {
                row.keep = Keep::No;
            }
            rows.push_front(row);
        }
    }
    together
}

#[derive(Default)]
struct Pages {
    done: Vec<Page>,
    page: Page,
    used: f32,
}

impl Pages {
    fn next(&mut self) {
        if !self.page.is_empty() {
            self.done.push(mem::take(&mut self.page));
            self.used = 0.0;
        }
    }

    /// The head that comes again if this row is put here and both have room.
    fn head<'a>(&self, row: &'a Row) -> Option<&'a Row> {
        let head = row.head.as_deref().filter(|_| self.page.is_empty())?;
        (head.height + row.height <= ROOM).then_some(head)
    }

    /// How much room a row and those with it have here.
    fn room(&self, row: &Row) -> f32 {
        ROOM - self.used - self.head(row).map_or(0.0, |head| head.height)
    }

    fn put(&mut self, row: Row) {
        // Room before a heading is wasted at the top of a page.
        if self.page.is_empty() && row.parts.is_empty() {
            return;
        }
        if let Some(head) = self.head(&row) {
            let head = head.seen_again();
            self.used = head.height;
            self.page.push((0.0, head));
        }
        let height = row.height;
        self.page.push((self.used, row));
        self.used += height;
    }

    /// Puts a row that may be taller than a page.
    fn put_in_pieces(&mut self, row: Row) {
        let mut rest = Some(row);
        while let Some(row) = rest.take() {
            // It begins here if the page is still half empty.
            if row.height > self.room(&row) && self.used > ROOM / 2.0 {
                self.next();
            }
            let room = self.room(&row);
            if row.height > room {
                let (above, below) = row.split(room);
                self.put(above);
                self.next();
                rest = Some(below);
            } else {
                self.put(row);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::export::pdf::sheet::{Colour, Ink};

    fn row(height: f32, keep: Keep) -> Row {
        let mut row = Row {
            height,
            keep,
            ..Row::default()
        };
        row.decorate(Ink::Fill {
            x: 0.0,
            y: 0.0,
            width: 1.0,
            height,
            colour: Colour::BLACK,
        });
        row
    }

    /// A table of so many rows, each 20 points tall, below a head of 30.
    fn table(count: usize) -> Vec<Row> {
        let head = row(30.0, Keep::Always);
        let again = Rc::new(head.clone());
        let mut rows = vec![head];
        rows.extend((0..count).map(|_| Row {
            head: Some(Rc::clone(&again)),
            ..row(20.0, Keep::IfRoom)
        }));
        rows[count].keep = Keep::No;
        rows
    }

    fn heights(pages: &[Page]) -> Vec<Vec<f32>> {
        pages
            .iter()
            .map(|page| page.iter().map(|(_, row)| row.height).collect())
            .collect()
    }

    #[test]
    fn a_heading_goes_with_what_follows() {
        let pages = paginate(vec![
            row(ROOM - 50.0, Keep::No),
            row(30.0, Keep::Always),
            row(30.0, Keep::No),
        ]);
        assert_eq!(heights(&pages), [vec![ROOM - 50.0], vec![30.0, 30.0]]);
    }

    #[test]
    fn a_row_taller_than_a_page_is_cut_and_nothing_is_lost() {
        let pages = paginate(vec![
            row(100.0, Keep::No),
            row(3.0 * ROOM, Keep::No),
            row(10.0, Keep::No),
        ]);
        let sum: f32 = heights(&pages).concat().iter().sum();
        assert!((sum - 3.0 * ROOM - 110.0).abs() < 0.1);
        for page in &pages {
            let used: f32 = page.iter().map(|(_, row)| row.height).sum();
            assert!(used <= ROOM + 0.1, "{used}");
        }
    }

    #[test]
    fn a_table_that_fits_on_a_page_is_not_divided() {
        let mut rows = vec![row(ROOM - 60.0, Keep::No)];
        rows.extend(table(5));
        let pages = heights(&paginate(rows));
        assert_eq!(pages[1], [30.0, 20.0, 20.0, 20.0, 20.0, 20.0]);
    }

    #[test]
    fn a_long_table_has_its_head_on_every_page_and_no_head_is_alone() {
        // Room for the title and the head at the foot of the first page, but not for a row below them.
        for left in [45.0, 65.0, 500.0] {
            let mut rows = vec![row(ROOM - left, Keep::No), row(25.0, Keep::Always)];
            rows.extend(table(100));
            let pages = heights(&paginate(rows));
            assert!(pages.len() > 3);
            let rows = |page: &[f32]| page.iter().filter(|height| **height == 20.0).count();
            assert_eq!(pages.iter().map(|page| rows(page)).sum::<usize>(), 100);
            for page in &pages {
                let head = page.iter().position(|height| *height == 30.0);
                assert_eq!(head.is_some(), rows(page) > 0, "{page:?}");
                assert_eq!(head.map_or(20.0, |at| page[at + 1]), 20.0, "{page:?}");
                assert!(page.iter().sum::<f32>() <= ROOM + 0.1);
            }
            // The first page is filled where there is room for a row.
            assert_eq!(rows(&pages[0]) > 0, left > 75.0, "{left}");
        }
    }

    #[test]
    fn a_head_with_no_room_for_its_rows_is_not_said_again() {
        let mut rows = table(3);
        for row in &mut rows[1..] {
            row.height = ROOM - 10.0;
        }
        let pages = heights(&paginate(rows));
        assert_eq!(
            pages
                .concat()
                .iter()
                .filter(|height| **height == 30.0)
                .count(),
            1
        );
    }
}
