//! What a build has to say for itself.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use super::{Prepared, Project};
use crate::diagnostic::{Diagnostic, Outcome};
use crate::emit::Written;
use crate::model::Site;
use crate::parse::{self, Document};
use crate::path::SourcePath;
use crate::render::Artifact;

/// The content as it was read and judged.
pub struct Checked {
    /// Where it lies.
    pub content: PathBuf,
    /// Everything that was found, sorted by place.
    pub findings: Vec<Diagnostic>,
    /// The files, each understood alone. After a build with a cache, ask their bodies for nothing but their outlines: the words of some
    /// have not been read.
    pub documents: Vec<Arc<Outcome<Document>>>,
    /// The network; without the pages that have errors, if the sound ones are to be made all the same.
    pub site: Arc<Site>,
}

impl Checked {
    pub(super) fn new(
        project: &Project,
        documents: Vec<Arc<Outcome<Document>>>,
        site: Arc<Site>,
        mut findings: Vec<Diagnostic>,
    ) -> Self {
        findings.sort();
        findings.dedup();
        Self {
            content: project.content.clone(),
            findings,
            documents,
            site,
        }
    }

    /// Whether nothing forbids to make the site.
    pub fn is_sound(&self) -> bool {
        !self.findings.iter().any(Diagnostic::is_error)
    }

    /// The texts of the files with findings. They are read again, so that a large build need not keep them all; a file that has gone
    /// since then has no text.
    pub fn texts(&self) -> HashMap<SourcePath, String> {
        self.texts_of(&self.findings)
    }

    /// The texts of the files of these findings.
    pub fn texts_of(&self, findings: &[Diagnostic]) -> HashMap<SourcePath, String> {
        let paths: BTreeSet<&SourcePath> = findings.iter().map(|finding| &finding.path).collect();
        paths
            .into_iter()
            .filter_map(|path| {
                let file = self.content.join(path.as_str());
                // A finding may be about a link, or about a pipe that nobody writes to.
                fs::symlink_metadata(&file).ok()?.is_file().then_some(())?;
                let bytes = fs::read(file).ok()?;
                Some((path.clone(), parse::text(&bytes).into_owned()))
            })
            .collect()
    }
}

/// A site in memory.
pub struct Built {
    /// The content that it was made from.
    pub checked: Checked,
    /// Its files, sorted by path; `None` if errors forbid to make any.
    pub artifacts: Option<Vec<Arc<Artifact>>>,
}

/// A site in memory, to look at while it is written.
pub struct Preview {
    /// The content that it was made from. Its findings are those of the files as they are, although sound versions may be shown.
    pub checked: Checked,
    /// All files but those of the search index, sorted by path; `None` if there are no settings to make any from.
    pub pages: Option<Vec<Arc<Artifact>>>,
    pub(super) prepared: Option<Prepared>,
}

/// What a finished build has to say.
pub struct Report {
    /// The content that it was made from.
    pub checked: Checked,
    /// What was published; `None` if errors forbade it.
    pub published: Option<Published>,
}

/// A site that stands on the disk.
pub struct Published {
    /// What came of it there.
    pub written: Written,
    /// How many files were not made again, because they were there and what they follow from had not changed.
    pub held: usize,
    /// How many pages it has.
    pub pages: usize,
    /// How many files to take away.
    pub downloads: usize,
}
