//! The site to look at while it is written: what is not sound stays as it was when it last was.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::lasting::{Lasting, Pages};
use super::sound::Showable;
use super::{Checked, Failure, Pipeline, Prepared, Preview, Project};
use crate::diagnostic::Outcome;
use crate::model::{self, Choice, Site};
use crate::parse::Document;
use crate::render::Artifact;
use crate::source::Suspected;

/// Files, and what they were planned from.
type Shown = (Prepared, Vec<Arc<Artifact>>);

impl Pipeline {
    /// Makes the site in memory to look at while it is written: as a build does, but of a file with a mistake the last sound version is
    /// shown, and the search index is left for [`Pipeline::index_of`]. Files are looked at where they may differ from the last time.
    ///
    /// # Errors
    /// When the content folder cannot be read or the theme is not sound.
    pub fn preview(&self, project: &Project, suspected: &Suspected) -> Result<Preview, Failure> {
        let (documents, mut findings) = self.read(&self.reader, project, suspected, &|_, _| {})?;
        let whole = Choice {
            drafts: project.drafts,
            left_out: BTreeSet::new(),
        };
        let mut last = self.last();
        let mut nothing = Lasting::default();
        let last = last.as_deref_mut().unwrap_or(&mut nothing);
        let site = last.assemble(&documents, &whole);
        let shown = self.shown(&documents, &site, whole);
        let Lasting { judged, pages, .. } = last;
        let judge = || judged.check(&site);
        let show = || self.show(project, &shown, pages);
        let (judged, made) = rayon::join(judge, show);
        findings.extend(judged);
        let (prepared, pages) = made?.unzip();
        Ok(Preview {
            checked: Checked::new(project, documents, shown, findings),
            prepared,
            pages,
        })
    }

    /// The site without what is not sound: of that it takes the last version that was.
    fn shown(
        &self,
        documents: &[Arc<Outcome<Document>>],
        site: &Arc<Site>,
        whole: Choice,
    ) -> Arc<Site> {
        let Showable {
            documents: shown,
            never,
        } = self.sound.showable(documents, whole.drafts);
        let is_all_shown = documents.iter().zip(&shown).all(|(a, b)| Arc::ptr_eq(a, b));
        if is_all_shown && never.is_empty() {
            return Arc::clone(site);
        }
        let sound = Choice {
            left_out: never,
            ..whole
        };
        Arc::new(model::assemble(&shown, &sound))
    }

    /// Makes all files of a site but the search index, sorted by path; `None` if nobody knows where the site will stand.
    fn show(
        &self,
        project: &Project,
        site: &Arc<Site>,
        last: &mut Pages,
    ) -> Result<Option<Shown>, Failure> {
        let Some(prepared) = self.prepare(project, site, &|_, _| {})? else {
            return Ok(None);
        };
        let pages = last.make(site, &prepared)?;
        Ok(Some((prepared, pages)))
    }

    /// The search index of a preview; nothing for a site without a search.
    pub fn index_of(&self, preview: &Preview) -> Arc<Vec<Arc<Artifact>>> {
        match &preview.prepared {
            Some(prepared) => self.index(&preview.checked.site, prepared, &|_, _| {}),
            None => Arc::default(),
        }
    }
}
