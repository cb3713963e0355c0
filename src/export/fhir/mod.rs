//! A checklist as a FHIR R4 `Questionnaire`, so that a trust can load it into its record system.

mod item;
mod resource;

use crate::path::slug;
use crate::plan::checklist_view::{AnswerKind, ChecklistView, Form, Publication};
use resource::{Compose, Concept, Include, Item, Narrative, Period, Questionnaire, ValueSet};

/// Yes and No.
const YES_NO: &str = "http://terminology.hl7.org/CodeSystem/v2-0136";
/// Why there is no value: not applicable, among others.
const NO_VALUE: &str = "http://terminology.hl7.org/CodeSystem/v3-NullFlavor";
/// The answers yes, no and not applicable, within the file.
const YES_NO_NA: &str = "yes-no-na";

/// The questionnaire of one form of a checklist as JSON: the same bytes for the same view.
pub fn fhir(view: &ChecklistView) -> Vec<u8> {
    // Plain structs of texts and numbers always serialise.
    let mut json = serde_json::to_vec_pretty(&questionnaire(view)).unwrap_or_default();
    json.push(b'\n');
    json
}

fn questionnaire(view: &ChecklistView) -> Questionnaire {
    let short = view.form == Form::Short;
    let address = view.address.trim_end_matches('/');
    let mut items = Vec::new();
    // The label is the first thing that is asked, on the page as in the form.
    let label: Vec<Item> = view.label.iter().map(item::item).collect();
    let mut head = label;
    head.extend(item::blocks("head", &view.head));
    if !head.is_empty() {
        items.push(item::group("head", "", "Details", &[], head));
    }
    for stage in &view.stages {
        let mut inner = Vec::new();
        for group in &stage.groups {
            let blocks = item::blocks(&group.id, &group.blocks);
            if group.title.is_empty() && group.tests.is_empty() {
                inner.extend(blocks);
            } else {
                inner.push(item::group(
                    &group.id,
                    "",
                    &group.title,
                    &group.tests,
                    blocks,
                ));
            }
        }
        let number = stage.number.to_string();
        items.push(item::group(
            &stage.id,
            &number,
            &stage.title,
            &stage.tests,
            inner,
        ));
    }
    let effective_period = view.issued.as_ref().map(|issued| Period {
        start: Some(issued.iso.clone()),
        // An extension counts, and a period never ends before it begins.
        end: [&view.extended, &view.due]
            .into_iter()
            .flatten()
            .map(|date| date.iso.clone())
            .max()
            .filter(|end| *end >= issued.iso),
    });
    let title = match view.form_label.as_str() {
        "" => view.title.clone(),
        form => format!("{} ({})", view.title, form.to_lowercase()),
    };
    Questionnaire {
        resource_type: "Questionnaire",
        id: id(view),
        language: view.lang.clone(),
        text: narrative(&title, &view.trust),
        contained: if uses_na(view) {
            vec![yes_no_na()]
        } else {
            Vec::new()
        },
        url: format!("{address}{}", if short { "/short" } else { "" }),
        version: view.version.clone(),
        name: name(&title),
        title,
        derived_from: view
            .adapted_from
            .iter()
            .map(|adapted| adapted.address.trim_end_matches('/').to_owned())
            .filter(|address| !address.is_empty())
            .collect(),
        status: match view.publication {
            Publication::Draft => "draft",
            Publication::Active => "active",
            Publication::Retired => "retired",
        },
        subject_type: if view.per_patient {
            vec!["Patient"]
        } else {
            Vec::new()
        },
        date: view.issued.as_ref().map(|date| date.iso.clone()),
        publisher: view.trust.clone(),
        description: [view.summary.as_str(), view.notice.as_str()]
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join(" "),
        copyright: copyright(view),
        last_review_date: view.reviewed.as_ref().map(|date| date.iso.clone()),
        effective_period,
        item: items,
    }
}

/// At most 64 letters, digits, dots and dashes; the end of an address tells more than its beginning.
fn id(view: &ChecklistView) -> String {
    let path = view.address.split("://").last().unwrap_or_default();
    let path = path.split_once('/').map_or("", |(_, path)| path);
    let mut id: String = slug(path).chars().filter(char::is_ascii).collect();
    if view.form == Form::Short {
        id.push_str("-short");
    }
    let from = id.len().saturating_sub(64);
    let id = id[from..].trim_matches('-');
    if id.is_empty() {
        "checklist".to_owned()
    } else {
        id.to_owned()
    }
}

/// A name for programs: a capital, then letters and digits.
fn name(title: &str) -> String {
    let mut name = String::new();
    for word in title.split(|letter: char| !letter.is_ascii_alphanumeric()) {
        let mut letters = word.chars();
        name.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        name.extend(letters);
    }
    if !name.starts_with(|first: char| first.is_ascii_uppercase()) {
        name.insert_str(0, "Checklist");
    }
    name.truncate(200);
    name
}

fn narrative(title: &str, trust: &str) -> Narrative {
    let words = quick_xml::escape::escape(format!("{title}: {trust}")).into_owned();
    Narrative {
        status: "generated",
        div: format!("<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>{words}</p></div>"),
    }
}

fn copyright(view: &ChecklistView) -> String {
    let licence = view
        .licence
        .as_ref()
        .map(|licence| format!("{}. {} {}", licence.label, licence.meaning, licence.href));
    let parts = [view.attribution.clone(), licence.unwrap_or_default()];
    let parts: Vec<_> = parts
        .iter()
        .map(|part| part.trim())
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(". ")
}

fn uses_na(view: &ChecklistView) -> bool {
    view.items()
        .any(|item| item.answer.kind == AnswerKind::YesNoNa)
}

fn yes_no_na() -> ValueSet {
    let concept = |code, display| Concept { code, display };
    ValueSet {
        resource_type: "ValueSet",
        id: YES_NO_NA,
        status: "active",
        compose: Compose {
            include: vec![
                Include {
                    system: YES_NO,
                    concept: vec![concept("Y", "Yes"), concept("N", "No")],
                },
                Include {
                    system: NO_VALUE,
                    concept: vec![concept("NA", "not applicable")],
                },
            ],
        },
    }
}

#[cfg(test)]
mod tests;
