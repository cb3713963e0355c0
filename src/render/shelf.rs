//! The cards of a site: a card stands in a dozen lists, and is made once.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use tera::{Context, Kwargs, Tera, TeraResult, Value};

use super::theme::Theme;
use crate::plan::Outputs;
use crate::plan::view::{Card, Frame};

/// Stand in a card for what differs from page to page: the way to the site's root, and the level of the heading. They are no
/// characters in Unicode's sense, so texts do not hold them.
const ROOT: char = '\u{fdd0}';
const LEVEL: char = '\u{fdd1}';

/// Every card of the site by its number, with its HTML once a page has asked for it.
pub struct Shelf {
    tera: Tera,
    frame: Arc<Frame>,
    /// The frame as a template value.
    site: Value,
    cards: Arc<Vec<Arc<Card>>>,
    made: Vec<OnceLock<Made>>,
}

/// The HTML of a card, cut where pages differ.
struct Made {
    pieces: Vec<Piece>,
    /// How long it is without what pages put in.
    length: usize,
}

/// HTML that is the same on every page, or what stands for what differs.
enum Piece {
    Same(String),
    Root,
    Level,
}

impl Shelf {
    /// A shelf for the cards of one plan.
    pub fn new(theme: &Theme, outputs: &Outputs<'_>) -> Self {
        Self {
            tera: theme.tera().clone(),
            frame: Arc::clone(outputs.frame()),
            site: Value::from_serializable(&**outputs.frame()),
            cards: Arc::clone(outputs.cards()),
            made: outputs.cards().iter().map(|_| OnceLock::new()).collect(),
        }
    }

    /// Takes the cards of another plan with the same theme in the places of those that differ; `false` if it takes a new shelf.
    pub fn renew(&mut self, outputs: &Outputs<'_>) -> bool {
        let cards = outputs.cards();
        if !Arc::ptr_eq(&self.frame, outputs.frame()) || self.cards.len() != cards.len() {
            return false;
        }
        if !Arc::ptr_eq(&self.cards, cards) {
            let before = std::mem::replace(&mut self.cards, Arc::clone(cards));
            let places = before.iter().zip(&**cards).zip(&mut self.made);
            for ((before, now), made) in places {
                if !Arc::ptr_eq(before, now) {
                    *made = OnceLock::new();
                }
            }
        }
        true
    }

    /// What all pages of the site share, as a template value.
    pub fn site(&self) -> &Value {
        &self.site
    }

    /// The template function `cards(of, level, root)`: the cards with these numbers, each on lines of its own.
    pub fn cards(&self, arguments: &Kwargs) -> TeraResult<Value> {
        let numbers: Vec<usize> = arguments.must_get("of")?;
        let level: u8 = arguments.must_get("level")?;
        let level = level.to_string();
        let root: &str = arguments.must_get("root")?;
        let cards: TeraResult<Vec<&Made>> = (numbers.into_iter())
            .map(|number| self.card(number))
            .collect();
        let cards = cards?;
        let room = cards.iter().map(|card| card.room(root)).sum();
        let mut out = String::with_capacity(room);
        for (number, card) in cards.into_iter().enumerate() {
            out.push_str(if number == 0 { "" } else { "\n" });
            card.put(&level, root, &mut out);
        }
        Ok(Value::safe_string(&out))
    }

    /// The HTML of a card.
    fn card(&self, number: usize) -> TeraResult<&Made> {
        let (Some(card), Some(made)) = (self.cards.get(number), self.made.get(number)) else {
            let what = format!("there is no card with the number {number}");
            return Err(tera::Error::message(what));
        };
        if let Some(made) = made.get() {
            return Ok(made);
        }
        let html = self.render(card)?;
        Ok(made.get_or_init(|| Made::cut(&html)))
    }

    /// A card for every page, with signs where pages differ.
    fn render(&self, card: &Card) -> TeraResult<String> {
        let mut arguments = Context::new();
        arguments.insert("of", card);
        arguments.insert("level", &LEVEL);
        let mut implicits = Context::new();
        implicits.insert_value("site", self.site.clone());
        implicits.insert("page", &HashMap::from([("root", ROOT)]));
        self.tera
            .render_component_with_implicits("card", &arguments, &implicits, None, true)
    }
}

impl Made {
    fn cut(html: &str) -> Self {
        let mut pieces = Vec::new();
        for (number, between) in html.split(ROOT).enumerate() {
            pieces.extend((number > 0).then_some(Piece::Root));
            for (number, same) in between.split(LEVEL).enumerate() {
                pieces.extend((number > 0).then_some(Piece::Level));
                pieces.push(Piece::Same(same.to_owned()));
            }
        }
        Self {
            pieces,
            length: html.len(),
        }
    }

    /// How many bytes it has at most on a page with this way to the root, and one for a line's end.
    fn room(&self, root: &str) -> usize {
        self.length + self.pieces.len() * root.len() + 1
    }

    /// Puts it on a page.
    fn put(&self, level: &str, root: &str, out: &mut String) {
        for piece in &self.pieces {
            out.push_str(match piece {
                Piece::Same(html) => html,
                Piece::Root => root,
                Piece::Level => level,
            });
        }
    }
}
