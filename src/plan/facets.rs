//! What a list can be narrowed by.

use std::collections::BTreeMap;

use super::list::state_output;
use super::view::{Facet, FacetOption};
use super::{Plan, card, words};
use crate::model::{MemberId, ResourceId, State};
use crate::source::Kind;

/// How many values a facet shows on a list that is too long for one page.
const VALUES: usize = 12;

impl Plan<'_> {
    /// What a list can be narrowed by, with a page for each value. A facet with one value narrows nothing and is left out.
    pub(super) fn facets(
        &self,
        kind: Kind,
        resources: &[ResourceId],
        complete: bool,
    ) -> Vec<Facet> {
        let mut of_members = vec![0; self.site.members.len()];
        let mut of_terms = vec![0; self.site.vocabularies.terms.len()];
        let mut by_state: BTreeMap<State, usize> = BTreeMap::new();
        for id in resources {
            let resource = self.site.resource(*id);
            if let Some(member) = resource.member {
                of_members[member.0] += 1;
            }
            if self.state(*id) != State::Undated {
                *by_state.entry(self.state(*id)).or_default() += 1;
            }
            for (_, vocabulary) in card::FACETS {
                for term in resource.terms_of(vocabulary) {
                    of_terms[*term] += 1;
                }
            }
        }
        let members = of_members.into_iter().enumerate();
        let mut facets = vec![Facet {
            id: "trust".to_owned(),
            label: member_word(&self.frame.members_label).to_owned(),
            options: members
                .filter(|(_, count)| *count > 0)
                .map(|(number, count)| {
                    let id = MemberId(number);
                    let member = self.site.member(id);
                    FacetOption {
                        value: member.id.clone(),
                        label: member.short_name().to_owned(),
                        count,
                        href: self.member_kind_href(id, kind),
                    }
                })
                .collect(),
        }];
        for (id, vocabulary) in card::FACETS {
            let terms = self.site.vocabularies.of(vocabulary);
            let mut options: Vec<FacetOption> = terms
                .filter(|(number, _)| of_terms[*number] > 0)
                .map(|(number, term)| FacetOption {
                    value: term.meta.id.value.clone(),
                    label: term.meta.label.clone(),
                    count: of_terms[number],
                    href: format!("{}#{}", self.href(&term.output), kind.folder()),
                })
                .collect();
            options.sort_by_cached_key(|option| words::sort_key(&option.label));
            facets.push(Facet {
                id: id.to_owned(),
                label: words::term_label(vocabulary).to_owned(),
                options,
            });
        }
        facets.push(Facet {
            id: "state".to_owned(),
            label: "State".to_owned(),
            options: by_state
                .into_iter()
                .map(|(state, count)| FacetOption {
                    value: state.id().to_owned(),
                    label: state.label().to_owned(),
                    count,
                    href: self.href(&state_output(kind, state)),
                })
                .collect(),
        });
        facets.retain(|facet| facet.options.len() > 1);
        if !complete {
            for facet in &mut facets {
                facet
                    .options
                    .sort_by_key(|option| std::cmp::Reverse(option.count));
                facet.options.truncate(VALUES);
            }
        }
        facets
    }
}

/// The label of one member among them: "Trust".
fn member_word(label: &str) -> &str {
    match label {
        "Trusts" => "Trust",
        "Integrated care systems" => "Integrated care system",
        _ => "Member",
    }
}
