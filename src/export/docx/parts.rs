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

/// `word/_rels/document.xml.rels`: the header is `rId4`, the footer `rId5`, and the links follow.
pub fn document_relations(links: &[String]) -> String {
    let mut xml = begin_relations(&[
        (&format!("{OFFICE}/styles"), "styles.xml"),
        (&format!("{OFFICE}/settings"), "settings.xml"),
        (&format!("{OFFICE}/numbering"), "numbering.xml"),
        (&format!("{OFFICE}/header"), "header.xml"),
        (&format!("{OFFICE}/footer"), "footer.xml"),
    ]);
    for (at, link) in links.iter().enumerate() {
        xml.raw(&format!(
            "<Relationship Id=\"{}\" Type=\"{OFFICE}/hyperlink\" TargetMode=\"External\" Target=\"",
            link_id(at)
        ))
        .words(link)
        .raw("\"/>");
    }
    xml.raw("</Relationships>");
    xml.finish()
}

/// How the document names one of its links.
pub fn link_id(at: usize) -> String {
    format!("rIdLink{}", at + 1)
}

/// `word/_rels/footer.xml.rels`.
pub fn footer_relations() -> String {
    relations(&[(&format!("{OFFICE}/image"), "media/code.png")])
}

fn relations(all: &[(&str, &str)]) -> String {
    let mut xml = begin_relations(all);
    xml.raw("</Relationships>");
    xml.finish()
}

fn begin_relations(all: &[(&str, &str)]) -> Xml {
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
    xml
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
    xml.raw("<w:p><w:pPr><w:pStyle w:val=\"Footer\"/><w:pBdr><w:top w:val=\"single\" w:sz=\"6\" w:space=\"4\" w:color=\"212B32\"/></w:pBdr><w:spacing w:before=\"160\"/></w:pPr>");
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
    facts.extend(
        view.extended
            .as_ref()
            .map(|date| format!("Extended to {}", date.text)),
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
