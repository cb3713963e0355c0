//! Names of stages, groups and items that stay the same from build to build, and when other items come, go or move.

use std::collections::BTreeMap;

use crate::parse::checklist::{Block, Checklist, StageKind};
use crate::path::slug;

/// So many letters of an item's words make its name.
const LONGEST: usize = 60;

/// Names that are given, each with the number to try next when it is wanted again.
type Taken = BTreeMap<String, u32>;

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
        let mut taken: Taken = checklist
            .items()
            .filter_map(|item| item.id.as_ref().map(|id| (id.value.clone(), 2)))
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

fn blocks(blocks: &[Block], within: &str, taken: &mut Taken) -> Vec<String> {
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

/// A name that nothing else has: the wanted one, or that with a number.
fn free(wanted: String, taken: &mut Taken) -> String {
    let Some(mut number) = taken.get(&wanted).copied() else {
        taken.insert(wanted.clone(), 2);
        return wanted;
    };
    let mut id = format!("{wanted}-{number}");
    while taken.contains_key(&id) {
        number += 1;
        id = format!("{wanted}-{number}");
    }
    taken.insert(wanted, number + 1);
    taken.insert(id.clone(), 2);
    id
}
