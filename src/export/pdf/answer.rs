//! What an item is answered with: boxes to tick, lines to write on, a frame for a label.

use super::setting::Setting;
use super::sheet::{Colour, Ink, Row};
use super::tree::Node;
use crate::plan::checklist_view::{AnswerKind, AnswerView};
use crate::typeface::Style;

/// The side of a box to tick.
pub const BOX: f32 = 11.0;
/// From one written line to the next: a hand needs 7 mm.
pub const WRITTEN: f32 = 20.0;

/// The answers of an item, from left to right and then down.
pub struct Answers<'a> {
    pub row: &'a mut Row,
    pub node: Node,
    pub left: f32,
    pub width: f32,
    pub x: f32,
    pub y: f32,
    /// How tall the present line is.
    pub line: f32,
}

impl Answers<'_> {
    /// Draws all boxes, or the room to write.
    pub fn draw(&mut self, answer: &AnswerView) {
        for option in &answer.boxes {
            self.tick(option);
        }
        match answer.kind {
            AnswerKind::Done
            | AnswerKind::YesNo
            | AnswerKind::YesNoNa
            | AnswerKind::One
            | AnswerKind::Any => {}
            AnswerKind::Label => {
                self.line = 62.0;
                let frame = Ink::Frame {
                    x: self.x,
                    y: self.y,
                    width: self.width,
                    height: 60.0,
                    stroke: 1.0,
                    dashed: true,
                    colour: Colour::BLACK,
                };
                self.row.show(self.node, "(box for a label) ", vec![frame]);
            }
            kind => self.write(kind, answer),
        }
    }

    /// A box with its words; goes to the next line where it does not fit.
    fn tick(&mut self, option: &str) {
        let room = |from: f32, left: f32, width: f32| Setting {
            x: from + BOX + 5.0,
            width: (left + width - from - BOX - 5.0).max(20.0),
            size: 10.0,
            colour: Colour::BLACK,
        };
        let single = super::text::line(option, Style::Regular, 10.0);
        let wide = BOX + 5.0 + single.width;
        if self.x > self.left && self.x + wide > self.left + self.width {
            self.next_line();
        }
        let setting = room(self.x, self.left, self.width);
        let (inks, height) = setting.plain(option, Style::Regular, self.y + 0.5);
        let square = Ink::Frame {
            x: self.x + 0.5,
            y: self.y + 0.8,
            width: BOX,
            height: BOX,
            stroke: 1.1,
            dashed: false,
            colour: Colour::BLACK,
        };
        self.row.show(self.node, "☐ ", vec![square]);
        self.row.say(self.node, inks);
        self.line = self.line.max(height + 1.5);
        self.x += wide + 14.0;
    }

    fn next_line(&mut self) {
        self.y += self.line + 1.0;
        self.line = BOX + 3.0;
        self.x = self.left;
    }

    /// A line to write on, with what belongs behind it and, small, what is to be written.
    fn write(&mut self, kind: AnswerKind, answer: &AnswerView) {
        let tall = if kind == AnswerKind::Signature {
            22.0
        } else {
            15.0
        };
        let unit = super::text::line(&answer.unit, Style::Regular, 10.0);
        let hint = match kind {
            AnswerKind::Date => "day, month, year",
            AnswerKind::Time => "24-hour clock",
            AnswerKind::Datetime => "day, month, year, time",
            AnswerKind::Name => "print name",
            AnswerKind::Signature => "signature",
            _ => answer.hint.as_str(),
        };
        let behind = if answer.unit.is_empty() {
            0.0
        } else {
            unit.width + 4.0
        };
        let length = match kind {
            AnswerKind::Number => (self.width * 0.45).min(self.width - behind),
            _ => self.width - behind,
        };
        let (x, y) = (self.x, self.y);
        for above in 1..answer.lines {
            let stroke = line(x, y + tall + f32::from(above - 1) * WRITTEN, length);
            self.row.show(self.node, "____ ", vec![stroke]);
        }
        let y = y + f32::from(answer.lines.saturating_sub(1)) * WRITTEN;
        let stroke = line(x, y + tall, length.max(20.0));
        self.row.show(self.node, "____ ", vec![stroke]);
        let small = Setting {
            x: x + length + 4.0,
            width: (self.width - length - 4.0).max(20.0),
            size: 10.0,
            colour: Colour::BLACK,
        };
        if !answer.unit.is_empty() {
            let (inks, _) = small.plain(&answer.unit, Style::Regular, y + tall - 11.0);
            self.row.say(self.node, inks);
        }
        let from = y - self.y;
        self.line = from + tall + 3.0;
        if !hint.is_empty() {
            let under = Setting {
                x,
                width: self.width,
                size: 7.5,
                colour: Colour::GREY,
            };
            let (inks, height) = under.plain(hint, Style::Regular, y + tall + 0.5);
            self.row.say(self.node, inks);
            self.line = from + tall + height;
        }
    }

    /// Says when to stop: words in a frame, so that no colour is needed to see it.
    pub fn stop(&mut self, words: &str) {
        if words.is_empty() {
            return;
        }
        let words = words.to_uppercase();
        let single = super::text::line(&words, Style::Bold, 8.5);
        let wide = single.width + 8.0;
        if self.x > self.left && self.x + wide > self.left + self.width {
            self.next_line();
        }
        let right = (self.left + self.width - wide).max(self.left);
        let setting = Setting {
            x: right + 4.0,
            width: wide,
            size: 8.5,
            colour: Colour::RED,
        };
        let (inks, _) = setting.plain(&words, Style::Bold, self.y + 1.2);
        self.row.say(self.node, inks);
        self.row.decorate(Ink::Frame {
            x: right,
            y: self.y + 0.5,
            width: wide,
            height: BOX + 1.6,
            stroke: 1.2,
            dashed: false,
            colour: Colour::RED,
        });
    }
}

/// A line to write on.
pub fn line(x: f32, y: f32, width: f32) -> Ink {
    Ink::Fill {
        x,
        y,
        width,
        height: 0.75,
        colour: Colour::BLACK,
    }
}
