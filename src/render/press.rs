//! A theme at work on one site: what many pages show alike is made once and only set in.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use tera::{Context, Kwargs, State, Tera, TeraResult, Value};

use super::theme::{Theme, ThemeError};
use crate::plan::Outputs;
use crate::plan::view::{Card, Page};

/// Stands for the way to the site's root in parts that are made once for pages at every depth. No text can hold it.
const ROOT: &str = "\u{fdd0}";

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

/// HTML whose way to the root is still open.
struct Part(String);

/// Every card of the site by its address, and its HTML by the level of its heading once a page has asked for it.
struct Shelf {
    tera: Tera,
    site: Value,
    cards: HashMap<String, Shelved>,
}

struct Shelved {
    card: Arc<Card>,
    made: [OnceLock<Part>; 6],
}

impl<'a> Press<'a> {
    /// A press for the files of one plan.
    pub fn new(theme: &'a Theme, outputs: &Outputs) -> Self {
        let site = Value::from_serializable(&*outputs.frame);
        let mut tera = theme.tera().clone();
        let shelf = Shelf {
            tera: tera.clone(),
            site: site.clone(),
            cards: outputs.cards.iter().map(Shelved::new).collect(),
        };
        tera.register_function("card", move |arguments: Kwargs, _: &State<'_>| {
            shelf.card(&arguments)
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
    /// The template function `card(of, level, root)`.
    fn card(&self, arguments: &Kwargs) -> TeraResult<Value> {
        let address: &str = arguments.must_get("of")?;
        let level: usize = arguments.must_get("level")?;
        let root: &str = arguments.must_get("root")?;
        let unknown = |what: String| tera::Error::message(what);
        let shelved = self
            .cards
            .get(address)
            .ok_or_else(|| unknown(format!("there is no card for {address}")))?;
        let made = (level.checked_sub(1))
            .and_then(|at| shelved.made.get(at))
            .ok_or_else(|| unknown(format!("a card has no heading of level {level}")))?;
        let part = match made.get() {
            Some(part) => part,
            None => {
                let part = self.render(&shelved.card, level)?;
                made.get_or_init(|| part)
            }
        };
        Ok(part.at(root))
    }

    fn render(&self, card: &Card, level: usize) -> TeraResult<Part> {
        let mut arguments = Context::new();
        arguments.insert("of", card);
        arguments.insert("level", &level);
        let mut implicits = Context::new();
        implicits.insert_value("site", self.site.clone());
        implicits.insert("page", &HashMap::from([("root", ROOT)]));
        let html = self
            .tera
            .render_component_with_implicits("card", &arguments, &implicits, None, true)?;
        Ok(Part(html))
    }
}

impl Shelved {
    fn new(card: &Arc<Card>) -> (String, Self) {
        let shelved = Self {
            card: Arc::clone(card),
            made: Default::default(),
        };
        (card.href.clone(), shelved)
    }
}

impl Part {
    /// The HTML for pages from which `root` leads to the site's root.
    fn at(&self, root: &str) -> Value {
        Value::safe_string(&self.0.replace(ROOT, root))
    }
}
