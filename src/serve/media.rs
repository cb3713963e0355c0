//! What a file is, told to browsers by the ending of its name.

use mime_guess::{Mime, MimeGuess, mime};

/// The media type of a file, with the encoding of what is text.
pub fn of(path: &str) -> String {
    let guess = guess(path);
    let essence = guess.essence_str();
    let is_text = guess.type_() == mime::TEXT
        || matches!(
            essence,
            "application/javascript" | "application/json" | "image/svg+xml"
        )
        || essence.ends_with("xml");
    if is_text {
        format!("{essence}; charset=utf-8")
    } else {
        essence.to_owned()
    }
}

/// Whether it is a page.
pub fn is_page(path: &str) -> bool {
    guess(path) == mime::TEXT_HTML
}

/// Whether pages show it within themselves, so that they change when it does.
pub fn is_shown_in_pages(path: &str) -> bool {
    let guess = guess(path);
    matches!(guess.type_().as_str(), "image" | "video" | "audio") || guess.subtype() == "vtt"
}

fn guess(path: &str) -> Mime {
    MimeGuess::from_path(path).first_or_octet_stream()
}
