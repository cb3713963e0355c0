//! Word's content controls: boxes to tick, lists to pick from, room to type.

use super::xml::{Xml, shortened};
use crate::plan::checklist_view::{AnswerKind, AnswerView, ItemView};

/// Writes controls, each with a number of its own.
#[derive(Default)]
pub struct Controls {
    count: u32,
}

impl Controls {
    /// The controls of an item, as paragraphs of its answer cell.
    pub fn of(&mut self, xml: &mut Xml, item: &ItemView) {
        let answer = &item.answer;
        match answer.kind {
            AnswerKind::One => {
                xml.begin("ChecklistAnswer");
                self.pick(xml, item);
                xml.raw("</w:p>");
            }
            AnswerKind::Done | AnswerKind::YesNo | AnswerKind::YesNoNa => {
                xml.begin("ChecklistAnswer");
                for option in &answer.boxes {
                    self.tick(xml, item, option);
                    xml.run(&format!(" {option}    "), "");
                }
                xml.raw("</w:p>");
            }
            AnswerKind::Any => {
                for option in &answer.boxes {
                    xml.begin("ChecklistAnswer");
                    self.tick(xml, item, option);
                    xml.run(&format!(" {option}"), "").raw("</w:p>");
                }
            }
            AnswerKind::Label => {
                xml.paragraph(
                    "ChecklistAnswer",
                    "(box for a label)",
                    "<w:color w:val=\"4C6272\"/><w:sz w:val=\"18\"/>",
                );
            }
            _ => self.blank(xml, item, answer),
        }
        if !item.stop_words.is_empty() {
            let strong = "<w:b/><w:caps/><w:color w:val=\"B01C12\"/>";
            xml.paragraph("ChecklistAnswer", item.stop_words, strong);
        }
    }

    /// A cell of a table that is to be written in.
    pub fn cell(&mut self, xml: &mut Xml, name: &str) {
        xml.begin("ChecklistAnswer");
        self.text(xml, name, name, "____");
        xml.raw("</w:p>");
    }

    fn blank(&mut self, xml: &mut Xml, item: &ItemView, answer: &AnswerView) {
        xml.begin("ChecklistAnswer");
        let (name, tag) = (item.prompt.as_str(), item.id.as_str());
        match answer.kind {
            AnswerKind::Date => self.date(xml, name, tag, "d MMMM yyyy"),
            AnswerKind::Datetime => self.date(xml, name, tag, "d MMMM yyyy HH:mm"),
            AnswerKind::Number => self.text(xml, name, tag, "________"),
            AnswerKind::Time => self.text(xml, name, tag, "____ : ____"),
            AnswerKind::Text if answer.lines > 1 => self.lines(xml, name, tag, answer.lines),
            _ => self.text(xml, name, tag, "____________________"),
        }
        if !answer.unit.is_empty() {
            xml.run(&format!(" {}", answer.unit), "");
        }
        if !answer.hint.is_empty() {
            xml.run(
                &format!("  ({})", answer.hint),
                "<w:color w:val=\"4C6272\"/><w:sz w:val=\"18\"/>",
            );
        }
        xml.raw("</w:p>");
    }

    fn tick(&mut self, xml: &mut Xml, item: &ItemView, option: &str) {
        let name = format!("{option}: {}", item.prompt);
        let tag = format!("{}/{option}", item.id);
        self.begin(xml, &name, &tag, false);
        xml.raw(
            "<w14:checkbox><w14:checked w14:val=\"0\"/><w14:checkedState w14:val=\"2612\" w14:font=\"MS Gothic\"/>\
             <w14:uncheckedState w14:val=\"2610\" w14:font=\"MS Gothic\"/></w14:checkbox></w:sdtPr><w:sdtContent>",
        );
        let font = "<w:rFonts w:ascii=\"MS Gothic\" w:eastAsia=\"MS Gothic\" w:hAnsi=\"MS Gothic\" w:hint=\"eastAsia\"/>";
        xml.run("☐", font).raw("</w:sdtContent></w:sdt>");
    }

    /// A list to pick from; until somebody does, it shows all its words, so that paper can be ringed.
    fn pick(&mut self, xml: &mut Xml, item: &ItemView) {
        self.begin(xml, &item.prompt, &item.id, true);
        xml.raw("<w:dropDownList>");
        for option in &item.answer.boxes {
            xml.raw("<w:listItem w:displayText=\"")
                .words(option)
                .raw("\" w:value=\"")
                .words(option)
                .raw("\"/>");
        }
        xml.raw("</w:dropDownList></w:sdtPr><w:sdtContent>");
        let words = format!("Pick one: {}", item.answer.boxes.join(" / "));
        xml.run(&words, PLACEHOLDER).raw("</w:sdtContent></w:sdt>");
    }

    fn date(&mut self, xml: &mut Xml, name: &str, tag: &str, format: &str) {
        self.begin(xml, name, tag, true);
        xml.raw("<w:date><w:dateFormat w:val=\"").raw(format).raw(
            "\"/><w:lid w:val=\"en-GB\"/><w:storeMappedDataAs w:val=\"dateTime\"/><w:calendar w:val=\"gregorian\"/></w:date></w:sdtPr><w:sdtContent>",
        );
        xml.run("____________________", PLACEHOLDER)
            .raw("</w:sdtContent></w:sdt>");
    }

    fn text(&mut self, xml: &mut Xml, name: &str, tag: &str, placeholder: &str) {
        self.begin(xml, name, tag, true);
        xml.raw("<w:text/></w:sdtPr><w:sdtContent>");
        xml.run(placeholder, PLACEHOLDER)
            .raw("</w:sdtContent></w:sdt>");
    }

    fn lines(&mut self, xml: &mut Xml, name: &str, tag: &str, lines: u8) {
        self.begin(xml, name, tag, true);
        xml.raw("<w:text w:multiLine=\"1\"/></w:sdtPr><w:sdtContent>");
        xml.raw("<w:r><w:rPr>").raw(PLACEHOLDER).raw("</w:rPr>");
        for at in 0..lines {
            xml.raw(if at > 0 { "<w:br/>" } else { "" });
            xml.raw("<w:t>________________________</w:t>");
        }
        xml.raw("</w:r></w:sdtContent></w:sdt>");
    }

    /// Begins a control; its name is what screen readers say.
    fn begin(&mut self, xml: &mut Xml, name: &str, tag: &str, placeholder: bool) {
        self.count += 1;
        xml.raw("<w:sdt><w:sdtPr><w:alias w:val=\"")
            .words(&shortened(name, 64));
        xml.raw("\"/><w:tag w:val=\"").words(&shortened(tag, 64));
        xml.raw(&format!("\"/><w:id w:val=\"{}\"/>", self.count));
        if placeholder {
            xml.raw("<w:showingPlcHdr/>");
        }
    }
}

const PLACEHOLDER: &str = "<w:rStyle w:val=\"PlaceholderText\"/>";
