//! An id that its vocabulary does not have.

use super::{Rule, unresolved};
use crate::diagnostic::{Code, Diagnostic, Severity, did_you_mean};
use crate::model::{Referred, Site};

pub const RULE: Rule = Rule { code: &CODE, find };

const CODE: Code = Code {
    name: "unknown-id",
    severity: Severity::Error,
    manual: "\
Procedures, standards, specialties, settings, themes and audiences are named by the ids of the files in `vocabulary/`, so that a page is found with its
neighbours whatever words it uses. This id is not in its file: it is misspelt (the message names the nearest), or the vocabulary needs a new entry.",
};

fn find(site: &Site) -> Vec<Diagnostic> {
    site.unresolved
        .iter()
        .filter_map(|reference| {
            let Referred::Term(vocabulary) = reference.referred else {
                return None;
            };
            let written = &reference.written.value;
            let known = site
                .vocabularies
                .of(vocabulary)
                .map(|(_, term)| term.meta.id.as_str());
            let folder = vocabulary.folder();
            let help = did_you_mean(written, known).unwrap_or_else(|| {
                if site.vocabularies.has(vocabulary) {
                    format!(
                        "the ids are in vocabulary/{folder}.toml; one that is new is added there"
                    )
                } else {
                    format!("there is no vocabulary/{folder}.toml yet; ids are declared there")
                }
            });
            let finding = unresolved(
                &CODE,
                reference,
                format!("`{written}` is not in the vocabulary of {folder}"),
            );
            Some(finding.help(help))
        })
        .collect()
}
