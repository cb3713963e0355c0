//! Rows of ink become pages: nothing is split that fits on one, and no heading is left alone.

use super::text::Line;
use super::tree::Node;

/// A4 and its margins, in points.
pub const WIDTH: f32 = 595.28;
/// The height of A4.
pub const HEIGHT: f32 = 841.89;
/// The margin at both sides.
pub const SIDE: f32 = 42.5;
/// The margin at the top.
pub const TOP: f32 = 36.0;
/// What the footer takes at the bottom.
pub const BOTTOM: f32 = 88.0;
/// The width between the margins.
pub const INNER: f32 = WIDTH - 2.0 * SIDE;
/// The height between top margin and footer.
pub const ROOM: f32 = HEIGHT - TOP - BOTTOM;

/// A colour of the look, as red, green and blue.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Colour(pub u8, pub u8, pub u8);

#[allow(missing_docs)] // The names of the look.
impl Colour {
    pub const BLACK: Colour = Colour(0x21, 0x2b, 0x32);
    pub const WHITE: Colour = Colour(0xff, 0xff, 0xff);
    pub const DARK_BLUE: Colour = Colour(0x00, 0x30, 0x87);
    pub const BLUE: Colour = Colour(0x00, 0x5e, 0xb8);
    pub const RED: Colour = Colour(0xb0, 0x1c, 0x12);
    pub const AMBER: Colour = Colour(0xff, 0xb8, 0x1c);
    pub const GREY: Colour = Colour(0x4c, 0x62, 0x72);
    pub const LINE: Colour = Colour(0xae, 0xb7, 0xbd);
    pub const PAGE: Colour = Colour(0xf0, 0xf4, 0xf5);
}

/// Something drawn, placed from the top left corner of its row.
#[derive(Clone, Debug)]
pub enum Ink {
    /// A line of words; `y` is its base line.
    Words {
        x: f32,
        y: f32,
        size: f32,
        colour: Colour,
        line: Line,
    },
    /// A filled rectangle.
    Fill {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        colour: Colour,
    },
    /// The outline of a rectangle.
    Frame {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        stroke: f32,
        dashed: bool,
        colour: Colour,
    },
}

/// Ink that belongs to one element of the document's structure; decoration belongs to none.
#[derive(Clone, Debug)]
pub struct Part {
    /// The element.
    pub node: Option<Node>,
    /// What a screen reader says in place of ink that is no words.
    pub says: Option<&'static str>,
    /// The ink.
    pub inks: Vec<Ink>,
}

/// What is never split, unless it is taller than a page.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// How tall it is.
    pub height: f32,
    /// Whether the next row must stand on the same page.
    pub keep: bool,
    /// The bookmark that leads here: how deep, and its words.
    pub bookmark: Option<(u8, String)>,
    /// What is drawn, in reading order.
    pub parts: Vec<Part>,
}

impl Row {
    /// Empty room.
    pub fn gap(height: f32) -> Self {
        Row {
            height,
            ..Row::default()
        }
    }

    /// Draws words for an element.
    pub fn say(&mut self, node: Node, inks: Vec<Ink>) {
        self.parts.push(Part {
            node: Some(node),
            says: None,
            inks,
        });
    }

    /// Draws a shape that stands for words.
    pub fn show(&mut self, node: Node, says: &'static str, inks: Vec<Ink>) {
        self.parts.push(Part {
            node: Some(node),
            says: Some(says),
            inks,
        });
    }

    /// Draws what means nothing.
    pub fn decorate(&mut self, ink: Ink) {
        match self.parts.last_mut() {
            Some(part) if part.node.is_none() => part.inks.push(ink),
            _ => self.parts.push(Part {
                node: None,
                says: None,
                inks: vec![ink],
            }),
        }
    }

    /// Cuts a row that is taller than a page: what begins above the cut stays.
    fn split(self, cut: f32) -> (Row, Row) {
        let (mut above, mut below) = (Row::gap(cut), Row::gap(self.height - cut));
        above.bookmark = self.bookmark;
        below.keep = self.keep;
        for part in self.parts {
            let (mut first, mut second) = (part.clone(), part);
            first.inks.retain_mut(|ink| ink.cut(0.0, cut));
            let end = above.height + below.height;
            second.inks.retain_mut(|ink| ink.cut(cut, end));
            for (row, part) in [(&mut above, first), (&mut below, second)] {
                if !part.inks.is_empty() {
                    row.parts.push(part);
                }
            }
        }
        (above, below)
    }
}

