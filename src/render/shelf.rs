//! The cards of a site: a card stands in a dozen lists, and is made once.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;
use tera::{Context, Kwargs, Tera, TeraResult, Value};

use super::theme::Theme;
use crate::plan::Outputs;
use crate::plan::view::{Card, Frame};

/// Stand in a card for what differs from page to page: the way to the site's root, and the level of the heading. They are no
/// characters in Unicode's sense, so texts do not hold them.
const ROOT: char = '\u{fdd0}';
const LEVEL: char = '\u{fdd1}';

/// Every card of the site by its address, with its HTML once a page has asked for it.
pub struct Shelf {
    tera: Tera,
    frame: Arc<Frame>,
    /// The frame as a template value.
    site: Value,
    /// They are put in order when the first is asked for: after a small edit nobody may.
    cards: Arc<Vec<Arc<Card>>>,
    by_address: OnceLock<FxHashMap<String, Shelved>>,
}

/// A card, and its HTML once a page has asked for it.
struct Shelved {
    card: Arc<Card>,
    made: OnceLock<Made>,
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
            by_address: OnceLock::new(),
        }
    }

    /// Takes the cards of another plan with the same theme in the places of those that differ; `false` if it takes a new shelf.
    pub fn renew(&mut self, outputs: &Outputs<'_>) -> bool {
        let cards = outputs.cards();
        if !Arc::ptr_eq(&self.frame, outputs.frame()) || self.cards.len() != cards.len() {
            return false;
        }
        if let Some(by_address) = self.by_address.get_mut() {
            // Of several cards with one address the last stays, and which that is only a new shelf can tell.
            if by_address.len() != cards.len() {
                return false;
            }
            for (before, now) in self.cards.iter().zip(&**cards) {
                if Arc::ptr_eq(before, now) {
                    continue;
                }
                if before.href != now.href {
                    return false;
                }
                by_address.insert(now.href.clone(), Shelved::new(now));
            }
        }
        self.cards = Arc::clone(cards);
        true
    }

    /// What all pages of the site share, as a template value.
    pub fn site(&self) -> &Value {
        &self.site
    }

    /// The template function `cards(of, level, root)`: the cards at these addresses, each on lines of its own.
    pub fn cards(&self, arguments: &Kwargs) -> TeraResult<Value> {
        let addresses: Vec<&str> = arguments.must_get("of")?;
        let level: u8 = arguments.must_get("level")?;
        let level = level.to_string();
        let root: &str = arguments.must_get("root")?;
        let cards: TeraResult<Vec<&Made>> = (addresses.iter())
            .map(|address| self.card(address))
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
    fn card(&self, address: &str) -> TeraResult<&Made> {
        let by_address = self.by_address.get_or_init(|| {
            let shelved = |card: &Arc<Card>| (card.href.clone(), Shelved::new(card));
            self.cards.iter().map(shelved).collect()
        });
        let Some(Shelved { card, made }) = by_address.get(address) else {
            let what = format!("there is no card for {address}");
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

impl Shelved {
    fn new(card: &Arc<Card>) -> Self {
        Self {
            card: Arc::clone(card),
            made: OnceLock::new(),
        }
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
