//! DOCX, PPTX, XLSX and ODT: XML in a ZIP archive, through zip and quick-xml.

use super::{LONGEST_TEXT, Part, Problem};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::io::{Cursor, Read};
use std::time::Instant;
use zip::ZipArchive;

/// Bytes all entries together may unpack to.
const LARGEST: u64 = 96 << 20;

/// How many times its packed size an entry may unpack to, once it is larger than 1 MB.
const HIGHEST_RATIO: u64 = 200;

/// Entries in the archive.
const MOST_ENTRIES: usize = 10_000;

/// Elements inside each other.
const DEEPEST: usize = 200;

type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// A part for each slide or sheet, or one for the whole text.
pub(super) fn read(ending: &str, bytes: &[u8], deadline: Instant) -> Result<Vec<Part>, Problem> {
    let mut archive =
        ZipArchive::new(Cursor::new(bytes)).map_err(|error| Problem::Broken(error.to_string()))?;
    if archive.len() > MOST_ENTRIES {
        return Err(Problem::TooLarge);
    }
    let mut left = LARGEST;
    let mut parts = Vec::new();
    match ending {
        "docx" => parts.push((
            String::new(),
            text(
                &entry(&mut archive, "word/document.xml", &mut left)?,
                &[],
                deadline,
            )?,
        )),
        "odt" => parts.push((
            String::new(),
            text(
                &entry(&mut archive, "content.xml", &mut left)?,
                &[],
                deadline,
            )?,
        )),
        "pptx" => {
            for (number, name) in numbered(&archive, "ppt/slides/slide") {
                let slide = entry(&mut archive, &name, &mut left)?;
                parts.push((format!("slide {number}"), text(&slide, &[], deadline)?));
            }
        }
        _ => {
            let strings = match entry(&mut archive, "xl/sharedStrings.xml", &mut left) {
                Ok(xml) => shared_strings(&xml, deadline)?,
                Err(Problem::Broken(_)) => Vec::new(),
                Err(problem) => return Err(problem),
            };
            for (number, name) in numbered(&archive, "xl/worksheets/sheet") {
                let sheet = entry(&mut archive, &name, &mut left)?;
                parts.push((format!("sheet {number}"), text(&sheet, &strings, deadline)?));
            }
        }
    }
    Ok(parts)
}

/// Entries named `prefix` and a number, in the order of the numbers.
fn numbered(archive: &Archive<'_>, prefix: &str) -> Vec<(u32, String)> {
    let mut found: Vec<(u32, String)> = archive
        .file_names()
        .filter_map(|name| name.ok())
        .filter_map(|name| {
            Some((
                name.strip_prefix(prefix)?
                    .strip_suffix(".xml")?
                    .parse()
                    .ok()?,
                name.to_string(),
            ))
        })
        .collect();
    found.sort();
    found
}

/// The bytes of an entry, at most `left` of them; the size the archive claims is not believed.
fn entry(archive: &mut Archive<'_>, name: &str, left: &mut u64) -> Result<Vec<u8>, Problem> {
    let mut file = archive
        .by_name(name)
        .map_err(|error| Problem::Broken(format!("{name}: {error}")))?;
    let allowed = (file.compressed_size().saturating_mul(HIGHEST_RATIO))
        .max(1 << 20)
        .min(*left);
    let mut bytes = Vec::new();
    let read = file
        .by_ref()
        .take(allowed + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Problem::Broken(format!("{name}: {error}")))?;
    if read as u64 > allowed {
        return Err(Problem::TooLarge);
    }
    *left -= read as u64;
    Ok(bytes)
}

/// Walks the XML and hands on each event with the number of open elements.
fn walk(xml: &[u8], deadline: Instant, mut take: impl FnMut(&Event<'_>)) -> Result<(), Problem> {
    let mut reader = Reader::from_reader(xml);
    let mut buffer = Vec::new();
    let mut depth = 0_usize;
    let mut events = 0_u32;
    loop {
        buffer.clear();
        let event = reader
            .read_event_into(&mut buffer)
            .map_err(|error| Problem::Broken(error.to_string()))?;
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Eof => return Ok(()),
            _ => {}
        }
        if depth > DEEPEST {
            return Err(Problem::TooDeep);
        }
        events = events.wrapping_add(1);
        if events.is_multiple_of(4096) && Instant::now() > deadline {
            return Err(Problem::TooSlow);
        }
        take(&event);
    }
}

/// The text of paragraphs and cells, a line each. `strings` are a workbook's shared strings.
fn text(xml: &[u8], strings: &[String], deadline: Instant) -> Result<String, Problem> {
    let mut out = String::new();
    let mut shared = false;
    let mut in_value = false;
    walk(xml, deadline, |event| match event {
        Event::Start(start) => match start.local_name().as_ref() {
            b"c" => {
                shared = start.attributes().flatten().any(|attribute| {
                    attribute.key.as_ref() == b"t" && attribute.value.as_ref() == b"s"
                });
            }
            b"v" => in_value = true,
            _ => {}
        },
        Event::Empty(empty)
            if matches!(
                empty.local_name().as_ref(),
                b"tab" | b"br" | b"s" | b"line-break"
            ) =>
        {
            out.push(' ')
        }
        Event::Text(text) if out.len() < LONGEST_TEXT => {
            let text = text.xml10_content().unwrap_or_default();
            match text
                .parse::<usize>()
                .ok()
                .filter(|_| shared && in_value)
                .and_then(|number| strings.get(number))
            {
                Some(string) => out.push_str(string),
                None => out.push_str(&text),
            }
        }
        Event::GeneralRef(reference) if out.len() < LONGEST_TEXT => {
            push_reference(&mut out, reference)
        }
        Event::End(end) => match end.local_name().as_ref() {
            b"p" | b"h" | b"row" => out.push('\n'),
            b"c" | b"tc" => out.push(' '),
            b"v" => in_value = false,
            _ => {}
        },
        _ => {}
    })?;
    Ok(out)
}

fn shared_strings(xml: &[u8], deadline: Instant) -> Result<Vec<String>, Problem> {
    let mut strings = Vec::new();
    let mut current = String::new();
    let mut length = 0;
    walk(xml, deadline, |event| match event {
        Event::Text(text) if length < LONGEST_TEXT => {
            let text = text.xml10_content().unwrap_or_default();
            length += text.len();
            current.push_str(&text);
        }
        Event::GeneralRef(reference) => push_reference(&mut current, reference),
        Event::End(end) if end.local_name().as_ref() == b"si" => {
            strings.push(std::mem::take(&mut current))
        }
        _ => {}
    })?;
    Ok(strings)
}

/// The five references of XML and character references; others become a space.
fn push_reference(out: &mut String, reference: &quick_xml::events::BytesRef<'_>) {
    let character = match reference.resolve_char_ref() {
        Ok(Some(character)) => character,
        _ => match &**reference {
            b"amp" => '&',
            b"lt" => '<',
            b"gt" => '>',
            b"quot" => '"',
            b"apos" => '\'',
            _ => ' ',
        },
    };
    out.push(character);
}
