//! What stays in a form: everything in the full one; in the short one what is marked, and what a marked condition asks about.

use std::collections::BTreeSet;

use super::Form;
use crate::parse::checklist::{Block, Checklist, Condition, Item};

/// What stays in one form of a checklist.
pub struct Selection {
    form: Form,
    /// The author's names of items that a condition asks about.
    asked: BTreeSet<String>,
    /// The spans of items that stay: unique in one file.
    kept: BTreeSet<u32>,
    stages: Vec<bool>,
    tables: bool,
}

impl Selection {
    /// Decides for a whole checklist.
    pub fn of(checklist: &Checklist, form: Form) -> Self {
        let mut selection = Self {
            form,
            asked: BTreeSet::new(),
            kept: BTreeSet::new(),
            stages: vec![true; checklist.stages.len()],
            tables: form == Form::Full,
        };
        if form == Form::Full {
            return selection;
        }
        for item in items(&checklist.head) {
            selection.keep(item, item.short);
        }
        for stage in &checklist.stages {
            for group in &stage.groups {
                for item in items(&group.blocks) {
                    let marked = item.short || group.short || stage.short;
                    selection.keep(item, marked);
                    if marked {
                        selection.ask(&stage.condition);
                        selection.ask(&group.condition);
                    }
                }
            }
        }
        // A question that stays brings along the question it depends on, and so on.
        loop {
            let before = selection.kept.len();
            for item in checklist.items() {
                let named = item.id.as_ref().map(|id| id.value.as_str());
                if named.is_some_and(|id| selection.asked.contains(id)) {
                    selection.keep(item, true);
                }
            }
            if selection.kept.len() == before {
                break;
            }
        }
        for (at, stage) in checklist.stages.iter().enumerate() {
            let blocks = stage.groups.iter().flat_map(|group| &group.blocks);
            let kept = blocks.filter_map(|block| match block {
                Block::Item(item) => Some(selection.kept.contains(&item.span.start)),
                _ => None,
            });
            selection.stages[at] = kept.into_iter().any(|kept| kept)
                || stage.short
                || stage.groups.iter().any(|group| group.short);
        }
        selection.tables = false;
        selection
    }

    /// Whether a stage stays.
    pub fn stage(&self, stage: usize) -> bool {
        self.stages[stage]
    }

    /// Whether an item stays.
    pub fn item(&self, item: &Item) -> bool {
        self.form == Form::Full || self.kept.contains(&item.span.start)
    }

    /// Whether a table of a group or stage that is marked so or not stays.
    pub fn table(&self, marked: bool) -> bool {
        self.tables || marked
    }

    fn keep(&mut self, item: &Item, keep: bool) {
        if keep && self.kept.insert(item.span.start) {
            self.ask(&item.condition);
        }
    }

    fn ask(&mut self, condition: &Condition) {
        let ids = condition.tests.iter().map(|test| test.id.clone());
        self.asked.extend(ids);
    }
}

fn items(blocks: &[Block]) -> impl Iterator<Item = &Item> {
    blocks.iter().filter_map(|block| match block {
        Block::Item(item) => Some(&**item),
        _ => None,
    })
}
