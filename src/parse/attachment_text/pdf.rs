//! PDF through lopdf.

use super::{LONGEST_TEXT, Part, Problem};
use lopdf::Document;
use std::time::Instant;

/// Bytes one page's content may unpack to.
const LARGEST_PAGE: usize = 16 << 20;

/// Pages that are read.
const MOST_PAGES: usize = 2_000;

/// A part for each page with text, labelled "page 3".
pub(super) fn read(bytes: &[u8], deadline: Instant) -> Result<Vec<Part>, Problem> {
    let document = Document::load_mem(bytes).map_err(|error| Problem::Broken(error.to_string()))?;
    if document.is_encrypted() {
        return Err(Problem::Broken("it is encrypted".into()));
    }
    let pages = document.get_pages();
    if pages.is_empty() {
        return Err(Problem::Broken(
            "it has no pages, and may be half a file".into(),
        ));
    }
    let mut parts = Vec::new();
    let mut length = 0;
    for number in pages.keys().copied().take(MOST_PAGES) {
        if Instant::now() > deadline {
            return Err(Problem::TooSlow);
        }
        // One unreadable page does not hide the others.
        let Ok(text) = document.extract_text_with_limit(&[number], LARGEST_PAGE) else {
            continue;
        };
        length += text.len();
        if length > LONGEST_TEXT {
            break;
        }
        parts.push((format!("page {number}"), text));
    }
    Ok(parts)
}
