//! Reads the content, and what has not changed since the last time not again.

use std::fs::{self, DirEntry};
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use super::kept::Kept;
use crate::cache::Cache;
use crate::diagnostic::{Diagnostic, Outcome};
use crate::hash::Digest;
use crate::parse::{self, Document};
use crate::path::SourcePath;
use crate::source::{self, Found, Looks, Suspected};

/// How often a folder is walked again because a file went away between being found and being read.
const TRIES: usize = 5;

/// Of more files than so many, all are looked at: that is done by all processors.
const FEW: usize = 16;

/// Reads the content.
pub enum Reader {
    /// Reads everything.
    Once,
    /// Reads what an earlier build left nothing of, for one build with a cache.
    Kept(Box<Kept>),
    /// Reads what looks different from the last build of this process.
    Lasting(Mutex<Walked>),
}

/// A file as it was read.
struct Known {
    /// `None` if it was too fresh to be told by its looks.
    looks: Option<Looks>,
    digest: Digest,
    document: Arc<Outcome<Document>>,
}

/// A content folder as it was when it was last walked, and files in it that were read again since.
#[derive(Default)]
pub struct Walked {
    /// Sorted by path.
    files: Vec<Known>,
    /// What was found while looking for them.
    findings: Vec<Diagnostic>,
    /// Whether the last walk came to its end.
    is_whole: bool,
}

/// The files, each understood alone, and what was found while looking for them.
pub type Read = Outcome<Vec<Arc<Outcome<Document>>>>;

impl Reader {
    /// A reader for one build with a cache.
    pub fn kept(cache: &Arc<Cache>) -> Self {
        Self::Kept(Box::new(Kept::open(cache)))
    }

    /// A reader for many builds of one content folder.
    pub fn lasting() -> Self {
        Self::Lasting(Mutex::default())
    }

    /// Reads the content, sorted by path: all of it, or if it remembers the rest, where something may be different.
    ///
    /// # Errors
    /// When the folder or a file in it cannot be read.
    pub fn read(&self, content: &Path, suspected: &Suspected) -> io::Result<Read> {
        match self {
            Self::Once => {
                let files = source::find(content, |_| Ok(()))?;
                source::each(files, |(found, ())| {
                    Ok(Arc::new(parse::read(&found.read()?)))
                })
            }
            Self::Kept(kept) => kept.read(content),
            Self::Lasting(known) => {
                let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
                if !known.read_where(content, suspected) {
                    known.is_whole = false;
                    *known = patiently(&known.files, content)?;
                }
                let files = known.files.iter();
                Ok(Outcome {
                    value: files.map(|file| Arc::clone(&file.document)).collect(),
                    findings: known.findings.clone(),
                })
            }
        }
    }
}

impl Walked {
    /// Reads again where something may be different; `false` if that takes a walk: where anything is new, gone or no file any more, or
    /// cannot be read.
    fn read_where(&mut self, content: &Path, suspected: &Suspected) -> bool {
        let Suspected::At(places) = suspected else {
            return false;
        };
        if !self.is_whole || places.len() > FEW {
            return false;
        }
        // A watcher names whole paths, with links followed or not.
        let roots = [std::path::absolute(content), content.canonicalize()];
        places.iter().all(|place| {
            let mut below = (roots.iter().flatten())
                .filter_map(|root| Some((root, place.strip_prefix(root).ok()?)));
            below
                .next()
                .is_some_and(|(root, below)| self.read_at(root, below))
        })
    }

    /// Reads again what lies somewhere below the content folder.
    fn read_at(&mut self, content: &Path, below: &Path) -> bool {
        let Some(path) = SourcePath::of(below) else {
            return false;
        };
        if source::is_passed_over(below) {
            return true;
        }
        let Ok(number) = self.files.binary_search_by(|file| file.path().cmp(&path)) else {
            return !self.knows_of(&path) && fs::symlink_metadata(content.join(below)).is_err();
        };
        let now = SystemTime::now();
        let Some(found) = Found::at(content, &path) else {
            return false;
        };
        let before = &self.files[number];
        match read(&found, now, Some(before)) {
            Ok(file) => {
                self.files[number] = file;
                true
            }
            Err(_) => false,
        }
    }

    /// Whether anything was found there, or below it. If not, and nothing is there now, an editor has written beside a file and then
    /// renamed.
    fn knows_of(&self, path: &SourcePath) -> bool {
        let is_there = |known: &SourcePath| {
            let rest = known.as_str().strip_prefix(path.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let files = self.files.iter().map(Known::path);
        let findings = self.findings.iter().map(|finding| &finding.path);
        path.as_str().is_empty() || files.chain(findings).any(is_there)
    }
}

/// Looks at the whole folder, again if a file goes away between being found and being read: an editor replaces it, or another branch is
/// checked out.
fn patiently(known: &[Known], content: &Path) -> io::Result<Walked> {
    let mut tries = 1;
    loop {
        match walk(known, content) {
            Err(error) if error.kind() == io::ErrorKind::NotFound && tries < TRIES => tries += 1,
            done => return done,
        }
    }
}

/// Reads what looks different from what is known.
fn walk(known: &[Known], content: &Path) -> io::Result<Walked> {
    let now = SystemTime::now();
    let look = |entry: &DirEntry| Ok(Looks::of(&entry.metadata()?, now));
    let Outcome { value, findings } = source::find(content, look)?;
    // Both are sorted, so the next that is known is nearly always the one that was found.
    let mut next = known.iter().peekable();
    let mut files: Vec<(Found, Option<Looks>, Option<&Known>)> = Vec::with_capacity(value.len());
    for (found, looks) in value {
        while next.next_if(|known| *known.path() < found.path).is_some() {}
        let before = next.next_if(|known| *known.path() == found.path);
        files.push((found, looks, before));
    }
    let files = Outcome {
        value: files,
        findings,
    };
    let Outcome { value, findings } = source::each(files, |(found, looks, before)| {
        let same = before.filter(|file| looks.is_some() && file.looks == looks);
        match same {
            Some(same) => Ok(Known {
                looks,
                digest: same.digest,
                document: Arc::clone(&same.document),
            }),
            None => read(&found, now, before),
        }
    })?;
    Ok(Walked {
        files: value,
        findings,
        is_whole: true,
    })
}

/// Reads a file. If it says the same as before, it is the same value.
fn read(found: &Found, now: SystemTime, before: Option<&Known>) -> io::Result<Known> {
    let (file, looks) = found.read_with_looks(now)?;
    let digest = Digest::of_bytes(&file.bytes);
    let same = before.filter(|known| known.digest == digest);
    Ok(Known {
        looks,
        digest,
        document: match same {
            Some(known) => Arc::clone(&known.document),
            None => Arc::new(parse::read(&file)),
        },
    })
}

impl Known {
    fn path(&self) -> &SourcePath {
        &self.document.value.path
    }
}
