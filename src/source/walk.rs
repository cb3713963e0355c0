//! Finds the files of the content folder, many folders at a time.

use std::fs::{self, DirEntry, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::{SourceFile, SourceKind, UNREADABLE_NAME, Unread, is_left_alone, place};
use crate::diagnostic::{Diagnostic, Outcome};
use crate::hash::Digest;
use crate::path::SourcePath;

/// A file that was found and not read yet.
#[derive(Clone, Debug)]
pub struct Found {
    /// Where it lies.
    pub path: SourcePath,
    /// What its place says it is.
    pub kind: SourceKind,
    /// Where the system finds it.
    on_disk: PathBuf,
}

impl Found {
    /// The file in a place where one has been found before, with what the system says of it; `None` if there is none any more.
    pub fn at(content: &Path, path: &SourcePath) -> Option<(Self, Metadata)> {
        let on_disk = content.join(path.as_str());
        let meta = fs::symlink_metadata(&on_disk).ok()?;
        let found = Self {
            path: path.clone(),
            kind: place(path).ok()?,
            on_disk,
        };
        meta.is_file().then_some((found, meta))
    }

    /// The same, known without having been read.
    pub fn unread(&self, digest: Digest) -> Unread {
        Unread::new(self.on_disk.clone(), digest)
    }

    /// Reads it.
    ///
    /// # Errors
    /// When the system says no.
    pub fn read(&self) -> io::Result<SourceFile> {
        let bytes = fs::read(&self.on_disk).map_err(|cause| named(&self.on_disk, &cause))?;
        Ok(SourceFile {
            path: self.path.clone(),
            kind: self.kind.clone(),
            bytes,
        })
    }
}

/// Whether what lies there below the content folder is never found, nor anything in it.
pub fn is_passed_over(below: &Path) -> bool {
    below.iter().any(is_left_alone)
}

/// Finds every file below the content folder, sorted by path, each with what `look` says of it.
///
/// # Errors
/// When the folder or one in it cannot be read.
pub fn find<T: Send>(
    content: &Path,
    look: impl Fn(&DirEntry) -> io::Result<T> + Sync,
) -> io::Result<Outcome<Vec<(Found, T)>>> {
    if !fs::metadata(content)?.is_dir() {
        return Err(io::Error::new(
            io::ErrorKind::NotADirectory,
            "this is a file and not a folder",
        ));
    }
    let mut found = walk(content, "", &look)?;
    (found.value).par_sort_unstable_by(|(a, _), (b, _)| a.path.cmp(&b.path));
    Ok(found)
}

/// Does something with each of the files that were found, many at a time; they stay in their order.
///
/// # Errors
/// The first that comes of the work.
pub fn each<T: Send, U: Send>(
    found: Outcome<Vec<T>>,
    work: impl Fn(T) -> io::Result<U> + Sync + Send,
) -> io::Result<Outcome<Vec<U>>> {
    let Outcome { value, findings } = found;
    let value = value.into_par_iter().map(work).collect::<io::Result<_>>()?;
    Ok(Outcome { value, findings })
}

/// Finds the files of a folder; `below` is its path in the content, empty or with `/` at its end.
fn walk<T: Send>(
    folder: &Path,
    below: &str,
    look: &(impl Fn(&DirEntry) -> io::Result<T> + Sync),
) -> io::Result<Outcome<Vec<(Found, T)>>> {
    let failed = |cause: io::Error| named(folder, &cause);
    let mut value = Vec::new();
    let mut findings = Vec::new();
    let mut folders = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name();
        if is_left_alone(&name) {
            continue;
        }
        let path = format!("{below}{}", name.to_string_lossy());
        let sort = entry.file_type().map_err(failed)?;
        let why = if name.to_str().is_none() {
            "this name is not valid Unicode, so what bears it was left out"
        } else if sort.is_dir() {
            folders.push((entry.path(), format!("{path}/")));
            continue;
        } else if !sort.is_file() {
            "this is a symbolic link or a special file, so it was left out"
        } else {
            let path = SourcePath::new(path);
            match place(&path) {
                Ok(kind) => {
                    let looks = look(&entry).map_err(|cause| named(&entry.path(), &cause))?;
                    let on_disk = entry.path();
                    let found = Found {
                        path,
                        kind,
                        on_disk,
                    };
                    value.push((found, looks));
                }
                Err(finding) => findings.push(finding),
            }
            continue;
        };
        let path = SourcePath::new(path.replace('\\', "/"));
        findings.push(Diagnostic::new(&UNREADABLE_NAME, &path, why));
    }
    let inside: io::Result<Vec<_>> = folders
        .into_par_iter()
        .map(|(folder, below)| walk(&folder, &below, look))
        .collect();
    for found in inside? {
        value.extend(found.value);
        findings.extend(found.findings);
    }
    Ok(Outcome { value, findings })
}

/// An error that says which file it is about.
fn named(path: &Path, cause: &io::Error) -> io::Error {
    io::Error::new(cause.kind(), format!("{}: {cause}", path.display()))
}
