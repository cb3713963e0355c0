//! The whole of a build on one screen.

mod failure;
mod report;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf, absolute};
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::check;
use crate::diagnostic::{Diagnostic, Outcome};
use crate::emit::{self, Emitter};
use crate::export;
use crate::hash::Digest;
use crate::memo::Memo;
use crate::model::{self, Choice};
use crate::parse::{self, Content, Document};
use crate::path::{BaseUrl, LinkStyle, SourcePath};
use crate::plan::view::search::IndexView;
use crate::plan::view::{Export, View};
use crate::plan::{self, Exported, Outputs, Settings};
use crate::render::{self, Artifact, Press, Theme, ThemeError};
use crate::search;
use crate::source;

pub use failure::Failure;
pub use report::{Built, Checked, Published, Report};

/// What to build, and how.
#[derive(Clone, Debug)]
pub struct Project {
    /// The content folder.
    pub content: PathBuf,
    /// A folder whose files take the place of the default theme's.
    pub theme: Option<PathBuf>,
    /// Where the site will stand, if not as `network.toml` says.
    pub base: Option<BaseUrl>,
    /// The day that counts as today.
    pub today: Date,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// How links between pages are written.
    pub style: LinkStyle,
    /// Whether sound pages are made although others have errors.
    pub keep_going: bool,
    /// Whether readers can search the site.
    pub search: bool,
    /// Whether compressed copies are published beside texts.
    pub compress: bool,
}

/// Remembers what was parsed and rendered between two builds of one process.
pub struct Pipeline {
    parsed: Memo<Outcome<Document>>,
    exported: Memo<Exported>,
    indexed: Memo<Vec<Arc<Artifact>>>,
    packed: Memo<Artifact>,
    rendered: Memo<Result<Arc<Artifact>, ThemeError>>,
}

/// What a build is going to make.
struct Planned {
    theme: Theme,
    outputs: Outputs,
    /// The files of the search index; none for a site without a search.
    index: Arc<Vec<Arc<Artifact>>>,
}

