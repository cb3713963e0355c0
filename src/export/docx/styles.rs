//! The styles of a Word file: Word's own names, so that its navigation and its screen readers know them.

use super::parts::NAMESPACES;
use super::xml::Xml;
use crate::plan::checklist_view::ChecklistView;

/// `word/styles.xml`.
pub fn styles(view: &ChecklistView) -> String {
    let mut xml = Xml::part();
    xml.raw("<w:styles ").raw(NAMESPACES).raw(
        "><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Arial\" w:eastAsia=\"Arial\" w:hAnsi=\"Arial\" w:cs=\"Arial\"/>\
         <w:sz w:val=\"21\"/><w:szCs w:val=\"21\"/><w:lang w:val=\"",
    );
    xml.words(&view.lang).raw(
        "\" w:eastAsia=\"en-GB\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after=\"60\" w:line=\"252\" \
         w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>",
    );
    for style in STYLES {
        style.write(&mut xml);
    }
    xml.raw(
        "<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\"><w:name w:val=\"Default Paragraph Font\"/></w:style>\
         <w:style w:type=\"character\" w:styleId=\"PlaceholderText\"><w:name w:val=\"Placeholder Text\"/><w:rPr><w:color w:val=\"4C6272\"/></w:rPr></w:style>\
         <w:style w:type=\"character\" w:styleId=\"Hyperlink\"><w:name w:val=\"Hyperlink\"/><w:rPr><w:color w:val=\"005EB8\"/><w:u w:val=\"single\"/></w:rPr></w:style>\
         <w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/>\
         <w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"108\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/>\
         </w:tblCellMar></w:tblPr></w:style>\
         <w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"ChecklistTable\"><w:name w:val=\"Checklist Table\"/><w:basedOn w:val=\"TableNormal\"/>\
         <w:tblPr><w:tblBorders>",
    );
    for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
        xml.raw(&format!(
            "<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"AEB7BD\"/>"
        ));
    }
    xml.raw(
        "</w:tblBorders><w:tblCellMar><w:top w:w=\"40\" w:type=\"dxa\"/><w:left w:w=\"85\" w:type=\"dxa\"/><w:bottom w:w=\"40\" w:type=\"dxa\"/>\
         <w:right w:w=\"85\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblStylePr w:type=\"firstRow\"><w:tblPr/><w:tcPr><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F0F4F5\"/>\
         </w:tcPr></w:tblStylePr></w:style></w:styles>",
    );
    xml.finish()
}

/// A paragraph style.
struct Style {
    id: &'static str,
    name: &'static str,
    paragraph: &'static str,
    run: &'static str,
}

impl Style {
    fn write(&self, xml: &mut Xml) {
        let Style {
            id,
            name,
            paragraph,
            run,
        } = self;
        let normal = *id == "Normal";
        let kind = match (normal, id.starts_with("Checklist")) {
            (true, _) => " w:default=\"1\"",
            (_, true) => " w:customStyle=\"1\"",
            _ => "",
        };
        let base = if normal {
            ""
        } else {
            "<w:basedOn w:val=\"Normal\"/>"
        };
        xml.raw(&format!(
            "<w:style w:type=\"paragraph\"{kind} w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>{base}<w:qFormat/>"
        ));
        if !paragraph.is_empty() {
            xml.raw(&format!("<w:pPr>{paragraph}</w:pPr>"));
        }
        if !run.is_empty() {
            xml.raw(&format!("<w:rPr>{run}</w:rPr>"));
        }
        xml.raw("</w:style>");
    }
}

macro_rules! style {
    ($id:literal, $name:literal, $paragraph:literal, $run:literal) => {
        Style {
            id: $id,
            name: $name,
            paragraph: $paragraph,
            run: $run,
        }
    };
}

