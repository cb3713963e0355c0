//! What a resource is about, and its document control.

use super::home::contact_link;
use super::view::{DateView, Fact, Link};
use super::{Plan, card};
use crate::model::{Resource, ResourceId};
use crate::parse::fields::Choice;
use crate::parse::meta::{ChecklistMeta, Specific, Status};
use crate::source::VocabularyName;

impl Plan<'_> {
    /// The terms of a resource, by vocabulary.
    pub(super) fn topics(&self, resource: &Resource) -> Vec<Fact> {
        let mut topics: Vec<Fact> = resource
            .terms
            .iter()
            .filter(|(_, terms)| !terms.is_empty())
            .map(|(vocabulary, terms)| Fact {
                label: match (vocabulary, terms.len()) {
                    (VocabularyName::Audiences, _) => "For".to_owned(),
                    (name, 1) => super::words::term_label(*name).to_owned(),
                    (name, _) => super::words::vocabulary_title(*name).to_owned(),
                },
                values: terms.iter().map(|term| self.term_link(*term)).collect(),
            })
            .collect();
        let ages = &resource.meta.common.facets.age_group;
        if !ages.is_empty() {
            topics.push(Fact {
                label: "Patients".to_owned(),
                values: ages.iter().map(|age| Link::words(age.label())).collect(),
            });
        }
        topics
    }

    /// All that the front matter says of how the document came about and how long it holds.
    pub(super) fn control(&self, id: ResourceId) -> Vec<Fact> {
        let resource = self.site.resource(id);
        let common = &resource.meta.common;
        let mut facts = Facts(Vec::new());
        facts.tell("Kind", vec![Link::words(card::label(resource))]);
        if let Some(member) = resource.member {
            let name = self.site.member(member).meta.name.value.clone();
            let link = self.member_link(member);
            facts.tell("Owner", vec![Link::inside(name, link.href)]);
        }
        if let Some(version) = resource.version() {
            facts.tell("Version", vec![Link::words(version)]);
        }
        if resource.kind.of_member() {
            facts.tell("Status", vec![Link::words(common.status.label())]);
        }
        match &resource.meta.specific {
            Specific::Checklist(checklist) => self.checklist_control(&mut facts, checklist),
            Specific::Resource(key) => {
                facts.words("Publisher", Some(&key.publisher));
                facts.words("Published", key.published.as_ref().map(|text| &text.value));
            }
            Specific::Video(video) => facts.date("Produced", video.produced),
            Specific::Adoption(adoption) => {
                if let Some(original) = resource.adoption_of {
                    facts.tell("About", vec![self.resource_link(original)]);
                }
                facts.words("Setting", adoption.setting.as_ref());
                facts.words("What was changed", adoption.change.as_ref());
                facts.words("What was measured", adoption.measure.as_ref());
                facts.words("Result", adoption.result.as_ref());
                facts.words("Would do it again", adoption.would_do_again.as_ref());
            }
            Specific::Practice(_)
            | Specific::Talk(_)
            | Specific::Event(_)
            | Specific::News(_)
            | Specific::Page(_) => {}
        }
        let day = |date: &Option<crate::diagnostic::Located<jiff::civil::Date>>| {
            date.as_ref().map(|date| date.value)
        };
        facts.date("Last reviewed", day(&common.last_reviewed));
        facts.date("Review due", day(&common.review_due));
        facts.date("Extended to", day(&common.extended_to));
        facts.words("Extended by", common.extended_by.as_ref());
        facts.tell(
            "Authors",
            common
                .authors
                .iter()
                .map(|author| Link::words(author.clone()))
                .collect(),
        );
        facts.tell(
            "Contact",
            common
                .contact
                .iter()
                .map(|contact| contact_link(contact))
                .collect(),
        );
        if let Some(original) = resource.translation_of {
            facts.tell("Translation of", vec![self.resource_link(original)]);
        }
        facts.tell(
            "Translations",
            resource
                .translations
                .iter()
                .map(|id| self.resource_link(*id))
                .collect(),
        );
        facts.words("Attribution", common.attribution.as_ref());
        facts.0
    }

    fn checklist_control(&self, facts: &mut Facts, checklist: &ChecklistMeta) {
        facts.words("Reference", checklist.reference.as_ref());
        facts.words("Ratified by", checklist.ratified_by.as_ref());
        facts.date("Issued", checklist.issued.as_ref().map(|date| date.value));
        let pathway = checklist.pathway.map(|pathway| pathway.label().to_owned());
        facts.words("Pathway", pathway.as_ref());
        let scope = checklist.scope.map(|scope| scope.label().to_owned());
        facts.words("One copy is for", scope.as_ref());
        facts.tell(
            "Roles",
            checklist
                .roles
                .iter()
                .map(|role| Link::words(capital(&role.replace('-', " "))))
                .collect(),
        );
        facts.tell(
            "Guards against never events",
            checklist
                .never_events
                .iter()
                .map(|number| Link::words(format!("No. {}", number.value)))
                .collect(),
        );
        for (label, written) in [
            ("Supersedes", &checklist.supersedes),
            ("Superseded by", &checklist.superseded_by),
        ] {
            let Some(written) = written else { continue };
            let found = self
                .site
                .resources
                .iter()
                .position(|resource| resource.path.as_str() == written.value);
            let link = match found {
                Some(number) => self.resource_link(ResourceId(number)),
                None if written.ends_with(".md") => continue,
                None => Link::words(written.value.clone()),
            };
            facts.tell(label, vec![link]);
        }
    }
}

/// Lines of a summary list; what is not known makes no line.
struct Facts(Vec<Fact>);

impl Facts {
    fn tell(&mut self, label: &str, values: Vec<Link>) {
        if !values.is_empty() {
            self.0.push(Fact {
                label: label.to_owned(),
                values,
            });
        }
    }

    fn words(&mut self, label: &str, text: Option<&String>) {
        let text = text.filter(|text| !text.is_empty());
        self.tell(label, text.map(Link::words).into_iter().collect());
    }

    fn date(&mut self, label: &str, date: Option<jiff::civil::Date>) {
        let text = date.map(|date| DateView::from(date).text);
        self.words(label, text.as_ref());
    }
}

/// The same words with a capital at the start.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// The word for a status in front matter and in the catalogue.
pub fn status_id(status: Status) -> &'static str {
    Status::WORDS
        .iter()
        .find(|(_, known)| *known == status)
        .map_or("", |(word, _)| word)
}
