//! From the words of a block in braces to what they mean.

use std::ops::Range;

use super::blank::decimal;
use super::brace::{Word, WordKind};
use super::codes::{BAD_VALUE, UNKNOWN_WORD};
use super::{Answer, Blank, Condition, Number, StageKind, Test};
use crate::diagnostic::{Code, Diagnostic, Located, Span, did_you_mean};
use crate::parse::fields::Choice;
use crate::path::SourcePath;

/// Words that stand alone on an item.
pub const ITEM_WORDS: &[&str] = &[
    "yes/no",
    "yes/no/na",
    "done",
    "label",
    "date",
    "time",
    "datetime",
    "number",
    "text",
    "name",
    "signature",
    "stop",
    "short",
];
/// Words with a value on an item.
pub const ITEM_KEYS: &[&str] = &[
    "one", "any", "ask", "by", "if", "unit", "min", "max", "lines", "ref",
];
/// Words that stand alone on a heading.
pub const HEADING_WORDS: &[&str] = &["count", "short"];
/// Words with a value on a heading.
pub const HEADING_KEYS: &[&str] = &["stage", "if", "ref"];

/// What a block in braces says, about an item or about a heading.
#[derive(Default, Debug)]
pub struct Meaning {
    /// How it is answered, if it says so.
    pub answer: Option<Answer>,
    /// Its name.
    pub id: Option<Located<String>>,
    /// Whether the team must stop without a Yes.
    pub stop: bool,
    /// Whether it stays in the short form.
    pub short: bool,
    /// Whether things are counted under this heading.
    pub count: Option<Span>,
    /// The stage that a heading begins.
    pub stage: Option<StageKind>,
    /// Who asks.
    pub ask: Option<String>,
    /// Who answers.
    pub by: Option<String>,
    /// When it applies.
    pub condition: Condition,
    /// Where to read more.
    pub reference: Option<String>,
}

/// What a block stands on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// A list item.
    Item,
    /// A heading.
    Heading,
}

/// Where findings go, and how places in the text become places in the file.
pub struct Report<'a> {
    /// The file.
    pub path: &'a SourcePath,
    /// Where its Markdown begins.
    pub offset: usize,
    /// What was found so far.
    pub findings: &'a mut Vec<Diagnostic>,
}

impl Report<'_> {
    /// The place in the file.
    pub fn span(&self, range: Range<usize>) -> Span {
        Span::from(range).moved(self.offset)
    }

    /// Adds a finding.
    pub fn add(
        &mut self,
        code: &'static Code,
        range: Range<usize>,
        message: impl Into<String>,
        help: Option<String>,
    ) {
        let span = self.span(range);
        self.findings.push(
            Diagnostic::new(code, self.path, message)
                .at(span)
                .maybe_help(help),
        );
    }
}

