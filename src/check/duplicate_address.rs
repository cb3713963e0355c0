//! Two files that would be published at one address.

use std::collections::BTreeSet;

use rustc_hash::FxHashSet;

use super::Rule;
use crate::diagnostic::{Code, Diagnostic, Severity, Span};
use crate::model::{FIXED_FILES, Section, Site, alias_output};
use crate::path::{OutputPath, SourcePath};

pub const RULE: Rule = Rule { code: &CODE, find };

const CODE: Code = Code {
    name: "duplicate-address",
    severity: Severity::Error,
    manual: "\
Two pages or files would stand at the same address, so one would overwrite the other. It happens when `x.md` and `x/index.md` both exist, when a
`slug` or an old address in `aliases` repeats an address in use, or when two names differ only in capitals, which are the same file on Windows hosts.
Rename one of the files, or change its `slug` or `aliases`.",
};

/// What wants an address: a file at a place, with the way to give it another; or a page that peerpress makes by itself.
type Claim<'a> = Option<(&'a SourcePath, Option<Span>, &'static str)>;

const RENAME: &str = "rename the file, or give it another `slug`";
const NO_ALIAS: &str = "take it out of `aliases`, or write the address that was meant";

fn find(site: &Site) -> Vec<Diagnostic> {
    let mut claims: Vec<(String, Claim<'_>)> = Vec::new();
    let mut claim = |output: &OutputPath, who| {
        // Hosts on Windows do not tell capitals from small letters, so neither do we.
        claims.push((output.as_str().to_lowercase(), who));
    };
    for section in Section::all() {
        claim(&section.output(), None);
    }
    for file in FIXED_FILES {
        claim(&OutputPath::new(file), None);
    }
    let mut ids = BTreeSet::new();
    for term in &site.vocabularies.terms {
        // The same id twice is a finding of its own.
        if !ids.insert((term.vocabulary, &term.meta.id.value)) {
            continue;
        }
        let file = site.vocabularies.file(term.vocabulary);
        let help = "give one of the two another `id`";
        claim(
            &term.output,
            file.map(|file| (file, Some(term.meta.id.span), help)),
        );
        claim(&term.output.beside("feed.xml"), None);
    }
    for member in &site.members {
        let help = "rename the member's folder";
        claim(&member.output, Some((&member.path, None, help)));
        claim(&member.output.beside("feed.xml"), None);
    }
    for resource in &site.resources {
        let slug = resource.meta.common.slug.as_ref();
        claim(
            &resource.output,
            Some((&resource.path, slug.map(|slug| slug.span), RENAME)),
        );
    }
    for (path, attachment) in &site.attachments {
        claim(&attachment.output, Some((path, None, "rename the file")));
    }
    let of_members = (site.members.iter()).map(|member| (&member.path, &member.meta.aliases));
    let of_resources =
        (site.resources.iter()).map(|resource| (&resource.path, &resource.meta.common.aliases));
    for (path, aliases) in of_members.chain(of_resources) {
        for alias in aliases {
            if let Some(output) = alias_output(alias) {
                claim(&output, Some((path, Some(alias.span), NO_ALIAS)));
            }
        }
    }
    // Of two at one address, the first to claim it stays the first.
    claims.sort_by(|(one, _), (other, _)| one.cmp(other));
    let addresses: FxHashSet<&str> = claims.iter().map(|(address, _)| &**address).collect();
    let below_a_file = claims.iter().filter_map(|(address, claim)| {
        let (path, span, help) = (*claim)?;
        let file = folders(address).find(|folder| addresses.contains(folder))?;
        let message = format!(
            "this would be published at /{address}, but /{file} is a file and not a folder"
        );
        Some(finding(path, span, message, help))
    });
    claims
        .chunk_by(|(one, _), (other, _)| one == other)
        .flat_map(clash)
        .chain(below_a_file)
        .collect()
}

/// The folders that an address lies in.
fn folders(address: &str) -> impl Iterator<Item = &str> {
    address.match_indices('/').map(|(at, _)| &address[..at])
}

/// Of all claims to one address, one finding for each but the first, which names the first.
fn clash(claims: &[(String, Claim<'_>)]) -> Vec<Diagnostic> {
    let [(address, first), others @ ..] = claims else {
        return Vec::new();
    };
    let first = || match first {
        Some((path, ..)) => format!("{path} stands there too"),
        None => "peerpress makes a page or file of its own there".to_owned(),
    };
    (others.iter().filter_map(|(_, claim)| *claim))
        .map(|(path, span, help)| {
            let message = format!("this would be published at /{address}, and {}", first());
            finding(path, span, message, help)
        })
        .collect()
}

fn finding(path: &SourcePath, span: Option<Span>, message: String, help: &str) -> Diagnostic {
    let finding = Diagnostic::new(&CODE, path, message).help(help);
    match span {
        Some(span) => finding.at(span),
        None => finding,
    }
}
