//! Names of stages, groups and items that stay the same from build to build, and when other items come, go or move.

use std::collections::BTreeSet;

use crate::parse::checklist::{Block, Checklist, StageKind};
use crate::path::slug;

/// So many letters of an item's words make its name.
const LONGEST: usize = 60;

/// All names of one checklist, in the order of its parts.
pub struct Ids {
    head: Vec<String>,
    stages: Vec<(String, Vec<GroupIds>)>,
}

/// The names of a group and of its blocks.
pub struct GroupIds {
    pub id: String,
    pub items: Vec<String>,
}

impl Ids {
    /// Names everything: the author's names first, then those made from words.
    pub fn of(checklist: &Checklist) -> Self {
        let mut taken: BTreeSet<String> = checklist
            .items()
            .filter_map(|item| item.id.as_ref().map(|id| id.value.clone()))
            .collect();
        let head = blocks(&checklist.head, "head", &mut taken);
        let mut stages = Vec::new();
        for stage in &checklist.stages {
            let name = match stage.kind {
                StageKind::Other => match short_slug(&stage.title) {
                    name if name.is_empty() => "checks".to_owned(),
                    name => name,
                },
                kind => kind.word().to_owned(),
            };
            let id = free(name, &mut taken);
            let mut groups = Vec::new();
            for group in &stage.groups {
                let name = group
                    .title
                    .as_deref()
                    .map_or("items".to_owned(), short_slug);
                let group_id = free(format!("{id}.{name}"), &mut taken);
                groups.push(GroupIds {
                    id: group_id,
                    items: blocks(&group.blocks, &id, &mut taken),
                });
            }
            stages.push((id, groups));
        }
        Self { head, stages }
    }

    /// The names of the head's blocks.
    pub fn head(&self) -> &[String] {
        &self.head
    }

    /// The name of a stage.
    pub fn stage(&self, stage: usize) -> &str {
        &self.stages[stage].0
    }

    /// The names of a group.
    pub fn group(&self, stage: usize, group: usize) -> &GroupIds {
        &self.stages[stage].1[group]
    }
}

fn blocks(blocks: &[Block], within: &str, taken: &mut BTreeSet<String>) -> Vec<String> {
    let mut name = |block: &Block| match block {
        Block::Item(item) => match &item.id {
            Some(id) => id.value.clone(),
            None => free(format!("{within}.{}", short_slug(&item.prompt)), taken),
        },
        Block::Table(_) => free(format!("{within}.count"), taken),
        // Words need no name: nothing refers to them.
        Block::Text(_) | Block::Bullets(_) | Block::Alert(_) => {
            free(format!("{within}.text"), taken)
        }
    };
    blocks.iter().map(&mut name).collect()
}

fn short_slug(words: &str) -> String {
    let whole = slug(words);
    let mut end = whole.len().min(LONGEST);
    if end < whole.len() {
        while !whole.is_char_boundary(end) {
            end -= 1;
        }
        end = whole[..end].rfind('-').unwrap_or(end);
    }
    whole[..end].to_owned()
}

fn free(wanted: String, taken: &mut BTreeSet<String>) -> String {
    let mut id = wanted.clone();
    let mut number = 2;
    while !taken.insert(id.clone()) {
        id = format!("{wanted}-{number}");
        number += 1;
    }
    id
}
