//! From a checklist's items to a questionnaire's.

use serde_json::Number;

use super::resource::{
    AnswerOption, CodeableConcept, Coding, EnableWhen, Extension, Item, TestAnswer, Value,
};
use super::{NO_VALUE, YES_NO};
use crate::path::slug;
use crate::plan::checklist_view::{
    AlertView, AnswerKind, AnswerView, BlockView, BulletView, ItemView, RunView, TableView,
    TestView,
};

const UNITS: &str = "http://unitsofmeasure.org";

/// A group of items.
pub fn group(id: &str, prefix: &str, title: &str, tests: &[TestView], inner: Vec<Item>) -> Item {
    let mut item = Item {
        link_id: id.to_owned(),
        prefix: prefix.to_owned(),
        text: sound(title),
        kind: "group",
        item: inner,
        ..Item::default()
    };
    depend(&mut item, tests);
    item
}

/// The items of a group's blocks.
pub fn blocks(group: &str, blocks: &[BlockView]) -> Vec<Item> {
    let mut items = Vec::new();
    let mut count = 0;
    let mut words = |items: &mut Vec<Item>, text: String| {
        if !text.is_empty() {
            count += 1;
            items.push(display(format!("{group}.words-{count}"), text));
        }
    };
    for block in blocks {
        match block {
            BlockView::Items { items: all } => {
                items.extend(all.iter().map(item));
            }
            BlockView::Text { runs } => words(&mut items, plain(runs)),
            BlockView::Bullets { entries } => {
                for entry in entries {
                    words(&mut items, plain(&entry.runs));
                }
            }
            BlockView::Alert(alert) => words(&mut items, alert_words(alert)),
            BlockView::Table(counts) => items.push(table(counts)),
        }
    }
    items
}

/// One item with its hints.
pub fn item(item: &ItemView) -> Item {
    let mut made = Item {
        link_id: item.id.clone(),
        prefix: item.number.clone(),
        text: sound(&item.prompt),
        kind: kind(&item.answer),
        ..Item::default()
    };
    depend(&mut made, &item.tests);
    answer(&mut made, &item.answer);
    if item.stop && made.kind != "display" {
        made.required = Some(true);
    }
    let response = match item.response.as_str() {
        "" => String::new(),
        response => format!("Expect: {response}"),
    };
    let reference = match item.reference.as_str() {
        "" => String::new(),
        reference => format!("See {reference}"),
    };
    let hints = [
        ("stop", item.stop_words),
        ("expect", response.as_str()),
        ("roles", item.roles.as_str()),
        ("see", reference.as_str()),
    ];
    let mut inner = Vec::new();
    for (name, words) in hints {
        if !words.is_empty() {
            inner.push(instruction(format!("{}.{name}", item.id), words));
        }
    }
    for (at, hint) in item.guidance.iter().enumerate() {
        let words = plain(&hint.runs);
        inner.push(instruction(format!("{}.hint-{}", item.id, at + 1), &words));
    }
    // Words to be read may not have words of their own.
    if made.kind != "display" {
        made.item = inner;
    }
    made
}

fn table(table: &TableView) -> Item {
    let mut rows = Vec::new();
    for (at, row) in table.rows.iter().enumerate() {
        let id = format!("{}.{}", table.id, at + 1);
        let mut cells = Vec::new();
        let mut printed = Vec::new();
        for (column, cell) in row.cells.iter().enumerate() {
            if cell.blank {
                let title = table.head.get(column).map_or("", String::as_str);
                cells.push(Item {
                    link_id: format!("{id}.{}", column + 1),
                    text: sound(title),
                    // Counts are written "2 + 1", too, so they are words.
                    kind: "string",
                    ..Item::default()
                });
            } else if !cell.text.is_empty() {
                printed.push(cell.text.as_str());
            }
        }
        let words = sound(&printed.join(", "));
        if cells.is_empty() {
            rows.push(display(id, words));
        } else {
            rows.push(group(&id, "", &words, &[], cells));
        }
    }
    rows.retain(|row| row.kind != "display" || !row.text.is_empty());
    let mut made = group(&table.id, "", &table.caption, &[], rows);
    if made.item.is_empty() {
        made.kind = "display";
    }
    made
}

fn kind(answer: &AnswerView) -> &'static str {
    match answer.kind {
        AnswerKind::Done | AnswerKind::YesNo => "boolean",
        AnswerKind::YesNoNa | AnswerKind::One | AnswerKind::Any => "choice",
        AnswerKind::Label => "display",
        AnswerKind::Text if answer.lines > 1 => "text",
        AnswerKind::Text | AnswerKind::Name | AnswerKind::Signature => "string",
        AnswerKind::Number => "decimal",
        AnswerKind::Date => "date",
        AnswerKind::Time => "time",
        AnswerKind::Datetime => "dateTime",
    }
}

fn answer(made: &mut Item, answer: &AnswerView) {
    match answer.kind {
        AnswerKind::YesNoNa => made.answer_value_set = Some("#yes-no-na"),
        AnswerKind::One | AnswerKind::Any => {
            let option = |words: &String| AnswerOption {
                value_coding: coding(words),
            };
            made.answer_option = answer.boxes.iter().map(option).collect();
            made.repeats = (answer.kind == AnswerKind::Any).then_some(true);
        }
        AnswerKind::Number => number(made, answer),
        AnswerKind::Signature => made.extension.push(Extension {
            url: "http://hl7.org/fhir/StructureDefinition/questionnaire-signatureRequired",
            value: Value::Concept(CodeableConcept {
                coding: vec![Coding {
                    system: Some("urn:iso-astm:E1762-95:2013"),
                    code: "1.2.840.10065.1.12.1.5".to_owned(),
                    display: "Verification Signature".to_owned(),
                }],
            }),
        }),
        _ => {}
    }
}

