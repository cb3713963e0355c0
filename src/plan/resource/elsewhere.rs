//! The same procedures at other members.

use crate::model::{Resource, ResourceId};
use crate::plan::Plan;
use crate::plan::view::{Group, Link};
use crate::source::VocabularyName;

/// How many resources at other members a page shows for one procedure.
const ELSEWHERE: usize = 8;

impl Plan<'_> {
    /// The same procedures at other members.
    pub(super) fn elsewhere(&self, id: ResourceId, resource: &Resource) -> Vec<Group> {
        if !resource.kind.of_member() {
            return Vec::new();
        }
        resource
            .terms_of(VocabularyName::Procedures)
            .iter()
            .filter_map(|number| {
                let term = &self.site.vocabularies.terms[*number];
                let mut others: Vec<ResourceId> = term
                    .resources
                    .iter()
                    .copied()
                    .filter(|other| {
                        let other_resource = self.site.resource(*other);
                        *other != id
                            && other_resource.kind == resource.kind
                            && other_resource.member != resource.member
                            && other_resource.member.is_some()
                    })
                    .collect();
                if others.is_empty() {
                    return None;
                }
                others.sort_by_key(|id| {
                    let other = self.site.resource(*id);
                    (other.is_out_of_use(), other.member)
                });
                let total = others.len();
                others.truncate(ELSEWHERE);
                let href = self.href(&term.output);
                let address = format!("elsewhere.{}", crate::path::segment(&term.meta.id));
                let mut group = self.group(&address, &term.meta.label, others);
                group.total = total;
                group.more = (total > ELSEWHERE)
                    .then(|| Link::inside(format!("All {total} at other members"), href.clone()));
                group.href = href;
                Some(group)
            })
            .collect()
    }
}
