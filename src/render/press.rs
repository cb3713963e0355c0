//! A theme at work on one site: what many pages show alike is made once and only set in.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use rustc_hash::FxHashMap;
use tera::{Context, Kwargs, State, Tera, TeraResult, Value};

use super::theme::{Theme, ThemeError};
use crate::plan::Outputs;
use crate::plan::view::{Card, Page};

/// Stand in a card for what differs from page to page: the way to the site's root, and the level of the heading. They are no
/// characters in Unicode's sense, so texts do not hold them.
const ROOT: char = '\u{fdd0}';
const LEVEL: char = '\u{fdd1}';

/// A theme that renders the pages of one plan.
pub struct Press<'a> {
    theme: &'a Theme,
    tera: Tera,
    /// What all pages of the site share, as a template value.
    site: Value,
    /// The head and foot of pages, by menu entry and then by the way to the root.
    shells: RwLock<HashMap<String, HashMap<String, Shell>>>,
}

/// What stands above and below every page of one menu entry at one depth.
#[derive(Clone)]
struct Shell {
    header: Value,
    footer: Value,
}

/// Every card of the site by its address, with its HTML once a page has asked for it.
struct Shelf {
    tera: Tera,
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

impl<'a> Press<'a> {
    /// A press for the files of one plan.
    pub fn new(theme: &'a Theme, outputs: &Outputs<'_>) -> Self {
        let site = Value::from_serializable(&**outputs.frame());
        let mut tera = theme.tera().clone();
        let shelf = Shelf {
            tera: tera.clone(),
            site: site.clone(),
            cards: Arc::clone(outputs.cards()),
            by_address: OnceLock::new(),
        };
        tera.register_function("cards", move |arguments: Kwargs, _: &State<'_>| {
            shelf.cards(&arguments)
        });
        Self {
            theme,
            tera,
            site,
            shells: RwLock::default(),
        }
    }

    /// The theme.
    pub fn theme(&self) -> &Theme {
        self.theme
    }

    /// Renders a page: its template sees the site's frame, the page, its view and its body.
    ///
    /// # Errors
    /// When the template asks for something that its view does not have.
    pub(super) fn page(
        &self,
        template: &str,
        page: &Page,
        mut context: Context,
        room: usize,
    ) -> Result<Vec<u8>, ThemeError> {
        let shell = self.shell(page)?;
        context.insert_value("site", self.site.clone());
        context.insert("page", page);
        context.insert_value("header", shell.header);
        context.insert_value("footer", shell.footer);
        self.render(template, &context, room)
    }

    /// Renders a template into a buffer that has room for so many bytes at first.
    ///
    /// # Errors
    /// When the template asks for something that its view does not have.
    pub(super) fn render(
        &self,
        template: &str,
        context: &Context,
        room: usize,
    ) -> Result<Vec<u8>, ThemeError> {
        let mut out = Vec::with_capacity(room);
        self.tera
            .render_to(template, context, &mut out)
            .map_err(|error| ThemeError::rendering(&format!("the template {template}"), error))?;
        Ok(out)
    }

    /// The head and foot of a page. They follow from its menu entry and its way to the root alone.
    fn shell(&self, page: &Page) -> Result<Shell, ThemeError> {
        {
            let shells = self.shells.read().unwrap_or_else(PoisonError::into_inner);
            let known = shells.get(&page.section);
            if let Some(shell) = known.and_then(|by_root| by_root.get(&page.root)) {
                return Ok(shell.clone());
            }
        }
        let made = |component: &str| {
            let page = HashMap::from([("root", &page.root), ("section", &page.section)]);
            let mut implicits = Context::new();
            implicits.insert_value("site", self.site.clone());
            implicits.insert("page", &page);
            self.tera
                .render_component_with_implicits(component, &Context::new(), &implicits, None, true)
                .map(|html| Value::safe_string(&html))
                .map_err(|error| {
                    ThemeError::rendering(&format!("the component {component}"), error)
                })
        };
        let shell = Shell {
            header: made("site_header")?,
            footer: made("site_footer")?,
        };
        let mut shells = self.shells.write().unwrap_or_else(PoisonError::into_inner);
        let by_root = shells.entry(page.section.clone()).or_default();
        by_root.insert(page.root.clone(), shell.clone());
        Ok(shell)
    }
}

impl Shelf {
    /// The template function `cards(of, level, root)`: the cards at these addresses, each on lines of its own.
    fn cards(&self, arguments: &Kwargs) -> TeraResult<Value> {
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
            (self.cards.iter())
                .map(|card| {
                    let shelved = Shelved {
                        card: Arc::clone(card),
                        made: OnceLock::new(),
                    };
                    (card.href.clone(), shelved)
                })
                .collect()
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
