//! A4, and what is put on it: rows of ink, each of which belongs to the structure of the document or only decorates it.

use std::rc::Rc;

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
    /// Where it leads.
    pub link: Option<Rc<Link>>,
    /// The ink.
    pub inks: Vec<Ink>,
}

/// Where words lead.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Link {
    /// The address, in the letters that PDF allows.
    pub uri: String,
    /// What it is, for those who do not see the words.
    pub description: String,
}

/// Whether a row and the next stand on the same page.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Keep {
    /// It makes no difference.
    #[default]
    No,
    /// If all that is kept together has room on one page.
    IfRoom,
    /// They must.
    Always,
}

/// What is never split, unless it is taller than a page.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// How tall it is.
    pub height: f32,
    /// Whether it stays with the next row.
    pub keep: Keep,
    /// What stands above it again where it begins a page: the head of its table.
    pub head: Option<Rc<Row>>,
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
            link: None,
            inks,
        });
    }

    /// Draws words that lead somewhere.
    pub fn lead(&mut self, node: Node, link: Rc<Link>, inks: Vec<Ink>) {
        self.parts.push(Part {
            node: Some(node),
            says: None,
            link: Some(link),
            inks,
        });
    }

    /// Draws a shape that stands for words.
    pub fn show(&mut self, node: Node, says: &'static str, inks: Vec<Ink>) {
        self.parts.push(Part {
            node: Some(node),
            says: Some(says),
            link: None,
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
                link: None,
                inks: vec![ink],
            }),
        }
    }

    /// The same for the eye alone: whoever hears the document has heard it before.
    pub fn seen_again(&self) -> Row {
        let mut row = Row::gap(self.height);
        for ink in self.parts.iter().flat_map(|part| &part.inks) {
            row.decorate(ink.clone());
        }
        row
    }

    /// Cuts a row that is taller than a page: what begins above the cut stays.
    pub fn split(self, cut: f32) -> (Row, Row) {
        let (mut above, mut below) = (Row::gap(cut), Row::gap(self.height - cut));
        below.head = self.head;
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
