//! A paragraph with links in it: each link is an element of its own, which is read where it stands.

use std::ops::Range;
use std::rc::Rc;

use krilla::tagging::Tag;

use super::setting::Setting;
use super::sheet::{Colour, Ink, Link, Row};
use super::text::{self, Words};
use super::tree::{Node, Tree};
use crate::export::address;
use crate::plan::checklist_view::RunView;
use crate::typeface::Style;

/// Words of several kinds.
pub struct Paragraph<'a> {
    words: Vec<Words<'a>>,
    /// Where each of the words leads.
    links: Vec<Option<Rc<Link>>>,
}

impl<'a> Paragraph<'a> {
    /// Words with their stress and their links; behind a link that leads out of the network stands its address, for those who hold paper.
    pub fn of(runs: &'a [RunView]) -> Self {
        let mut paragraph = Self {
            words: Vec::with_capacity(runs.len()),
            links: Vec::with_capacity(runs.len()),
        };
        for run in runs {
            let style = if run.strong {
                Style::Bold
            } else {
                Style::Regular
            };
            let link = address::uri(&run.href).map(|uri| {
                Rc::new(Link {
                    description: format!("{}: {uri}", run.text),
                    uri,
                })
            });
            paragraph.add(&run.text, style, link);
            if !run.address.is_empty() {
                paragraph.add(" (", Style::Regular, None);
                paragraph.add(&run.address, Style::Regular, None);
                paragraph.add(")", Style::Regular, None);
            }
        }
        paragraph
    }

    fn add(&mut self, text: &'a str, style: Style, link: Option<Rc<Link>>) {
        self.words.push(Words { text, style });
        self.links.push(link);
    }

    /// Adds words before all others.
    pub fn begin_with(&mut self, text: &'a str) {
        let style = Style::Regular;
        self.words.insert(0, Words { text, style });
        self.links.insert(0, None);
    }

    /// Stresses all words.
    pub fn stress(&mut self) {
        for words in &mut self.words {
            words.style = Style::Bold;
        }
    }

    /// Adds the paragraph to a row from `top` down, for an element of its own; returns how tall it is.
    pub fn write(
        &self,
        tree: &mut Tree,
        row: &mut Row,
        node: Node,
        setting: Setting,
        top: f32,
    ) -> f32 {
        if self.links.iter().all(Option::is_none) {
            let (inks, height) = setting.set(&self.words, top);
            row.say(node, inks);
            return height;
        }
        let (lines, places) = text::placed_lines(&self.words, setting.size, setting.width);
        let height = lines.len() as f32 * setting.leading();
        // One after another, each with all its lines: a link over a line's end is one link.
        let mut pieces: Vec<(Option<usize>, Vec<Ink>)> = Vec::new();
        for ink in setting.inks(lines, top) {
            let Ink::Words {
                x,
                y,
                size,
                colour,
                line,
            } = ink
            else {
                continue;
            };
            for (link, from, line) in line.pieces(size, |byte| self.link_at(&places, byte)) {
                let x = x + from;
                let mut inks = Vec::new();
                if link.is_some() {
                    // A line under it, because colour alone says nothing.
                    inks.push(Ink::Fill {
                        x,
                        y: y + size * 0.12,
                        width: line.width,
                        height: 0.6,
                        colour: Colour::BLUE,
                    });
                }
                inks.push(Ink::Words {
                    x,
                    y,
                    size,
                    colour: if link.is_some() { Colour::BLUE } else { colour },
                    line,
                });
                match pieces.last_mut() {
                    Some((last, all)) if *last == link => all.extend(inks),
                    _ => pieces.push((link, inks)),
                }
            }
        }
        for (link, inks) in pieces {
            match link.and_then(|at| self.links[at].clone()) {
                Some(link) => row.lead(tree.add(Some(node), Tag::Link), link, inks),
                // What is drawn for an element itself comes before the elements in it, so plain words are one, too.
                None => row.say(tree.add(Some(node), Tag::Span), inks),
            }
        }
        height
    }

    /// Which of the words lead somewhere at this byte of the text.
    fn link_at(&self, places: &[(Range<usize>, Style)], byte: usize) -> Option<usize> {
        let at = places.iter().position(|(range, _)| range.contains(&byte))?;
        self.links[at].as_ref().map(|_| at)
    }
}