/// Reads the words of a block; a wrong word is a finding and otherwise as if it were not there.
pub fn meaning(words: Vec<Word>, place: Place, report: &mut Report<'_>) -> Meaning {
    let mut meaning = Meaning::default();
    let mut number = Number::default();
    let mut lines = None;
    let mut extras: Vec<(&str, Range<usize>)> = Vec::new();
    for Word { kind, range } in words {
        match kind {
            WordKind::Id(id) if is_id(&id) => {
                let span = report.span(range);
                meaning.id = Some(Located { value: id, span });
            }
            WordKind::Id(id) => report.add(
                &BAD_VALUE,
                range,
                format!("`#{id}` cannot be a name"),
                Some("a name has letters, digits and dashes, such as #risk".to_owned()),
            ),
            WordKind::Plain(word) => {
                let known = match place {
                    Place::Item => ITEM_WORDS,
                    Place::Heading => HEADING_WORDS,
                };
                if !known.contains(&word.as_str()) {
                    unknown(&word, place, range, report);
                    continue;
                }
                match word.as_str() {
                    "stop" => meaning.stop = true,
                    "short" => meaning.short = true,
                    "count" => meaning.count = Some(report.span(range)),
                    word => {
                        if let Some(answer) = answer_of(word) {
                            set_answer(&mut meaning, answer, range, report);
                        }
                    }
                }
            }
            WordKind::Pair(key, value) => {
                let known = match place {
                    Place::Item => ITEM_KEYS,
                    Place::Heading => HEADING_KEYS,
                };
                if !known.contains(&key.as_str()) {
                    unknown(&key, place, range, report);
                    continue;
                }
                if value.is_empty() {
                    let help = format!("write {key}=\"…\"");
                    report.add(
                        &BAD_VALUE,
                        range,
                        format!("`{key}` has no value"),
                        Some(help),
                    );
                    continue;
                }
                match key.as_str() {
                    "one" | "any" => {
                        if let Some(options) = options(&key, &value, range.clone(), report) {
                            let answer = match key.as_str() {
                                "one" => Answer::One(options),
                                _ => Answer::Any(options),
                            };
                            set_answer(&mut meaning, answer, range, report);
                        }
                    }
                    "ask" => meaning.ask = Some(value),
                    "by" => meaning.by = Some(value),
                    "ref" => meaning.reference = Some(value),
                    "stage" => meaning.stage = stage(&value, range, report),
                    "if" => meaning.condition = condition(&value, range, report),
                    "unit" => {
                        number.unit = Some(value);
                        extras.push(("unit", range));
                    }
                    "lines" => match value.parse() {
                        Ok(count @ 1..=20) => {
                            lines = Some(count);
                            extras.push(("lines", range));
                        }
                        _ => {
                            let message =
                                format!("`lines` takes a number from 1 to 20, not `{value}`");
                            report.add(&BAD_VALUE, range, message, None);
                        }
                    },
                    bound => {
                        let name = if bound == "min" { "min" } else { "max" };
                        if decimal(&value).is_none() {
                            let message = format!("`{name}` takes a number, not `{value}`");
                            report.add(&BAD_VALUE, range, message, None);
                            continue;
                        }
                        let place = if name == "min" {
                            &mut number.min
                        } else {
                            &mut number.max
                        };
                        *place = Some(value);
                        extras.push((name, range));
                    }
                }
            }
        }
    }
    apply(&mut meaning, number, lines, extras, report);
    meaning
}

/// Puts unit, bounds and lines where they belong.
fn apply(
    meaning: &mut Meaning,
    number: Number,
    lines: Option<u8>,
    extras: Vec<(&str, Range<usize>)>,
    report: &mut Report<'_>,
) {
    let low = number.min.as_deref().and_then(decimal);
    let high = number.max.as_deref().and_then(decimal);
    if let (Some(low), Some(high)) = (low, high)
        && low > high
        && let Some((_, range)) = extras.iter().find(|(name, _)| *name == "min")
    {
        let message = "`min` is greater than `max`";
        report.add(&BAD_VALUE, range.clone(), message, None);
    }
    for (name, range) in extras {
        let (fits, word) = match (name, &meaning.answer) {
            ("lines", answer) => (
                matches!(answer, None | Some(Answer::Blank(Blank::Text(_)))),
                "text",
            ),
            (_, answer) => (
                matches!(answer, None | Some(Answer::Blank(Blank::Number(_)))),
                "number",
            ),
        };
        if fits && meaning.answer.is_none() {
            meaning.answer = answer_of(word);
        } else if !fits {
            report.add(
                &BAD_VALUE,
                range,
                format!("`{name}` belongs to `{word}`"),
                Some(format!("write {{{word} {name}=…}}, or take `{name}` away")),
            );
        }
    }
    match &mut meaning.answer {
        Some(Answer::Blank(Blank::Number(of))) => *of = number,
        Some(Answer::Blank(Blank::Text(of))) => *of = lines.unwrap_or(1),
        _ => {}
    }
}

/// The answer that a single word stands for; also what `responses` in the front matter says.
pub fn answer_of(word: &str) -> Option<Answer> {
    Some(match word {
        "yes/no" => Answer::YesNo,
        "yes/no/na" => Answer::YesNoNa,
        "done" => Answer::Done,
        "label" => Answer::Blank(Blank::Label),
        "date" => Answer::Blank(Blank::Date),
        "time" => Answer::Blank(Blank::Time),
        "datetime" => Answer::Blank(Blank::DateTime),
        "number" => Answer::Blank(Blank::Number(Number::default())),
        "text" => Answer::Blank(Blank::Text(1)),
        "name" => Answer::Blank(Blank::Name),
        "signature" => Answer::Blank(Blank::Signature),
        _ => return None,
    })
}

