//! Rules over the whole network: one file is one rule, one code and one manual page.

mod bad_alias;
mod broken_link;
mod duplicate_address;
mod duplicate_id;
mod duplicate_title;
mod licence_forbids_changes;
mod link_left_out;
mod merge_circle;
mod missing_anchor;
mod missing_file;
mod missing_settings;
mod replaced_in_use;
mod review_dates;
mod unfinished_draft;
mod unknown_event;
mod unknown_id;
mod unknown_member;
mod unknown_resource;
mod unsafe_link;
mod unused_file;

use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::noting::{Noted, noting};
use crate::model::{Site, Target, Unresolved};
use crate::parse::body::Link;
use crate::path::SourcePath;
use crate::{parse, source};

pub use unfinished_draft::own_findings;

/// A rule over the whole network.
pub struct Rule {
    /// The one code that it raises.
    pub code: &'static Code,
    find: fn(&Site) -> Vec<Diagnostic>,
}

/// All rules, by name.
pub const RULES: &[Rule] = &[
    bad_alias::RULE,
    broken_link::RULE,
    duplicate_address::RULE,
    duplicate_id::RULE,
    duplicate_title::RULE,
    licence_forbids_changes::RULE,
    link_left_out::RULE,
    merge_circle::RULE,
    missing_anchor::RULE,
    missing_file::RULE,
    missing_settings::RULE,
    replaced_in_use::RULE,
    review_dates::RULE,
    unknown_event::RULE,
    unknown_id::RULE,
    unknown_member::RULE,
    unknown_resource::RULE,
    unsafe_link::RULE,
    unused_file::RULE,
];

/// Links to pages that are left out of a build.
pub fn links_left_out(site: &Site) -> Vec<Diagnostic> {
    (link_left_out::RULE.find)(site)
}

/// Applies every rule.
pub fn check(site: &Site) -> Vec<Diagnostic> {
    (RULES.par_iter().flat_map_iter(|rule| (rule.find)(site))).collect()
}

/// Remembers what the rules found in the last site.
#[derive(Default)]
pub struct Memory {
    last: Option<(Arc<Site>, Vec<Judged>)>,
}

/// What one rule looked at, and found.
struct Judged {
    noted: Noted,
    findings: Vec<Diagnostic>,
}

impl Memory {
    /// The same as [`check`]: only rules that looked at what differs now are applied again.
    pub fn check(&mut self, site: &Arc<Site>) -> Vec<Diagnostic> {
        let judge = |rule: &Rule| {
            let (findings, noted) = noting(|| (rule.find)(site));
            Judged { noted, findings }
        };
        let last = self.last.take();
        let known = last.and_then(|(before, last)| Some((site.changes_since(&before)?, last)));
        let judged: Vec<Judged> = match known {
            Some((changes, last)) => (last.into_par_iter().zip(RULES))
                .map(|(last, rule)| match last.noted.is_as_before(&changes) {
                    true => last,
                    false => judge(rule),
                })
                .collect(),
            None => RULES.par_iter().map(judge).collect(),
        };
        let findings = judged.iter().flat_map(|judged| judged.findings.clone());
        let findings = findings.collect();
        self.last = Some((Arc::clone(site), judged));
        findings
    }
}

/// Every code that the program can raise, by name: those of the rules and those of reading.
pub fn codes() -> Vec<&'static Code> {
    let mut codes: Vec<&'static Code> = vec![
        &source::MISPLACED_FILE,
        &source::UNREADABLE_NAME,
        &parse::NOT_UTF8,
        &parse::attachment::ATTACHMENT_TYPE,
        &parse::attachment::ATTACHMENT_UNREADABLE,
        &parse::attachment::ATTACHMENT_UNSAFE,
        &parse::attachment::ATTACHMENT_UNSEARCHABLE,
        &parse::checklist::ANSWER_IN_BRACKETS,
        &parse::checklist::BAD_VALUE,
        &parse::checklist::BROKEN_BOX,
        &parse::checklist::BROKEN_BRACES,
        &parse::checklist::BROKEN_HEADING,
        &parse::checklist::COUNT_WITHOUT_TABLE,
        &parse::checklist::DOUBLE_QUESTION,
        &parse::checklist::DUPLICATE_ID,
        &parse::checklist::EMPTY_SHORT_FORM,
        &parse::checklist::EMPTY_STAGE,
        &parse::checklist::FILLED_BLANK,
        &parse::checklist::LONG_PROMPT,
        &parse::checklist::LONG_STAGE,
        &parse::checklist::NO_DATE,
        &parse::checklist::NO_LABEL,
        &parse::checklist::NO_SIGNATURE,
        &parse::checklist::NO_WAY_TO_SAY_NO,
        &parse::checklist::NO_WORDS,
        &parse::checklist::STAGE_ORDER,
        &parse::checklist::TABLE_IN_LIST,
        &parse::checklist::TICKED_BOX,
        &parse::checklist::UNKNOWN_ANSWER,
        &parse::checklist::UNKNOWN_ID,
        &parse::checklist::UNKNOWN_WORD,
        &unfinished_draft::UNFINISHED_DRAFT,
        &parse::body::IMAGE_WITHOUT_ALT,
        &parse::body::RAW_HTML,
        &parse::body::SPACE_IN_LINK,
        &parse::body::STAR_IN_NUMBER,
        &parse::body::WIKILINK,
        &parse::fields::BAD_DATE,
        &parse::fields::BAD_WEB_ADDRESS,
        &parse::fields::MISSING_FIELD,
        &parse::fields::UNKNOWN_KEY,
        &parse::fields::UNKNOWN_VALUE,
        &parse::fields::WRONG_TYPE,
        &parse::front_matter::FRONT_MATTER_OPEN,
        &parse::front_matter::NO_FRONT_MATTER,
        &parse::meta::BAD_BASE_URL,
        &parse::meta::BAD_ODS_CODE,
        &parse::meta::CONSENT_MISSING,
        &parse::patient::NHS_NUMBER,
        &parse::toml::TOML_SYNTAX,
        &parse::yaml::DUPLICATE_KEY,
        &parse::yaml::YAML_ALIAS,
        &parse::yaml::YAML_SYNTAX,
    ];
    codes.extend(RULES.iter().map(|rule| rule.code));
    codes.sort();
    codes
}

/// Every link of every page, with the file it stands in and where it leads.
fn links(site: &Site) -> impl Iterator<Item = (&SourcePath, &Link, &Target)> {
    let resources = site
        .resources
        .iter()
        .map(|resource| (&resource.path, &*resource.body, &*resource.links));
    let members = site
        .members
        .iter()
        .map(|member| (&member.path, &member.body, &member.links));
    let home = site
        .home
        .iter()
        .map(|page| (&page.path, &page.body, &site.home_links));
    resources
        .chain(members)
        .chain(home)
        .flat_map(|(path, body, targets)| {
            body.links
                .iter()
                .zip(targets)
                .map(move |(link, target)| (path, link, target))
        })
}

/// A finding at a reference that leads nowhere.
fn unresolved(code: &'static Code, reference: &Unresolved, message: String) -> Diagnostic {
    Diagnostic::new(code, &reference.path, message).at(reference.written.span)
}
