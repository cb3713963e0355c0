//! An edition: the site as it is answered at one moment. It never changes; an edit makes the next one.

use std::collections::HashMap;
use std::sync::Arc;

use super::findings::Findings;
use super::media;
use crate::hash::Digest;
use crate::render::Artifact;

/// The site as it is answered at one moment.
pub struct Edition {
    /// The path below which the site stands on its host: `/`, or `/ipsn/`.
    prefix: String,
    files: HashMap<String, Arc<Artifact>>,
    findings: Arc<Findings>,
}

/// What stands at an address.
pub enum Found<'a> {
    /// A file.
    File(&'a Arc<Artifact>),
    /// A folder whose address lacks its last `/`.
    Folder,
    /// The site begins elsewhere.
    Elsewhere(&'a str),
    /// Nothing; the site may have a page that says so.
    Nothing(Option<&'a Arc<Artifact>>),
}

impl Edition {
    /// An edition of these files, for the path of an address such as `/ipsn/`.
    pub fn new(prefix: &str, artifacts: Vec<Arc<Artifact>>, findings: Arc<Findings>) -> Self {
        let by_path = |artifact: Arc<Artifact>| (artifact.path.as_str().to_owned(), artifact);
        Self {
            prefix: prefix.to_owned(),
            files: artifacts.into_iter().map(by_path).collect(),
            findings,
        }
    }

    /// The path below which the site stands on its host.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// What there is to mend.
    pub fn findings(&self) -> &Arc<Findings> {
        &self.findings
    }

    /// Whether there is anything to show.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// What stands at an address: the decoded path of it, which begins with `/`.
    pub fn find(&self, path: &str) -> Found<'_> {
        let missing = || Found::Nothing(self.files.get("404.html"));
        let Some(inside) = path.strip_prefix(self.prefix.as_str()) else {
            let home = self.prefix.trim_end_matches('/');
            return if path == "/" || path == home {
                Found::Elsewhere(&self.prefix)
            } else {
                missing()
            };
        };
        if inside.is_empty() || inside.ends_with('/') {
            let index = self.files.get(&format!("{inside}index.html"));
            return index.map_or_else(missing, Found::File);
        }
        match self.files.get(inside) {
            Some(file) => Found::File(file),
            None if self.files.contains_key(&format!("{inside}/index.html")) => Found::Folder,
            None => missing(),
        }
    }

    /// The version of what is answered at an address: it differs whenever a reader sees something else there.
    pub fn version(&self, path: &str) -> String {
        match self.find(path) {
            Found::File(file) => version(&file.bytes),
            Found::Nothing(Some(file)) => format!("missing-{}", version(&file.bytes)),
            Found::Nothing(None) => "missing".to_owned(),
            Found::Folder | Found::Elsewhere(_) => "elsewhere".to_owned(),
        }
    }

    /// The page at an address, if a file stands there.
    pub fn file(&self, path: &str) -> Option<&Arc<Artifact>> {
        match self.find(path) {
            Found::File(file) => Some(file),
            _ => None,
        }
    }

    /// The addresses of what pages show within themselves (pictures, films) and what differs from an earlier edition.
    pub fn changed_media(&self, earlier: &Edition) -> Vec<String> {
        let mut changed: Vec<String> = self
            .files
            .iter()
            .filter(|(path, _)| media::is_shown_in_pages(path))
            .filter(|(path, file)| {
                let before = earlier.files.get(*path);
                before
                    .is_some_and(|before| !Arc::ptr_eq(before, file) && before.bytes != file.bytes)
            })
            .map(|(path, _)| format!("{}{}", self.prefix, crate::path::encode(path)))
            .collect();
        changed.sort();
        changed
    }

    /// The stylesheet that this edition has and the other lacks, if it is one.
    pub fn own_style(&self, other: &Edition) -> Option<&str> {
        let mut own = self
            .files
            .keys()
            .filter(|path| path.ends_with(".css") && !other.files.contains_key(*path));
        own.next()
            .filter(|_| own.next().is_none())
            .map(String::as_str)
    }
}

/// A name for exactly these bytes.
pub fn version(bytes: &[u8]) -> String {
    Digest::of_bytes(bytes).short()
}
