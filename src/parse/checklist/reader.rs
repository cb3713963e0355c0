//! Reads the events of a checklist's Markdown into stages, groups and items.

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};

use super::brace::{self, Found};
use super::codes::{BROKEN_BRACES, COUNT_WITHOUT_TABLE, NO_WORDS, TABLE_IN_LIST, TICKED_BOX};
use super::cursor::{Cursor, Words};
use super::growing::Growing;
use super::item::{self, Meaning, Place, Report};
use super::{
    Alert, AlertLevel, Answer, Blank, Block, Checklist, Group, Item, Setting, Stage, StageKind,
};
use super::{blank, bracketed, table, task};
use crate::diagnostic::{Diagnostic, Span};
use crate::path::SourcePath;

/// Reads a whole text. Conditions may still name items that do not exist: whether they do is known only at the end.
pub fn read(
    markdown: &str,
    offset: usize,
    setting: Setting<'_>,
    path: &SourcePath,
    findings: &mut Vec<Diagnostic>,
) -> Checklist {
    let mut reader = Reader {
        markdown,
        cursor: Cursor::new(markdown),
        report: Report {
            path,
            offset,
            findings,
        },
        usual: setting
            .responses
            .and_then(item::answer_of)
            .unwrap_or(Answer::Done),
        growing: Growing::default(),
        awaited: None,
    };
    reader.blocks();
    reader.end_of_count();
    reader.growing.done()
}

struct Reader<'a> {
    markdown: &'a str,
    cursor: Cursor<'a>,
    report: Report<'a>,
    usual: Answer,
    growing: Growing,
    /// The place of a `count` whose table has not come yet.
    awaited: Option<Span>,
}

