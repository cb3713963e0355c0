//! A link to a page or file that does not exist.

use std::cmp::Reverse;

use super::{Rule, links};
use crate::diagnostic::{Code, Diagnostic, Severity, did_you_mean, nearest};
use crate::model::{Section, Site, Target};
use crate::path::SourcePath;

pub const RULE: Rule = Rule { code: &CODE, find };

const CODE: Code = Code {
    name: "broken-link",
    severity: Severity::Error,
    manual: "\
The link names a page or file that does not exist, so a reader who follows it would be lost. Links are written as the path from this file to
the other one: `[Chest drain](../checklists/chest-drain.md)`, where `..` means one folder up. Pages that peerpress makes by itself are
written from the root: `[procedures](/procedures/)`. Letters count: `Drain.md` and `drain.md` are two files on most hosts.",
};

fn find(site: &Site) -> Vec<Diagnostic> {
    links(site)
        .filter(|(_, _, target)| **target == Target::Missing)
        .map(|(path, link, _)| {
            let what = if link.image { "image" } else { "page or file" };
            Diagnostic::new(&CODE, path, format!("there is no {what} `{}`", link.target))
                .at(link.span)
                .maybe_help(advice(site, path, &link.target))
        })
        .collect()
}

/// The file of the nearest name, anywhere in the content: files are moved more often than misspelt.
fn advice(site: &Site, from: &SourcePath, target: &str) -> Option<String> {
    let path = crate::path::decode(target.split('#').next()?)?;
    if let Some(help) = other_form(&path) {
        return Some(help);
    }
    if path.starts_with('/') {
        let pages = Section::all().map(Section::folder);
        let terms = site.vocabularies.terms.iter().map(|term| &term.output);
        let known: Vec<String> = pages
            .chain(terms.map(|output| output.folder().to_owned()))
            .map(|folder| format!("/{folder}/"))
            .collect();
        return did_you_mean(&path, known.iter().map(String::as_str));
    }
    let known = || {
        let resources = site.resources.iter().map(|resource| &resource.path);
        let members = site.members.iter().map(|member| &member.path);
        let files = site.attachments.keys().chain(&site.unused);
        (resources.chain(members).chain(files)).filter(|known| *known != from)
    };
    // An author means what lies near: a form of another member may be for other patients.
    let shared = |known: &SourcePath| {
        let both = from.as_str().split('/').zip(known.as_str().split('/'));
        both.take_while(|(own, other)| own == other).count()
    };
    // What a file is called: its own name, or that of its folder.
    let name_of = |known: &SourcePath| match known.file_name() {
        "index.md" => format!(
            "{}.md",
            known.folder().rsplit('/').next().unwrap_or_default()
        ),
        name => name.to_owned(),
    };
    let wanted = from.resolve(&path).unwrap_or_else(|| SourcePath::new(path));
    let name = name_of(&wanted);
    let nearest_called = |name: &str| {
        (known().filter(|known| name_of(known) == name)).min_by_key(|known| Reverse(shared(known)))
    };
    if let Some(same) = nearest_called(&name) {
        return Some(format!(
            "a file of this name is at {same}: write `{}`",
            from.link_to(same)
        ));
    }
    let names: Vec<String> = known().map(name_of).collect();
    let near = nearest(&name, names.iter().map(String::as_str))?;
    let near = nearest_called(near)?;
    Some(format!("did you mean `{}`?", from.link_to(near)))
}

/// How to write what is no path: addresses as people say them, and paths as Windows has them.
fn other_form(path: &str) -> Option<String> {
    if path.starts_with("www.") {
        return Some(format!(
            "an address on the web is written in full: `https://{path}`"
        ));
    }
    if path.contains('@') && !path.contains('/') {
        return Some(format!("an e-mail address is written `mailto:{path}`"));
    }
    let has_backslash = path.contains('\\') && !path.starts_with(['\\', '/']);
    has_backslash.then(|| format!("folders are parted by `/`: `{}`", path.replace('\\', "/")))
}
