//! What a questionnaire says; other programs check it against the standard in `tests/checklist/run`.

use serde_json::Value;

use super::*;
use crate::plan::checklist_view::sample;

fn json(text: &str) -> Value {
    serde_json::from_slice(&fhir(&sample::view(text))).expect("it is JSON")
}

fn find<'a>(value: &'a Value, id: &str) -> Option<&'a Value> {
    if value["linkId"] == id {
        return Some(value);
    }
    let inner = value["item"].as_array()?;
    inner.iter().find_map(|item| find(item, id))
}

#[test]
fn conditions_stops_and_units_are_the_standard_s() {
    let tube = json(sample::NASOGASTRIC_TUBE);
    let second = find(&tube, "sign-out-2").expect("the second test");
    assert_eq!(second["enableBehavior"], "any");
    assert_eq!(second["enableWhen"][0]["question"], "asp");
    assert_eq!(second["enableWhen"][0]["answerBoolean"], false);
    let reason = "sign-in.reason-for-the-tube-written-in-the-notes-by-a-senior";
    assert_eq!(
        find(&tube, reason).expect("the first item")["required"],
        true
    );
    let length = find(&tube, "len").expect("the length");
    let urls: Vec<_> = length["extension"]
        .as_array()
        .expect("there are some")
        .iter()
        .map(|one| &one["url"])
        .collect();
    assert_eq!(urls.len(), 2);
    assert_eq!(length["extension"][1]["valueCoding"]["code"], "cm");
    let asp = json("- [ ] A {yes/no/na #a}\n- B: ____ {number min=0.5 if=\"a=na\"}\n");
    assert_eq!(find(&asp, "a").expect("a")["answerValueSet"], "#yes-no-na");
    assert_eq!(asp["contained"][0]["id"], "yes-no-na");
    let b = find(&asp, "checks.b").expect("b");
    assert_eq!(b["enableWhen"][0]["answerCoding"]["code"], "NA");
    assert_eq!(b["extension"][0]["valueDecimal"], 0.5);
}

#[test]
fn every_link_id_is_there_once() {
    let text = "Words.\n\n- [ ] A\n  - hint\n- [ ] A\n\n- plain\n\n> [!NOTE]\n> x\n\n### Count {count}\n\n| a | b |\n| - | - |\n| c | |\n";
    fn ids(value: &Value, found: &mut Vec<String>) {
        found.extend(value["linkId"].as_str().map(str::to_owned));
        for item in value["item"].as_array().into_iter().flatten() {
            ids(item, found);
        }
    }
    for text in sample::strange().into_iter().chain([text.to_owned()]) {
        let mut found = Vec::new();
        ids(&json(&text), &mut found);
        let mut once = found.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), found.len(), "{text:.200}");
    }
}

#[test]
fn names_and_ids_keep_to_their_alphabets() {
    assert_eq!(
        name("2% chlorhexidine: a test"),
        "Checklist2ChlorhexidineATest"
    );
    assert_eq!(name("日本"), "Checklist");
    let view = sample::view("- [ ] A\n");
    assert_eq!(id(&view), "a");
}
