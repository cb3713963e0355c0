//! Reads the content, and what has not changed since the last time not again.

use std::fs::{self, Metadata};
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::diagnostic::Outcome;
use crate::hash::Digest;
use crate::parse::{self, Document};
use crate::path::SourcePath;
use crate::source::{self, Found};

/// A file that was written so shortly before it was looked at can be written again without looking different: the clocks of some file
/// systems step in whole seconds or two. It is read again the next time.
const FRESH: Duration = Duration::from_secs(2);

/// How often a folder is walked again because a file went away between being found and being read.
const TRIES: usize = 5;

/// Reads the content. A reader that remembers holds what it read for as long as the file looks the same.
pub struct Reader {
    known: Option<Mutex<FxHashMap<SourcePath, Known>>>,
}

/// A file as it was read.
struct Known {
    /// `None` if it was too fresh to be told by its looks.
    looks: Option<Looks>,
    digest: Digest,
    document: Arc<Outcome<Document>>,
}

/// What is known of a file without reading it.
#[derive(Clone, PartialEq, Eq)]
struct Looks {
    length: u64,
    modified: SystemTime,
    /// The number of the file and when anything about it last changed, where the system tells.
    node: Option<(u64, u64, i64, i64)>,
}

/// The files, each understood alone, and what was found while looking for them.
type Read = Outcome<Vec<Arc<Outcome<Document>>>>;

impl Reader {
    /// A reader for one build.
    pub fn once() -> Self {
        Self { known: None }
    }

    /// A reader for many builds of one content folder.
    pub fn lasting() -> Self {
        Self {
            known: Some(Mutex::default()),
        }
    }

    /// Reads the content, sorted by path.
    ///
    /// # Errors
    /// When the folder or a file in it cannot be read.
    pub fn read(&self, content: &Path) -> io::Result<Read> {
        let Some(known) = &self.known else {
            let Outcome { value, findings } = source::find(content)?;
            let value: io::Result<Vec<_>> = value
                .into_par_iter()
                .map(|found| Ok(Arc::new(parse::read(&found.read()?))))
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
                    let documents = now.iter().map(|(_, file)| Arc::clone(&file.document));
                    let value = documents.collect();
                    *known = now.into_iter().collect();
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
fn again(
    known: &FxHashMap<SourcePath, Known>,
    content: &Path,
) -> io::Result<Outcome<Vec<(SourcePath, Known)>>> {
    let now = SystemTime::now();
    let Outcome { value, findings } = source::find(content)?;
    let files: io::Result<Vec<_>> = value
        .into_par_iter()
        .map(|found| {
            let looks = Looks::of(&fs::metadata(&found.on_disk)?, now);
            let path = found.path.clone();
            let before = known.get(&path);
            let same = before.filter(|file| looks.is_some() && file.looks == looks);
            let file = match same {
                Some(same) => Known {
                    looks,
                    digest: same.digest,
                    document: Arc::clone(&same.document),
                },
                None => read(found, looks, before)?,
            };
            Ok((path, file))
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
            None => Arc::new(parse::read(&file)),
        },
    })
}

impl Looks {
    /// How a file looks at a moment; `None` if that says nothing, because it was written just before.
    fn of(meta: &Metadata, now: SystemTime) -> Option<Self> {
        let modified = meta.modified().ok()?;
        // A time in the future says nothing either.
        now.duration_since(modified)
            .ok()
            .filter(|age| *age > FRESH)?;
        #[cfg(unix)]
        let node = {
            use std::os::unix::fs::MetadataExt;
            Some((meta.dev(), meta.ino(), meta.ctime(), meta.ctime_nsec()))
        };
        #[cfg(not(unix))]
        let node = None;
        Some(Self {
            length: meta.len(),
            modified,
            node,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fresh_file_is_not_told_by_its_looks() {
        let meta =
            fs::metadata(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")).expect("it is there");
        let written = meta.modified().expect("a time");
        let after = |seconds| Looks::of(&meta, written + Duration::from_secs(seconds)).is_some();
        assert!(
            !after(0) && !after(2),
            "it may be written again within the clock's step"
        );
        assert!(after(3));
        let before = written - Duration::from_secs(9);
        assert!(
            Looks::of(&meta, before).is_none(),
            "a clock that went back says nothing"
        );
    }
}
