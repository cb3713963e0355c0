//! How a paragraph is set: where, how wide, how large, in which colour.

use super::sheet::{Colour, Ink};
use super::text::{self, Line, Words};
use crate::typeface::Style;

/// How a paragraph is set.
#[derive(Clone, Copy)]
pub struct Setting {
    /// Its left edge.
    pub x: f32,
    /// Its width.
    pub width: f32,
    /// The size of its letters.
    pub size: f32,
    /// Its colour.
    pub colour: Colour,
}

impl Setting {
    /// From line to line.
    pub fn leading(self) -> f32 {
        self.size * 1.28
    }

    /// Sets words from `top` down; returns their ink and how tall they are.
    pub fn set(self, words: &[Words<'_>], top: f32) -> (Vec<Ink>, f32) {
        let lines = text::lines(words, self.size, self.width);
        let height = lines.len() as f32 * self.leading();
        (self.inks(lines, top).collect(), height)
    }

    /// The ink of lines from `top` down.
    pub fn inks(self, lines: Vec<Line>, top: f32) -> impl Iterator<Item = Ink> {
        lines
            .into_iter()
            .enumerate()
            .map(move |(at, line)| Ink::Words {
                x: if line.backwards {
                    self.x + (self.width - line.width).max(0.0)
                } else {
                    self.x
                },
                y: top + at as f32 * self.leading() + self.size,
                size: self.size,
                colour: self.colour,
                line,
            })
    }

    /// Sets words of one style.
    pub fn plain(self, text: &str, style: Style, top: f32) -> (Vec<Ink>, f32) {
        self.set(&[Words { text, style }], top)
    }
}
