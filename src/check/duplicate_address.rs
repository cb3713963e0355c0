//! Two files that would be published at one address.

use std::collections::BTreeMap;

use super::Rule;
use crate::diagnostic::{Code, Diagnostic, Severity, Span};
use crate::model::{Section, Site, alias_output};
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

/// What wants an address: a file at a place, or (without one) a page that peerpress makes by itself.
type Claim<'a> = Option<(&'a SourcePath, Option<Span>)>;

fn find(site: &Site) -> Vec<Diagnostic> {
    let mut claims: BTreeMap<String, Vec<Claim<'_>>> = BTreeMap::new();
    let mut claim = |output: &OutputPath, who| {
        // Hosts on Windows do not tell capitals from small letters, so neither do we.
        let address = output.as_str().to_lowercase();
        claims.entry(address).or_default().push(who);
    };
    for section in Section::all() {
        claim(&section.output(), None);
    }
    for term in &site.vocabularies.terms {
        let file = site.vocabularies.file(term.vocabulary);
        claim(
            &term.output,
            file.map(|file| (file, Some(term.meta.id.span))),
        );
    }
    for member in &site.members {
        claim(&member.output, Some((&member.path, None)));
        for alias in &member.meta.aliases {
            claim(&alias_output(alias), Some((&member.path, Some(alias.span))));
        }
    }
    for resource in &site.resources {
        let slug = resource.meta.common.slug.as_ref();
        claim(
            &resource.output,
            Some((&resource.path, slug.map(|slug| slug.span))),
        );
        for alias in &resource.meta.common.aliases {
            claim(
                &alias_output(alias),
                Some((&resource.path, Some(alias.span))),
            );
        }
    }
    for (path, attachment) in &site.attachments {
        claim(&attachment.output, Some((path, None)));
    }
    claims
        .into_iter()
        .filter(|(_, who)| who.len() > 1)
        .flat_map(|(address, who)| clash(&address, &who))
        .collect()
}

/// One finding for each file but the first, which names the first.
fn clash(address: &str, who: &[Claim<'_>]) -> Vec<Diagnostic> {
    let first = match who.first() {
        Some(Some((path, _))) => format!("{path} stands there too"),
        _ => "peerpress makes a page of its own there".to_owned(),
    };
    who.iter()
        .skip(1)
        .filter_map(|claim| *claim)
        .map(|(path, span)| {
            let finding = Diagnostic::new(
                &CODE,
                path,
                format!("this would be published at /{address}, and {first}"),
            )
            .help("rename the file, or give it another `slug`");
            match span {
                Some(span) => finding.at(span),
                None => finding,
            }
        })
        .collect()
}
