//! All terms of a vocabulary; for procedures, who has what.

use std::collections::{BTreeMap, BTreeSet};

use super::view::{Content, CoverageCell, Output, TermGroup, TermRow, TermsView};
use super::{Head, Plan, words};
use crate::model::{MemberId, Resource, ResourceId, Section, Term};
use crate::parse::meta::MemberStatus;
use crate::path::slug;
use crate::source::{Kind, VocabularyName};

/// With more members than this the coverage table would be wider than any screen.
const COLUMNS: usize = 10;

impl Plan<'_> {
    pub(super) fn terms_page(&self, vocabulary: VocabularyName) -> Output {
        let columns = self.columns(vocabulary);
        let mut groups: Vec<TermGroup> = Vec::new();
        let mut taken = BTreeSet::new();
        for (_, term) in self.site.vocabularies.of(vocabulary) {
            let title = term.meta.group.clone().unwrap_or_default();
            let row = self.term_row(term, &columns);
            match groups.iter_mut().find(|group| group.title == title) {
                Some(group) => group.terms.push(row),
                None => groups.push(TermGroup {
                    id: words::unused(slug(&title), &mut taken),
                    title,
                    terms: vec![row],
                }),
            }
        }
        // Standards come in the order of a patient's way; everything else is looked up by its name.
        if vocabulary != VocabularyName::Standards {
            for group in &mut groups {
                group
                    .terms
                    .sort_by_cached_key(|row| words::sort_key(&row.label));
            }
        }
        let title = words::vocabulary_title(vocabulary);
        let view = TermsView {
            intro: words::vocabulary_intro(vocabulary).to_owned(),
            vocabulary: vocabulary.folder().to_owned(),
            columns: columns.iter().map(|id| self.member_link(*id)).collect(),
            empty: if groups.is_empty() {
                format!(
                    "The network has not agreed on any {} yet.",
                    title.to_lowercase()
                )
            } else {
                String::new()
            },
            groups,
        };
        let head = Head {
            output: Section::Terms(vocabulary).output(),
            title: title.to_owned(),
            description: words::vocabulary_intro(vocabulary).to_owned(),
            section: vocabulary.folder().to_owned(),
            crumbs: vec![self.home_link()],
        };
        self.page(head, Content::Terms(view), None)
    }

    /// The members of the coverage table: those that are there or have written something.
    fn columns(&self, vocabulary: VocabularyName) -> Vec<MemberId> {
        if !matches!(
            vocabulary,
            VocabularyName::Procedures | VocabularyName::Standards
        ) {
            return Vec::new();
        }
        let columns: Vec<MemberId> = (0..self.site.members.len())
            .map(MemberId)
            .filter(|id| {
                let member = self.site.member(*id);
                member.meta.status == MemberStatus::Active || !member.resources.is_empty()
            })
            .collect();
        if columns.len() > COLUMNS {
            Vec::new()
        } else {
            columns
        }
    }

    fn term_row(&self, term: &Term, columns: &[MemberId]) -> TermRow {
        let mut by_member: BTreeMap<MemberId, Vec<ResourceId>> = BTreeMap::new();
        let shown: &[ResourceId] = match columns {
            [] => &[],
            _ => &term.resources,
        };
        for id in shown {
            if let Some(member) = self.site.resource(*id).member {
                by_member.entry(member).or_default().push(*id);
            }
        }
        TermRow {
            label: term.meta.label.clone(),
            href: self.href(&term.output),
            synonyms: term.meta.synonyms.join(", "),
            total: term.resources.len(),
            cells: columns
                .iter()
                .map(|member| {
                    let resources = by_member.get(member).map_or(&[][..], Vec::as_slice);
                    self.cell(term, *member, resources)
                })
                .collect(),
        }
    }

    fn cell(&self, term: &Term, member: MemberId, resources: &[ResourceId]) -> CoverageCell {
        let count = |wanted: &dyn Fn(&Resource) -> bool| {
            let resources = resources.iter().map(|id| self.site.resource(*id));
            resources.filter(|resource| wanted(resource)).count()
        };
        let old = count(&Resource::is_out_of_use);
        let checklists =
            count(&|resource| resource.kind == Kind::Checklist && !resource.is_out_of_use());
        let others = resources.len() - checklists - old;
        let mut said = Vec::new();
        if checklists > 0 {
            said.push(format!(
                "{checklists} {}",
                words::counted(Kind::Checklist, checklists)
            ));
        }
        if others > 0 {
            let other = if checklists > 0 { "other " } else { "" };
            said.push(format!(
                "{others} {other}{}",
                words::plural(others, "page", "pages")
            ));
        }
        if old > 0 {
            said.push(format!("{old} no longer in use"));
        }
        CoverageCell {
            checklists,
            others,
            old,
            href: match resources {
                [] => String::new(),
                [only] => self.resource_link(*only).href,
                _ => format!("{}#{}", self.href(&term.output), self.row_id(member)),
            },
            words: words::joined(&said, "and"),
        }
    }
}