fn set_answer(meaning: &mut Meaning, answer: Answer, range: Range<usize>, report: &mut Report<'_>) {
    if meaning.answer.is_some() {
        let message = "this item already has a sort of answer";
        let help = "keep one of them".to_owned();
        report.add(&BAD_VALUE, range, message, Some(help));
    } else {
        meaning.answer = Some(answer);
    }
}

fn unknown(word: &str, place: Place, range: Range<usize>, report: &mut Report<'_>) {
    let (here, there, other) = match place {
        Place::Item => (
            [ITEM_WORDS, ITEM_KEYS],
            [HEADING_WORDS, HEADING_KEYS],
            "a heading",
        ),
        Place::Heading => (
            [HEADING_WORDS, HEADING_KEYS],
            [ITEM_WORDS, ITEM_KEYS],
            "an item",
        ),
    };
    if there.concat().contains(&word) {
        let help = format!("`{word}` belongs on {other}");
        report.add(
            &UNKNOWN_WORD,
            range,
            format!("`{word}` means nothing here"),
            Some(help),
        );
        return;
    }
    let bare = word.trim_end_matches([',', ';']);
    let help = did_you_mean(bare, here.concat())
        .unwrap_or_else(|| format!("known here: {}", here.concat().join(", ")));
    report.add(
        &UNKNOWN_WORD,
        range,
        format!("`{word}` is not a word that is known in braces"),
        Some(help),
    );
}

fn options(
    key: &str,
    value: &str,
    range: Range<usize>,
    report: &mut Report<'_>,
) -> Option<Vec<String>> {
    let options: Vec<String> = value
        .split('|')
        .map(|option| option.trim().to_owned())
        .collect();
    let lowered: Vec<String> = options.iter().map(|option| option.to_lowercase()).collect();
    let twice = (1..lowered.len()).find(|at| lowered[..*at].contains(&lowered[*at]));
    let message = if options.len() < 2 || options.iter().any(String::is_empty) {
        format!("`{key}` takes at least two answers, with `|` between them")
    } else if let Some(at) = twice {
        format!("`{}` is offered twice", options[at])
    } else {
        return Some(options);
    };
    let help = format!("write {key}=\"First|Second\"");
    report.add(&BAD_VALUE, range, message, Some(help));
    None
}

fn stage(value: &str, range: Range<usize>, report: &mut Report<'_>) -> Option<StageKind> {
    let known = || StageKind::WORDS.iter().map(|(word, _)| *word);
    if let Some((_, kind)) = StageKind::WORDS.iter().find(|(word, _)| *word == value) {
        return Some(*kind);
    }
    let help = did_you_mean(value, known())
        .unwrap_or_else(|| format!("one of: {}", known().collect::<Vec<_>>().join(", ")));
    report.add(
        &BAD_VALUE,
        range,
        format!("`{value}` is not a stage"),
        Some(help),
    );
    None
}

/// Tests such as `asp=no, ph=no`; whether the named items exist is known only at the end of the text.
fn condition(value: &str, range: Range<usize>, report: &mut Report<'_>) -> Condition {
    let mut tests = Vec::new();
    for test in value.split(',') {
        match test.split_once('=') {
            Some((id, answer)) if !id.trim().is_empty() && !answer.trim().is_empty() => {
                tests.push(Test {
                    id: id.trim().trim_start_matches('#').to_owned(),
                    answer: answer.trim().to_owned(),
                    span: report.span(range.clone()),
                });
            }
            _ => report.add(
                &BAD_VALUE,
                range.clone(),
                format!("`{}` is not a condition", test.trim()),
                Some("write if=\"name=yes\", where an item is named #name".to_owned()),
            ),
        }
    }
    Condition { tests }
}

fn is_id(id: &str) -> bool {
    !id.is_empty()
        && id.len() <= 64
        && id
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}
