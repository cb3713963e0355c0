//! Builds again and again, and knows what differs from the build before.

use std::collections::BTreeSet;
use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Instant;

use jiff::civil::Date;
use tokio::sync::watch;

use super::edition::Edition;
use super::findings::Findings;
use super::news::{Build, Change, News};
use crate::diagnostic::{Diagnostic, Outcome};
use crate::parse::Document;
use crate::path::SourcePath;
use crate::pipeline::{Failure, Pipeline, Preview, Project};
use crate::render::Artifact;
use crate::source::Suspected;

/// Deeply nested content is walked on the threads that build.
pub const STACK: usize = 16 * 1024 * 1024;

/// Of more files than so many nobody is the one that somebody looks at.
const FEW: usize = 16;

/// Builds again and again, and knows what differs from the build before.
pub struct Builder {
    pipeline: Arc<Pipeline>,
    editions: Arc<watch::Sender<Arc<Edition>>>,
    /// Who makes the search index of an edition.
    indexer: Sender<(u64, Preview)>,
    /// The day and the files of the last build, and what was found in them; none before the first.
    today: Option<Date>,
    documents: Vec<Arc<Outcome<Document>>>,
    findings: Vec<Diagnostic>,
    /// Why the last build could not run, if so.
    failure: Option<String>,
}

impl Builder {
    /// A builder that sends out editions.
    ///
    /// # Errors
    /// When the system does not give another thread.
    pub fn new(editions: watch::Sender<Arc<Edition>>) -> io::Result<Self> {
        let pipeline = Arc::new(Pipeline::lasting());
        let editions = Arc::new(editions);
        let (indexer, jobs) = channel();
        let (own, sender) = (Arc::clone(&pipeline), Arc::clone(&editions));
        thread::Builder::new()
            .name("index".to_owned())
            .stack_size(STACK)
            .spawn(move || index(&own, &jobs, &sender))?;
        Ok(Self {
            pipeline,
            editions,
            indexer,
            today: None,
            documents: Vec::new(),
            findings: Vec::new(),
            failure: None,
        })
    }

