//! The whole of a build on one screen.

mod apart;
mod exporting;
mod failure;
mod indexing;
mod kept;
mod lasting;
mod left;
mod preview;
mod project;
mod publish;
mod publishing;
mod reader;
mod report;
mod sound;

use std::cell::LazyCell;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use crate::cache::{Cache, CacheError};
use crate::check;
use crate::diagnostic::{Diagnostic, Outcome};
use crate::hash::Digest;
use crate::memo::Memo;
use crate::model::noting::Today;
use crate::model::{self, Choice, Site};
use crate::parse::Document;
use crate::plan::view::search::IndexView;
use crate::plan::{self, Exported, Outputs, Settings};
use crate::render::{self, Artifact, OwnFiles, Press, Theme, ThemeError};
use crate::source::Suspected;

pub use failure::Failure;
pub use project::Project;
pub use report::{Built, Checked, Preview, Published, Report};

use exporting::Exporting;
use indexing::Indexing;
use lasting::Lasting;
use left::Part;
use reader::Reader;
use sound::{Sound, broken};

/// Remembers what was parsed and rendered between two builds of one process.
pub struct Pipeline {
    reader: Reader,
    sound: Sound,
    exporting: Exporting,
    indexing: Indexing,
    cache: Option<Arc<Cache>>,
    themes: Memo<Result<Arc<Theme>, ThemeError>>,
    /// `None` for one build.
    last: Option<Mutex<Lasting>>,
}

/// What a plan is made from beside the site.
pub struct Prepared {
    theme: Arc<Theme>,
    settings: Settings,
    exported: Vec<Exported>,
}

/// The files of the content, each understood alone, and what was found in them.
type Found = (Vec<Arc<Outcome<Document>>>, Vec<Diagnostic>);

/// Works out the digest of all that a file follows from.
type Key<'a> = &'a dyn Fn() -> Digest;

/// Makes a file.
type Make<'a> = &'a dyn Fn() -> Result<Arc<Artifact>, Failure>;