const STYLES: &[Style] = &[
    style!("Normal", "Normal", "", ""),
    style!(
        "Title",
        "Title",
        "<w:keepNext/><w:spacing w:after=\"60\" w:line=\"240\" w:lineRule=\"auto\"/>",
        "<w:b/><w:color w:val=\"003087\"/><w:sz w:val=\"38\"/><w:szCs w:val=\"38\"/>"
    ),
    style!(
        "Subtitle",
        "Subtitle",
        "<w:spacing w:after=\"40\"/>",
        "<w:b/>"
    ),
    style!(
        "Heading1",
        "heading 1",
        "<w:keepNext/><w:keepLines/><w:pBdr><w:top w:val=\"single\" w:sz=\"4\" w:space=\"2\" w:color=\"003087\"/><w:left w:val=\"single\" w:sz=\"4\" w:space=\"4\" w:color=\"003087\"/><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"2\" w:color=\"003087\"/><w:right w:val=\"single\" w:sz=\"4\" w:space=\"4\" w:color=\"003087\"/></w:pBdr><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"003087\"/><w:spacing w:before=\"200\" w:after=\"100\"/><w:ind w:left=\"90\" w:right=\"90\"/><w:outlineLvl w:val=\"0\"/>",
        "<w:b/><w:color w:val=\"FFFFFF\"/><w:sz w:val=\"26\"/><w:szCs w:val=\"26\"/>"
    ),
    style!(
        "Heading2",
        "heading 2",
        "<w:keepNext/><w:keepLines/><w:spacing w:before=\"140\" w:after=\"60\"/><w:outlineLvl w:val=\"1\"/>",
        "<w:b/><w:color w:val=\"003087\"/><w:sz w:val=\"23\"/><w:szCs w:val=\"23\"/>"
    ),
    style!(
        "BodyText",
        "Body Text",
        "<w:keepNext/><w:spacing w:after=\"80\"/>",
        ""
    ),
    style!(
        "ListBullet",
        "List Bullet",
        "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr><w:spacing w:after=\"20\"/><w:contextualSpacing/>",
        ""
    ),
    style!(
        "Header",
        "header",
        "",
        "<w:color w:val=\"4C6272\"/><w:sz w:val=\"17\"/><w:szCs w:val=\"17\"/>"
    ),
    style!(
        "Footer",
        "footer",
        "<w:tabs><w:tab w:val=\"right\" w:pos=\"9070\"/></w:tabs><w:spacing w:after=\"0\"/>",
        "<w:sz w:val=\"16\"/><w:szCs w:val=\"16\"/>"
    ),
    style!(
        "ChecklistPrompt",
        "Checklist Prompt",
        "<w:spacing w:after=\"0\"/>",
        ""
    ),
    style!(
        "ChecklistResponse",
        "Checklist Response",
        "<w:spacing w:after=\"0\"/>",
        ""
    ),
    style!(
        "ChecklistAnswer",
        "Checklist Answer",
        "<w:spacing w:after=\"0\"/>",
        ""
    ),
    style!(
        "ChecklistNumber",
        "Checklist Number",
        "<w:spacing w:after=\"0\"/>",
        "<w:color w:val=\"4C6272\"/><w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/>"
    ),
    style!(
        "ChecklistHead",
        "Checklist Head",
        "<w:keepNext/><w:spacing w:after=\"0\"/>",
        "<w:b/><w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/>"
    ),
    style!(
        "ChecklistCondition",
        "Checklist Condition",
        "<w:keepNext/><w:spacing w:after=\"0\"/>",
        "<w:color w:val=\"4C6272\"/><w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/>"
    ),
    style!(
        "ChecklistSmall",
        "Checklist Small",
        "<w:spacing w:after=\"40\"/>",
        "<w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/>"
    ),
    style!(
        "ChecklistGap",
        "Checklist Gap",
        "<w:spacing w:after=\"0\" w:line=\"120\" w:lineRule=\"exact\"/>",
        "<w:sz w:val=\"8\"/><w:szCs w:val=\"8\"/>"
    ),
    style!(
        "ChecklistLabel",
        "Checklist Label",
        "<w:pBdr><w:top w:val=\"dashed\" w:sz=\"12\" w:space=\"4\" w:color=\"212B32\"/><w:left w:val=\"dashed\" w:sz=\"12\" w:space=\"4\" w:color=\"212B32\"/><w:bottom w:val=\"dashed\" w:sz=\"12\" w:space=\"4\" w:color=\"212B32\"/><w:right w:val=\"dashed\" w:sz=\"12\" w:space=\"4\" w:color=\"212B32\"/></w:pBdr><w:spacing w:after=\"600\"/>",
        ""
    ),
    style!(
        "ChecklistStop",
        "Checklist Stop",
        "<w:keepNext/><w:keepLines/><w:pBdr><w:top w:val=\"single\" w:sz=\"18\" w:space=\"3\" w:color=\"B01C12\"/><w:left w:val=\"single\" w:sz=\"48\" w:space=\"6\" w:color=\"B01C12\"/><w:bottom w:val=\"single\" w:sz=\"18\" w:space=\"3\" w:color=\"B01C12\"/><w:right w:val=\"single\" w:sz=\"18\" w:space=\"6\" w:color=\"B01C12\"/></w:pBdr><w:spacing w:after=\"0\"/><w:ind w:left=\"200\" w:right=\"160\"/>",
        ""
    ),
    style!(
        "ChecklistWarning",
        "Checklist Warning",
        "<w:keepNext/><w:keepLines/><w:pBdr><w:top w:val=\"double\" w:sz=\"12\" w:space=\"3\" w:color=\"FFB81C\"/><w:left w:val=\"double\" w:sz=\"12\" w:space=\"6\" w:color=\"FFB81C\"/><w:bottom w:val=\"double\" w:sz=\"12\" w:space=\"3\" w:color=\"FFB81C\"/><w:right w:val=\"double\" w:sz=\"12\" w:space=\"6\" w:color=\"FFB81C\"/></w:pBdr><w:spacing w:after=\"0\"/><w:ind w:left=\"200\" w:right=\"160\"/>",
        ""
    ),
    style!(
        "ChecklistNote",
        "Checklist Note",
        "<w:keepNext/><w:keepLines/><w:pBdr><w:top w:val=\"single\" w:sz=\"8\" w:space=\"3\" w:color=\"005EB8\"/><w:left w:val=\"single\" w:sz=\"8\" w:space=\"6\" w:color=\"005EB8\"/><w:bottom w:val=\"single\" w:sz=\"8\" w:space=\"3\" w:color=\"005EB8\"/><w:right w:val=\"single\" w:sz=\"8\" w:space=\"6\" w:color=\"005EB8\"/></w:pBdr><w:spacing w:after=\"0\"/><w:ind w:left=\"200\" w:right=\"160\"/>",
        ""
    ),
];
