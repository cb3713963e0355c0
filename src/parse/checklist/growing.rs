//! A checklist while it is read: what comes next goes into its last stage and group, or into the head.

use super::{Block, Checklist, Condition, Group, Item, Run, Stage, StageKind};
use crate::diagnostic::Span;

/// What was read so far.
#[derive(Default)]
pub struct Growing {
    checklist: Checklist,
    /// Bullets that ask nothing, gathered until something else comes.
    bullets: Vec<Vec<Run>>,
}

impl Growing {
    /// All of it.
    pub fn done(self) -> Checklist {
        self.checklist
    }

    /// Begins a stage.
    pub fn begin_stage(&mut self, stage: Stage) {
        self.checklist.stages.push(stage);
    }

    /// Begins a group; one before the first stage begins a stage without words.
    pub fn begin_group(&mut self, group: Group) {
        if self.checklist.stages.is_empty() {
            self.begin_stage(nameless(Span::default()));
        }
        if let Some(stage) = self.checklist.stages.last_mut() {
            stage.groups.push(group);
        }
    }

    /// Adds a block.
    pub fn push(&mut self, block: Block) {
        self.end_of_bullets();
        self.current().push(block);
    }

    /// Adds an item. One to check before any heading begins a stage without words: a plain task list is a whole checklist.
    pub fn push_item(&mut self, item: Item) {
        if item.check && self.checklist.stages.is_empty() {
            self.begin_stage(nameless(item.span));
        }
        self.push(Block::Item(Box::new(item)));
    }

    /// Adds a bullet that asks nothing.
    pub fn bullet(&mut self, words: Vec<Run>) {
        self.bullets.push(words);
    }

    /// The item that was added last, unless something else came behind it.
    pub fn last_item(&mut self) -> Option<&mut Item> {
        match self.current().last_mut() {
            Some(Block::Item(item)) => Some(item),
            _ => None,
        }
    }

    /// The list of bullets ends here.
    pub fn end_of_bullets(&mut self) {
        if !self.bullets.is_empty() {
            let bullets = std::mem::take(&mut self.bullets);
            self.current().push(Block::Bullets(bullets));
        }
    }

    /// Where the next block goes.
    fn current(&mut self) -> &mut Vec<Block> {
        let Some(stage) = self.checklist.stages.last_mut() else {
            return &mut self.checklist.head;
        };
        if stage.groups.is_empty() {
            stage.groups.push(Group {
                title: None,
                condition: Condition::default(),
                short: false,
                blocks: Vec::new(),
            });
        }
        let last = stage.groups.len() - 1;
        &mut stage.groups[last].blocks
    }
}

/// A stage for what stands under no heading.
fn nameless(span: Span) -> Stage {
    Stage {
        title: String::new(),
        kind: StageKind::Other,
        condition: Condition::default(),
        short: false,
        groups: Vec::new(),
        span,
    }
}
