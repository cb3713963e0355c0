//! An old address at which nothing can stand.

use super::Rule;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::{Site, alias_fault};

pub const RULE: Rule = Rule { code: &CODE, find };

const CODE: Code = Code {
    name: "bad-alias",
    severity: Severity::Error,
    manual: "\
`aliases` lists old addresses of a page on this site, such as `/checklists/old-name/` or `old/page.html`, so that links and printed copies still
lead to it. This one cannot be the name of a file on every host, or would lie outside the site.",
};

fn find(site: &Site) -> Vec<Diagnostic> {
    let members = site
        .members
        .iter()
        .map(|member| (&member.path, &member.meta.aliases));
    let resources = site
        .resources
        .iter()
        .map(|resource| (&resource.path, &resource.meta.common.aliases));
    members
        .chain(resources)
        .flat_map(|(path, aliases)| aliases.iter().map(move |alias| (path, alias)))
        .filter_map(|(path, alias)| {
            let fault = alias_fault(alias)?;
            let written = alias.value.escape_debug();
            let finding = Diagnostic::new(
                &CODE,
                path,
                format!("`{written}` cannot be an old address: {fault}"),
            );
            Some(finding.at(alias.span))
        })
        .collect()
}
