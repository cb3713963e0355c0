//! Builds again and again, and knows what differs from the build before.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Instant;

use super::edition::Edition;
use super::findings::Findings;
use super::news::{Build, Change, News};
use crate::diagnostic::{Diagnostic, Outcome};
use crate::parse::Document;
use crate::path::SourcePath;
use crate::pipeline::{Built, Failure, Pipeline, Project};
use crate::render::Artifact;

/// Builds again and again, and knows what differs from the build before.
pub struct Builder {
    pipeline: Pipeline,
    edition: Arc<Edition>,
    /// What the last edition was made from; none before the first build.
    documents: Vec<Arc<Outcome<Document>>>,
    artifacts: Vec<Arc<Artifact>>,
    findings: Vec<Diagnostic>,
    /// Why the last build could not run, if so.
    failure: Option<String>,
    is_first: bool,
}

impl Builder {
    pub fn new() -> Self {
        Self {
            pipeline: Pipeline::lasting(),
            edition: Arc::new(Edition::new("/", Vec::new(), Arc::default())),
            documents: Vec::new(),
            artifacts: Vec::new(),
            findings: Vec::new(),
            failure: None,
            is_first: true,
        }
    }

    /// The edition of the content as it is now. It is the same as before if nothing has changed that anybody could see.
    ///
    /// # Errors
    /// When the content cannot be read at all, and never could.
    pub fn build(
        &mut self,
        project: &Project,
        tell: &impl Fn(News<'_>),
    ) -> Result<Arc<Edition>, Failure> {
        let started = Instant::now();
        match self.pipeline.preview(project) {
            Ok(built) => self.take(project, built, started, tell),
            Err(failure @ Failure::Content(..)) if self.is_first => return Err(failure),
            Err(failure) => self.fail(&failure, tell),
        }
        self.is_first = false;
        Ok(Arc::clone(&self.edition))
    }

    fn take(
        &mut self,
        project: &Project,
        built: Built,
        started: Instant,
        tell: &impl Fn(News<'_>),
    ) {
        let changed = changes(&self.documents, &built.checked.documents);
        let artifacts = built.artifacts.as_deref().unwrap_or(&self.artifacts);
        let remade = remade(&self.artifacts, artifacts);
        let is_news = self.is_first
            || self.failure.is_some()
            || !changed.is_empty()
            || remade.files > 0
            || self.findings != built.checked.findings;
        if !is_news {
            return;
        }
        let findings = if self.failure.is_none() && self.findings == built.checked.findings {
            Arc::clone(self.edition.findings())
        } else {
            Arc::new(Findings::of(&built.checked, None))
        };
        let prefix = project
            .base
            .as_ref()
            .or(built.checked.site.network.base_url.as_ref())
            .filter(|_| built.artifacts.is_some())
            .map_or(self.edition.prefix(), |base| base.path());
        if remade.files > 0
            || prefix != self.edition.prefix()
            || findings != *self.edition.findings()
        {
            self.edition = Arc::new(Edition::new(prefix, artifacts.to_vec(), findings));
        }
        let took = started.elapsed();
        let known = said(&self.findings);
        let now = said(&built.checked.findings);
        tell(News::Built(Build {
            checked: &built.checked,
            new: (built.checked.findings.iter())
                .filter(|finding| !known.contains(&words(finding)))
                .cloned()
                .collect(),
            mended: known.difference(&now).count(),
            changed: if self.is_first { Vec::new() } else { changed },
            pages: remade.pages,
            shown: built.artifacts.is_some(),
            took,
        }));
        if let Some(artifacts) = built.artifacts {
            self.artifacts = artifacts;
        }
        self.documents = built.checked.documents;
        self.findings = built.checked.findings;
        self.failure = None;
    }

    /// The last edition stays, and says why it is the last.
    fn fail(&mut self, failure: &Failure, tell: &impl Fn(News<'_>)) {
        let words = failure.to_string();
        if self.failure.as_ref() == Some(&words) {
            return;
        }
        tell(News::Failed(failure));
        let findings = Findings {
            trouble: Some(words.clone()),
            ..Findings::default()
        };
        let artifacts = self.artifacts.clone();
        self.edition = Arc::new(Edition::new(
            self.edition.prefix(),
            artifacts,
            findings.into(),
        ));
        self.failure = Some(words);
    }
}

/// What makes a finding the same finding after an edit: its place in the file moves with every line above it.
fn words(finding: &Diagnostic) -> (&SourcePath, &str, &str) {
    (&finding.path, finding.code.name, &finding.message)
}

fn said(findings: &[Diagnostic]) -> BTreeSet<(&SourcePath, &str, &str)> {
    findings.iter().map(words).collect()
}

/// The source files that differ. What is remembered is the same value, so the same place in memory is the same file.
fn changes(before: &[Arc<Outcome<Document>>], now: &[Arc<Outcome<Document>>]) -> Vec<Change> {
    let mut old: BTreeMap<&SourcePath, _> = before
        .iter()
        .map(|outcome| (&outcome.value.path, outcome))
        .collect();
    let mut changes = Vec::new();
    for outcome in now {
        let path = &outcome.value.path;
        match old.remove(path) {
            None => changes.push(Change::Added(path.clone())),
            Some(known) if !Arc::ptr_eq(known, outcome) => {
                changes.push(Change::Edited(path.clone()))
            }
            Some(_) => {}
        }
    }
    changes.extend(old.into_keys().cloned().map(Change::Removed));
    changes
}

/// How many files of the site differ.
struct Remade {
    files: usize,
    pages: usize,
}

/// Both lists are sorted by path.
fn remade(before: &[Arc<Artifact>], now: &[Arc<Artifact>]) -> Remade {
    let mut remade = Remade { files: 0, pages: 0 };
    let mut old = before.iter().peekable();
    for artifact in now {
        while old.next_if(|known| known.path < artifact.path).is_some() {
            remade.files += 1;
        }
        let known = old.next_if(|known| known.path == artifact.path);
        let is_same = known
            .is_some_and(|known| Arc::ptr_eq(known, artifact) || known.bytes == artifact.bytes);
        if !is_same {
            remade.files += 1;
            remade.pages += usize::from(artifact.path.as_str().ends_with(".html"));
        }
    }
    remade.files += old.count();
    remade
}
