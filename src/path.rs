//! Three kinds of path that never mix: where a file comes from, where it goes, and how the world addresses it.

use std::fmt;
use std::path::{Component, Path};
use std::sync::Arc;

use serde::{Serialize, Serializer};

/// A file below the content folder, with `/` between its parts, such as `trusts/uclh/talks/wire.md`.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourcePath(Arc<str>);

/// A file below the output folder, with `/` between its parts, such as `talks/index.html`.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OutputPath(Arc<str>);

/// A canonical absolute address: it never carries `index.html`.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Url(String);

/// Where the published site will stand: a scheme, a host and a path that ends with `/`.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct BaseUrl(String);

/// How links between pages are written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum LinkStyle {
    /// `talks/index.html`: works on every host and from a folder.
    #[default]
    File,
    /// `talks/`: shorter, for hosts that answer a folder with its index page.
    Pretty,
}

impl SourcePath {
    /// A path below the content folder; separators of the platform have become `/` already.
    pub fn new(path: impl Into<Arc<str>>) -> Self {
        Self(path.into())
    }

    /// The same path as the system writes it, below the content folder; `None` if it is not Unicode or leads out of the folder.
    pub fn of(below: &Path) -> Option<Self> {
        let part = |part| match part {
            Component::Normal(name) => name.to_str(),
            _ => None,
        };
        let parts: Option<Vec<&str>> = below.components().map(part).collect();
        Some(Self(parts?.join("/").into()))
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder that holds the file: empty for a file at the top.
    pub fn folder(&self) -> &str {
        self.0.rfind('/').map_or("", |at| &self.0[..at])
    }

    /// The last part.
    pub fn file_name(&self) -> &str {
        self.0.rfind('/').map_or(&self.0, |at| &self.0[at + 1..])
    }

    /// What follows the last dot of the file name, in lower case; empty without a dot.
    pub fn extension(&self) -> String {
        let name = self.file_name();
        name.rfind('.')
            .map_or(String::new(), |at| name[at + 1..].to_lowercase())
    }

    /// The relative link that leads from this file to another.
    pub fn link_to(&self, other: &SourcePath) -> String {
        let here: Vec<&str> = self.folder().split('/').filter(|p| !p.is_empty()).collect();
        let there: Vec<&str> = other.0.split('/').collect();
        let last = there.len() - 1;
        let shared = (here.iter().zip(&there[..last]))
            .take_while(|(a, b)| a == b)
            .count();
        let mut link = "../".repeat(here.len() - shared);
        link.push_str(&there[shared..].join("/"));
        link.replace(' ', "%20")
    }

    /// The file that a relative link in this file names; `None` if it climbs out of the content folder.
    pub fn resolve(&self, relative: &str) -> Option<SourcePath> {
        join(self.folder(), relative).map(|path| Self(path.into()))
    }
}

impl OutputPath {
    /// A file below the output folder.
    pub fn new(path: impl Into<Arc<str>>) -> Self {
        Self(path.into())
    }

    /// The index page of a folder; the empty folder is the site's root.
    pub fn page(folder: &str) -> Self {
        if folder.is_empty() {
            Self("index.html".into())
        } else {
            Self(format!("{folder}/index.html").into())
        }
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder that holds the file: empty at the root.
    pub fn folder(&self) -> &str {
        self.0.rfind('/').map_or("", |at| &self.0[..at])
    }

    /// A file beside this one.
    pub fn beside(&self, name: &str) -> Self {
        let folder = self.folder();
        if folder.is_empty() {
            Self(name.into())
        } else {
            Self(format!("{folder}/{name}").into())
        }
    }

    /// What a page writes before a link that starts at the root: `./`, `../`, `../../` and so on.
    pub fn to_root(&self) -> String {
        match self.0.matches('/').count() {
            0 => "./".to_owned(),
            depth => "../".repeat(depth),
        }
    }

    /// The link to this file from the site's root, to be written behind [`OutputPath::to_root`].
    pub fn href(&self, style: LinkStyle) -> String {
        match style {
            LinkStyle::File => encode(&self.0),
            LinkStyle::Pretty => encode(self.without_index()),
        }
    }

    /// The canonical address of this file on its host.
    pub fn url(&self, base: &BaseUrl) -> Url {
        Url(format!("{}{}", base.0, encode(self.without_index())))
    }

    fn without_index(&self) -> &str {
        match self.0.strip_suffix("index.html") {
            Some(rest) if rest.is_empty() || rest.ends_with('/') => rest,
            _ => &self.0,
        }
    }
}

impl Url {
    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl BaseUrl {
    /// Reads an address such as `https://network.example/ipsn`; says in words what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let rest = text
            .strip_prefix("https://")
            .or_else(|| text.strip_prefix("http://"))
            .ok_or("an address starts with https:// or http://")?;
        let host = rest.split('/').next().unwrap_or_default();
        if host.is_empty() {
            return Err("the host name is missing".to_owned());
        }
        if text.contains(['?', '#', ' ', '"', '<', '>', '\\']) || text.chars().any(char::is_control)
        {
            return Err(
                "a base address has no query, no fragment, no spaces and no quotes".to_owned(),
            );
        }
        Ok(Self(format!("{}/", text.trim_end_matches('/'))))
    }

