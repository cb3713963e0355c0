//! The parts of a checklist become rows: title, label box, head, stages, and the facts at the end.

use std::num::NonZeroU16;

use krilla::tagging::{ListNumbering, Tag};

use super::item;
use super::paragraph::Paragraph;
use super::setting::Setting;
use super::sheet::{Colour, INNER, Ink, Keep, Row};
use super::table;
use super::tree::{Node, Tree};
use crate::plan::checklist_view::{
    AnswerKind, BlockView, ChecklistView, ItemView, RunView, StageView,
};
use crate::typeface::{self, Style};

/// The label box: two millimetres larger than the labels that wards print.
const LABEL: (f32, f32) = (210.0, 108.0);

/// A form while its rows are made.
pub struct Form {
    /// The structure for those who do not see it.
    pub tree: Tree,
    /// The rows so far.
    pub rows: Vec<Row>,
    spacing: Spacing,
}

/// How much room there is around items.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Spacing {
    /// As much as reads best.
    Wide,
    /// Less, where that saves a page.
    Tight,
}

impl Spacing {
    fn pad(self) -> f32 {
        match self {
            Spacing::Wide => 4.0,
            Spacing::Tight => 2.0,
        }
    }
}

/// All rows of a form, and their structure.
pub fn rows(view: &ChecklistView, spacing: Spacing) -> (Vec<Row>, Tree) {
    let mut form = Form {
        tree: Tree::default(),
        rows: Vec::new(),
        spacing,
    };
    form.top(view);
    form.blocks(&view.head, None, true);
    for stage in &view.stages {
        form.stage(stage);
    }
    form.about(view);
    (form.rows, form.tree)
}

fn heading(level: u16, title: &str) -> Tag<krilla::tagging::kind::Hn> {
    let title = typeface::printable(title);
    Tag::Hn(
        NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN),
        Some(title),
    )
}

impl Form {
    /// The title with what one must know about it, and the patient's label beside it.
    fn top(&mut self, view: &ChecklistView) {
        let mut row = Row::default();
        let width = match view.label {
            Some(_) => INNER - LABEL.0 - 16.0,
            None => INNER,
        };
        let setting = |size: f32, colour: Colour| Setting {
            x: 0.0,
            width,
            size,
            colour,
        };
        let node = self.tree.add(None, heading(1, &view.title));
        let size = if view.title.chars().count() > 120 {
            14.0
        } else {
            19.0
        };
        let title = setting(size, Colour::DARK_BLUE);
        let (inks, mut y) = title.plain(&view.title, Style::Bold, 0.0);
        row.say(node, inks);
        y += 3.0;
        let mut say = |form: &mut Self, row: &mut Row, text: &str, style: Style, size: f32| {
            if !text.is_empty() {
                let node = form.tree.add(None, Tag::P);
                let (inks, height) = setting(size, Colour::BLACK).plain(text, style, y);
                row.say(node, inks);
                y += height + 2.0;
            }
        };
        say(self, &mut row, &view.form_label, Style::Bold, 12.0);
        say(self, &mut row, &view.trust, Style::Bold, 10.5);
        say(self, &mut row, &view.standing(), Style::Regular, 9.0);
        say(self, &mut row, &view.summary, Style::Regular, 9.0);
        row.height = y + 6.0;
        if let Some(label) = &view.label {
            self.label(&mut row, label);
        }
        self.rows.push(row);
    }

    fn label(&mut self, row: &mut Row, label: &ItemView) {
        let x = INNER - LABEL.0;
        let node = self.tree.add(None, Tag::P);
        let words = Setting {
            x: x + 8.0,
            width: LABEL.0 - 16.0,
            size: 9.0,
            colour: Colour::BLACK,
        };
        let (inks, height) = words.plain(&label.prompt, Style::Bold, 4.0);
        row.say(node, inks);
        let tall = LABEL.1.max(height + 12.0);
        row.show(
            node,
            " (box for a printed label) ",
            vec![Ink::Frame {
                x,
                y: 1.0,
                width: LABEL.0,
                height: tall,
                stroke: 1.5,
                dashed: true,
                colour: Colour::BLACK,
            }],
        );
        row.height = row.height.max(tall + 10.0);
    }

    fn stage(&mut self, stage: &StageView) {
        let section = self.tree.add(None, Tag::Section);
        let node = self.tree.add(Some(section), heading(2, &stage.title));
        self.rows.push(Row::gap(self.spacing.pad() * 2.0 + 1.0));
        let setting = Setting {
            x: 8.0,
            width: INNER - 16.0,
            size: 12.5,
            colour: Colour::WHITE,
        };
        let title = format!("{}  {}", stage.number, stage.title);
        let (inks, height) = setting.plain(&title, Style::Bold, 3.0);
        let mut row = Row {
            height: height + 8.0,
            keep: Keep::Always,
            bookmark: Some((1, title)),
            ..Row::default()
        };
        row.decorate(Ink::Fill {
            x: 0.0,
            y: 0.0,
            width: INNER,
            height: height + 7.0,
            colour: Colour::DARK_BLUE,
        });
        row.say(node, inks);
        self.rows.push(row);
        self.condition(&stage.condition, section);
        for group in &stage.groups {
            if !group.title.is_empty() {
                let node = self.tree.add(Some(section), heading(3, &group.title));
                let setting = Setting {
                    x: 0.0,
                    width: INNER,
                    size: 11.0,
                    colour: Colour::DARK_BLUE,
                };
                let (inks, height) = setting.plain(&group.title, Style::Bold, 6.0);
                let mut row = Row {
                    height: height + 8.0,
                    keep: Keep::Always,
                    bookmark: Some((2, group.title.clone())),
                    ..Row::default()
                };
                row.say(node, inks);
                self.rows.push(row);
            }
            self.condition(&group.condition, section);
            self.blocks(&group.blocks, Some(section), false);
        }
    }

