//! The words of a Word file: title, label box, a table for each group, the facts at the end.

use super::control::Controls;
use super::parts::{NAMESPACES, full_title, link_id};
use super::xml::Xml;
use crate::export::address;
use crate::plan::checklist_view::{
    AlertView, AnswerKind, BlockView, ChecklistView, ItemView, RunView, TableView,
};

/// The width between the margins, in twentieths of a point.
const WIDTH: u32 = 10_206;
/// The three columns of a group: number, words, answer.
const COLUMNS: [u32; 3] = [680, 5_726, 3_800];
/// The two columns before the first stage.
const FIELDS: [u32; 2] = [3_406, 6_800];

/// `word/document.xml`, and the addresses that its links lead to: the parts beside it name them in the same order.
pub fn document(view: &ChecklistView) -> (String, Vec<String>) {
    let mut document = Document {
        xml: Xml::part(),
        controls: Controls::default(),
        links: Vec::new(),
    };
    document
        .xml
        .raw("<w:document ")
        .raw(NAMESPACES)
        .raw("><w:body>");
    document.top(view);
    document.blocks(&view.head, "Details", &FIELDS);
    for stage in &view.stages {
        let title = format!("{}  {}", stage.number, stage.title);
        document.xml.paragraph("Heading1", &title, "");
        document.condition(&stage.condition);
        for group in &stage.groups {
            if !group.title.is_empty() {
                document.xml.paragraph("Heading2", &group.title, "");
            }
            document.condition(&group.condition);
            let name = if group.title.is_empty() {
                &stage.title
            } else {
                &group.title
            };
            document.blocks(&group.blocks, name, &COLUMNS);
        }
    }
    document.about(view);
    document.xml.raw(
        "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId4\"/><w:footerReference w:type=\"default\" r:id=\"rId5\"/>\
         <w:footerReference w:type=\"first\" r:id=\"rId5\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
         <w:pgMar w:top=\"850\" w:right=\"850\" w:bottom=\"1134\" w:left=\"850\" w:header=\"454\" w:footer=\"454\" w:gutter=\"0\"/>\
         <w:titlePg/></w:sectPr></w:body></w:document>",
    );
    (document.xml.finish(), document.links)
}

struct Document {
    xml: Xml,
    controls: Controls,
    /// Where links lead, each address once.
    links: Vec<String>,
}

impl Document {
    fn top(&mut self, view: &ChecklistView) {
        if let Some(label) = &view.label {
            // A frame at the top right of the first page, which the words flow around.
            self.xml.raw(
                "<w:p><w:pPr><w:pStyle w:val=\"ChecklistLabel\"/><w:framePr w:w=\"4200\" w:h=\"2150\" w:hRule=\"exact\" w:hSpace=\"284\" w:vSpace=\"142\" \
                 w:wrap=\"around\" w:vAnchor=\"text\" w:hAnchor=\"margin\" w:xAlign=\"right\" w:y=\"1\"/></w:pPr>",
            );
            self.xml.run(&label.prompt, "<w:b/>").raw("</w:p>");
        }
        self.xml.paragraph("Title", &full_title(view), "");
        self.xml.paragraph("Subtitle", &view.trust, "");
        self.xml.paragraph("ChecklistSmall", &view.standing(), "");
        if !view.summary.is_empty() {
            self.xml.paragraph("ChecklistSmall", &view.summary, "");
        }
        if view.label.is_some() {
            // Room for the label box where there are few words beside it.
            self.xml.raw("<w:p><w:pPr><w:pStyle w:val=\"ChecklistSmall\"/><w:spacing w:before=\"240\" w:after=\"240\"/></w:pPr></w:p>");
        }
    }

    fn condition(&mut self, condition: &str) {
        if !condition.is_empty() {
            self.xml
                .paragraph("ChecklistCondition", &format!("{condition}."), "");
        }
    }

