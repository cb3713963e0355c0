//! A box that must be seen: a word, a frame and a bar say so, and the colour only repeats it.

use krilla::tagging::Tag;

use super::form::{Form, styled};
use super::setting::Setting;
use super::sheet::{Colour, INNER, Ink, Row};
use super::text::Words;
use super::tree::Node;
use crate::plan::checklist_view::AlertView;
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
        let label = alert.label.to_uppercase();
        let mut paragraphs = vec![vec![Words {
            text: label.as_str(),
            style: Style::Bold,
        }]];
        paragraphs.extend(alert.paragraphs.iter().map(|paragraph| {
            let mut words = styled(&paragraph.runs);
            if strong {
                for part in &mut words {
                    part.style = Style::Bold;
                }
            }
            words
        }));
        for words in &paragraphs {
            let paragraph = self.tree.add(Some(node), Tag::P);
            let (inks, height) = setting.set(words, y);
            row.say(paragraph, inks);
            y += height + 2.0;
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
