//! A box that must be seen: a word, a frame and a bar say so, and the colour only repeats it.

use krilla::tagging::Tag;

use super::form::Form;
use super::paragraph::Paragraph;
use super::setting::Setting;
use super::sheet::{Colour, INNER, Ink, Row};
use super::tree::Node;
use crate::plan::checklist_view::{AlertView, BulletView};
use crate::typeface::Style;

impl Form {
    /// Adds the row of a box.
    pub fn alert(&mut self, alert: &AlertView, within: Option<Node>) {
        let (colour, stroke, strong) = match alert.level {
            "stop" => (Colour::RED, 2.5, true),
            "warning" => (Colour::AMBER, 2.5, false),
            _ => (Colour::BLUE, 1.0, false),
        };
        let node = self.tree.add(within, Tag::Div);
        let setting = Setting {
            x: 20.0,
            width: INNER - 32.0,
            size: 10.5,
            colour: Colour::BLACK,
        };
        let mut row = Row::default();
        let mut y = 11.0;
        let paragraph = self.tree.add(Some(node), Tag::P);
        let (inks, height) = setting.plain(&alert.label.to_uppercase(), Style::Bold, y);
        row.say(paragraph, inks);
        y += height + 2.0;
        for BulletView { runs } in &alert.paragraphs {
            let paragraph = self.tree.add(Some(node), Tag::P);
            let mut words = Paragraph::of(runs);
            if strong {
                words.stress();
            }
            y += words.write(&mut self.tree, &mut row, paragraph, setting, y) + 2.0;
        }
        let tall = y - 4.0;
        let box_of = |x: f32, width: f32| Ink::Fill {
            x,
            y: 7.0,
            width,
            height: tall,
            colour,
        };
        row.decorate(box_of(0.0, 10.0));
        row.decorate(Ink::Frame {
            x: stroke / 2.0,
            y: 7.0,
            width: INNER - stroke,
            height: tall,
            stroke,
            dashed: false,
            colour,
        });
        row.height = tall + 14.0;
        self.rows.push(row);
    }
}