    fn blocks(&mut self, blocks: &[BlockView], name: &str, columns: &[u32]) {
        for block in blocks {
            match block {
                BlockView::Items { items } => self.items(items, name, columns),
                BlockView::Text { runs } => self.words("BodyText", runs, ""),
                BlockView::Bullets { entries } => {
                    for entry in entries {
                        self.words("ListBullet", &entry.runs, "");
                    }
                }
                BlockView::Alert(alert) => self.alert(alert),
                BlockView::Table(table) => self.table(table),
            }
        }
    }

    fn words(&mut self, style: &str, runs: &[RunView], properties: &str) {
        self.xml.begin(style);
        for run in runs {
            let strong = if run.strong && !properties.contains("<w:b/>") {
                "<w:b/>"
            } else {
                ""
            };
            match address::uri(&run.href) {
                Some(uri) => self.link(&run.text, uri, &format!("{strong}{properties}")),
                None => {
                    self.xml.run(&run.text, &format!("{strong}{properties}"));
                }
            }
            if !run.address.is_empty() {
                self.xml.run(&format!(" ({})", run.address), properties);
            }
        }
        self.xml.raw("</w:p>");
    }

    /// Words that lead somewhere; Word keeps the address beside the document.
    fn link(&mut self, words: &str, uri: String, properties: &str) {
        let known = self.links.iter().position(|link| *link == uri);
        let at = known.unwrap_or_else(|| {
            self.links.push(uri);
            self.links.len() - 1
        });
        let style = "<w:rStyle w:val=\"Hyperlink\"/>";
        self.xml
            .raw(&format!(
                "<w:hyperlink r:id=\"{}\" w:history=\"1\">",
                link_id(at)
            ))
            .run(words, &format!("{style}{properties}"))
            .raw("</w:hyperlink>");
    }

    fn alert(&mut self, alert: &AlertView) {
        let (style, strong) = match alert.level {
            "stop" => ("ChecklistStop", "<w:b/>"),
            "warning" => ("ChecklistWarning", ""),
            _ => ("ChecklistNote", ""),
        };
        self.xml
            .paragraph(style, &alert.label.to_uppercase(), "<w:b/>");
        for paragraph in &alert.paragraphs {
            self.words(style, &paragraph.runs, strong);
        }
        // Without a plain paragraph between them, two boxes would become one.
        self.xml.paragraph("ChecklistGap", "", "");
    }

    /// A table begins: its name and what it is for are said to those who do not see it.
    fn begin_table(&mut self, caption: &str, description: &str, columns: &[u32]) {
        self.xml.raw(&format!(
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"ChecklistTable\"/><w:tblW w:w=\"{WIDTH}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>\
             <w:tblLook w:val=\"0020\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>\
             <w:tblCaption w:val=\"",
        ));
        self.xml
            .words(caption)
            .raw("\"/><w:tblDescription w:val=\"")
            .words(description);
        self.xml.raw("\"/></w:tblPr><w:tblGrid>");
        for column in columns {
            self.xml.raw(&format!("<w:gridCol w:w=\"{column}\"/>"));
        }
        self.xml.raw("</w:tblGrid>");
    }

    /// A row that is never split, with room for a hand; the head row comes again on every page.
    fn begin_row(&mut self, head: bool, height: u32) {
        let head = if head { "<w:tblHeader/>" } else { "" };
        self.xml.raw(&format!(
            "<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val=\"{height}\" w:hRule=\"atLeast\"/>{head}</w:trPr>"
        ));
    }

    fn begin_cell(&mut self, width: u32, properties: &str) {
        self.xml.raw(&format!(
            "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{properties}</w:tcPr>"
        ));
    }

    fn head_row(&mut self, titles: &[(&str, u32)]) {
        self.begin_row(true, 280);
        for (title, width) in titles {
            self.begin_cell(*width, "");
            self.xml
                .paragraph("ChecklistHead", title, "")
                .raw("</w:tc>");
        }
        self.xml.raw("</w:tr>");
    }