/// Told at each step of a build: the phase, and how many steps it has (0 where nobody knows).
pub type Progress<'a> = &'a (dyn Fn(&'static str, usize) + Sync);

impl Pipeline {
    /// A pipeline for one build.
    pub fn once() -> Self {
        Self {
            parsed: Memo::forgetting(),
            exported: Memo::forgetting(),
            indexed: Memo::forgetting(),
            packed: Memo::forgetting(),
            rendered: Memo::forgetting(),
        }
    }

    /// A pipeline for many builds of one project: what has not changed is not made again.
    pub fn lasting() -> Self {
        Self {
            parsed: Memo::remembering(),
            exported: Memo::remembering(),
            indexed: Memo::remembering(),
            packed: Memo::remembering(),
            rendered: Memo::remembering(),
        }
    }

    /// Reads and judges the content.
    ///
    /// # Errors
    /// When the content folder cannot be read.
    pub fn check(&self, project: &Project, progress: Progress<'_>) -> Result<Checked, Failure> {
        progress("Reading", 0);
        let Outcome {
            value: files,
            mut findings,
        } = source::read(&project.content)
            .map_err(|error| Failure::Content(project.content.clone(), error))?;
        let documents: Vec<Arc<Outcome<Document>>> = files
            .into_par_iter()
            .map(|file| {
                let key = || Digest::of(&(&file.path, &file.kind, &file.bytes));
                self.parsed.get(key, || parse::read(&file))
            })
            .collect();
        self.parsed.finish();
        findings.extend(
            documents
                .iter()
                .flat_map(|outcome| outcome.findings.iter().cloned()),
        );

        progress("Checking", 0);
        let mut choice = Choice {
            drafts: project.drafts,
            left_out: BTreeSet::new(),
        };
        let mut site = model::assemble(&documents, &choice);
        findings.extend(check::check(&site));
        if project.keep_going {
            choice.left_out = broken(&documents, &findings);
            if !choice.left_out.is_empty() {
                site = model::assemble(&documents, &choice);
            }
        }
        findings.sort();
        findings.dedup();
        Ok(Checked {
            content: project.content.clone(),
            findings,
            documents,
            site,
        })
    }

    /// Everything up to the plan; `None` in place of the plan if errors forbid to make any file.
    fn plan(
        &self,
        project: &Project,
        progress: Progress<'_>,
    ) -> Result<(Checked, Option<Planned>), Failure> {
        let checked = self.check(project, progress)?;
        let base = project
            .base
            .clone()
            .or_else(|| checked.site.network.base_url.clone());
        let clean = !checked.findings.iter().any(Diagnostic::is_error);
        let Some(base) =
            base.filter(|_| checked.site.has_settings && (clean || project.keep_going))
        else {
            return Ok((checked, None));
        };
        progress("Planning", 0);
        let theme = Theme::load(project.theme.as_deref()).map_err(Failure::Theme)?;
        let settings = Settings {
            today: project.today,
            base,
            style: project.style,
            assets: theme.assets().clone(),
            search: project.search,
        };
        let exported = self.export(plan::exports(&checked.site, &settings), progress);
        // Before the pages are planned, so that the two largest parts of a build are not in memory together.
        let index = if project.search {
            self.index(
                &plan::index_view(&checked.site, &settings, &exported),
                progress,
            )
        } else {
            Arc::default()
        };
        let outputs = plan::outputs(&checked.site, &settings, &exported);
        let planned = Planned {
            theme,
            outputs,
            index,
        };
        Ok((checked, Some(planned)))
    }

    /// Makes the search index. It follows from its view alone, and of what an edit does not touch nothing is packed again.
    fn index(&self, view: &IndexView, progress: Progress<'_>) -> Arc<Vec<Arc<Artifact>>> {
        progress("Indexing", 0);
        let index = self.indexed.get(
            || Digest::of(view),
            || {
                search::index(view)
                    .into_par_iter()
                    .map(|file| {
                        let key = || Digest::of(&file);
                        self.packed.get(key, || render::shard(&file))
                    })
                    .collect()
            },
        );
        // An index that was remembered whole did not ask for its files, and must not make them forgotten.
        if self.indexed.finish() > 0 {
            self.packed.finish();
        }
        index
    }

    /// Makes the files that checklists are taken away in: pages show their sizes, so they come first.
    fn export(&self, exports: Vec<Export>, progress: Progress<'_>) -> Vec<Exported> {
        let total = exports.len();
        let exported = exports
            .into_par_iter()
            .map(|export| {
                progress("Exporting", total);
                let made = self.exported.get(
                    || Digest::of(&export),
                    || {
                        let bytes = export::bytes(&export);
                        Exported {
                            sha256: emit::sha256(&bytes),
                            bytes: bytes.into(),
                            export: export.clone(),
                        }
                    },
                );
                Exported::clone(&made)
            })
            .collect();
        self.exported.finish();
        exported
    }

    /// Renders every planned file and hands it on; the order is nobody's. Each view is given up as soon as its file is made.
    fn render<T: Send>(
        &self,
        theme: &Theme,
        outputs: Outputs,
        progress: Progress<'_>,
        hand_on: impl Fn(Arc<Artifact>) -> Result<T, Failure> + Sync,
    ) -> Result<Vec<T>, Failure> {
        let press = Press::new(theme, &outputs);
        let total = outputs.files.len();
        let made = outputs.files.into_par_iter().map(|output| {
            progress("Writing", total);
            let made = self.rendered.get(
                || render::key(&output, theme),
                || render::artifact(&output, &press).map(Arc::new),
            );
            match &*made {
                Ok(artifact) => hand_on(Arc::clone(artifact)),
                Err(error) => Err(Failure::Theme(error.clone())),
            }
        });
        let assets = theme
            .artifacts()
            .into_par_iter()
            .map(|asset| hand_on(Arc::new(asset)));
        let made = made.chain(assets).collect();
        self.rendered.finish();
        made
    }

    /// Makes the site in memory.
    ///
    /// # Errors
    /// When the content folder cannot be read or the theme is not sound.
    pub fn build(&self, project: &Project, progress: Progress<'_>) -> Result<Built, Failure> {
        let (checked, planned) = self.plan(project, progress)?;
        let Some(planned) = planned else {
            return Ok(Built {
                checked,
                artifacts: None,
            });
        };
        let mut artifacts = planned.index.to_vec();
        artifacts.extend(self.render(&planned.theme, planned.outputs, progress, Ok)?);
        artifacts.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Built {
            checked,
            artifacts: Some(artifacts),
        })
    }

    /// Makes the site in a folder. Everything is made before the first file is changed.
    ///
    /// # Errors
    /// When the content folder cannot be read, the theme is not sound, or the output folder cannot be written.
    pub fn publish(
        &self,
        project: &Project,
        output: &Path,
        progress: Progress<'_>,
    ) -> Result<Report, Failure> {
        if let (Ok(content), Ok(site)) = (absolute(&project.content), absolute(output))
            && (site.starts_with(&content) || content.starts_with(&site))
        {
            return Err(Failure::Overlap(output.to_owned()));
        }
        let (checked, planned) = self.plan(project, progress)?;
        let Some(Planned {
            theme,
            outputs,
            index,
        }) = planned
        else {
            return Ok(Report {
                checked,
                published: None,
            });
        };
        let emitter = Emitter::open(output).map_err(Failure::Emit)?;
        index
            .par_iter()
            .try_for_each(|file| emitter.put(&file.path, &file.bytes).map(|_| ()))
            .map_err(Failure::Emit)?;
        drop(index);
        let count = |wanted: fn(&View) -> bool| {
            let files = outputs.files.iter();
            files.filter(|output| wanted(&output.view)).count()
        };
        let pages = count(|view| matches!(view, View::Page(_)));
        let downloads = count(|view| matches!(view, View::File { .. }));
        self.render(&theme, outputs, progress, |artifact| {
            // The search index is packed already.
            match project.compress {
                true => emitter.put_with_copies(&artifact.path, &artifact.bytes),
                false => emitter.put(&artifact.path, &artifact.bytes),
            }
            .map_err(Failure::Emit)
        })?;
        let published = Published {
            written: emitter.commit().map_err(Failure::Emit)?,
            pages,
            downloads,
        };
        Ok(Report {
            checked,
            published: Some(published),
        })
    }
}

/// The resources that have errors. Settings, vocabularies and members stay: other pages stand on them.
fn broken(documents: &[Arc<Outcome<Document>>], findings: &[Diagnostic]) -> BTreeSet<SourcePath> {
    let errors: BTreeSet<&SourcePath> = findings
        .iter()
        .filter(|finding| finding.is_error())
        .map(|finding| &finding.path)
        .collect();
    documents
        .iter()
        .map(|outcome| &outcome.value)
        .filter(|document| matches!(document.content, Content::Resource(..)))
        .map(|document| &document.path)
        .filter(|path| errors.contains(path))
        .cloned()
        .collect()
}
