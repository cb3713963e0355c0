//! The words of a page as a search reads them: sections of plain text, each under its heading.

use crate::parse::body::{Body, Element, Heading, Step};
use crate::parse::checklist::{Answer, Block, Cell, Checklist, Run, Stage};
use crate::plan::view::search::Section;

/// The sections of a body, in reading order. Every block ends its line, so that words of two blocks are never read as one phrase.
pub fn of_body(body: &Body) -> Vec<Section> {
    let mut sections = Vec::new();
    let mut section = Section::default();
    let mut in_heading = false;
    for step in body.steps() {
        match step {
            Step::Open(Element::Heading(number)) => {
                push(&mut sections, std::mem::take(&mut section));
                if let Some(heading) = body.headings.get(*number as usize) {
                    section.heading.clone_from(&heading.text);
                    section.anchor.clone_from(&heading.id);
                }
                in_heading = true;
            }
            Step::Close(Element::Heading(_)) => in_heading = false,
            // The heading's own words stand in its field already.
            _ if in_heading => {}
            Step::Text(piece) | Step::Code(piece) | Step::Html(piece) => {
                section.text.push_str(body.piece(*piece));
            }
            Step::SoftBreak | Step::Close(Element::TableCell(_)) => section.text.push(' '),
            Step::HardBreak | Step::Rule => end_line(&mut section.text),
            Step::Close(element) if is_block(*element) => end_line(&mut section.text),
            Step::Open(_) | Step::Close(_) | Step::Task(_) | Step::FootnoteMark(_) => {}
        }
    }
    push(&mut sections, section);
    sections
}

/// The sections of a checklist: one for each stage, with the prompts as readers see them and without the grammar's braces.
pub fn of_checklist(checklist: &Checklist, headings: &[Heading]) -> Vec<Section> {
    let mut sections = Vec::new();
    let mut head = Section::default();
    for block in &checklist.head {
        say(block, &mut head.text);
    }
    push(&mut sections, head);
    let mut rest = headings;
    for stage in &checklist.stages {
        // A stage without a heading must not use up the headings of those after it.
        let found = rest.iter().position(|heading| heading.text == stage.title);
        let anchor = found.map_or_else(String::new, |at| {
            let id = rest[at].id.clone();
            rest = &rest[at + 1..];
            id
        });
        push(
            &mut sections,
            Section {
                heading: stage.title.clone(),
                anchor,
                text: stage_text(stage),
            },
        );
    }
    sections
}

fn stage_text(stage: &Stage) -> String {
    let mut text = String::new();
    for group in &stage.groups {
        if let Some(title) = &group.title {
            text.push_str(title);
            end_line(&mut text);
        }
        for block in &group.blocks {
            say(block, &mut text);
        }
    }
    text
}

fn say(block: &Block, text: &mut String) {
    match block {
        Block::Text(runs) => say_runs(runs, text),
        Block::Bullets(bullets) => {
            for bullet in bullets {
                say_runs(bullet, text);
            }
        }
        Block::Item(item) => {
            let mut line = |words: &str| {
                text.push_str(words);
                end_line(text);
            };
            line(&item.prompt);
            if let Some(response) = &item.response {
                line(response);
            }
            if let Answer::One(answers) | Answer::Any(answers) = &item.answer {
                line(&answers.join(", "));
            }
            for hint in &item.guidance {
                say_runs(hint, text);
            }
        }
        Block::Table(table) => {
            text.push_str(&table.head.join(" "));
            end_line(text);
            for row in &table.rows {
                for cell in row {
                    if let Cell::Words(words) = cell {
                        text.push_str(words);
                        text.push(' ');
                    }
                }
                end_line(text);
            }
        }
        Block::Alert(alert) => {
            for paragraph in &alert.paragraphs {
                say_runs(paragraph, text);
            }
        }
    }
}

fn say_runs(runs: &[Run], text: &mut String) {
    for run in runs {
        text.push_str(&run.text);
    }
    end_line(text);
}

/// Ends a line once; blank lines would only cost bytes.
fn end_line(text: &mut String) {
    text.truncate(text.trim_end_matches(' ').len());
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
}

fn push(sections: &mut Vec<Section>, mut section: Section) {
    section.text.truncate(section.text.trim_end().len());
    if !section.text.is_empty() || !section.heading.is_empty() {
        sections.push(section);
    }
}

fn is_block(element: Element) -> bool {
    !matches!(
        element,
        Element::Emphasis
            | Element::Strong
            | Element::Strike
            | Element::Superscript
            | Element::Subscript
            | Element::Link(_)
            | Element::Image(_)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::body::{self, Dialect};
    use crate::path::SourcePath;

    #[test]
    fn blocks_end_lines_and_headings_begin_sections() {
        let markdown = "Before *any* stage.\n\n## Sign in\n\n- One\n- Two `ml`\n\n| A | B |\n|---|---|\n| 1 | 2 |\n";
        let path = SourcePath::new("a.md");
        let body = body::read(markdown, 0, Dialect::Plain, &path, &mut Vec::new());
        let sections = of_body(&body);
        assert_eq!(sections[0].text, "Before any stage.");
        assert_eq!(sections[1].heading, "Sign in");
        assert_eq!(sections[1].anchor, "sign-in");
        assert_eq!(sections[1].text, "One\nTwo ml\nA B\n1 2");
    }
}
