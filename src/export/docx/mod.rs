//! A checklist as a Word file to edit: headings, tables and controls are Word's own, so that a trust can go on with it.

mod body;
mod control;
mod parts;
mod styles;
mod xml;

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::code::Code;
use crate::plan::checklist_view::ChecklistView;

/// The Word file of one form of a checklist: the same bytes for the same view.
pub fn docx(view: &ChecklistView) -> Vec<u8> {
    let code = Code::of(&view.short_address);
    let with_code = code.is_some();
    let (document, links) = body::document(view);
    let mut files: Vec<(&str, Vec<u8>)> = vec![
        ("[Content_Types].xml", parts::content_types().into()),
        ("_rels/.rels", parts::package_relations().into()),
        ("docProps/core.xml", parts::core(view).into()),
        ("docProps/app.xml", parts::app().into()),
        ("word/document.xml", document.into()),
        (
            "word/_rels/document.xml.rels",
            parts::document_relations(&links).into(),
        ),
        ("word/styles.xml", styles::styles(view).into()),
        ("word/settings.xml", parts::settings(view).into()),
        ("word/numbering.xml", parts::numbering().into()),
        ("word/header.xml", parts::header(view).into()),
        ("word/footer.xml", parts::footer(view, with_code).into()),
    ];
    if let Some(code) = code {
        files.push((
            "word/_rels/footer.xml.rels",
            parts::footer_relations().into(),
        ));
        files.push(("word/media/code.png", code.png()));
    }
    packed(&files).unwrap_or_default()
}

/// The files in one package; writing to memory fails only when there is none left.
fn packed(files: &[(&str, Vec<u8>)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // A fixed time: the same view must give the same bytes on every day.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for (name, bytes) in files {
        zip.start_file(*name, options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::checklist_view::sample;

    #[test]
    fn the_same_view_gives_the_same_bytes() {
        let view = sample::view(sample::CENTRAL_LINE);
        let bytes = docx(&view);
        assert!(bytes.starts_with(b"PK"));
        assert_eq!(bytes, docx(&view));
    }

    #[test]
    fn links_are_word_s_own() {
        let text = "See [one](https://a.example/?a&b) and [**again**](https://a.example/?a&b).\n\n- [ ] x\n  - [two](https://b.example/)\n";
        let (document, links) = body::document(&sample::view(text));
        assert_eq!(links, ["https://a.example/?a&b", "https://b.example/"]);
        let again = "<w:hyperlink r:id=\"rIdLink1\" w:history=\"1\"><w:r><w:rPr><w:rStyle w:val=\"Hyperlink\"/><w:b/></w:rPr>";
        assert!(document.contains(again), "{document}");
        assert_eq!(document.matches("<w:hyperlink ").count(), 3);
        assert!(document.contains("> (b.example)</w:t>"), "{document}");
        let relations = parts::document_relations(&links);
        let first = "Id=\"rIdLink1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink\" \
            TargetMode=\"External\" Target=\"https://a.example/?a&amp;b\"";
        assert!(relations.contains(first), "{relations}");
    }

    #[test]
    fn words_cannot_break_the_markup() {
        let views = sample::strange()
            .into_iter()
            .map(|text| sample::view(&text));
        let parts = views.flat_map(|view| {
            let (document, links) = body::document(&view);
            [
                document,
                parts::document_relations(&links),
                parts::core(&view),
                parts::footer(&view, true),
            ]
        });
        for part in parts {
            let mut reader = quick_xml::Reader::from_str(&part);
            loop {
                match reader.read_event() {
                    Ok(quick_xml::events::Event::Eof) => break,
                    Ok(_) => {}
                    Err(error) => panic!("{error}\n{part:.2000}"),
                }
            }
            assert!(!part.contains('\u{1}') && !part.contains('\u{FFFE}'));
        }
    }
}
