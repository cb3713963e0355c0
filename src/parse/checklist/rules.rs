//! What only the whole checklist can show: names that nobody has, stages that ask nothing, a form that nobody signs.

use std::collections::BTreeMap;

use super::codes::*;
use super::{Answer, Blank, Block, Checklist, Condition, Item, Setting, Stage, StageKind};
use crate::diagnostic::{Code, Diagnostic, Located, Span, did_you_mean};
use crate::parse::meta::{Pathway, Scope};
use crate::path::SourcePath;
use crate::typeface;

/// More than this many items are not listened to.
const STAGE_ITEMS: usize = 9;
/// More than this many words are not read out in one breath.
const PROMPT_WORDS: usize = 60;

/// Checks a whole checklist; conditions that can never be met are taken out, so that those that remain hold what they promise.
pub fn check(
    checklist: &mut Checklist,
    end: usize,
    setting: Setting<'_>,
    path: &SourcePath,
    findings: &mut Vec<Diagnostic>,
) {
    let mut rules = Rules {
        path,
        findings,
        end: Span::from(end..end),
    };
    rules.conditions(checklist);
    rules.stages(&checklist.stages);
    for item in checklist.items() {
        rules.item(item);
    }
    rules.form(checklist, setting);
}

/// Reports every letter, where it first stands, that a printed checklist could not show.
pub fn letters(markdown: &str, offset: usize, path: &SourcePath, findings: &mut Vec<Diagnostic>) {
    for (at, letter) in typeface::missing(markdown) {
        let place = Span::from(at..at + letter.len_utf8()).moved(offset);
        findings.push(unprintable(letter, place, path));
    }
}

/// The same for words of the front matter, which stand above and below the checklist; `front` is the file up to the Markdown.
pub fn front_letters(
    title: &Located<String>,
    others: &[&str],
    front: &str,
    path: &SourcePath,
    findings: &mut Vec<Diagnostic>,
) {
    let printed = format!("{} {}", title.value, others.join(" "));
    for (_, letter) in typeface::missing(&printed) {
        // A letter that YAML writes as an escape is not found as itself.
        let place = match front.find(letter) {
            Some(at) => Span::from(at..at + letter.len_utf8()),
            None => title.span,
        };
        findings.push(unprintable(letter, place, path));
    }
}

fn unprintable(letter: char, place: Span, path: &SourcePath) -> Diagnostic {
    let message = format!("`{letter}` (U+{:04X}) cannot be printed", u32::from(letter));
    Diagnostic::new(&UNPRINTABLE_LETTER, path, message)
        .at(place)
        .help("write a word in its place")
}

struct Rules<'a> {
    path: &'a SourcePath,
    findings: &'a mut Vec<Diagnostic>,
    end: Span,
}

