//! From a checklist and what its document says to what is shown of it.

use std::collections::BTreeMap;

use super::ids::Ids;
use super::select::Selection;
use super::words::{self, Names};
use super::{
    AlertView, AnswerKind, AnswerView, BlockView, BulletView, CellView, ChecklistFacts,
    ChecklistView, Form, GroupView, ItemView, RowView, RunView, StageView, TableView,
};
use crate::parse::checklist::{self, AlertLevel, Answer, Blank, Block, Cell, Checklist};

impl ChecklistView {
    /// One form of a checklist, with what its document says about it.
    pub fn new(checklist: &Checklist, facts: &ChecklistFacts, form: Form) -> Self {
        let ids = Ids::of(checklist);
        let selection = Selection::of(checklist, form);
        let names = Names::of(checklist, &ids, &selection);
        let maker = Maker {
            names: &names,
            selection: &selection,
            links: &facts.links,
        };
        let mut head = maker.blocks(&checklist.head, ids.head(), "", false);
        let label = take_label(&mut head);
        let mut stages = Vec::new();
        for (at, stage) in checklist.stages.iter().enumerate() {
            if !selection.stage(at) {
                continue;
            }
            let (condition, tests) = names.condition(&stage.condition);
            let title = match stage.title.as_str() {
                "" => "Checks",
                title => title,
            };
            let mut groups = Vec::new();
            for (number, group) in stage.groups.iter().enumerate() {
                let ids = ids.group(at, number);
                let caption = group.title.as_deref().unwrap_or(title);
                let blocks = maker.blocks(
                    &group.blocks,
                    &ids.items,
                    caption,
                    stage.short || group.short,
                );
                let (condition, tests) = names.condition(&group.condition);
                let asks = |block: &BlockView| !matches!(block, BlockView::Text { .. });
                if form == Form::Full || blocks.iter().any(asks) || group.title.is_none() {
                    groups.push(GroupView {
                        id: ids.id.clone(),
                        anchor: ids.id.clone(),
                        title: group.title.clone().unwrap_or_default(),
                        condition,
                        tests,
                        blocks,
                    });
                }
            }
            stages.push(StageView {
                id: ids.stage(at).to_owned(),
                anchor: ids.stage(at).to_owned(),
                number: stages.len() + 1,
                title: title.to_owned(),
                kind: stage.kind.word(),
                condition,
                tests,
                groups,
            });
        }
        facts.view(form, label, head, stages)
    }
}

/// The label that begins the head moves to the top right corner, where wards stick it. One that comes later stays where it
/// is, so that everything is asked in the author's order.
fn take_label(head: &mut Vec<BlockView>) -> Option<ItemView> {
    let items = head.iter_mut().find_map(|block| match block {
        BlockView::Items { items } => Some(items),
        _ => None,
    })?;
    let is_label = items.first().map(|item| item.answer.kind) == Some(AnswerKind::Label);
    let label = is_label.then(|| items.remove(0));
    head.retain(|block| !matches!(block, BlockView::Items { items } if items.is_empty()));
    label
}

/// What links to other places begin with.
const SCHEMES: [&str; 4] = ["https://", "http://", "mailto:", "tel:"];

/// Makes the views of blocks.
struct Maker<'a> {
    names: &'a Names,
    selection: &'a Selection,
    links: &'a BTreeMap<String, String>,
}

