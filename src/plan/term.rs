//! One term: which members have what about it, and all of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::paging;
use super::view::{Content, Count, CoverageRow, Fact, Group, Link, Output, TermView};
use super::{Head, Plan, Planned, adjust, words};
use crate::model::{MemberId, ResourceId, Section, State, Term};
use crate::parse::meta::MemberStatus;
use crate::source::{Kind, VocabularyName};

/// With more members than this nobody reads the names of those that have nothing.
const WITHOUT: usize = 30;

/// A member that has more of one kind than this has a page for them.
const NAMED: usize = 10;

impl Plan<'_> {
    /// The pages of all vocabularies and terms.
    pub(super) fn term_pages(&self) -> Vec<Arc<Planned>> {
        let mut outputs = Vec::new();
        for vocabulary in VocabularyName::ALL {
            if matches!(
                vocabulary,
                VocabularyName::Glossary | VocabularyName::Synonyms
            ) {
                continue;
            }
            outputs.extend(self.part(vocabulary, || vec![self.terms_page(vocabulary)]));
            for (number, term) in self.site.vocabularies.of(vocabulary) {
                outputs.extend(self.part(("term", number), || self.term_page(term)));
            }
        }
        outputs
    }

    fn term_page(&self, term: &Term) -> Vec<Output> {
        let vocabulary = term.vocabulary;
        let mut resources = term.resources.clone();
        resources.sort_by_cached_key(|id| {
            let resource = self.site.resource(*id);
            (resource.kind, resource.member, *id)
        });
        let total = resources.len();
        let (coverage, without) = self.coverage(&resources);
        let feed = if vocabulary == VocabularyName::Procedures {
            term.output.beside("feed.xml").as_str().to_owned()
        } else {
            String::new()
        };
        let facts = self.term_facts(term);
        let cuts = paging::cut(
            term.output.folder(),
            resources,
            paging::WHOLE,
            paging::PAGE,
            self.settings.style,
        );
        cuts.into_iter()
            .map(|cut| {
                let first = cut.number == 1;
                let view = TermView {
                    kind_label: words::term_label(vocabulary).to_owned(),
                    summary: term.meta.summary.clone().unwrap_or_default(),
                    synonyms: term.meta.synonyms.clone(),
                    facts: if first { facts.clone() } else { Vec::new() },
                    coverage: if first { coverage.clone() } else { Vec::new() },
                    without: if first { without.clone() } else { Vec::new() },
                    total,
                    groups: self.by_kind(cut.items),
                    pager: cut.pager,
                    feed: feed.clone(),
                    empty: if total == 0 {
                        format!(
                            "No member has published anything about “{}” yet. If yours has something, send it in; if you need it, ask the network's contact.",
                            term.meta.label
                        )
                    } else {
                        String::new()
                    },
                };
                let title = if first {
                    term.meta.label.clone()
                } else {
                    format!("{} (page {})", term.meta.label, cut.number)
                };
                let head = Head {
                    output: cut.output,
                    title,
                    description: term.meta.summary.clone().unwrap_or_else(|| {
                        format!("{}: who has what in the network.", term.meta.label)
                    }),
                    section: vocabulary.folder().to_owned(),
                    crumbs: vec![
                        self.home_link(),
                        Link::inside(
                            words::vocabulary_title(vocabulary),
                            self.href(&Section::Terms(vocabulary).output()),
                        ),
                    ],
                };
                let page = self.page(head, Content::Term(Box::new(view)), None);
                adjust(page, |page| {
                    if first && !feed.is_empty() {
                        page.feed = Some(Link::inside(term.meta.label.clone(), feed.clone()));
                    }
                })
            })
            .collect()
    }

    fn by_kind(&self, resources: Vec<ResourceId>) -> Vec<Group> {
        let mut by_kind: BTreeMap<Kind, Vec<ResourceId>> = BTreeMap::new();
        for id in resources {
            by_kind
                .entry(self.site.resource(id).kind)
                .or_default()
                .push(id);
        }
        by_kind
            .into_iter()
            .map(|(kind, resources)| self.group(kind.folder(), words::kind_title(kind), resources))
            .collect()
    }

    /// What each member has, and which members have nothing.
    fn coverage(&self, resources: &[ResourceId]) -> (Vec<CoverageRow>, Vec<Link>) {
        let mut by_member: BTreeMap<MemberId, BTreeMap<Kind, Vec<ResourceId>>> = BTreeMap::new();
        for id in resources {
            let resource = self.site.resource(*id);
            if let Some(member) = resource.member {
                let kinds = by_member.entry(member).or_default();
                kinds.entry(resource.kind).or_default().push(*id);
            }
        }
        let rows = by_member
            .iter()
            .map(|(member, kinds)| CoverageRow {
                id: self.row_id(*member),
                named: kinds
                    .values()
                    .filter(|resources| (2..=NAMED).contains(&resources.len()))
                    .flat_map(|resources| self.named(resources))
                    .collect(),
                member: self.member_link(*member),
                counts: (kinds.iter())
                    .flat_map(|(kind, resources)| self.counted(*member, *kind, resources))
                    .collect(),
                contact: self
                    .site
                    .member(*member)
                    .meta
                    .contact
                    .clone()
                    .unwrap_or_default(),
            })
            .collect();
        let without: Vec<Link> = (0..self.site.members.len())
            .map(MemberId)
            .filter(|id| {
                !by_member.contains_key(id)
                    && self.site.member(*id).meta.status == MemberStatus::Active
            })
            .map(|id| self.member_link(id))
            .collect();
        let without = if without.len() > WITHOUT {
            Vec::new()
        } else {
            without
        };
        (rows, without)
    }

    /// How many resources of one kind a member has, and how many of them are not to be used any more.
    fn counted(&self, member: MemberId, kind: Kind, resources: &[ResourceId]) -> Vec<Count> {
        let is_old = |id: &ResourceId| self.site.resource(*id).is_out_of_use();
        let (old, new): (Vec<ResourceId>, Vec<ResourceId>) =
            resources.iter().copied().partition(is_old);
        let count = |resources: &[ResourceId], more: &str| Count {
            number: resources.len(),
            text: format!("{}{more}", words::counted(kind, resources.len())),
            href: match resources {
                [only] => self.resource_link(*only).href,
                _ => self.member_kind_href(member, kind),
            },
        };
        let counts = [count(&new, ""), count(&old, ", no longer in use")];
        let counts = counts.into_iter().filter(|count| count.number > 0);
        counts.collect()
    }

    /// Resources by name, those first that are in use: what is not current never looks so.
    fn named(&self, resources: &[ResourceId]) -> Vec<Link> {
        let is_out_of_use = |id: &ResourceId| self.site.resource(*id).is_out_of_use();
        let (old, new): (Vec<ResourceId>, Vec<ResourceId>) =
            resources.iter().copied().partition(is_out_of_use);
        let link = |id: ResourceId| {
            let mut link = self.resource_link(id);
            let state = self.state(id);
            if state == State::Overdue || is_out_of_use(&id) {
                link.text = format!("{} ({})", link.text, state.label().to_lowercase());
            }
            link
        };
        new.into_iter().chain(old).map(link).collect()
    }

    /// Where a term's page says what a member has.
    pub(super) fn row_id(&self, member: MemberId) -> String {
        // The ids of headings have no dots.
        (self.site.member(member).output.folder()).replace('/', ".")
    }

    fn term_facts(&self, term: &Term) -> Vec<Fact> {
        let meta = &term.meta;
        let mut facts = Vec::new();
        let mut tell = |label: &str, values: Vec<Link>| {
            if !values.is_empty() {
                facts.push(Fact {
                    label: label.to_owned(),
                    values,
                });
            }
        };
        let words_of = |text: &Option<String>| {
            text.iter()
                .map(|text| Link::words(text.clone()))
                .collect::<Vec<_>>()
        };
        tell("Group", words_of(&meta.group));
        tell(
            "Usual pathway",
            meta.pathway
                .iter()
                .map(|pathway| Link::words(super::resource_facts::capital(pathway)))
                .collect(),
        );
        for (label, vocabulary, ids) in [
            (
                "Specialties",
                VocabularyName::Specialties,
                &meta.specialties,
            ),
            ("Settings", VocabularyName::Settings, &meta.settings),
            ("What can go wrong", VocabularyName::Themes, &meta.themes),
        ] {
            let links = ids.iter().filter_map(|id| {
                let number = self.site.vocabularies.find(vocabulary, id)?;
                Some(self.term_link(number))
            });
            tell(label, links.collect());
        }
        let code_label = match term.vocabulary {
            VocabularyName::Specialties => "Treatment function code",
            VocabularyName::Procedures => "SNOMED CT",
            _ => "Code",
        };
        tell(code_label, words_of(&meta.code));
        facts
    }

    pub(super) fn term_link(&self, number: usize) -> Link {
        let term = &self.site.vocabularies.terms[number];
        Link::inside(term.meta.label.clone(), self.href(&term.output))
    }
}
