//! How an item is answered.

use serde::Serialize;

use crate::parse::checklist::{Answer, Blank};

/// How an item is answered.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct AnswerView {
    /// What sort of answer.
    pub kind: AnswerKind,
    /// The words beside the boxes; none where something is written in.
    pub boxes: Vec<String>,
    /// What a number counts; may be empty.
    pub unit: String,
    /// The least that is sound; may be empty.
    pub min: String,
    /// The most that is sound; may be empty.
    pub max: String,
    /// On how many lines something is written.
    pub lines: u8,
    /// What to do, in words: "pick one", "10 to 90"; may be empty.
    pub hint: String,
}

/// The sorts of answer.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)] // The variants are the words of the grammar.
pub enum AnswerKind {
    Done,
    YesNo,
    YesNoNa,
    One,
    Any,
    Label,
    Text,
    Number,
    Date,
    Time,
    Datetime,
    Name,
    Signature,
}

impl AnswerView {
    /// How this answer is given.
    pub(super) fn of(answer: &Answer) -> Self {
        let kind = AnswerKind::of(answer);
        let mut view = Self {
            kind,
            boxes: answer.options().into_iter().map(str::to_owned).collect(),
            unit: String::new(),
            min: String::new(),
            max: String::new(),
            lines: 1,
            hint: String::new(),
        };
        match answer {
            Answer::One(_) => view.hint = "pick one".to_owned(),
            Answer::Any(_) => view.hint = "pick any that apply".to_owned(),
            Answer::Blank(Blank::Text(lines)) => view.lines = *lines,
            Answer::Blank(Blank::Number(number)) => {
                view.unit = number.unit.clone().unwrap_or_default();
                view.min = number.min.clone().unwrap_or_default();
                view.max = number.max.clone().unwrap_or_default();
                view.hint = match (view.min.as_str(), view.max.as_str()) {
                    ("", "") => String::new(),
                    (min, "") => format!("{min} or more"),
                    ("", max) => format!("{max} or less"),
                    (min, max) => format!("{min} to {max}"),
                };
            }
            _ => {}
        }
        view
    }
}

impl AnswerKind {
    pub(super) fn of(answer: &Answer) -> Self {
        match answer {
            Answer::Done => Self::Done,
            Answer::YesNo => Self::YesNo,
            Answer::YesNoNa => Self::YesNoNa,
            Answer::One(_) => Self::One,
            Answer::Any(_) => Self::Any,
            Answer::Blank(blank) => match blank {
                Blank::Label => Self::Label,
                Blank::Text(_) => Self::Text,
                Blank::Number(_) => Self::Number,
                Blank::Date => Self::Date,
                Blank::Time => Self::Time,
                Blank::DateTime => Self::Datetime,
                Blank::Name => Self::Name,
                Blank::Signature => Self::Signature,
            },
        }
    }
}
