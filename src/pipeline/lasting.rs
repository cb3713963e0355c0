//! What a pipeline for many builds remembers of the last site, so that an edit asks for no more work than it makes.

use std::sync::Arc;

use super::{Failure, Prepared};
use crate::check;
use crate::diagnostic::Outcome;
use crate::model::{self, Assembled, Choice, Site};
use crate::parse::Document;
use crate::plan;
use crate::render::{self, Artifact};

/// Remembers the last site. All of it is held by one build at a time.
#[derive(Default)]
pub struct Lasting {
    assembled: Option<Assembled>,
    /// What was wrong with it.
    pub judged: check::Memory,
    /// What was made of it.
    pub pages: Pages,
}

/// Remembers the last plan, and the files that were made of it.
#[derive(Default)]
pub struct Pages {
    planned: plan::Memory,
    rendered: render::Memory,
}

impl Lasting {
    /// The same as [`model::assemble`].
    pub fn assemble(&mut self, documents: &[Arc<Outcome<Document>>], choice: &Choice) -> Arc<Site> {
        let last = self.assembled.as_ref();
        let again = last.and_then(|last| last.again(documents, choice));
        let site = Arc::new(again.unwrap_or_else(|| model::assemble(documents, choice)));
        self.assembled = Some(Assembled::new(documents, choice, &site));
        site
    }
}

impl Pages {
    /// All files of a site but those of the search index, sorted by path.
    ///
    /// # Errors
    /// When the theme is not sound.
    pub fn make(
        &mut self,
        site: &Arc<Site>,
        prepared: &Prepared,
    ) -> Result<Vec<Arc<Artifact>>, Failure> {
        let Prepared {
            theme,
            settings,
            exported,
        } = prepared;
        let outputs = self.planned.outputs(site, settings, exported);
        let made = self.rendered.render(theme, outputs);
        made.map_err(Failure::Theme)
    }
}
