//! What a document says about its checklist: everything that is not in the checklist itself.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::{BlockView, ChecklistView, Form, ItemView, StageView};
use crate::diagnostic::Located;
use crate::parse::meta::{ChecklistMeta, Common, Licence, Pathway, Scope, Status};
use crate::plan::frame;
use crate::plan::view::{DateView, LicenceView};

/// What a document says about its checklist.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs)] // The fields are those of the content model; texts may be empty.
pub struct ChecklistFacts {
    pub title: String,
    pub summary: String,
    /// The member's full name; the network's for a checklist of its own.
    pub trust: String,
    pub network: String,
    /// A sentence of the network that stands on everything it shares.
    pub notice: String,
    pub lang: String,
    pub version: String,
    /// In a word for readers: "Ratified", "Under review".
    pub status: String,
    pub publication: Publication,
    pub ratified_by: String,
    pub reference: String,
    /// Whether one copy of it belongs to one patient.
    pub per_patient: bool,
    pub supersedes: String,
    pub issued: Option<Date>,
    pub reviewed: Option<Date>,
    pub due: Option<Date>,
    pub extended: Option<Date>,
    pub licence: Option<LicenceView>,
    pub attribution: String,
    pub adapted_from: Option<Adapted>,
    /// The canonical address of its page.
    pub address: String,
    /// The address that says whether a printed copy is current.
    pub short_address: String,
    /// Whether it has both forms, so that each says which it is.
    pub both: bool,
    /// Where the links in its words lead: from the target as it is written to what belongs in `href`.
    pub links: BTreeMap<String, String>,
}

/// Whether a checklist is in use, in the words of record systems.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Publication {
    /// Not yet.
    Draft,
    /// It is.
    Active,
    /// No longer.
    Retired,
}

/// What a checklist was made from.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct Adapted {
    /// In words: "Central line, Royal Free London, version 2.1".
    pub text: String,
    /// Its canonical address; empty where it has none.
    pub address: String,
}

/// Where a checklist stands in its network: what its own front matter does not say.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Standing {
    /// The member's full name; the network's for a checklist of its own.
    pub trust: String,
    /// The network's name.
    pub network: String,
    /// A sentence of the network that stands on everything it shares; may be empty.
    pub notice: String,
    /// The language of pages that name none.
    pub lang: String,
    /// The licence of resources that name none.
    pub licence: Option<Licence>,
    /// The canonical address of its page.
    pub address: String,
    /// The address that says whether a printed copy is current.
    pub short_address: String,
    /// What it was made from, once that is found.
    pub adapted_from: Option<Adapted>,
    /// Where the links in its words lead: from the target as it is written to what belongs in `href`.
    pub links: BTreeMap<String, String>,
}

impl ChecklistFacts {
    /// What front matter and network say together.
    pub fn of(common: &Common, checklist: &ChecklistMeta, standing: Standing) -> Self {
        let words = |text: &Option<String>| text.clone().unwrap_or_default();
        let located = |text: &Option<Located<String>>| {
            text.as_ref()
                .map(|text| text.value.clone())
                .unwrap_or_default()
        };
        let date = |date: &Option<Located<Date>>| date.as_ref().map(|date| date.value);
        let own = common.licence.as_ref().map(|licence| licence.value);
        Self {
            title: common.title.value.clone(),
            summary: common.summary.clone(),
            trust: standing.trust,
            network: standing.network,
            notice: standing.notice,
            lang: match &common.lang {
                Some(lang) => lang.value.clone(),
                None => standing.lang,
            },
            version: located(&checklist.version),
            status: common.status.label().to_owned(),
            publication: match common.status {
                Status::Draft => Publication::Draft,
                Status::UnderReview | Status::Ratified | Status::Published => Publication::Active,
                Status::Superseded | Status::Withdrawn | Status::Archived => Publication::Retired,
            },
            ratified_by: words(&checklist.ratified_by),
            reference: words(&checklist.reference),
            per_patient: checklist.scope == Some(Scope::Patient),
            supersedes: located(&checklist.supersedes),
            issued: date(&checklist.issued),
            reviewed: date(&common.last_reviewed),
            due: date(&common.review_due),
            extended: date(&common.extended_to),
            licence: own.or(standing.licence).map(frame::licence),
            attribution: words(&common.attribution),
            adapted_from: standing.adapted_from,
            address: standing.address,
            short_address: standing.short_address,
            both: checklist.pathway == Some(Pathway::Both),
            links: standing.links,
        }
    }

    pub(super) fn view(
        &self,
        form: Form,
        label: Option<ItemView>,
        head: Vec<BlockView>,
        stages: Vec<StageView>,
    ) -> ChecklistView {
        let form_label = match (self.both, form) {
            (false, _) => "",
            (true, Form::Full) => "Full form",
            (true, Form::Short) => "Short form",
        };
        let short_text = self
            .short_address
            .trim_start_matches("https://")
            .trim_start_matches("http://");
        ChecklistView {
            title: self.title.clone(),
            form_label: form_label.to_owned(),
            form,
            summary: self.summary.clone(),
            trust: self.trust.clone(),
            network: self.network.clone(),
            notice: self.notice.clone(),
            lang: self.lang.clone(),
            version: self.version.clone(),
            status: self.status.clone(),
            publication: self.publication,
            ratified_by: self.ratified_by.clone(),
            reference: self.reference.clone(),
            per_patient: self.per_patient,
            supersedes: self.supersedes.clone(),
            issued: self.issued.map(DateView::from),
            reviewed: self.reviewed.map(DateView::from),
            due: self.due.map(DateView::from),
            extended: self.extended.map(DateView::from),
            licence: self.licence.clone(),
            attribution: self.attribution.clone(),
            adapted_from: self.adapted_from.clone(),
            address: self.address.clone(),
            short_text: short_text.trim_end_matches('/').to_owned(),
            short_address: self.short_address.clone(),
            label,
            head,
            stages,
        }
    }
}
