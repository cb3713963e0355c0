//! Reads the content, and what has not changed since the last time not again.

use std::fs::DirEntry;
use std::io;
use std::path::{self, Path};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use rayon::prelude::*;

use crate::cache::{Cache, Table};
use crate::diagnostic::Outcome;
use crate::hash::Digest;
use crate::parse::body::Outline;
use crate::parse::{self, Document};
use crate::path::SourcePath;
use crate::source::{self, Found, Looks, Suspected};

/// How often a folder is walked again because a file went away between being found and being read.
const TRIES: usize = 5;

/// Of more files than so many, all are looked at: that is done by all processors.
const FEW: usize = 16;

/// Reads the content. A reader that remembers holds what it read for as long as the file looks the same.
pub struct Reader {
    /// What the last build read.
    known: Option<Mutex<Walked>>,
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

/// The files of a content folder, sorted by path, and what was found while looking for them.
type Walked = Outcome<Vec<Known>>;

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
            known: Some(Mutex::new(Outcome {
                value: Vec::new(),
                findings: Vec::new(),
            })),
            outlines: None,
        }
    }

    /// Keeps for the next build what was understood.
    pub fn save(&self) {
        if let Some(outlines) = &self.outlines {
            outlines.save();
        }
    }

    /// Reads the content, sorted by path: all of it, or if it remembers the rest, where something may be different.
    ///
    /// # Errors
    /// When the folder or a file in it cannot be read.
    pub fn read(&self, content: &Path, suspected: &Suspected) -> io::Result<Read> {
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
        if !is_enough(&mut known.value, content, suspected) {
            *known = patiently(&known.value, content)?;
        }
        let files = known.value.iter();
        Ok(Outcome {
            value: files.map(|file| Arc::clone(&file.document)).collect(),
            findings: known.findings.clone(),
        })
    }
}

/// Reads again where something may be different. That is not enough if anything is new, gone or no file any more, or cannot be read: then
/// the folder has to be walked.
fn is_enough(known: &mut [Known], content: &Path, suspected: &Suspected) -> bool {
    match suspected {
        Suspected::At(places) if places.len() <= FEW => {
            // A watcher names whole paths.
            let whole = path::absolute(content);
            whole.is_ok_and(|content| places.iter().all(|place| read_at(known, &content, place)))
        }
        _ => false,
    }
}

/// Reads again what lies somewhere; `false` if it takes a walk to know what that is.
fn read_at(known: &mut [Known], content: &Path, place: &Path) -> bool {
    let Ok(below) = place.strip_prefix(content) else {
        return false;
    };
    let Some(path) = SourcePath::of(below) else {
        return false;
    };
    if source::is_passed_over(below) {
        return true;
    }
    match known.binary_search_by(|file| file.path().cmp(&path)) {
        Ok(number) => {
            let now = SystemTime::now();
            let Some((found, meta)) = Found::again(content, &path) else {
                return false;
            };
            let read = read(found, Looks::of(&meta, now), Some(&known[number]));
            read.map(|file| known[number] = file).is_ok()
        }
        // An editor writes beside a file and then renames: what is not there and never was is no news.
        Err(_) => {
            let folder = format!("{path}/");
            let was_folder = (known.iter()).any(|file| file.path().as_str().starts_with(&folder));
            !was_folder && !place.is_symlink() && !place.exists()
        }
    }
}

/// Looks at the whole folder, again if a file goes away between being found and being read: an editor replaces it, or another branch is
/// checked out.
fn patiently(known: &[Known], content: &Path) -> io::Result<Walked> {
    let mut tries = 1;
    loop {
        match again(known, content) {
            Err(error) if error.kind() == io::ErrorKind::NotFound && tries < TRIES => tries += 1,
            done => return done,
        }
    }
}

/// Reads what looks different from what is known.
fn again(known: &[Known], content: &Path) -> io::Result<Walked> {
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
