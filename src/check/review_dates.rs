//! Review dates that contradict each other.

use super::Rule;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::Site;

pub const RULE: Rule = Rule { code: &CODE, find };

const CODE: Code = Code {
    name: "review-dates",
    severity: Severity::Warning,
    manual: "\
`review_due` is the day by which a resource must be reviewed again, so it comes after `last_reviewed`; `extended_to` comes after `review_due`. Two dates
have changed places, or a year is wrong. Readers decide by these dates whether they may rely on the page.",
};

fn find(site: &Site) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for resource in &site.resources {
        let common = &resource.meta.common;
        let pairs = [
            (
                "last_reviewed",
                &common.last_reviewed,
                "review_due",
                &common.review_due,
            ),
            (
                "review_due",
                &common.review_due,
                "extended_to",
                &common.extended_to,
            ),
        ];
        for (first, earlier, second, later) in pairs {
            if let (Some(earlier), Some(later)) = (earlier, later)
                && later.value < earlier.value
            {
                findings.push(
                    Diagnostic::new(
                        &CODE,
                        &resource.path,
                        format!(
                            "`{second}` ({}) comes before `{first}` ({})",
                            later.value, earlier.value
                        ),
                    )
                    .at(later.span),
                );
            }
        }
    }
    findings
}
