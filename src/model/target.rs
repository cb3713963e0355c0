//! Where a link leads.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::address::generated_page;
use super::{ResourceId, Site, Vocabularies, attachment};
use crate::parse::attachment::AttachmentFacts;
use crate::parse::body::{Body, Heading};
use crate::path::{OutputPath, SourcePath, decode};

/// Where a link leads.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Target {
    /// To another site, or to a mailbox.
    External,
    /// To a page of this site.
    Page {
        /// The page.
        output: OutputPath,
        /// The place on it.
        fragment: Option<String>,
    },
    /// To a place on the same page.
    Here {
        /// The place.
        fragment: String,
    },
    /// To a file of this site.
    File {
        /// The file in the content.
        path: SourcePath,
        /// Where it goes.
        output: OutputPath,
    },
    /// To a page that is left out of this build.
    LeftOut,
    /// To a page or file that does not exist.
    Missing,
    /// To a place that its page does not have.
    MissingFragment {
        /// The nearest place that it has.
        nearest: Option<String>,
    },
    /// By a scheme that could run code, such as `javascript:`.
    Unsafe,
}

/// Schemes that a link may have.
const SAFE_SCHEMES: [&str; 4] = ["https", "http", "mailto", "tel"];

/// All places that a link can lead to.
pub(super) struct Places<'a> {
    pages: FxHashMap<&'a str, (&'a OutputPath, &'a [Heading])>,
    resources: FxHashMap<&'a str, ResourceId>,
    files: BTreeSet<&'a SourcePath>,
    folders: BTreeMap<&'a str, &'a OutputPath>,
    hidden: &'a BTreeSet<SourcePath>,
    site: &'a Site,
    pub(super) vocabularies: &'a Vocabularies,
}

impl<'a> Places<'a> {
    pub(super) fn new(
        site: &'a Site,
        files: &'a BTreeMap<SourcePath, (Arc<AttachmentFacts>, Arc<[u8]>)>,
        hidden: &'a BTreeSet<SourcePath>,
    ) -> Self {
        let mut pages = FxHashMap::default();
        let mut resources = FxHashMap::default();
        let mut folders = BTreeMap::new();
        for (number, resource) in site.resources.iter().enumerate() {
            pages.insert(
                resource.path.as_str(),
                (&resource.output, &*resource.body.headings),
            );
            resources.insert(resource.path.as_str(), ResourceId(number));
            if resource.path.file_name() == "index.md" {
                folders.insert(resource.path.folder(), &resource.output);
            }
        }
        for member in &site.members {
            pages.insert(
                member.path.as_str(),
                (&member.output, &*member.body.headings),
            );
        }
        Self {
            pages,
            resources,
            files: files.keys().collect(),
            folders,
            hidden,
            site,
            vocabularies: &site.vocabularies,
        }
    }

    /// The resource of this file; a folder resource is also found by the folder's name with `.md`.
    pub(super) fn resource_at(&self, path: &SourcePath) -> Option<ResourceId> {
        let path = path.as_str();
        self.resources.get(path).copied().or_else(|| {
            let folder = path.strip_suffix(".md")?;
            self.resources.get(&*format!("{folder}/index.md")).copied()
        })
    }

    /// Whether this file, or the folder of this name, is left out.
    pub(super) fn is_hidden(&self, path: &SourcePath) -> bool {
        // Nearly always.
        if self.hidden.is_empty() {
            return false;
        }
        let folder = path.as_str().trim_end_matches(".md");
        let inside = SourcePath::new(format!("{folder}/index.md"));
        self.hidden.contains(path) || self.hidden.contains(&inside)
    }

    /// The attachment that a file names.
    pub(super) fn file_at(&self, from: &SourcePath, written: &str) -> Option<SourcePath> {
        let path = from.resolve(&decode(written)?)?;
        self.files.contains(&path).then_some(path)
    }