fn number(made: &mut Item, answer: &AnswerView) {
    let decimals = |text: &str| text.split_once('.').map_or(0, |(_, part)| part.len());
    for (url, text) in [
        (
            "http://hl7.org/fhir/StructureDefinition/minValue",
            &answer.min,
        ),
        (
            "http://hl7.org/fhir/StructureDefinition/maxValue",
            &answer.max,
        ),
    ] {
        if let Ok(value) = text.parse::<Number>() {
            made.extension.push(Extension {
                url,
                value: Value::Decimal(value),
            });
        }
    }
    // One place is what wards write; bounds with more places ask for more.
    let places = decimals(&answer.min).max(decimals(&answer.max)).max(1);
    made.extension.push(Extension {
        url: "http://hl7.org/fhir/StructureDefinition/maxDecimalPlaces",
        value: Value::Integer(u8::try_from(places).unwrap_or(12)),
    });
    if !answer.unit.is_empty() {
        let code = unit_code(&answer.unit);
        made.extension.push(Extension {
            url: "http://hl7.org/fhir/StructureDefinition/questionnaire-unit",
            value: Value::Coding(Coding {
                system: code.map(|_| UNITS),
                code: code.unwrap_or_default().to_owned(),
                display: answer.unit.clone(),
            }),
        });
    }
}

/// The code of a unit in UCUM, for those that checklists use.
fn unit_code(unit: &str) -> Option<&'static str> {
    Some(match unit {
        "cm" => "cm",
        "mm" => "mm",
        "m" => "m",
        "kg" => "kg",
        "g" => "g",
        "mg" => "mg",
        "micrograms" | "µg" | "μg" => "ug",
        "ml" | "mL" => "mL",
        "l" | "L" | "litres" => "L",
        "ml/h" | "ml/hour" | "mL/h" => "mL/h",
        "l/min" | "L/min" | "litres/min" => "L/min",
        "mmHg" => "mm[Hg]",
        "cmH2O" => "cm[H2O]",
        "kPa" => "kPa",
        "mmol/l" | "mmol/L" => "mmol/L",
        "g/l" | "g/L" => "g/L",
        "%" => "%",
        "°C" => "Cel",
        "min" | "minutes" => "min",
        "h" | "hours" => "h",
        "s" | "seconds" => "s",
        "days" => "d",
        "years" => "a",
        "bpm" | "/min" | "breaths/min" => "/min",
        "Fr" | "French" => "[Ch]",
        "J" => "J",
        "mA" => "mA",
        _ => return None,
    })
}

/// When an item applies; several tests mean any of them.
fn depend(item: &mut Item, tests: &[TestView]) {
    let when = |test: &TestView| EnableWhen {
        question: test.id.clone(),
        operator: "=",
        answer: match test.kind {
            AnswerKind::Done => TestAnswer::Boolean(true),
            AnswerKind::YesNo => TestAnswer::Boolean(test.answer == "Yes"),
            AnswerKind::YesNoNa => TestAnswer::Coding(yes_no_na(&test.answer)),
            _ => TestAnswer::Coding(coding(&test.answer)),
        },
    };
    item.enable_when = tests.iter().map(when).collect();
    item.enable_behavior = (tests.len() > 1).then_some("any");
}

fn yes_no_na(answer: &str) -> Coding {
    let (system, code, display) = match answer {
        "Yes" => (YES_NO, "Y", "Yes"),
        "No" => (YES_NO, "N", "No"),
        _ => (NO_VALUE, "NA", "not applicable"),
    };
    Coding {
        system: Some(system),
        code: code.to_owned(),
        display: display.to_owned(),
    }
}

/// The author's own answer: its words, and a code made from them.
fn coding(words: &str) -> Coding {
    let code = match slug(words) {
        // "+" and "-" have no letters; a code must have one.
        code if code.is_empty() => words.split_whitespace().collect::<Vec<_>>().join("-"),
        code => code,
    };
    Coding {
        system: None,
        code,
        display: words.to_owned(),
    }
}

fn display(link_id: String, text: String) -> Item {
    Item {
        link_id,
        text,
        kind: "display",
        ..Item::default()
    }
}

/// Words that say how to answer the item they stand in.
fn instruction(link_id: String, words: &str) -> Item {
    let mut item = display(link_id, sound(words));
    item.extension.push(Extension {
        url: "http://hl7.org/fhir/StructureDefinition/questionnaire-displayCategory",
        value: Value::Concept(CodeableConcept {
            coding: vec![Coding {
                system: Some("http://hl7.org/fhir/questionnaire-display-category"),
                code: "instructions".to_owned(),
                display: "Instructions".to_owned(),
            }],
        }),
    });
    item
}

fn alert_words(alert: &AlertView) -> String {
    let words = |paragraph: &BulletView| plain(&paragraph.runs);
    let paragraphs: Vec<_> = alert.paragraphs.iter().map(words).collect();
    format!("{}: {}", alert.label, paragraphs.join(" "))
}

fn plain(runs: &[RunView]) -> String {
    let words: String = runs.iter().map(|run| run.text.as_str()).collect();
    sound(&words)
}

/// Words without spaces at their ends, which FHIR forbids.
fn sound(words: &str) -> String {
    words.trim().to_owned()
}
