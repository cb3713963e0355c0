//! The words that a network agrees on: `vocabulary/<name>.toml`.

use crate::diagnostic::{Located, Span};
use crate::parse::fields::Fields;
use crate::source::VocabularyName;

/// One vocabulary.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum VocabularyMeta {
    /// Terms that resources refer to by their id.
    Terms(VocabularyName, Vec<Term>),
    /// Abbreviations.
    Glossary(Vec<GlossaryTerm>),
    /// Groups of words that mean the same in a search.
    Synonyms(Vec<SynonymGroup>),
}

/// A term that resources refer to.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Term {
    /// Its stable id.
    pub id: Located<String>,
    /// The words that readers see; the id where they are missing.
    pub label: String,
    /// One or two sentences.
    pub summary: Option<String>,
    /// Other words for the same thing.
    pub synonyms: Vec<String>,
    /// Its code in another system: a treatment function code, a SNOMED CT concept.
    pub code: Option<String>,
    /// A heading that gathers several terms.
    pub group: Option<String>,
    /// The checklist stage that a standard asks for.
    pub stage: Option<String>,
    /// The usual pathway of a procedure: major or minor.
    pub pathway: Option<String>,
    /// Specialties that do this procedure.
    pub specialties: Vec<Located<String>>,
    /// Where this procedure is done.
    pub settings: Vec<Located<String>>,
    /// What can go wrong in this procedure.
    pub themes: Vec<Located<String>>,
}

/// An abbreviation.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct GlossaryTerm {
    /// Where the entry stands.
    pub span: Span,
    /// The short form.
    pub abbreviation: String,
    /// The long form.
    pub expansion: String,
    /// Other ways in which people write it.
    pub also_typed: Vec<String>,
    /// Other long forms of the same letters.
    pub ambiguous_with: Vec<String>,
}

/// Words that mean the same in a search.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct SynonymGroup {
    /// The word that the network prefers.
    pub canonical: String,
    /// The others.
    pub variants: Vec<String>,
}

impl VocabularyMeta {
    /// Reads one vocabulary file.
    pub fn read(fields: &mut Fields<'_>, name: VocabularyName) -> Self {
        match name {
            VocabularyName::Glossary => Self::Glossary(fields.groups("term", GlossaryTerm::read)),
            VocabularyName::Synonyms => Self::Synonyms(fields.groups("group", |fields| {
                SynonymGroup {
                    canonical: fields
                        .required_text("canonical", "\"chest drain\"")
                        .map(|text| text.value)
                        .unwrap_or_default(),
                    variants: words(fields.texts("variants")),
                }
            })),
            VocabularyName::Procedures
            | VocabularyName::Standards
            | VocabularyName::Specialties
            | VocabularyName::Settings
            | VocabularyName::Themes
            | VocabularyName::Audiences => {
                let key = match name {
                    VocabularyName::Procedures => "procedure",
                    VocabularyName::Standards => "standard",
                    VocabularyName::Specialties => "specialty",
                    VocabularyName::Settings => "setting",
                    VocabularyName::Themes => "theme",
                    _ => "audience",
                };
                let terms = fields.groups(key, Term::read);
                Self::Terms(name, terms.into_iter().flatten().collect())
            }
        }
    }
}

impl Term {
    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let id = fields.required_text("id", "\"chest-drain\"");
        let label = fields
            .required_text("label", "\"Chest drain insertion\"")
            .map(|text| text.value);
        let synonyms = words(fields.texts("synonyms"));
        let specialties = fields.texts("specialties");
        let settings = fields.texts("settings");
        let themes = fields.texts("themes");
        let mut text = |key: &'static str| fields.text(key).map(|text| text.value);
        let (code, snomed) = (text("code"), text("snomed"));
        let (summary, group, stage, pathway) = (
            text("summary"),
            text("group"),
            text("stage"),
            text("pathway"),
        );
        let id = id?;
        Some(Self {
            label: label.unwrap_or_else(|| id.value.clone()),
            id,
            summary,
            synonyms,
            code: code.or(snomed),
            group,
            stage,
            pathway,
            specialties,
            settings,
            themes,
        })
    }
}

impl GlossaryTerm {
    fn read(fields: &mut Fields<'_>) -> Self {
        let mut required = |key, example| {
            fields
                .required_text(key, example)
                .map(|text| text.value)
                .unwrap_or_default()
        };
        let abbreviation = required("abbreviation", "\"CVC\"");
        let expansion = required("expansion", "\"Central venous catheter\"");
        Self {
            span: fields.span(),
            abbreviation,
            expansion,
            also_typed: words(fields.texts("also_typed")),
            ambiguous_with: words(fields.texts("ambiguous_with")),
        }
    }
}

fn words(texts: Vec<Located<String>>) -> Vec<String> {
    texts.into_iter().map(|text| text.value).collect()
}
