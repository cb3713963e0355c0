//! The parts of a Word file around its words: types, relations, properties, styles, header and footer.

use super::xml::Xml;
use crate::plan::checklist_view::ChecklistView;

/// The namespaces of a part with words.
pub const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
    xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" mc:Ignorable=\"w14\"";

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The title with the form that it is.
pub fn full_title(view: &ChecklistView) -> String {
    match view.form_label.as_str() {
        "" => view.title.clone(),
        form => format!("{} ({})", view.title, form.to_lowercase()),
    }
}

/// `[Content_Types].xml`.
pub fn content_types() -> String {
    let mut xml = Xml::part();
    xml.raw("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">");
    xml.raw("<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>");
    xml.raw("<Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/>");
    for (part, of) in [
        ("document", "document.main"),
        ("styles", "styles"),
        ("settings", "settings"),
        ("numbering", "numbering"),
        ("header", "header"),
        ("footer", "footer"),
    ] {
        xml.raw(&format!(
            "<Override PartName=\"/word/{part}.xml\" ContentType=\"{WORD_TYPE}.{of}+xml\"/>"
        ));
    }
    xml.raw("<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>");
    xml.raw("<Override PartName=\"/docProps/app.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/>");
    xml.raw("</Types>");
    xml.finish()
}

/// `_rels/.rels`.
pub fn package_relations() -> String {
    relations(&[
        (&format!("{OFFICE}/officeDocument"), "word/document.xml"),
        (
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
            "docProps/core.xml",
        ),
        (&format!("{OFFICE}/extended-properties"), "docProps/app.xml"),
    ])
}

/// `word/_rels/document.xml.rels`: the header is `rId4`, the footer `rId5`.
pub fn document_relations() -> String {
    relations(&[
        (&format!("{OFFICE}/styles"), "styles.xml"),
        (&format!("{OFFICE}/settings"), "settings.xml"),
        (&format!("{OFFICE}/numbering"), "numbering.xml"),
        (&format!("{OFFICE}/header"), "header.xml"),
        (&format!("{OFFICE}/footer"), "footer.xml"),
    ])
}

/// `word/_rels/footer.xml.rels`.
pub fn footer_relations() -> String {
    relations(&[(&format!("{OFFICE}/image"), "media/code.png")])
}

fn relations(all: &[(&str, &str)]) -> String {
    let mut xml = Xml::part();
    xml.raw(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">",
    );
    for (at, (kind, target)) in all.iter().enumerate() {
        xml.raw(&format!(
            "<Relationship Id=\"rId{}\" Type=\"{kind}\" Target=\"{target}\"/>",
            at + 1
        ));
    }
    xml.raw("</Relationships>");
    xml.finish()
}

/// `docProps/core.xml`: what the file says about itself.
pub fn core(view: &ChecklistView) -> String {
    let mut xml = Xml::part();
    xml.raw(
        "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">",
    );
    let mut property = |name: &str, value: &str| {
        if !value.is_empty() {
            xml.raw(&format!("<{name}>"))
                .words(value)
                .raw(&format!("</{name}>"));
        }
    };
    property("dc:title", &full_title(view));
    property("dc:creator", &view.trust);
    property("dc:subject", "Checklist");
    property("dc:description", &view.summary);
    property("dc:identifier", &view.address);
    property("dc:language", &view.lang);
    property("cp:version", &view.version);
    property("cp:contentStatus", &view.status);
    if let Some(date) = &view.issued {
        for name in ["created", "modified"] {
            let start = format!("<dcterms:{name} xsi:type=\"dcterms:W3CDTF\">");
            xml.raw(&start)
                .words(&date.iso)
                .raw(&format!("T00:00:00Z</dcterms:{name}>"));
        }
    }
    xml.raw("</cp:coreProperties>");
    xml.finish()
}

/// `docProps/app.xml`.
pub fn app() -> String {
    let mut xml = Xml::part();
    xml.raw(
        "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">\
         <Application>peerpress</Application></Properties>",
    );
    xml.finish()
}

/// `word/settings.xml`.
pub fn settings(view: &ChecklistView) -> String {
    let mut xml = Xml::part();
    xml.raw("<w:settings ")
        .raw(NAMESPACES)
        .raw("><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"720\"/>");
    xml.raw(
        "<w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>",
    );
    xml.raw("<w:themeFontLang w:val=\"")
        .words(&view.lang)
        .raw("\"/></w:settings>");
    xml.finish()
}

/// `word/numbering.xml`: bullets.
pub fn numbering() -> String {
    let mut xml = Xml::part();
    xml.raw("<w:numbering ").raw(NAMESPACES).raw(
        "><w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType w:val=\"hybridMultilevel\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>\
         <w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"•\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"340\" w:hanging=\"227\"/></w:pPr>\
         </w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>",
    );
    xml.finish()
}

/// `word/header.xml`: what stands at the top from the second page on.
pub fn header(view: &ChecklistView) -> String {
    let mut xml = Xml::part();
    xml.raw("<w:hdr ").raw(NAMESPACES).raw(">");
    xml.paragraph("Header", &full_title(view), "")
        .raw("</w:hdr>");
    xml.finish()
}

/// `word/footer.xml`: which document this is, which page, and how to see whether it is current.
pub fn footer(view: &ChecklistView, with_code: bool) -> String {
    let mut xml = Xml::part();
    xml.raw("<w:ftr ").raw(NAMESPACES).raw(">");
    xml.raw("<w:p><w:pPr><w:pStyle w:val=\"Footer\"/><w:pBdr><w:top w:val=\"single\" w:sz=\"6\" w:space=\"4\" w:color=\"212B32\"/></w:pBdr></w:pPr>");
    if with_code {
        xml.raw(&picture(&view.short_text));
    }
    xml.run(&full_title(view), "<w:b/>");
    xml.raw("<w:r><w:tab/></w:r>").run("Page ", "<w:b/>");
    field(&mut xml, "PAGE");
    xml.run(" of ", "<w:b/>");
    field(&mut xml, "NUMPAGES");
    xml.raw("</w:p>");
    let mut facts = vec![view.trust.clone()];
    if !view.version.is_empty() {
        facts.push(format!("Version {}", view.version));
    }
    facts.extend(
        view.issued
            .as_ref()
            .map(|date| format!("Issued {}", date.text)),
    );
    facts.extend(
        view.due
            .as_ref()
            .map(|date| format!("Review due {}", date.text)),
    );
    facts.retain(|fact| !fact.is_empty());
    xml.paragraph("Footer", &facts.join(" · "), "");
    let check = format!(
        "Uncontrolled when printed. Is this copy current? {}",
        view.short_text
    );
    xml.paragraph("Footer", &check, "");
    if !view.notice.is_empty() {
        xml.paragraph("Footer", &view.notice, "<w:b/>");
    }
    xml.raw("</w:ftr>");
    xml.finish()
}

/// A field that Word fills in.
fn field(xml: &mut Xml, name: &str) {
    xml.raw(&format!("<w:fldSimple w:instr=\" {name} \">"))
        .run("1", "<w:b/>")
        .raw("</w:fldSimple>");
}

/// The square code at the right edge, with words for those who do not see it.
fn picture(address: &str) -> String {
    let mut xml = Xml::default();
    xml.raw(
        "<w:r><w:drawing><wp:anchor xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" distT=\"0\" distB=\"0\" \
         distL=\"114300\" distR=\"0\" simplePos=\"0\" relativeHeight=\"1\" behindDoc=\"0\" locked=\"0\" layoutInCell=\"1\" allowOverlap=\"1\">\
         <wp:simplePos x=\"0\" y=\"0\"/><wp:positionH relativeFrom=\"margin\"><wp:align>right</wp:align></wp:positionH>\
         <wp:positionV relativeFrom=\"paragraph\"><wp:posOffset>36000</wp:posOffset></wp:positionV><wp:extent cx=\"576000\" cy=\"576000\"/>\
         <wp:wrapSquare wrapText=\"left\"/><wp:docPr id=\"1\" name=\"Code\" descr=\"QR code of ",
    );
    xml.words(address).raw(
        "\"/><a:graphic xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><a:graphicData \
         uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">\
         <pic:nvPicPr><pic:cNvPr id=\"1\" name=\"code.png\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"rId1\"/>\
         <a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"576000\" cy=\"576000\"/></a:xfrm>\
         <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>",
    );
    xml.finish()
}

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
        "<w:i/><w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/>"
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
