//! Reads the content, and what has not changed since the last time not again.

use std::fs::DirEntry;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use rayon::prelude::*;

use crate::cache::{Cache, Table};
use crate::diagnostic::Outcome;
use crate::hash::Digest;
use crate::parse::body::Outline;
use crate::parse::{self, Document};
use crate::path::SourcePath;
use crate::source::{self, Found, Looks};

/// How often a folder is walked again because a file went away between being found and being read.
const TRIES: usize = 5;

/// Reads the content. A reader that remembers holds what it read for as long as the file looks the same.
pub struct Reader {
    /// Sorted by path.
    known: Option<Mutex<Vec<Known>>>,
    /// What an earlier build left of texts.
    outlines: Option<Table<Outline>>,
}

/// A file as it was read.
struct Known {
    /// `None` if it was too fresh to be told by its looks.
    looks: Option<Looks>,
    digest: Digest,
    document: Arc<Outcome<Document>>,
}

/// The files, each understood alone, and what was found while looking for them.
type Read = Outcome<Vec<Arc<Outcome<Document>>>>;

impl Reader {
    /// A reader for one build.
    pub fn once(cache: Option<&Arc<Cache>>) -> Self {
        Self {
            known: None,
            outlines: cache.map(|cache| Table::open(cache, "outlines")),
        }
    }

    /// A reader for many builds of one content folder.
    pub fn lasting() -> Self {
        Self {
            known: Some(Mutex::default()),
            outlines: None,
        }
    }

    /// Keeps for the next build what was understood.
    pub fn save(&self) {
        if let Some(outlines) = &self.outlines {
            outlines.save();
        }
    }

    /// Reads the content, sorted by path.
    ///
    /// # Errors
    /// When the folder or a file in it cannot be read.
    pub fn read(&self, content: &Path) -> io::Result<Read> {
        let Some(known) = &self.known else {
            let Outcome { value, findings } = source::find(content, |_| Ok(()))?;
            let value: io::Result<Vec<_>> = value
                .into_par_iter()
                .map(|(found, ())| {
                    let document = parse::read(&found.read()?, self.outlines.as_ref());
                    Ok(Arc::new(document))
                })
                .collect();
            return Ok(Outcome {
                value: value?,
                findings,
            });
        };
        let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
        let mut tries = 1;
        loop {
            match again(&known, content) {
                Ok(Outcome {
                    value: now,
                    findings,
                }) => {
                    let value = now.iter().map(|file| Arc::clone(&file.document)).collect();
                    *known = now;
                    return Ok(Outcome { value, findings });
                }
                // An editor replaces a file, or another branch is checked out.
                Err(error) if error.kind() == io::ErrorKind::NotFound && tries < TRIES => {
                    tries += 1;
                }
                Err(error) => return Err(error),
            }
        }
    }
}

/// Reads what looks different from what is known.
fn again(known: &[Known], content: &Path) -> io::Result<Outcome<Vec<Known>>> {
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
    let files: io::Result<Vec<Known>> = files
        .into_par_iter()
        .map(|(found, looks, before)| {
            let same = before.filter(|file| looks.is_some() && file.looks == looks);
            match same {
                Some(same) => Ok(Known {
                    looks,
                    digest: same.digest,
                    document: Arc::clone(&same.document),
                }),
                None => read(found, looks, before),
            }
        })
        .collect();
    Ok(Outcome {
        value: files?,
        findings,
    })
}

/// Reads a file. If it says the same as before, it is the same value.
fn read(found: Found, looks: Option<Looks>, before: Option<&Known>) -> io::Result<Known> {
    let file = found.read()?;
    let digest = Digest::of_bytes(&file.bytes);
    let same = before.filter(|known| known.digest == digest);
    Ok(Known {
        looks,
        digest,
        document: match same {
            Some(known) => Arc::clone(&known.document),
            None => Arc::new(parse::read(&file, None)),
        },
    })
}

impl Known {
    fn path(&self) -> &SourcePath {
        &self.document.value.path
    }
}