    /// Sends out an edition of the content as it is now, looked at where it may differ, if anything has changed that anybody could see.
    ///
    /// # Errors
    /// When the content cannot be read at all, and never could.
    pub fn build(
        &mut self,
        project: &Project,
        suspected: &Suspected,
        tell: &impl Fn(News<'_>),
    ) -> Result<(), Failure> {
        let started = Instant::now();
        match self.pipeline.preview(project, suspected) {
            Ok(preview) => self.take(project, preview, started, tell),
            Err(failure @ Failure::Content(..)) if self.today.is_none() => return Err(failure),
            Err(failure) => self.fail(&failure, tell),
        }
        self.today = Some(project.today);
        Ok(())
    }

    fn take(
        &mut self,
        project: &Project,
        mut preview: Preview,
        started: Instant,
        tell: &impl Fn(News<'_>),
    ) {
        let last = Arc::clone(&self.editions.borrow());
        let checked = &preview.checked;
        let is_first = self.today.is_none();
        let changed = changes(&self.documents, &checked.documents);
        let shown = preview.pages.is_some();
        let pages = preview
            .pages
            .take()
            .map_or(Arc::clone(last.pages()), Arc::new);
        let remade = remade(last.pages(), &pages);
        let same_findings = self.failure.is_none() && self.findings == checked.findings;
        let same_site =
            changed.is_empty() && remade.files == 0 && self.today == Some(project.today);
        if same_site && same_findings && !is_first {
            return;
        }
        let findings = if same_findings && changed.is_empty() {
            Arc::clone(last.findings())
        } else {
            let saved = changed.iter().map(Change::path);
            let saved: Vec<&SourcePath> = saved.filter(|_| changed.len() <= FEW).collect();
            let findings = Findings::of(checked, &saved);
            match findings == **last.findings() {
                true => Arc::clone(last.findings()),
                false => Arc::new(findings),
            }
        };
        let prefix = project
            .base
            .as_ref()
            .or(checked.site.network.base_url.as_ref())
            .filter(|_| shown)
            .map_or(last.prefix(), |base| base.path());
        let edition = last.next(prefix, pages, findings);
        let number = edition.number();
        self.editions.send_replace(Arc::new(edition));
        let known = said(&self.findings);
        let now = said(&checked.findings);
        tell(News::Built(Build {
            checked,
            new: (checked.findings.iter())
                .filter(|finding| !known.contains(&words(finding)))
                .cloned()
                .collect(),
            mended: known.difference(&now).count(),
            changed: if is_first { Vec::new() } else { changed },
            pages: remade.pages,
            shown,
            took: started.elapsed(),
        }));
        self.documents.clone_from(&preview.checked.documents);
        self.findings.clone_from(&preview.checked.findings);
        self.failure = None;
        // Only when the program ends is nobody there to take it.
        let _ = self.indexer.send((number, preview));
    }

    /// The last edition stays, and says why it is the last.
    fn fail(&mut self, failure: &Failure, tell: &impl Fn(News<'_>)) {
        let words = failure.to_string();
        if self.failure.as_ref() == Some(&words) {
            return;
        }
        tell(News::Failed(failure));
        let findings = Arc::new(Findings::trouble(&words));
        self.editions.send_modify(|edition| {
            *edition = Arc::new(edition.with_findings(findings));
        });
        self.failure = Some(words);
    }
}

/// Makes the search index of one edition after the other. It takes longer than the pages, which should not wait for it; and what was
/// overtaken while waiting is passed over.
fn index(
    pipeline: &Pipeline,
    jobs: &Receiver<(u64, Preview)>,
    editions: &watch::Sender<Arc<Edition>>,
) {
    while let Ok(mut job) = jobs.recv() {
        while let Ok(newer) = jobs.try_recv() {
            job = newer;
        }
        let (number, preview) = job;
        let index = pipeline.index_of(&preview);
        editions.send_if_modified(|edition| {
            let is_current = edition.number() == number;
            if is_current {
                *edition = Arc::new(edition.with_index(&index));
            }
            is_current
        });
    }
}

/// What makes a finding the same finding after an edit: its place in the file moves with every line above it.
fn words(finding: &Diagnostic) -> (&SourcePath, &str, &str) {
    (&finding.path, finding.code.name, &finding.message)
}

fn said(findings: &[Diagnostic]) -> BTreeSet<(&SourcePath, &str, &str)> {
    findings.iter().map(words).collect()
}

/// The source files that differ; both lists are sorted by path. What is remembered is the same value, so the same place in memory is the same file.
fn changes(before: &[Arc<Outcome<Document>>], now: &[Arc<Outcome<Document>>]) -> Vec<Change> {
    let mut old = before.iter().peekable();
    let mut changes = Vec::new();
    let mut removed = Vec::new();
    for outcome in now {
        let path = &outcome.value.path;
        while let Some(gone) = old.next_if(|known| known.value.path < *path) {
            removed.push(Change::Removed(gone.value.path.clone()));
        }
        match old.next_if(|known| known.value.path == *path) {
            None => changes.push(Change::Added(path.clone())),
            Some(known) if !Arc::ptr_eq(known, outcome) => {
                changes.push(Change::Edited(path.clone()));
            }
            Some(_) => {}
        }
    }
    removed.extend(old.map(|gone| Change::Removed(gone.value.path.clone())));
    changes.extend(removed);
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
        // What is remembered is the same value; nearly all is.
        if (old.next_if(|known| Arc::ptr_eq(known, artifact))).is_some() {
            continue;
        }
        while old.next_if(|known| known.path < artifact.path).is_some() {
            remade.files += 1;
        }
        let known = old.next_if(|known| known.path == artifact.path);
        let is_same = known.is_some_and(|known| known.bytes == artifact.bytes);
        if !is_same {
            remade.files += 1;
            remade.pages += usize::from(artifact.path.as_str().ends_with(".html"));
        }
    }
    remade.files += old.count();
    remade
}
