//! One item: its words at the left, its boxes or its room to write at the right.

use krilla::tagging::Tag;

use super::answer::{Answers, BOX, WRITTEN, line};
use super::form::is_one_line;
use super::paragraph::Paragraph;
use super::setting::Setting;
use super::sheet::{Colour, INNER, Ink, Row};
use super::text::Words;
use super::tree::{Node, Tree};
use crate::plan::checklist_view::{AnswerKind, BulletView, ItemView};
use crate::typeface::Style;

/// The column of answers: 62 mm.
const ANSWERS: f32 = 176.0;
/// The column of numbers.
const NUMBERS: f32 = 34.0;
/// The words of a field before the first stage.
const FIELDS: f32 = 112.0;
/// Between the words and the answers.
const GAP: f32 = 12.0;
/// The size of what is read out.
const SIZE: f32 = 10.5;

/// The row of an item over the full width, with so much room above and below its words.
pub fn row(tree: &mut Tree, list: Node, item: &ItemView, pad: f32) -> Row {
    let entry = tree.add(Some(list), Tag::LI);
    let mut row = Row::default();
    let left = match (item.number.as_str(), item.stop) {
        ("", false) => 0.0,
        _ => NUMBERS,
    };
    let wide = item.answer.kind == AnswerKind::Text && item.answer.lines > 1;
    let width = if wide {
        INNER - left
    } else {
        INNER - left - GAP - ANSWERS
    };
    let mut words = Column {
        tree,
        row: &mut row,
        entry,
        x: left,
        width,
        y: pad,
        first: pad,
    };
    let body = words.ask(item);
    let mut bottom = words.y;
    let right = INNER - ANSWERS;
    // The boxes stand beside the prompt, not beside the condition above it.
    let first = words.first;
    let node = words.tree.add(Some(body), Tag::P);
    if wide {
        for at in 0..item.answer.lines {
            let y = bottom + f32::from(at + 1) * WRITTEN - 4.0;
            row.show(node, "____ ", vec![line(left, y, INNER - left)]);
        }
        bottom += f32::from(item.answer.lines) * WRITTEN + 3.0;
    } else {
        let mut answers = Answers {
            row: &mut row,
            node,
            left: right,
            width: ANSWERS,
            x: right,
            y: first,
            line: BOX + 3.0,
        };
        answers.draw(&item.answer);
        answers.stop(item.stop_words);
        bottom = bottom.max(answers.y + answers.line);
    }
    row.height = bottom + pad;
    if item.stop {
        row.decorate(Ink::Fill {
            x: 0.0,
            y: 3.0,
            width: 4.0,
            height: row.height - 6.0,
            colour: Colour::RED,
        });
    }
    row.decorate(Ink::Fill {
        x: 0.0,
        y: row.height - 0.5,
        width: INNER,
        height: 0.5,
        colour: Colour::LINE,
    });
    row
}

/// Whether a field of the head has no more than its words and its answer.
fn is_plain(item: &ItemView) -> bool {
    item.prompt.chars().count() <= 60
        && item.condition.is_empty()
        && item.response.is_empty()
        && item.roles.is_empty()
        && item.guidance.is_empty()
        && item.reference.is_empty()
        && !item.stop
}

/// Whether a field of the head is short enough to share its row with another.
pub fn fits_half(item: &ItemView) -> bool {
    is_plain(item) && is_one_line(item.answer.kind, item.answer.lines)
}

