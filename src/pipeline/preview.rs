//! The site to look at while it is written: what is not sound stays as it was when it last was.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::sound::Showable;
use super::{Checked, Failure, Pipeline, Preview, Project};
use crate::model::{self, Choice};
use crate::render::Artifact;
use crate::source::Suspected;

impl Pipeline {
    /// Makes the site in memory to look at while it is written: as a build does, but of a file with a mistake the last sound version is
    /// shown, and the search index is left for [`Pipeline::index_of`]. Files are looked at where they may differ from the last time.
    ///
    /// # Errors
    /// When the content folder cannot be read or the theme is not sound.
    pub fn preview(&self, project: &Project, suspected: &Suspected) -> Result<Preview, Failure> {
        let project = &Project {
            keep_going: true,
            ..project.clone()
        };
        let checked = self.check_showable(project, suspected)?;
        let prepared = self.prepare(project, &checked, &|_, _| {})?;
        let pages = prepared.as_ref().map(|prepared| {
            let mut pages = self.pages(&checked.site, prepared, &|_, _| {})?;
            pages.sort_by(|a, b| a.path.cmp(&b.path));
            Ok(pages)
        });
        Ok(Preview {
            pages: pages.transpose()?,
            checked,
            prepared,
        })
    }

    /// The search index of a preview; nothing for a site without a search.
    pub fn index_of(&self, preview: &Preview) -> Arc<Vec<Arc<Artifact>>> {
        match &preview.prepared {
            Some(prepared) => self.index(&preview.checked.site, prepared, &|_, _| {}),
            None => Arc::default(),
        }
    }

    /// Reads and judges the content, but of what is not sound it takes the last version that was.
    fn check_showable(&self, project: &Project, suspected: &Suspected) -> Result<Checked, Failure> {
        let (documents, mut findings) = self.read(project, suspected, &|_, _| {})?;
        let Showable {
            documents: shown,
            never,
        } = self.sound.showable(&documents, project.drafts);
        let whole = Choice {
            drafts: project.drafts,
            left_out: BTreeSet::new(),
        };
        let mut site = self.assemble(&documents, &whole);
        findings.extend(self.judge(&site));
        let is_all_shown = documents.iter().zip(&shown).all(|(a, b)| Arc::ptr_eq(a, b));
        if !is_all_shown || !never.is_empty() {
            let sound = Choice {
                left_out: never,
                ..whole
            };
            site = Arc::new(model::assemble(&shown, &sound));
        }
        Ok(Checked::new(project, documents, site, findings))
    }
}