    fn items(&mut self, items: &[ItemView], name: &str, columns: &[u32]) {
        let description =
            format!("{name}: what is asked at the left, room for the answer at the right");
        self.begin_table(name, &description, columns);
        let numbered = columns.len() == 3;
        match columns {
            [number, words, answer] => {
                self.head_row(&[("No.", *number), ("Check", *words), ("Answer", *answer)]);
            }
            [words, answer] => self.head_row(&[("Detail", *words), ("Entry", *answer)]),
            _ => {}
        }
        for item in items {
            let height = match item.answer.kind {
                AnswerKind::Label => 1_240,
                AnswerKind::Signature => 560,
                _ => 380,
            };
            self.begin_row(false, height);
            let bar = if item.stop {
                "<w:tcBorders><w:left w:val=\"single\" w:sz=\"48\" w:space=\"0\" w:color=\"B01C12\"/></w:tcBorders>"
            } else {
                ""
            };
            if numbered {
                self.begin_cell(columns[0], bar);
                self.xml
                    .paragraph("ChecklistNumber", &item.number, "")
                    .raw("</w:tc>");
            }
            self.begin_cell(columns[columns.len() - 2], if numbered { "" } else { bar });
            self.ask(item);
            self.xml.raw("</w:tc>");
            self.begin_cell(columns[columns.len() - 1], "");
            self.controls.of(&mut self.xml, item);
            self.xml.raw("</w:tc></w:tr>");
        }
        self.xml.raw("</w:tbl>").paragraph("ChecklistGap", "", "");
    }

    fn ask(&mut self, item: &ItemView) {
        if !item.condition.is_empty() {
            self.xml
                .paragraph("ChecklistCondition", &format!("{}:", item.condition), "");
        }
        let strong = if item.response.is_empty() {
            ""
        } else {
            "<w:b/>"
        };
        self.xml.paragraph("ChecklistPrompt", &item.prompt, strong);
        if !item.response.is_empty() {
            self.xml
                .begin("ChecklistResponse")
                .run("Expect: ", "<w:color w:val=\"4C6272\"/>")
                .run(&item.response, "")
                .raw("</w:p>");
        }
        if !item.roles.is_empty() {
            self.xml
                .paragraph("ChecklistCondition", &format!("{}.", item.roles), "");
        }
        for hint in &item.guidance {
            self.words("ListBullet", &hint.runs, "<w:sz w:val=\"18\"/>");
        }
        if !item.reference.is_empty() {
            self.xml
                .paragraph("ChecklistSmall", &format!("See {}", item.reference), "");
        }
    }

    fn table(&mut self, table: &TableView) {
        let count = u32::try_from(table.head.len().max(1)).unwrap_or(1);
        let first = if count > 1 { WIDTH * 2 / 5 } else { WIDTH };
        let width = |column: usize| match column {
            0 => first,
            _ => (WIDTH - first) / (count - 1).max(1),
        };
        let columns: Vec<u32> = (0..table.head.len().max(1)).map(width).collect();
        self.begin_table(
            &table.caption,
            &format!("{}: a table", table.caption),
            &columns,
        );
        let titles: Vec<_> = table
            .head
            .iter()
            .enumerate()
            .map(|(at, words)| (words.as_str(), width(at)))
            .collect();
        if titles.is_empty() {
            self.head_row(&[("", WIDTH)]);
        } else {
            self.head_row(&titles);
        }
        for row in &table.rows {
            self.begin_row(false, 420);
            let of = row.cells.first().map_or("", |cell| cell.text.as_str());
            for (column, cell) in row.cells.iter().enumerate() {
                self.begin_cell(width(column), "");
                if cell.blank {
                    let title = table.head.get(column).map_or("", String::as_str);
                    self.controls.cell(&mut self.xml, &format!("{of}: {title}"));
                } else {
                    let strong = if column == 0 { "<w:b/>" } else { "" };
                    self.xml.paragraph("ChecklistAnswer", &cell.text, strong);
                }
                self.xml.raw("</w:tc>");
            }
            self.xml.raw("</w:tr>");
        }
        self.xml.raw("</w:tbl>").paragraph("ChecklistGap", "", "");
    }

    fn about(&mut self, view: &ChecklistView) {
        for fact in view.about() {
            self.xml.paragraph("ChecklistSmall", &fact, "");
        }
    }
}