/// Told at each step of a build: the phase, and how many steps it has (0 where nobody knows).
pub type Progress<'a> = &'a (dyn Fn(&'static str, usize) + Sync);

impl Pipeline {
    /// A pipeline for one build.
    pub fn once() -> Self {
        Self::one(None)
    }

    /// A pipeline for one [`Pipeline::publish`] of this project that takes from a folder what an earlier build left there: how files looked
    /// and what it understood of them, documents to take away, words and cards of pages, packed files of the search index, and what it made
    /// of which input.
    ///
    /// # Errors
    /// When the folder cannot be made, or is not apart from the folders that are read and written; when the program cannot read itself.
    pub fn cached(folder: &Path, project: &Project, output: &Path) -> Result<Self, Failure> {
        apart::cache(folder, project, output)?;
        let cache = Cache::open(folder).map_err(|error| match error {
            CacheError::Folder(error) => Failure::Cache(folder.to_owned(), error),
            CacheError::Program(_) => Failure::NoCache(error),
        })?;
        Ok(Self::one(Some(Arc::new(cache))))
    }

    fn one(cache: Option<Arc<Cache>>) -> Self {
        Self {
            reader: Reader::Once,
            sound: Sound::default(),
            exporting: Exporting::once(cache.clone()),
            indexing: Indexing::once(cache.clone()),
            cache,
            themes: Memo::forgetting(),
            last: None,
        }
    }

    /// A pipeline for many builds of one project: what has not changed is not made again.
    pub fn lasting() -> Self {
        Self {
            reader: Reader::lasting(),
            sound: Sound::default(),
            exporting: Exporting::lasting(),
            indexing: Indexing::lasting(),
            cache: None,
            themes: Memo::remembering(),
            last: Some(Mutex::default()),
        }
    }

    /// Reads and judges the content.
    ///
    /// # Errors
    /// When the content folder cannot be read.
    pub fn check(&self, project: &Project, progress: Progress<'_>) -> Result<Checked, Failure> {
        self.check_read(&self.reader, project, progress)
    }

    /// Judges the content as it is read by this reader.
    fn check_read(
        &self,
        reader: &Reader,
        project: &Project,
        progress: Progress<'_>,
    ) -> Result<Checked, Failure> {
        let anywhere = &Suspected::Anywhere;
        let (documents, mut findings) = self.read(reader, project, anywhere, progress)?;
        let mut choice = Choice {
            drafts: project.drafts,
            left_out: BTreeSet::new(),
        };
        let mut site = match self.last() {
            Some(mut last) => {
                let site = last.assemble(&documents, &choice);
                findings.extend(last.judged.check(&site));
                site
            }
            None => {
                let site = model::assemble(&documents, &choice);
                findings.extend(check::check(&site));
                Arc::new(site)
            }
        };
        if project.keep_going {
            choice.left_out = broken(&documents, &findings);
            if !choice.left_out.is_empty() {
                site = Arc::new(model::assemble(&documents, &choice));
                // Sound pages may lead to those that are left out now.
                findings.extend(check::links_left_out(&site));
            }
        }
        Ok(Checked::new(project, documents, site, findings))
    }

    /// What is remembered of the last site.
    fn last(&self) -> Option<MutexGuard<'_, Lasting>> {
        let last = self.last.as_ref()?;
        Some(last.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads the content: the files, each understood alone, and what was found in them.
    fn read(
        &self,
        reader: &Reader,
        project: &Project,
        suspected: &Suspected,
        progress: Progress<'_>,
    ) -> Result<Found, Failure> {
        progress("Reading", 0);
        let Outcome {
            value: documents,
            mut findings,
        } = reader
            .read(&project.content, suspected)
            .map_err(|error| Failure::Content(project.content.clone(), error))?;
        let own = |outcome| check::own_findings(outcome, project.drafts);
        findings.extend(documents.iter().map(AsRef::as_ref).flat_map(own));
        progress("Checking", 0);
        Ok((documents, findings))
    }

    /// What the plan of what was read needs beside the site; `None` if errors forbid to make any file.
    fn prepare_checked(
        &self,
        project: &Project,
        checked: &Checked,
        progress: Progress<'_>,
    ) -> Result<Option<Prepared>, Failure> {
        if !checked.is_sound() && !project.keep_going {
            return Ok(None);
        }
        self.prepare(project, &checked.site, progress)
    }

    /// What the plan needs beside the site; `None` if nobody knows where that will stand.
    fn prepare(
        &self,
        project: &Project,
        site: &Site,
        progress: Progress<'_>,
    ) -> Result<Option<Prepared>, Failure> {
        let base = (project.base.clone()).or_else(|| site.network.base_url.clone());
        let Some(base) = base.filter(|_| site.has_settings) else {
            return Ok(None);
        };
        progress("Planning", 0);
        let own = OwnFiles::read(project.theme.as_deref()).map_err(Failure::Theme)?;
        let theme = self
            .themes
            .get(|| own.digest(), || Theme::load(&own).map(Arc::new));
        self.themes.finish();
        let theme = Result::clone(&theme).map_err(Failure::Theme)?;
        let settings = Settings {
            today: Today::new(project.today),
            base,
            style: project.style,
            assets: theme.assets().clone(),
            search: project.search,
        };
        let exports = plan::exports(site, &settings);
        let exported = self.exporting.export(exports, progress);
        Ok(Some(Prepared {
            theme,
            settings,
            exported,
        }))
    }

    /// What the search index is made of, if the site has a search.
    fn index_view(
        &self,
        site: &Site,
        prepared: &Prepared,
        progress: Progress<'_>,
    ) -> Option<IndexView> {
        let Prepared {
            settings, exported, ..
        } = prepared;
        settings.search.then(|| {
            progress("Indexing", 0);
            plan::index_view(site, settings, exported)
        })
    }

    /// Makes the search index in memory.
    fn index(
        &self,
        site: &Site,
        prepared: &Prepared,
        progress: Progress<'_>,
    ) -> Arc<Vec<Arc<Artifact>>> {
        let view = self.index_view(site, prepared, progress);
        view.map(|view| self.indexing.index(view))
            .unwrap_or_default()
    }

    /// Makes the site in memory.
    ///
    /// # Errors
    /// When the content folder cannot be read or the theme is not sound.
    pub fn build(&self, project: &Project, progress: Progress<'_>) -> Result<Built, Failure> {
        let checked = self.check(project, progress)?;
        let prepared = self.prepare_checked(project, &checked, progress)?;
        let Some(prepared) = prepared else {
            return Ok(Built {
                checked,
                artifacts: None,
            });
        };
        // Before the pages are planned, so that the two largest parts of a build are not in memory together.
        let mut artifacts = self.index(&checked.site, &prepared, progress).to_vec();
        artifacts.extend(self.pages(&checked.site, &prepared, progress)?);
        artifacts.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Built {
            checked,
            artifacts: Some(artifacts),
        })
    }

    /// All files but those of the search index, sorted by path.
    fn pages(
        &self,
        site: &Arc<Site>,
        prepared: &Prepared,
        progress: Progress<'_>,
    ) -> Result<Vec<Arc<Artifact>>, Failure> {
        if let Some(mut last) = self.last() {
            return last.pages.make(site, prepared);
        }
        let Prepared {
            theme,
            settings,
            exported,
        } = prepared;
        let outputs = plan::outputs(site, settings, exported);
        let mut made = render(theme, outputs, progress, |_, _, make| make())?;
        made.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(made)
    }
}

/// Renders every planned file and hands it on; the order is nobody's. Each view is given up as soon as its file is made.
/// `take` is told how to work out what a file follows from, and how to make it; a page is planned when either is done first.
fn render<T: Send>(
    theme: &Theme,
    mut outputs: Outputs<'_>,
    progress: Progress<'_>,
    take: impl Fn(Part, Key<'_>, Make<'_>) -> Result<T, Failure> + Sync,
) -> Result<Vec<T>, Failure> {
    let press = Press::new(theme, &outputs);
    let files = std::mem::take(&mut outputs.files);
    let total = files.len();
    let made = files.into_par_iter().map(|file| {
        progress("Writing", total);
        let output = LazyCell::new(|| outputs.planned(&file));
        let key = || render::key(&output, theme);
        take(Part::of(&file), &key, &|| {
            let made = render::artifact(&output, &press).map(Arc::new);
            made.map_err(Failure::Theme)
        })
    });
    let assets = theme.artifacts().into_par_iter().map(|asset| {
        let key = || Digest::of(&(&asset.path, &asset.bytes));
        take(Part::Other, &key, &|| Ok(Arc::clone(&asset)))
    });
    made.chain(assets).collect()
}