    /// Where the links of a body lead, in their order.
    pub(super) fn targets(&self, from: &SourcePath, body: &Body) -> Vec<Target> {
        body.links
            .iter()
            .map(|link| self.target(from, body, &link.target))
            .collect()
    }

    fn target(&self, from: &SourcePath, body: &Body, written: &str) -> Target {
        if let Some(scheme) = scheme(written) {
            return if SAFE_SCHEMES.contains(&scheme.to_ascii_lowercase().as_str()) {
                Target::External
            } else {
                Target::Unsafe
            };
        }
        if written.starts_with("//") {
            return Target::Unsafe;
        }
        let (path, fragment) = match written.split_once('#') {
            Some((path, fragment)) => (path, Some(fragment)),
            None => (written, None),
        };
        let fragment = fragment.filter(|fragment| !fragment.is_empty());
        if path.is_empty() {
            return match fragment {
                Some(fragment) => match place(&body.headings, fragment) {
                    Ok(fragment) => Target::Here { fragment },
                    Err(nearest) => Target::MissingFragment { nearest },
                },
                // Every browser takes an empty place for the top of the page.
                None => Target::Here {
                    fragment: String::new(),
                },
            };
        }
        if let Some(address) = path.strip_prefix('/') {
            return match generated_page(self.site, address) {
                Some(output) => Target::Page {
                    output,
                    fragment: fragment.map(str::to_owned),
                },
                None => Target::Missing,
            };
        }
        let Some(path) = decode(path).and_then(|path| from.resolve(&path)) else {
            return Target::Missing;
        };
        if self.files.contains(&path) {
            return Target::File {
                output: attachment::output(&path, &self.folders),
                path,
            };
        }
        if self.is_hidden(&path) {
            return Target::LeftOut;
        }
        if path.as_str() == "index.md" || path.as_str().is_empty() {
            return Target::Page {
                output: OutputPath::page(""),
                fragment: None,
            };
        }
        let page = self.pages.get(path.as_str()).or_else(|| {
            let folder = path.as_str().trim_end_matches(".md");
            self.pages.get(&*format!("{folder}/index.md"))
        });
        match page {
            None => Target::Missing,
            Some((output, headings)) => match fragment.map(|wanted| place(headings, wanted)) {
                None => Target::Page {
                    output: (*output).clone(),
                    fragment: None,
                },
                Some(Ok(fragment)) => Target::Page {
                    output: (*output).clone(),
                    fragment: Some(fragment),
                },
                Some(Err(nearest)) => Target::MissingFragment { nearest },
            },
        }
    }
}

/// The heading of this id, or the nearest that there is.
fn place(headings: &[Heading], wanted: &str) -> Result<String, Option<String>> {
    let wanted = decode(wanted).unwrap_or_else(|| wanted.to_owned());
    if headings.iter().any(|heading| heading.id == wanted) {
        return Ok(wanted);
    }
    let ids = headings.iter().map(|heading| heading.id.as_str());
    Err(crate::diagnostic::nearest(&wanted, ids).map(str::to_owned))
}

/// The scheme of an address (RFC 3986: a letter, then letters, digits, `+`, `-`, `.`). Browsers ignore white space and control
/// characters inside a scheme, so they are skipped before looking.
fn scheme(address: &str) -> Option<String> {
    if !address.contains(':') {
        return None;
    }
    let seen: String = address
        .chars()
        .filter(|c| !c.is_control() && !c.is_whitespace())
        .take(64)
        .collect();
    let (scheme, _) = seen.split_once(':')?;
    let sound = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    sound.then(|| scheme.to_owned())
}

#[cfg(test)]
mod tests {
    use super::scheme;

    #[test]
    fn schemes_hide_badly() {
        assert_eq!(
            scheme("java\tscript:alert(1)").as_deref(),
            Some("javascript")
        );
        assert_eq!(scheme(" JavaScript:x").as_deref(), Some("JavaScript"));
        assert_eq!(scheme("talks/sign-in: what.md"), None);
        assert_eq!(scheme("x.md"), None);
    }
}
