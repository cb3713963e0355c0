//! The part of FHIR R4 that checklists need, with the names that the standard uses.

use serde::Serialize;
use serde_json::Number;

/// A form to fill in: <https://hl7.org/fhir/R4/questionnaire.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Questionnaire {
    pub resource_type: &'static str,
    pub id: String,
    pub language: String,
    pub text: Narrative,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contained: Vec<ValueSet>,
    pub url: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub version: String,
    pub name: String,
    pub title: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub derived_from: Vec<String>,
    pub status: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub subject_type: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    pub publisher: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub copyright: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_review_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effective_period: Option<Period>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub item: Vec<Item>,
}

#[derive(Serialize)]
pub struct Narrative {
    pub status: &'static str,
    pub div: String,
}

#[derive(Serialize)]
pub struct Period {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ValueSet {
    pub resource_type: &'static str,
    pub id: &'static str,
    pub status: &'static str,
    pub compose: Compose,
}

#[derive(Serialize)]
pub struct Compose {
    pub include: Vec<Include>,
}

#[derive(Serialize)]
pub struct Include {
    pub system: &'static str,
    pub concept: Vec<Concept>,
}

#[derive(Serialize)]
pub struct Concept {
    pub code: &'static str,
    pub display: &'static str,
}

/// One entry of a form.
#[derive(Serialize, Default)]
#[serde(rename_all = "camelCase")]
pub struct Item {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub extension: Vec<Extension>,
    pub link_id: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub prefix: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
    #[serde(rename = "type")]
    pub kind: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub enable_when: Vec<EnableWhen>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enable_behavior: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub required: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repeats: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer_value_set: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub answer_option: Vec<AnswerOption>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub item: Vec<Item>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AnswerOption {
    pub value_coding: Coding,
}

#[derive(Serialize, Default)]
pub struct Coding {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub system: Option<&'static str>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub code: String,
    pub display: String,
}

#[derive(Serialize)]
pub struct EnableWhen {
    pub question: String,
    pub operator: &'static str,
    #[serde(flatten)]
    pub answer: TestAnswer,
}

#[derive(Serialize)]
pub enum TestAnswer {
    #[serde(rename = "answerBoolean")]
    Boolean(bool),
    #[serde(rename = "answerCoding")]
    Coding(Coding),
}

#[derive(Serialize)]
pub struct Extension {
    pub url: &'static str,
    #[serde(flatten)]
    pub value: Value,
}

#[derive(Serialize)]
pub enum Value {
    #[serde(rename = "valueInteger")]
    Integer(u8),
    #[serde(rename = "valueDecimal")]
    Decimal(Number),
    #[serde(rename = "valueCoding")]
    Coding(Coding),
    #[serde(rename = "valueCodeableConcept")]
    Concept(CodeableConcept),
}

#[derive(Serialize)]
pub struct CodeableConcept {
    pub coding: Vec<Coding>,
}