impl Reader<'_> {
    fn blocks(&mut self) {
        while let Some((event, _)) = self.cursor.next() {
            match event {
                Event::Start(Tag::Heading { level, .. }) => self.heading(level),
                Event::Start(Tag::List(_)) => self.list(),
                Event::Start(Tag::BlockQuote(kind)) => self.quote(kind),
                Event::Start(Tag::Table(_)) => {
                    let counted = self.awaited.take().is_some();
                    let table = table::read(&mut self.cursor, self.markdown, counted);
                    self.growing.push(Block::Table(table));
                }
                Event::Start(
                    tag @ (Tag::Paragraph
                    | Tag::CodeBlock(_)
                    | Tag::HtmlBlock
                    | Tag::FootnoteDefinition(_)
                    | Tag::DefinitionList),
                ) => self.paragraph(&tag),
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, tag: &Tag<'_>) {
        let words = self.words_of(tag);
        if !words.is_empty() {
            self.growing.push(Block::Text(words.runs(None)));
        }
        // Whatever else the block held, its end is passed.
        self.cursor.skip();
    }

    /// The words of a block in which nothing is asked, although its author may have thought so.
    fn words_of(&mut self, tag: &Tag<'_>) -> Words {
        let words = self.cursor.words(self.markdown);
        // What stands between fences was put there to be shown; a tab before a line is an accident.
        let is_meant = matches!(tag, Tag::CodeBlock(CodeBlockKind::Fenced(_)));
        let is_comment =
            *tag == Tag::HtmlBlock && task::check_comment(self.markdown, &words, &mut self.report);
        if !is_meant && !is_comment && !words.is_empty() {
            task::check_text(self.markdown, &words, &mut self.report);
        }
        words
    }

    fn heading(&mut self, level: HeadingLevel) {
        self.end_of_count();
        let words = self.cursor.words(self.markdown);
        self.cursor.skip();
        let (meaning, cut) = self.meaning(&words, Place::Heading);
        let title = words.text(cut.as_ref());
        let span = self.report.span(words.range.clone());
        self.awaited = meaning.count;
        if level <= HeadingLevel::H2 {
            self.growing.begin_stage(Stage {
                kind: meaning.stage.unwrap_or_else(|| StageKind::guess(&title)),
                title,
                condition: meaning.condition,
                short: meaning.short,
                groups: Vec::new(),
                span,
            });
        } else {
            self.growing.begin_group(Group {
                title: Some(title),
                condition: meaning.condition,
                short: meaning.short,
                blocks: Vec::new(),
            });
        }
    }

    fn end_of_count(&mut self) {
        if let Some(span) = self.awaited.take() {
            self.report.findings.push(
                Diagnostic::new(
                    &COUNT_WITHOUT_TABLE,
                    self.report.path,
                    "no table follows this `count`",
                )
                .at(span)
                .help("add a table with one row per thing, or take `count` away"),
            );
        }
    }

    fn list(&mut self) {
        self.items(false);
        self.growing.end_of_bullets();
    }

    /// Reads the items of a list; `below` says that it stands below an item that asks something.
    fn items(&mut self, below: bool) {
        loop {
            match self.cursor.next() {
                Some((Event::Start(Tag::Item), place)) => self.item(place, below),
                Some((Event::End(TagEnd::List(_)), _)) | None => return,
                Some(_) => {}
            }
        }
    }

    /// Reads one list item: something to answer, or words.
    fn item(&mut self, place: Range<usize>, below: bool) {
        let mut ticked: Option<Range<usize>> = None;
        let mut is_task = false;
        let mut words = Words::default();
        // Of a loose list every line is a paragraph; only the first is the item itself.
        while let Some((event, range)) = self.cursor.peek() {
            match event {
                Event::Start(Tag::Paragraph) if words.is_empty() => {
                    self.cursor.next();
                }
                Event::TaskListMarker(done) => {
                    is_task = true;
                    ticked = done.then(|| range.clone());
                    self.cursor.next();
                }
                _ => {
                    words = self.cursor.words(self.markdown);
                    break;
                }
            }
        }
        if let Some(range) = ticked {
            self.report.add(
                &TICKED_BOX,
                range,
                "this box is already ticked",
                Some("write [ ] with a space between the brackets".to_owned()),
            );
        }
        if let Some(at) = task::check_item(self.markdown, &words, is_task, &mut self.report) {
            words.end_before(at, self.markdown);
        }
        let (meaning, cut) = self.meaning(&words, Place::Item);
        let text = words.text(cut.as_ref());
        let is_blank = blank::blank(&text).is_some();
        // A hint may end in any words; what stands behind a blank is looked at with it.
        let has_answer = meaning.answer.is_some() || is_blank;
        if !has_answer && (is_task || !below) && !words.ends_in_link() {
            let end = cut.as_ref().map_or(words.range.end, |cut| cut.start);
            bracketed::check(
                self.markdown,
                words.range.start..end,
                is_task,
                &mut self.report,
            );
        }
        let asks = is_task || has_answer;
        if asks {
            let made = self.make(is_task, text, &words, meaning);
            // A line to write on may be one of several below the words that say for what.
            let is_line = !is_task && matches!(made.answer, Answer::Blank(_));
            if made.prompt.is_empty() && !is_line {
                self.no_words(place, &words);
            }
            self.growing.push_item(made);
        } else {
            if let Some(cut) = &cut
                && task::has_meaning(&self.markdown[cut.clone()])
            {
                task::braces_ask_nobody(cut.clone(), &mut self.report);
            }
            self.hint(&words, cut.as_ref(), below);
        }
        self.rest_of_item(asks || below);
    }

    fn no_words(&mut self, place: Range<usize>, words: &Words) {
        // Of an item that is only a box there is nothing but its dash.
        let place = match words.range.is_empty() {
            true => place.start..place.start + 1,
            false => words.range.clone(),
        };
        self.report.add(
            &NO_WORDS,
            place,
            "this item has no words",
            Some("write what is asked, or take the line away".to_owned()),
        );
    }

    fn make(&mut self, task: bool, text: String, words: &Words, meaning: Meaning) -> Item {
        let (challenge, response) = match text.split_once("::") {
            Some((challenge, response)) => (
                challenge.trim().to_owned(),
                Some(response.trim().to_owned()),
            ),
            None => (text, None),
        };
        let mut answer = match meaning.answer {
            Some(answer) => answer,
            None if blank::blank(&challenge).is_some() => Answer::Blank(Blank::Text(1)),
            None => self.usual.clone(),
        };
        let prompt = match &mut answer {
            Answer::Blank(blank) => blank::label(&challenge, blank).unwrap_or_else(|what| {
                blank::filled(self.markdown, words.range.clone(), &what, &mut self.report);
                // What was written there goes nowhere.
                challenge
                    .split([':', '_'])
                    .next()
                    .unwrap_or_default()
                    .trim()
                    .to_owned()
            }),
            _ => challenge,
        };
        Item {
            id: meaning.id,
            check: task,
            prompt,
            response: response.filter(|response| !response.is_empty()),
            answer,
            stop: meaning.stop,
            ask: meaning.ask,
            by: meaning.by,
            condition: meaning.condition,
            short: meaning.short,
            reference: meaning.reference,
            guidance: Vec::new(),
            span: self.report.span(words.range.clone()),
        }
    }

    /// What follows an item's own words: hints, and items of their own below it.
    fn rest_of_item(&mut self, asks: bool) {
        loop {
            match self.cursor.next() {
                Some((Event::Start(Tag::List(_)), _)) => self.items(asks),
                Some((Event::Start(Tag::Table(_)), range)) => {
                    self.cursor.skip();
                    self.report.add(
                        &TABLE_IN_LIST,
                        range,
                        "a table stands inside a list item",
                        Some("put it after the list, without indentation".to_owned()),
                    );
                }
                Some((Event::Start(Tag::BlockQuote(kind)), _)) => self.quote(kind),
                Some((Event::Start(tag), _)) => {
                    let words = self.words_of(&tag);
                    self.cursor.skip();
                    self.hint(&words, None, asks);
                }
                Some((Event::End(TagEnd::Item), _)) | None => return,
                Some(_) => {}
            }
        }
    }

    /// Words of a list: a hint for the item above them, or a bullet of their own.
    fn hint(&mut self, words: &Words, cut: Option<&Range<usize>>, below: bool) {
        if words.is_empty() {
            return;
        }
        if below && let Some(item) = self.growing.last_item() {
            item.guidance.push(words.runs(cut));
        } else {
            self.growing.bullet(words.runs(cut));
        }
    }

    fn quote(&mut self, kind: Option<BlockQuoteKind>) {
        let mut paragraphs = Vec::new();
        let mut depth = 1;
        let mut is_reported = false;
        let mut is_code = false;
        let mut is_html = false;
        while depth > 0 {
            let words = self.cursor.words(self.markdown);
            let is_comment =
                is_html && task::check_comment(self.markdown, &words, &mut self.report);
            if !words.is_empty() {
                if !is_reported && !is_code && !is_comment {
                    task::check_text(self.markdown, &words, &mut self.report);
                }
                is_reported = false;
                paragraphs.push(words.runs(None));
            }
            match self.cursor.next() {
                Some((Event::TaskListMarker(_), place)) => {
                    task::box_in_quote(place, &mut self.report);
                    is_reported = true;
                }
                Some((Event::Start(tag), _)) => {
                    is_code = matches!(tag, Tag::CodeBlock(CodeBlockKind::Fenced(_)));
                    is_html = tag == Tag::HtmlBlock;
                    depth += 1;
                }
                Some((Event::End(_), _)) => {
                    (is_code, is_html, is_reported) = (false, false, false);
                    depth -= 1;
                }
                Some(_) => {}
                None => break,
            }
        }
        let level = match kind {
            Some(BlockQuoteKind::Caution) => AlertLevel::Stop,
            Some(BlockQuoteKind::Warning | BlockQuoteKind::Important) => AlertLevel::Warning,
            Some(BlockQuoteKind::Note | BlockQuoteKind::Tip) => AlertLevel::Note,
            None => {
                for paragraph in paragraphs {
                    self.growing.push(Block::Text(paragraph));
                }
                return;
            }
        };
        if !paragraphs.is_empty() {
            self.growing.push(Block::Alert(Alert { level, paragraphs }));
        }
    }

    /// Finds the block in braces of some words and reads it; returns what is to be cut out of them.
    fn meaning(&mut self, words: &Words, place: Place) -> (Meaning, Option<Range<usize>>) {
        let found = brace::find(self.markdown, words.range.clone(), &words.code());
        match found {
            Found::Nothing => (Meaning::default(), None),
            Found::Block(block) => {
                let inner = brace::words(self.markdown, block.clone());
                (item::meaning(inner, place, &mut self.report), Some(block))
            }
            Found::NotAtEnd(block) => {
                let help =
                    "move them to the end of the line; a literal brace is written \\{".to_owned();
                let message = "something stands behind these braces";
                self.report
                    .add(&BROKEN_BRACES, block.clone(), message, Some(help));
                (Meaning::default(), Some(block))
            }
            Found::Open(rest) => {
                let help =
                    "close them with } (and \" with \"); a literal brace is written \\{".to_owned();
                let message = "these braces are never closed";
                self.report
                    .add(&BROKEN_BRACES, rest.clone(), message, Some(help));
                (Meaning::default(), Some(rest))
            }
        }
    }
}
