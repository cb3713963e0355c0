//! Two terms of one vocabulary with the same id.

use std::collections::BTreeSet;

use super::Rule;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::Site;

pub const RULE: Rule = Rule { code: &CODE, find };

const CODE: Code = Code {
    name: "duplicate-id",
    severity: Severity::Error,
    manual: "\
Two entries of one vocabulary have the same `id`, so a page that refers to it could mean either. Delete one entry, or give it another id.",
};

fn find(site: &Site) -> Vec<Diagnostic> {
    let mut seen = BTreeSet::new();
    site.vocabularies
        .terms
        .iter()
        .filter(|term| !seen.insert((term.vocabulary, &term.meta.id.value)))
        .filter_map(|term| {
            let file = site.vocabularies.file(term.vocabulary)?;
            let finding = Diagnostic::new(
                &CODE,
                file,
                format!("the id `{}` stands here twice", term.meta.id.value),
            )
            .at(term.meta.id.span);
            Some(finding)
        })
        .collect()
}
