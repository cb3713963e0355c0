//! A theme at work on one site: what many pages show alike is made once and only set in.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use tera::{Context, Kwargs, State, Tera, Value};

use super::shelf::Shelf;
use super::theme::{Theme, ThemeError};
use crate::plan::Outputs;
use crate::plan::view::Page;

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

impl<'a> Press<'a> {
    /// A press for the files of one plan.
    pub fn new(theme: &'a Theme, outputs: &Outputs<'_>) -> Self {
        Self::beside(Arc::new(Shelf::new(theme, outputs)), theme)
    }

    /// A press that takes cards from a shelf.
    pub(super) fn beside(shelf: Arc<Shelf>, theme: &'a Theme) -> Self {
        let site = shelf.site().clone();
        let mut tera = theme.tera().clone();
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
