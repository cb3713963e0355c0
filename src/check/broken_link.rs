//! A link to a page or file that does not exist.

use super::{Rule, links};
use crate::diagnostic::{Code, Diagnostic, Severity, did_you_mean};
use crate::model::{Site, Target};

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
fn advice(site: &Site, from: &crate::path::SourcePath, target: &str) -> Option<String> {
    let path = target.split('#').next().unwrap_or_default();
    let resolved = from.resolve(path);
    let known = || {
        site.resources
            .iter()
            .map(|resource| &resource.path)
            .chain(site.members.iter().map(|member| &member.path))
    };
    let name = path.rsplit('/').next().unwrap_or_default();
    if let Some(same) = known().find(|known| known.file_name() == name && name != "index.md") {
        return Some(format!("a file of this name is at {same}"));
    }
    let resolved = resolved?;
    did_you_mean(resolved.as_str(), known().map(|known| known.as_str()))
}