    /// The whole address, which ends with `/`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path on the host: `/` or `/ipsn/`. The page for missing addresses needs it, because it answers at any depth.
    pub fn path(&self) -> &str {
        let after_scheme = self.0.find("://").map_or(0, |at| at + 3);
        self.0[after_scheme..]
            .find('/')
            .map_or("/", |at| &self.0[after_scheme + at..])
    }
}

macro_rules! shown_as_text {
    ($($name:ident),*) => {$(
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}
shown_as_text!(SourcePath, OutputPath, Url, BaseUrl);

macro_rules! debugged_as_text {
    ($($name:ident),*) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }
    )*};
}
debugged_as_text!(SourcePath, OutputPath, Url);

impl Serialize for OutputPath {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// A short name for an address: lower case letters and digits of any script, and `-` between words.
pub fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') && c != '\'' && c != '’' {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// One part of an address: the slug of a text; a text that has none keeps its signs, but cannot lead to another folder.
pub fn segment(text: &str) -> String {
    let slug = slug(text);
    if !slug.is_empty() {
        return slug;
    }
    let kept: String = text
        .trim_matches('.')
        .chars()
        .map(|c| {
            if c.is_control() || "/\\".contains(c) {
                '-'
            } else {
                c
            }
        })
        .collect();
    if kept.is_empty() {
        "-".to_owned()
    } else {
        kept
    }
}

/// Percent-encodes what may not stand in the path of an address (RFC 3986, `pchar` and `/`).
pub fn encode(path: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/!$&()*+,;=:@".contains(&byte);
    // Nearly all paths are made of slugs, and every link of a site comes by: all bytes are asked, so that it takes a step or two.
    let is_of_slugs = |byte: u8| {
        byte.is_ascii_lowercase() | byte.is_ascii_digit() | matches!(byte, b'-' | b'/' | b'.')
    };
    if path.bytes().fold(true, |all, byte| all & is_of_slugs(byte)) {
        return path.to_owned();
    }
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if is_plain(byte) {
            out.push(byte as char);
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// Undoes percent-encoding, as links in Markdown carry it; `None` if the result is not UTF-8.
pub fn decode(text: &str) -> Option<String> {
    if !text.contains('%') {
        return Some(text.to_owned());
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = bytes
            .get(at + 1..at + 3)
            .and_then(|pair| std::str::from_utf8(pair).ok())
            .and_then(|pair| u8::from_str_radix(pair, 16).ok());
        match (bytes[at], hex) {
            (b'%', Some(byte)) => {
                out.push(byte);
                at += 3;
            }
            (byte, _) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(out).ok()
}

/// Joins a relative path to a folder, resolving `.` and `..`; `None` if it climbs above the top.
fn join(folder: &str, relative: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_from_root_work_at_any_depth() {
        let page = OutputPath::page("trusts/uclh");
        assert_eq!(page.to_root(), "../../");
        assert_eq!(page.href(LinkStyle::File), "trusts/uclh/index.html");
        assert_eq!(page.href(LinkStyle::Pretty), "trusts/uclh/");
        assert_eq!(OutputPath::page("").to_root(), "./");
        assert_eq!(OutputPath::page("").href(LinkStyle::Pretty), "");
    }

    #[test]
    fn canonical_addresses_never_carry_the_index() {
        let base = BaseUrl::parse("https://a.example/ipsn").expect("sound");
        assert_eq!(
            OutputPath::page("x").url(&base).as_str(),
            "https://a.example/ipsn/x/"
        );
        assert_eq!(
            OutputPath::new("myindex.html").url(&base).as_str(),
            "https://a.example/ipsn/myindex.html"
        );
        assert_eq!(base.path(), "/ipsn/");
        assert!(BaseUrl::parse("a.example").is_err());
    }

    #[test]
    fn relative_links_resolve_and_cannot_escape() {
        let from = SourcePath::new("trusts/a/practice/x.md");
        let to = from.resolve("../../b/practice/y.md").expect("stays inside");
        assert_eq!(to.as_str(), "trusts/b/practice/y.md");
        assert_eq!(from.resolve("../../../../../etc/passwd"), None);
        assert_eq!(from.link_to(&to), "../../b/practice/y.md");
        assert_eq!(
            from.link_to(&SourcePath::new("trusts/a/practice/z.md")),
            "z.md"
        );
        assert_eq!(SourcePath::new("index.md").link_to(&to), to.as_str());
    }

    #[test]
    fn no_part_of_an_address_leads_elsewhere() {
        for (text, part) in [
            ("..", "-"),
            ("../..", "-"),
            ("/", "-"),
            ("!?", "!?"),
            ("../x", "x"),
        ] {
            assert_eq!(segment(text), part, "{text}");
        }
    }

    #[test]
    fn slugs_and_percent_signs() {
        assert_eq!(
            slug("St George’s: chest drain (2)"),
            "st-georges-chest-drain-2"
        );
        assert_eq!(encode("a b/é.pdf"), "a%20b/%C3%A9.pdf");
        assert_eq!(decode("a%20b/%C3%A9.pdf").as_deref(), Some("a b/é.pdf"));
        assert_eq!(decode("%FF"), None);
        assert_eq!(decode("100%").as_deref(), Some("100%"));
    }
}