impl Rules<'_> {
    fn add(
        &mut self,
        code: &'static Code,
        span: Span,
        message: impl Into<String>,
        help: Option<String>,
    ) {
        self.findings.push(
            Diagnostic::new(code, self.path, message)
                .at(span)
                .maybe_help(help),
        );
    }

    fn conditions(&mut self, checklist: &mut Checklist) {
        let mut named: BTreeMap<String, Answer> = BTreeMap::new();
        let mut twice = Vec::new();
        for item in checklist.items() {
            if let Some(id) = &item.id
                && named
                    .insert(id.value.clone(), item.answer.clone())
                    .is_some()
            {
                twice.push(id.clone());
            }
        }
        for id in twice {
            let message = format!("`#{}` names two items", id.value);
            let help = format!("give this one another name than #{}", id.value);
            self.add(&DUPLICATE_ID, id.span, message, Some(help));
        }
        let own = |blocks: &mut Vec<Block>, rules: &mut Self| {
            for block in blocks {
                if let Block::Item(item) = block {
                    let id = item.id.as_ref().map(|id| id.value.as_str());
                    rules.condition(&mut item.condition, id, &named);
                }
            }
        };
        own(&mut checklist.head, self);
        for stage in &mut checklist.stages {
            self.condition(&mut stage.condition, None, &named);
            for group in &mut stage.groups {
                self.condition(&mut group.condition, None, &named);
                own(&mut group.blocks, self);
            }
        }
    }

    fn condition(
        &mut self,
        condition: &mut Condition,
        own: Option<&str>,
        named: &BTreeMap<String, Answer>,
    ) {
        condition.tests.retain_mut(|test| {
            let known = named
                .get(&test.id)
                .filter(|_| own != Some(test.id.as_str()));
            let Some(answer) = known else {
                let help = did_you_mean(&test.id, named.keys().map(String::as_str))
                    .unwrap_or_else(|| format!("give an item the name: {{yes/no #{}}}", test.id));
                let message = format!("no other item is named `#{}`", test.id);
                self.add(&UNKNOWN_ID, test.span, message, Some(help));
                return false;
            };
            let wanted = test.answer.to_lowercase();
            let offered = answer.options();
            let meant = offered.iter().find(|option| {
                option.to_lowercase() == wanted
                    || (**option == "N/A" && wanted == "na")
                    || (*answer == Answer::Done && wanted == "yes")
            });
            if let Some(meant) = meant {
                test.answer = (*meant).to_owned();
                return true;
            }
            let message = format!("`#{}` cannot be answered `{}`", test.id, test.answer);
            let help = if offered.is_empty() {
                "a blank cannot be asked for: add a yes/no item".to_owned()
            } else {
                format!("its answers: {}", offered.join(", "))
            };
            self.add(&UNKNOWN_ANSWER, test.span, message, Some(help));
            false
        });
    }

    fn stages(&mut self, stages: &[Stage]) {
        let mut latest = StageKind::TeamBrief;
        for (number, stage) in stages.iter().enumerate() {
            let blocks = || stage.groups.iter().flat_map(|group| &group.blocks);
            let asks = |block: &Block| match block {
                Block::Item(_) => true,
                Block::Table(table) => table.count,
                _ => false,
            };
            let items = blocks()
                .filter(|block| matches!(block, Block::Item(item) if item.check))
                .count();
            if !blocks().any(asks) {
                let help = match (number, stage.kind) {
                    // Other programs want the title as a heading.
                    (0, StageKind::Other) => {
                        "if this is the title, take the line away: it stands above the checklist already; else add an item"
                    }
                    _ => "add an item, or write these words as text",
                };
                self.add(
                    &EMPTY_STAGE,
                    stage.span,
                    "nothing is asked in this stage",
                    Some(help.to_owned()),
                );
            } else if items > STAGE_ITEMS {
                let message =
                    format!("{items} items in one stage: more than nine are not listened to");
                let help = "keep the ones that matter most, or divide the stage".to_owned();
                self.add(&LONG_STAGE, stage.span, message, Some(help));
            }
            if stage.kind == StageKind::Other {
                continue;
            }
            if stage.kind < latest {
                let message = format!("`{}` comes after `{}`", stage.kind.word(), latest.word());
                let help = "put the stages in the order in which they happen, or say which stage this is: {stage=…}";
                self.add(&STAGE_ORDER, stage.span, message, Some(help.to_owned()));
            }
            latest = latest.max(stage.kind);
        }
    }

    fn item(&mut self, item: &Item) {
        if item.prompt.split_whitespace().count() > PROMPT_WORDS {
            let help =
                "keep the question, and put the rest below it as an indented hint".to_owned();
            let message = "this item is too long to be read aloud";
            self.add(&LONG_PROMPT, item.span, message, Some(help));
        }
        if item.check && asks_twice(&item.prompt) {
            let help = "make two items of it".to_owned();
            let message = "this item asks two things and takes one answer";
            self.add(&DOUBLE_QUESTION, item.span, message, Some(help));
        }
        if let Answer::One(options) | Answer::Any(options) = &item.answer {
            let begins = |word: &str| {
                options.iter().any(|option| {
                    let first = option.split(|c: char| !c.is_alphanumeric()).next();
                    first.is_some_and(|first| first.eq_ignore_ascii_case(word))
                })
            };
            if begins("yes") && !(begins("no") || begins("not")) {
                let help = "add an answer that begins with No".to_owned();
                let message = "this can be answered Yes but not No";
                self.add(&NO_WAY_TO_SAY_NO, item.span, message, Some(help));
            }
        }
    }

    fn form(&mut self, checklist: &Checklist, setting: Setting<'_>) {
        let has = |wanted: fn(&Blank) -> bool| {
            checklist
                .items()
                .any(|item| matches!(&item.answer, Answer::Blank(blank) if wanted(blank)))
        };
        let advice = |line: &str| Some(format!("add a line such as `{line}`"));
        if checklist.stages.is_empty() {
            let message = "this checklist has no items";
            self.add(
                &EMPTY_STAGE,
                self.end,
                message,
                advice("- [ ] Identity checked"),
            );
            return;
        }
        if !has(|blank| matches!(blank, Blank::Date | Blank::DateTime)) {
            let message = "there is no room for the date";
            self.add(
                &NO_DATE,
                self.end,
                message,
                advice("- Date and time: ____ {datetime}"),
            );
        }
        if !has(|blank| matches!(blank, Blank::Name | Blank::Signature)) {
            let message = "there is no room for a name or a signature";
            self.add(
                &NO_SIGNATURE,
                self.end,
                message,
                advice("- Operator: ____ {signature}"),
            );
        }
        if setting.scope == Some(Scope::Patient) && !has(|blank| *blank == Blank::Label) {
            let message = "there is no box for the patient's label";
            self.add(
                &NO_LABEL,
                self.end,
                message,
                advice("- Patient label {label}"),
            );
        }
        if setting.pathway == Some(Pathway::Both) {
            let marked = |stage: &Stage| {
                let groups = &mut stage.groups.iter();
                stage.short
                    || groups.any(|group| {
                        let mut blocks = group.blocks.iter();
                        group.short
                            || blocks.any(|block| matches!(block, Block::Item(item) if item.short))
                    })
            };
            if !checklist.stages.iter().any(marked) {
                let help =
                    "mark what must be asked even when seconds count: {yes/no short}".to_owned();
                let message = "no item is marked `short`, so the short form would be empty";
                self.add(&EMPTY_SHORT_FORM, self.end, message, Some(help));
            }
        }
    }
}

/// Whether a prompt holds two questions: two question marks, or a second verb behind "and".
///
/// "Side and site agreed" is one look at one thing; only forms that leave no doubt are reported.
fn asks_twice(prompt: &str) -> bool {
    let lower = format!(" {} ", prompt.to_lowercase());
    const JOINTS: &[&str] = &[
        " and/or ",
        "; ",
        " and is ",
        " and are ",
        " and has ",
        " and have ",
        " and was ",
        " and were ",
        " and does ",
        " and do ",
        " and did ",
        " and can ",
        " and will ",
    ];
    prompt.matches('?').count() > 1 || JOINTS.iter().any(|joint| lower.contains(joint))
}
