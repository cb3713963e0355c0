//! What readers are told in words: numbers of items, conditions, who asks whom.

use std::collections::BTreeMap;

use super::ids::Ids;
use super::select::Selection;
use super::{AnswerKind, TestView};
use crate::parse::checklist::{Answer, Block, Checklist, Condition, Item};

/// How items are called in words.
pub struct Names {
    /// By the item's id on the page: its number.
    numbers: BTreeMap<String, String>,
    /// By the author's name: what the item asks and how it is answered.
    named: BTreeMap<String, (String, AnswerKind)>,
}

impl Names {
    /// Numbers what stays, and remembers what conditions may ask about.
    pub fn of(checklist: &Checklist, ids: &Ids, selection: &Selection) -> Self {
        let mut numbers = BTreeMap::new();
        let mut stages = 0;
        for (at, stage) in checklist.stages.iter().enumerate() {
            if !selection.stage(at) {
                continue;
            }
            stages += 1;
            let mut count = 0;
            for (number, group) in stage.groups.iter().enumerate() {
                for (block, id) in group.blocks.iter().zip(&ids.group(at, number).items) {
                    if let Block::Item(item) = block
                        && selection.item(item)
                    {
                        count += 1;
                        numbers.insert(id.clone(), format!("{stages}.{count}"));
                    }
                }
            }
        }
        let named = |item: &Item| {
            let id = item.id.as_ref()?.value.clone();
            Some((id, (item.prompt.clone(), AnswerKind::of(&item.answer))))
        };
        Self {
            numbers,
            named: checklist.items().filter_map(named).collect(),
        }
    }

    /// The number of an item; empty before the first stage.
    pub fn number(&self, id: &str) -> &str {
        self.numbers.get(id).map_or("", String::as_str)
    }

    /// A condition in words and for programs.
    pub fn condition(&self, condition: &Condition) -> (String, Vec<TestView>) {
        let mut tests = Vec::new();
        let mut by_item: Vec<(&str, Vec<&str>)> = Vec::new();
        for test in &condition.tests {
            let Some((_, kind)) = self.named.get(&test.id) else {
                continue;
            };
            tests.push(TestView {
                id: test.id.clone(),
                answer: test.answer.clone(),
                kind: *kind,
            });
            match by_item.last_mut() {
                Some((id, answers)) if *id == test.id => answers.push(&test.answer),
                _ => by_item.push((&test.id, vec![&test.answer])),
            }
        }
        if tests.is_empty() {
            return (String::new(), tests);
        }
        let part = |(id, answers): &(&str, Vec<&str>)| {
            let prompt = self.named.get(*id).map_or("", |(prompt, _)| prompt);
            let number = match self.number(id) {
                "" => String::new(),
                number => format!(" ({number})"),
            };
            let prompt = prompt.trim_end_matches(['.', ':']);
            format!("“{prompt}”{number} is {}", answers.join(" or "))
        };
        let parts: Vec<_> = by_item.iter().map(part).collect();
        (format!("Only if {}", parts.join(" or ")), tests)
    }
}

/// When the team must not go on.
pub fn stop(answer: &Answer) -> &'static str {
    let says_no = |option: &String| option.to_lowercase().starts_with("no");
    match answer {
        Answer::YesNo => "Stop if No",
        Answer::YesNoNa => "Stop unless Yes",
        Answer::Done => "Stop until done",
        Answer::One(options) | Answer::Any(options) if options.iter().any(says_no) => "Stop if No",
        Answer::One(_) | Answer::Any(_) | Answer::Blank(_) => "Stop until answered",
    }
}

/// Who asks and who answers.
pub fn roles(ask: Option<&str>, by: Option<&str>) -> String {
    let plain = |role: &str| match role {
        "team" => "everyone".to_owned(),
        role => role.replace(['-', '_'], " "),
    };
    match (ask, by) {
        (Some(ask), Some(by)) => {
            format!("Asked by {}, answered by {}", plain(ask), plain(by))
        }
        (Some(ask), None) => format!("Asked by {}", plain(ask)),
        (None, Some(by)) => format!("Answered by {}", plain(by)),
        (None, None) => String::new(),
    }
}