impl Ink {
    /// Keeps what lies between two heights, and moves it so that the first is 0; says whether anything is left.
    fn cut(&mut self, from: f32, to: f32) -> bool {
        match self {
            Ink::Words { y, .. } => {
                // A base line at the cut belongs above: its letters stand there.
                let stays = *y > from && *y <= to;
                *y -= from;
                stays
            }
            Ink::Fill { y, height, .. } | Ink::Frame { y, height, .. } => {
                let top = y.max(from);
                let bottom = (*y + *height).min(to);
                *y = top - from;
                *height = bottom - top;
                bottom > top
            }
        }
    }
}

/// Rows on one page with their distance from its top margin.
pub type Page = Vec<(f32, Row)>;

/// Fills pages.
pub fn paginate(rows: Vec<Row>) -> Vec<Page> {
    let mut pages: Vec<Page> = vec![Vec::new()];
    let mut used = 0.0;
    let mut rows = std::collections::VecDeque::from(rows);
    while let Some(row) = rows.pop_front() {
        // Rows that must stay together are looked at together.
        let mut together = vec![row];
        while together.last().is_some_and(|row| row.keep) {
            match rows.pop_front() {
                Some(next) => together.push(next),
                None => break,
            }
        }
        let height: f32 = together.iter().map(|row| row.height).sum();
        let is_empty = pages.last().is_none_or(Vec::is_empty);
        if used + height > ROOM && !is_empty && height <= ROOM {
            pages.push(Vec::new());
            used = 0.0;
        }
        if used + height > ROOM {
            // Too tall for any page: its rows one by one, and a row that is too tall in pieces.
            let mut pieces = std::collections::VecDeque::from(together);
            while let Some(mut row) = pieces.pop_front() {
                if used + row.height > ROOM && used > ROOM / 2.0 {
                    pages.push(Vec::new());
                    used = 0.0;
                }
                if used + row.height > ROOM {
                    let (above, below) = row.split(ROOM - used);
                    row = above;
                    pieces.push_front(below);
                }
                let height = row.height;
                place(&mut pages, used, row);
                used += height;
                if used >= ROOM - 1.0 && !pieces.is_empty() {
                    pages.push(Vec::new());
                    used = 0.0;
                }
            }
            continue;
        }
        for row in together {
            let is_empty = pages.last().is_none_or(Vec::is_empty);
            if is_empty && row.parts.is_empty() {
                // Room before a heading is wasted at the top of a page.
                continue;
            }
            let height = row.height;
            place(&mut pages, used, row);
            used += height;
        }
    }
    pages
}

fn place(pages: &mut [Page], at: f32, row: Row) {
    if let Some(page) = pages.last_mut() {
        page.push((at, row));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(height: f32, keep: bool) -> Row {
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

    fn heights(pages: &[Page]) -> Vec<Vec<f32>> {
        pages
            .iter()
            .map(|page| page.iter().map(|(_, row)| row.height).collect())
            .collect()
    }

    #[test]
    fn a_heading_goes_with_what_follows() {
        let pages = paginate(vec![
            row(ROOM - 50.0, false),
            row(30.0, true),
            row(30.0, false),
        ]);
        assert_eq!(heights(&pages), [vec![ROOM - 50.0], vec![30.0, 30.0]]);
    }

    #[test]
    fn a_row_taller_than_a_page_is_cut_and_nothing_is_lost() {
        let pages = paginate(vec![
            row(100.0, false),
            row(3.0 * ROOM, false),
            row(10.0, false),
        ]);
        let sum: f32 = heights(&pages).concat().iter().sum();
        assert!((sum - 3.0 * ROOM - 110.0).abs() < 0.1);
        for page in &pages {
            let used: f32 = page.iter().map(|(_, row)| row.height).sum();
            assert!(used <= ROOM + 0.1, "{used}");
        }
    }
}
