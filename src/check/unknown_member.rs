//! A member that is not there.

use super::{Rule, unresolved};
use crate::diagnostic::{Code, Diagnostic, Severity, did_you_mean};
use crate::model::{Referred, Site};

pub const RULE: Rule = Rule { code: &CODE, find };

const CODE: Code = Code {
    name: "unknown-member",
    severity: Severity::Error,
    manual: "\
A member is a folder in `trusts/` with an `index.md` that describes it; its id is the folder's name. This id has no such file: it is misspelt, or the
member has not been described yet. Three lines are enough: `name`, `ods_code` and `role`.",
};

fn find(site: &Site) -> Vec<Diagnostic> {
    let ids = || site.members.iter().map(|member| member.id.as_str());
    let mut findings: Vec<Diagnostic> = site
        .unresolved
        .iter()
        .filter(|reference| reference.referred == Referred::Member)
        .map(|reference| {
            let written = &reference.written.value;
            unresolved(&CODE, reference, format!("there is no member `{written}`"))
                .maybe_help(did_you_mean(written, ids()))
        })
        .collect();
    // One finding for a folder, however many pages are in it.
    let mut folders: Vec<&str> = site
        .resources
        .iter()
        .filter(|resource| resource.member.is_none() && resource.kind.of_member())
        .filter_map(|resource| resource.member_folder.as_deref())
        .collect();
    folders.dedup();
    findings.extend(folders.into_iter().map(|folder| {
        let path = crate::path::SourcePath::new(format!("trusts/{folder}/index.md"));
        Diagnostic::new(
            &CODE,
            &path,
            format!("the member `{folder}` has pages but no index.md that says who it is"),
        )
        .maybe_help(
            did_you_mean(folder, ids())
                .or_else(|| Some("write a file with the keys name, ods_code and role".to_owned())),
        )
    }));
    findings
}
