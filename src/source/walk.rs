//! Finds the files of the content folder, many folders at a time.

use std::fs::{self, DirEntry, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rayon::prelude::*;

use super::{Looks, SourceFile, SourceKind, UNREADABLE_NAME, Unread, is_left_alone, place};
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
    /// The file in a place where one has been found before; `None` if there is none any more.
    pub fn at(content: &Path, path: &SourcePath) -> Option<Self> {
        let on_disk = content.join(path.as_str());
        let meta = fs::symlink_metadata(&on_disk).ok()?;
        let found = Self {
            path: path.clone(),
            kind: place(path).ok()?,
            on_disk,
        };
        meta.is_file().then_some(found)
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
        Ok(self.file(bytes))
    }

    /// Reads it, and says how it looked at a moment before: the file that is read, since another may have its name by now.
    ///
    /// # Errors
    /// When the system says no.
    pub fn read_with_looks(&self, now: SystemTime) -> io::Result<(SourceFile, Option<Looks>)> {
        let read = || {
            let mut file = File::open(&self.on_disk)?;
            let meta = file.metadata()?;
            let mut bytes = Vec::with_capacity(usize::try_from(meta.len()).unwrap_or(0));
            file.read_to_end(&mut bytes)?;
            Ok((self.file(bytes), Looks::of(&meta, now)))
        };
        read().map_err(|cause| named(&self.on_disk, &cause))
    }

    fn file(&self, bytes: Vec<u8>) -> SourceFile {
        SourceFile {
            path: self.path.clone(),
            kind: self.kind.clone(),
            bytes,
        }
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

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    /// Only there the system tells one file from another of the same name.
    #[cfg(unix)]
    #[test]
    fn what_is_read_and_how_it_looked_are_of_one_file() {
        let root = std::env::temp_dir().join(format!("peerpress-walk-{}", std::process::id()));
        let _ = fs::remove_dir_all(&root);
        let pages = |name: &str| root.join(name).join("page.md");
        for name in ["pages", "_other"] {
            fs::create_dir_all(root.join(name)).expect("made");
            fs::write(pages(name), name).expect("written");
        }
        let later = SystemTime::now() + Duration::from_secs(10);
        let looks = |name: &str| Looks::of(&fs::metadata(pages(name)).expect("there"), later);
        let found = find(&root, |entry| Ok(Looks::of(&entry.metadata()?, later)));
        let [(page, before)] = found.expect("read").value.try_into().expect("one page");
        assert_eq!((&before, before.is_some()), (&looks("pages"), true));
        // Another branch is checked out: a folder of the same name, and files with times of their own.
        fs::rename(root.join("pages"), root.join("_away")).expect("moved");
        fs::rename(root.join("_other"), root.join("pages")).expect("moved");
        let (file, read) = page.read_with_looks(later).expect("read");
        assert_eq!((file.bytes, &read), (b"_other".to_vec(), &looks("pages")));
        assert_ne!(read, before);
        let _ = fs::remove_dir_all(&root);
    }
}
