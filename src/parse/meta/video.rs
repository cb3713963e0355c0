//! A film: where it can be watched, its captions and its transcript.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::required::one_of;
use crate::diagnostic::Located;
use crate::parse::fields::Fields;

/// What only films have.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct VideoMeta {
    /// Where it can be watched.
    pub url: Option<Located<String>>,
    /// Or the file beside this page.
    pub file: Option<Located<String>>,
    /// Its captions: a language or a file.
    pub captions: String,
    /// Its transcript: a file, an address, or where to find it.
    pub transcript: Option<Located<String>>,
    /// How long it is, such as `4:30`.
    pub duration: Option<String>,
    /// When it was made.
    pub produced: Option<Date>,
}

impl VideoMeta {
    pub(super) fn read(fields: &mut Fields<'_>) -> Self {
        one_of(fields, "url", "file", "https://video.example.org/watch/1");
        Self {
            url: fields.web_address("url"),
            file: fields.text("file"),
            captions: fields
                .required_text("captions", "English")
                .map(|text| text.value)
                .unwrap_or_default(),
            transcript: fields.required_text("transcript", "transcript.txt"),
            duration: fields.text("duration").map(|text| text.value),
            produced: fields.date("produced").map(|date| date.value),
        }
    }
}
