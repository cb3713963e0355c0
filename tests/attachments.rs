//! Attachments: what is read, and that hostile files do no harm.

use peerpress::parse::attachment_text::{Problem, read};
use std::io::{Cursor, Write};
use std::time::{Duration, Instant};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .expect("start");
        writer.write_all(content).expect("write");
    }
    writer.finish().expect("finish").into_inner()
}

fn docx(body: &str) -> Vec<u8> {
    archive(&[(
        "word/document.xml",
        format!("<w:document><w:body>{body}</w:body></w:document>").as_bytes(),
    )])
}

/// A PDF of one page that shows the words.
fn pdf(words: &str) -> Vec<u8> {
    let content = format!("BT /F1 12 Tf 10 100 Td ({words}) Tj ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    let mut out = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.push_str(&format!("{} 0 obj\n{object}\nendobj\n", number + 1));
    }
    let start = out.len();
    out.push_str("xref\n0 6\n0000000000 65535 f \n");
    for place in places {
        out.push_str(&format!("{place:010} 00000 n \n"));
    }
    out.push_str(&format!(
        "trailer << /Size 6 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    ));
    out.into_bytes()
}

#[test]
fn each_format_is_read() {
    let word = docx(
        "<w:p><w:r><w:t>Guidewire</w:t></w:r><w:r><w:t xml:space=\"preserve\"> removed &amp; seen</w:t></w:r></w:p>",
    );
    assert_eq!(
        read("docx", &word),
        Ok(vec![(String::new(), "Guidewire removed & seen\n".into())])
    );
    let slides = archive(&[
        (
            "ppt/slides/slide10.xml",
            b"<p:sld><a:p><a:t>ten</a:t></a:p></p:sld>",
        ),
        (
            "ppt/slides/slide2.xml",
            b"<p:sld><a:p><a:t>two</a:t></a:p></p:sld>",
        ),
    ]);
    let read_slides = read("pptx", &slides).expect("slides");
    assert_eq!(
        read_slides,
        [
            ("slide 2".to_owned(), "two\n".to_owned()),
            ("slide 10".into(), "ten\n".into())
        ]
    );
    let sheet = archive(&[
        (
            "xl/sharedStrings.xml",
            b"<sst><si><t>Depth</t></si><si><t>Site</t></si></sst>",
        ),
        (
            "xl/worksheets/sheet1.xml",
            b"<worksheet><row><c t=\"s\"><v>1</v></c><c><v>4</v></c></row></worksheet>",
        ),
    ]);
    assert_eq!(
        read("xlsx", &sheet),
        Ok(vec![("sheet 1".into(), "Site 4 \n".into())])
    );
    let open = archive(&[(
        "content.xml",
        b"<office:text><text:p>Stop moment</text:p></office:text>",
    )]);
    assert_eq!(
        read("odt", &open),
        Ok(vec![(String::new(), "Stop moment\n".into())])
    );
    let parts = read("pdf", &pdf("Time out")).expect("pdf");
    assert_eq!(parts[0].0, "page 1");
    assert!(parts[0].1.contains("Time out"));
}

#[test]
fn a_scan_and_an_unknown_format_are_said() {
    assert_eq!(read("pdf", &pdf("")), Err(Problem::NoText));
    assert_eq!(read("exe", &[]), Err(Problem::UnknownFormat));
    assert!(matches!(
        read("docx", b"not a zip"),
        Err(Problem::Broken(_))
    ));
    assert!(matches!(read("pdf", b"%PDF-"), Err(Problem::Broken(_))));
}

#[test]
fn bombs_are_refused() {
    let bomb = docx(&" ".repeat(150 << 20));
    assert!(bomb.len() < 1 << 20);
    assert_eq!(read("docx", &bomb), Err(Problem::TooLarge));
    let deep = docx(&format!(
        "{}x{}",
        "<w:p>".repeat(1_000),
        "</w:p>".repeat(1_000)
    ));
    assert_eq!(read("docx", &deep), Err(Problem::TooDeep));
    let entities = docx(
        "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><w:p>&b;&b; left</w:p>",
    );
    assert!(read("docx", &entities).is_ok_and(|parts| parts[0].1.len() < 100));
}

#[test]
fn damaged_files_neither_panic_nor_hang() {
    let files = [
        ("pdf", pdf("Time out and sign in")),
        ("docx", docx("<w:p><w:t>Guidewire removed</w:t></w:p>")),
        (
            "xlsx",
            archive(&[(
                "xl/worksheets/sheet1.xml",
                b"<worksheet><row><c><v>4</v></c></row></worksheet>",
            )]),
        ),
    ];
    let mut state = 1_u64;
    let mut random = move |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below.max(1)
    };
    let start = Instant::now();
    for round in 0..600 {
        let (name, original) = &files[round % files.len()];
        let mut bytes = original.clone();
        for _ in 0..=random(8) {
            let at = random(bytes.len());
            match random(4) {
                0 => bytes[at] = random(256) as u8,
                1 => bytes.truncate(at.max(1)),
                2 => bytes.insert(at, random(256) as u8),
                _ => bytes[at] ^= 1 << random(8),
            }
        }
        // Any answer is right; the time is not endless.
        let began = Instant::now();
        let _ = read(name, &bytes);
        assert!(began.elapsed() < Duration::from_secs(11));
    }
    assert!(start.elapsed() < Duration::from_secs(240));
}