impl Maker<'_> {
    fn blocks(
        &self,
        blocks: &[Block],
        ids: &[String],
        caption: &str,
        short: bool,
    ) -> Vec<BlockView> {
        let mut views: Vec<BlockView> = Vec::new();
        for (block, id) in blocks.iter().zip(ids) {
            match block {
                Block::Item(item) => {
                    if !self.selection.item(item) {
                        continue;
                    }
                    let view = self.item(item, id);
                    match views.last_mut() {
                        Some(BlockView::Items { items }) => items.push(view),
                        _ => views.push(BlockView::Items { items: vec![view] }),
                    }
                }
                Block::Text(runs) => views.push(BlockView::Text {
                    runs: self.runs(runs),
                }),
                Block::Bullets(entries) => views.push(BlockView::Bullets {
                    entries: entries.iter().map(|runs| self.bullet(runs)).collect(),
                }),
                Block::Table(table) => {
                    if self.selection.table(short) {
                        views.push(BlockView::Table(table_view(table, id, caption)));
                    }
                }
                Block::Alert(alert) => {
                    let (level, label) = match alert.level {
                        AlertLevel::Stop => ("stop", "Stop"),
                        AlertLevel::Warning => ("warning", "Warning"),
                        AlertLevel::Note => ("note", "Note"),
                    };
                    let paragraphs = alert.paragraphs.iter().map(|runs| self.bullet(runs));
                    views.push(BlockView::Alert(AlertView {
                        level,
                        label,
                        paragraphs: paragraphs.collect(),
                    }));
                }
            }
        }
        views
    }

    fn bullet(&self, runs: &[checklist::Run]) -> BulletView {
        BulletView {
            runs: self.runs(runs),
        }
    }

    fn runs(&self, runs: &[checklist::Run]) -> Vec<RunView> {
        // One link is one run, whatever is stressed in it: in parts it would be several links, one after another.
        runs.chunk_by(|one, other| one.link.is_some() && one.link == other.link)
            .map(|runs| self.run(runs))
            .collect()
    }

    fn run(&self, runs: &[checklist::Run]) -> RunView {
        let text: String = runs.iter().map(|run| run.text.as_str()).collect();
        let written = runs.first().and_then(|run| run.link.as_deref());
        let written = written.unwrap_or_default();
        let outside = SCHEMES.iter().find_map(|scheme| {
            let (start, rest) = written.split_at_checked(scheme.len())?;
            start.eq_ignore_ascii_case(scheme).then_some(rest)
        });
        let href = match (self.links.get(written), outside) {
            (Some(href), _) => href.as_str(),
            (None, Some(_)) => written,
            (None, None) => "",
        };
        // Only what leads out of the network is written as a whole address; the rest is found from the page that the footer names.
        let address = outside.unwrap_or_default().trim_end_matches('/');
        RunView {
            address: if text.contains(address) {
                String::new()
            } else {
                address.to_owned()
            },
            strong: runs.iter().all(|run| run.strong),
            href: href.to_owned(),
            text,
        }
    }

    fn item(&self, item: &checklist::Item, id: &str) -> ItemView {
        let (condition, tests) = self.names.condition(&item.condition);
        ItemView {
            id: id.to_owned(),
            number: self.names.number(id).to_owned(),
            check: item.check,
            prompt: item.prompt.clone(),
            response: item.response.clone().unwrap_or_default(),
            roles: words::roles(item.ask.as_deref(), item.by.as_deref()),
            stop: item.stop,
            stop_words: if item.stop {
                words::stop(&item.answer)
            } else {
                ""
            },
            condition,
            tests,
            guidance: item.guidance.iter().map(|runs| self.bullet(runs)).collect(),
            reference: item.reference.clone().unwrap_or_default(),
            answer: answer_view(&item.answer),
        }
    }
}

fn answer_view(answer: &Answer) -> AnswerView {
    let kind = AnswerKind::of(answer);
    let mut view = AnswerView {
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

fn table_view(table: &checklist::Table, id: &str, caption: &str) -> TableView {
    let cell = |cell: &Cell| match cell {
        Cell::Words(words) => CellView {
            text: words.clone(),
            blank: false,
        },
        Cell::Blank => CellView {
            text: String::new(),
            blank: table.count,
        },
    };
    TableView {
        id: id.to_owned(),
        count: table.count,
        caption: caption.to_owned(),
        head: table.head.clone(),
        rows: table
            .rows
            .iter()
            .map(|row| RowView {
                cells: row.iter().map(cell).collect(),
            })
            .collect(),
    }
}