    fn condition(&mut self, condition: &str, section: Node) {
        if !condition.is_empty() {
            let node = self.tree.add(Some(section), Tag::P);
            let setting = Setting {
                x: 0.0,
                width: INNER,
                size: 10.0,
                colour: Colour::BLACK,
            };
            let words = format!("{condition}.");
            let (inks, height) = setting.plain(&words, Style::Regular, 3.0);
            let mut row = Row::gap(height + 4.0);
            row.keep = Keep::Always;
            row.say(node, inks);
            self.rows.push(row);
        }
    }

    fn blocks(&mut self, blocks: &[BlockView], within: Option<Node>, head: bool) {
        for (at, block) in blocks.iter().enumerate() {
            match block {
                BlockView::Items { items } => self.items(items, within, head),
                BlockView::Text { runs } => {
                    let node = self.tree.add(within, Tag::P);
                    // Words that introduce a stage stay with its first item.
                    self.paragraph(
                        node,
                        runs,
                        "",
                        at == 0 && within.is_some() && blocks.len() > 1,
                    );
                }
                BlockView::Bullets { entries } => {
                    let list = self.tree.add(within, Tag::L(ListNumbering::Disc));
                    for entry in entries {
                        let entry_node = self.tree.add(Some(list), Tag::LI);
                        let node = self.tree.add(Some(entry_node), Tag::LBody);
                        self.paragraph(node, &entry.runs, "• ", false);
                    }
                }
                BlockView::Alert(alert) => self.alert(alert, within),
                BlockView::Table(table) => table::rows(self, table, within),
            }
        }
    }

    fn items(&mut self, items: &[ItemView], within: Option<Node>, head: bool) {
        let list = self.tree.add(within, Tag::L(ListNumbering::None));
        let pad = self.spacing.pad();
        let mut rest = items;
        while let Some((first, others)) = rest.split_first() {
            let pair = others
                .first()
                .filter(|second| item::fits_half(first) && item::fits_half(second));
            let row = match (head, pair) {
                (true, Some(second)) => {
                    rest = &others[1..];
                    item::fields(&mut self.tree, list, &[first, second], pad)
                }
                (true, None) => {
                    rest = others;
                    item::fields(&mut self.tree, list, &[first], pad)
                }
                (false, _) => {
                    rest = others;
                    item::row(&mut self.tree, list, first, pad)
                }
            };
            self.rows.push(row);
        }
    }

    fn paragraph(&mut self, node: Node, runs: &[RunView], mark: &str, keep: bool) {
        let setting = Setting {
            x: if mark.is_empty() { 0.0 } else { 10.0 },
            width: INNER - 10.0,
            size: 10.0,
            colour: Colour::BLACK,
        };
        let mut row = Row::default();
        if !mark.is_empty() {
            let mark = Setting { x: 0.0, ..setting };
            row.say(node, mark.plain("•", Style::Regular, 3.0).0);
        }
        let height = Paragraph::of(runs).write(&mut self.tree, &mut row, node, setting, 3.0);
        row.height = height + 5.0;
        row.keep = if keep { Keep::Always } else { Keep::No };
        self.rows.push(row);
    }

    /// What a reader may do with it, and how to see whether it is current: words that the footer shows but does not say.
    fn about(&mut self, view: &ChecklistView) {
        let section = self.tree.add(None, Tag::Section);
        let mut row = Row::gap(10.0);
        row.decorate(Ink::Fill {
            x: 0.0,
            y: 8.0,
            width: INNER,
            height: 0.75,
            colour: Colour::LINE,
        });
        let node = self.tree.add(Some(section), Tag::P);
        let setting = Setting {
            x: 0.0,
            width: INNER,
            size: 8.5,
            colour: Colour::BLACK,
        };
        // Sentences one after another: lines of their own would often begin a page for themselves.
        let facts: Vec<_> = view
            .about()
            .iter()
            .map(|fact| fact.trim_end_matches('.').to_owned())
            .collect();
        let (inks, height) = setting.plain(&facts.join(". "), Style::Regular, 12.0);
        row.say(node, inks);
        row.height = 12.0 + height;
        self.rows.push(row);
    }
}

/// Whether a blank needs only one line to write on.
pub fn is_one_line(kind: AnswerKind, lines: u8) -> bool {
    match kind {
        AnswerKind::Text => lines <= 1,
        AnswerKind::Number
        | AnswerKind::Date
        | AnswerKind::Time
        | AnswerKind::Datetime
        | AnswerKind::Name
        | AnswerKind::Signature => true,
        _ => false,
    }
}