/// The row of fields before the first stage: one, or two side by side.
pub fn fields(tree: &mut Tree, list: Node, fields: &[&ItemView], pad: f32) -> Row {
    if let [field] = fields
        && !is_plain(field)
    {
        return row(tree, list, field, pad);
    }
    let width = match fields.len() {
        1 => INNER,
        _ => (INNER - 16.0) / 2.0,
    };
    let mut row = Row::default();
    let mut bottom: f32 = 0.0;
    for (at, item) in fields.iter().enumerate() {
        let left = at as f32 * (width + 16.0);
        let entry = tree.add(Some(list), Tag::LI);
        let mut words = Column {
            tree,
            row: &mut row,
            entry,
            x: left,
            width: FIELDS - 8.0,
            y: pad,
            first: pad,
        };
        let body = words.ask(item);
        bottom = bottom.max(words.y);
        let node = words.tree.add(Some(body), Tag::P);
        let room = match item.answer.kind {
            AnswerKind::Label => 210.0,
            _ => width - FIELDS,
        };
        let mut answers = Answers {
            row: &mut row,
            node,
            left: left + FIELDS,
            width: room,
            x: left + FIELDS,
            y: pad,
            line: BOX + 3.0,
        };
        answers.draw(&item.answer);
        bottom = bottom.max(answers.y + answers.line);
    }
    row.height = bottom + 3.0;
    row
}

/// The words of an item, one under another.
struct Column<'a> {
    tree: &'a mut Tree,
    row: &'a mut Row,
    entry: Node,
    x: f32,
    width: f32,
    y: f32,
    /// Where the prompt begins.
    first: f32,
}

impl Column<'_> {
    /// Says all words; returns the element that the answers belong to as well.
    fn ask(&mut self, item: &ItemView) -> Node {
        let aside = |x: f32, width: f32| Setting {
            x,
            width,
            size: 9.0,
            colour: Colour::GREY,
        };
        if !item.number.is_empty() {
            let node = self.tree.add(Some(self.entry), Tag::Lbl);
            let setting = Setting {
                x: 9.0,
                width: NUMBERS - 9.0,
                size: 9.0,
                colour: Colour::GREY,
            };
            let top = self.y + (SIZE - 9.0);
            let (inks, _) = setting.plain(&item.number, Style::Regular, top);
            self.row.say(node, inks);
        }
        let body = self.tree.add(Some(self.entry), Tag::LBody);
        if !item.condition.is_empty() {
            let words = format!("{}:", item.condition);
            self.say(body, &[(&words, Style::Regular)], aside(self.x, self.width));
        }
        self.first = self.y;
        let prompt = Setting {
            size: SIZE,
            colour: Colour::BLACK,
            ..aside(self.x, self.width)
        };
        let style = if item.response.is_empty() {
            Style::Regular
        } else {
            Style::Bold
        };
        self.say(body, &[(&item.prompt, style)], prompt);
        if !item.response.is_empty() {
            let words = [
                ("Expect: ", Style::Regular),
                (item.response.as_str(), Style::Regular),
            ];
            let setting = Setting {
                size: 10.0,
                ..prompt
            };
            self.say(body, &words, setting);
        }
        if !item.roles.is_empty() {
            let words = format!("{}.", item.roles);
            self.say(body, &[(&words, Style::Regular)], aside(self.x, self.width));
        }
        for hint in &item.guidance {
            self.hint(body, hint, aside(self.x + 6.0, self.width - 6.0));
        }
        if !item.reference.is_empty() {
            let words = [
                ("See ", Style::Regular),
                (item.reference.as_str(), Style::Regular),
            ];
            self.say(body, &words, aside(self.x, self.width));
        }
        body
    }

    fn say(&mut self, body: Node, words: &[(&str, Style)], setting: Setting) {
        let words: Vec<_> = words
            .iter()
            .map(|(text, style)| Words {
                text,
                style: *style,
            })
            .collect();
        let node = self.tree.add(Some(body), Tag::P);
        let (inks, height) = setting.set(&words, self.y);
        self.row.say(node, inks);
        self.y += height;
    }

    fn hint(&mut self, body: Node, hint: &BulletView, setting: Setting) {
        let node = self.tree.add(Some(body), Tag::P);
        let mut paragraph = Paragraph::of(&hint.runs);
        paragraph.begin_with("• ");
        self.y += paragraph.write(self.tree, self.row, node, setting, self.y);
    }
}
