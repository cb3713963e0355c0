//! An edition: the site as it is answered at one moment. It never changes; an edit makes the next one.

use std::sync::Arc;

use super::findings::Findings;
use super::media;
use crate::hash::Digest;
use crate::model::SEARCH_INDEX;
use crate::path::encode;
use crate::render::Artifact;

/// Files sorted by path.
type Files = Arc<Vec<Arc<Artifact>>>;

/// The site as it is answered at one moment.
#[derive(Clone)]
pub struct Edition {
    /// The editions are counted.
    number: u64,
    /// The path below which the site stands on its host: `/`, or `/ipsn/`.
    prefix: String,
    pages: Files,
    /// The search index; `None` while it is made, which takes longer than the pages.
    index: Option<Files>,
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
    /// Before the first build: nothing.
    pub fn nothing() -> Self {
        Self {
            number: 0,
            prefix: "/".to_owned(),
            pages: Arc::default(),
            index: Some(Arc::default()),
            findings: Arc::default(),
        }
    }

    /// The next edition: these files, sorted by path, below the path of an address such as `/ipsn/`. Its search index is still to come.
    pub fn next(&self, prefix: &str, pages: Files, findings: Arc<Findings>) -> Self {
        Self {
            number: self.number + 1,
            prefix: prefix.to_owned(),
            pages,
            index: None,
            findings,
        }
    }

    /// The same files with other findings.
    pub fn with_findings(&self, findings: Arc<Findings>) -> Self {
        Self {
            findings,
            ..self.clone()
        }
    }

    /// The same edition with its search index.
    pub fn with_index(&self, index: &[Arc<Artifact>]) -> Self {
        let mut index = index.to_vec();
        index.sort_by(|a, b| a.path.cmp(&b.path));
        Self {
            index: Some(Arc::new(index)),
            ..self.clone()
        }
    }

    /// Which edition it is.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// All files but those of the search index.
    pub fn pages(&self) -> &Files {
        &self.pages
    }

    /// Whether what stands at an address is still being made.
    pub fn is_awaited(&self, path: &str) -> bool {
        let inside = path.strip_prefix(self.prefix.as_str());
        let below = inside.and_then(|inside| inside.strip_prefix(SEARCH_INDEX));
        self.index.is_none() && below.is_some_and(|below| below.starts_with('/'))
    }

    fn get(&self, path: &str) -> Option<&Arc<Artifact>> {
        let find = |files: &'_ Files| {
            files
                .binary_search_by(|file| file.path.as_str().cmp(path))
                .ok()
        };
        match find(&self.pages) {
            Some(at) => Some(&self.pages[at]),
            None => {
                let index = self.index.as_ref()?;
                find(index).map(|at| &index[at])
            }
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
        self.pages.is_empty()
    }

    /// What stands at an address: the decoded path of it, which begins with `/`.
    pub fn find(&self, path: &str) -> Found<'_> {
        let missing = || Found::Nothing(self.get("404.html"));
        let Some(inside) = path.strip_prefix(self.prefix.as_str()) else {
            let home = self.prefix.trim_end_matches('/');
            return if path == "/" || path == home {
                Found::Elsewhere(&self.prefix)
            } else {
                missing()
            };
        };
        if inside.is_empty() || inside.ends_with('/') {
            let index = self.get(&format!("{inside}index.html"));
            return index.map_or_else(missing, Found::File);
        }
        match self.get(inside) {
            Some(file) => Found::File(file),
            None if self.get(&format!("{inside}/index.html")).is_some() => Found::Folder,
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
        self.pages
            .iter()
            .filter(|file| media::is_shown_in_pages(file.path.as_str()))
            .filter(|file| {
                let before = earlier.get(file.path.as_str());
                before
                    .is_some_and(|before| !Arc::ptr_eq(before, file) && before.bytes != file.bytes)
            })
            .map(|file| format!("{}{}", self.prefix, encode(file.path.as_str())))
            .collect()
    }

    /// The stylesheet that this edition has and the other lacks, if it is one.
    pub fn own_style(&self, other: &Edition) -> Option<&str> {
        let files = self.pages.iter().map(|file| file.path.as_str());
        let mut own = files.filter(|path| path.ends_with(".css") && other.get(path).is_none());
        own.next().filter(|_| own.next().is_none())
    }
}

/// A name for exactly these bytes.
pub fn version(bytes: &[u8]) -> String {
    Digest::of_bytes(bytes).short()
}
