//! A file to offer or to show: what it is by its content, how large, and its checksum.

use super::attachment_text::{self, Part, Problem};
use super::patient;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::hash::sha256;
use crate::path::SourcePath;

/// An attachment whose content is not what its name says.
pub const ATTACHMENT_TYPE: Code = Code {
    name: "attachment-type",
    severity: Severity::Error,
    manual: "\
The content of this file is not what its name says, so a reader's computer would open it with the wrong program or refuse it. Often
a file was renamed by hand (`.doc` to `.docx`) or a download was saved half. Open it, and save it again in the right format.",
};

/// An attachment that could run in a reader's browser or on their computer.
pub const ATTACHMENT_UNSAFE: Code = Code {
    name: "attachment-unsafe",
    severity: Severity::Error,
    manual: "\
Web pages, scripts, programs and documents with macros can run code on a reader's computer, and hospital filters block them. Offer a document (DOCX, PDF,
PPTX, XLSX, ODT, CSV, plain text) or an image (PNG, JPEG, WebP) instead.",
};

/// An attachment that shows words to the eye and holds none.
pub const ATTACHMENT_UNSEARCHABLE: Code = Code {
    name: "attachment-unsearchable",
    severity: Severity::Warning,
    manual: "\
This file has pages but no text: most likely it was scanned. Nobody finds it by the words in it, nobody can copy from it, and a screen reader says nothing.
Offer the document it was printed from, or have its text recognised (\"OCR\", in most programs that read PDF) and save it again.",
};

/// An attachment whose text cannot be read.
pub const ATTACHMENT_UNREADABLE: Code = Code {
    name: "attachment-unreadable",
    severity: Severity::Warning,
    manual: "\
The text of this file could not be read, so nobody finds it by the words in it. It may be damaged, protected by a password, or far larger inside than it looks.
Open it, and save it again without a password; if it does not open for you either, replace it.",
};

/// What a file is.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct AttachmentFacts {
    /// Its media type, told from its content.
    pub media_type: &'static str,
    /// Its size in bytes.
    pub size: u64,
    /// Its SHA-256 in hexadecimal digits.
    pub sha256: String,
    /// Whether people can edit files of this type with what they have.
    pub editable: bool,
    /// Its format as people call it, such as `DOCX`.
    pub format: String,
    /// Its words, by page, slide or sheet, as far as they can be read.
    pub text: Vec<Part>,
}

/// Extension, media type, and whether it can be edited.
const TYPES: &[(&str, &str, bool)] = &[
    ("pdf", "application/pdf", false),
    (
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        true,
    ),
    (
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        true,
    ),
    (
        "pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        true,
    ),
    ("odt", "application/vnd.oasis.opendocument.text", true),
    (
        "ods",
        "application/vnd.oasis.opendocument.spreadsheet",
        true,
    ),
    (
        "odp",
        "application/vnd.oasis.opendocument.presentation",
        true,
    ),
    ("doc", "application/msword", true),
    ("xls", "application/vnd.ms-excel", true),
    ("ppt", "application/vnd.ms-powerpoint", true),
    ("rtf", "application/rtf", true),
    ("csv", "text/csv", true),
    ("txt", "text/plain", true),
    ("md", "text/markdown", true),
    ("vtt", "text/vtt", true),
    ("json", "application/json", true),
    ("png", "image/png", false),
    ("jpg", "image/jpeg", false),
    ("jpeg", "image/jpeg", false),
    ("webp", "image/webp", false),
    ("gif", "image/gif", false),
    ("avif", "image/avif", false),
    ("mp4", "video/mp4", false),
    ("webm", "video/webm", false),
    ("mp3", "audio/mpeg", false),
    ("zip", "application/zip", true),
];

/// Whether files with this extension, in small letters, are offered to readers.
pub fn is_offered(extension: &str) -> bool {
    TYPES.iter().any(|(known, ..)| *known == extension)
}

impl AttachmentFacts {
    /// Looks at a file; what its content and its name disagree about is a finding.
    pub fn read(path: &SourcePath, bytes: &[u8], findings: &mut Vec<Diagnostic>) -> Self {
        let extension = path.extension();
        let before = findings.len();
        let known = TYPES.iter().find(|(known, ..)| *known == extension);
        match known {
            None => findings.push(
                Diagnostic::new(
                    &ATTACHMENT_UNSAFE,
                    path,
                    format!("files of the type `.{extension}` are not offered to readers"),
                )
                .help("offer a document, a table or an image; names that start with `_` are left alone"),
            ),
            Some((_, media_type, _)) => {
                if let Some(found) = contradiction(media_type, bytes) {
                    findings.push(
                        Diagnostic::new(
                            &ATTACHMENT_TYPE,
                            path,
                            format!("this file is called `.{extension}` but its content is {found}"),
                        )
                        .help("open it, and save it again in the right format"),
                    );
                }
            }
        }
        let (_, media_type, editable) =
            known
                .copied()
                .unwrap_or(("", "application/octet-stream", false));
        // What is wrong with the whole file was said; that its words cannot be read would be a follow-on finding.
        let text = if findings.len() == before {
            let text = text(path, bytes, findings);
            patient::check_parts(patient::parts(&text), path, findings);
            if let Some(plain) = plain(media_type, bytes) {
                patient::check_parts([("", plain)].into_iter(), path, findings);
            }
            text
        } else {
            Vec::new()
        };
        Self {
            text,
            media_type,
            size: bytes.len() as u64,
            sha256: sha256(bytes),
            editable,
            format: extension.to_uppercase(),
        }
    }

    /// Whether a page can show it in its place.
    pub fn is_image(&self) -> bool {
        self.media_type.starts_with("image/")
    }
}

/// The words of a file; why there are none is a finding.
fn text(path: &SourcePath, bytes: &[u8], findings: &mut Vec<Diagnostic>) -> Vec<Part> {
    match attachment_text::read(&path.extension(), bytes) {
        Ok(parts) => return parts,
        Err(Problem::UnknownFormat) => {}
        Err(Problem::NoText) => findings.push(
            Diagnostic::new(
                &ATTACHMENT_UNSEARCHABLE,
                path,
                "this file has pages but no text, so a search cannot find it by its words",
            )
            .help("offer the document it was made from, or have its text recognised"),
        ),
        Err(problem) => findings.push(
            Diagnostic::new(
                &ATTACHMENT_UNREADABLE,
                path,
                format!("the text of this file cannot be searched: {problem}"),
            )
            .help("open it, and save it again without a password"),
        ),
    }
    Vec::new()
}

/// The content of a file that is nothing but text: it is not taken apart, but may name a patient as well.
fn plain<'a>(media_type: &str, bytes: &'a [u8]) -> Option<&'a str> {
    let is_text = media_type.starts_with("text/") || media_type == "application/json";
    is_text.then(|| std::str::from_utf8(bytes).ok()).flatten()
}

/// What the content is, if it cannot be of this media type.
fn contradiction(media_type: &str, bytes: &[u8]) -> Option<String> {
    if media_type.starts_with("text/") || media_type == "application/json" {
        return match std::str::from_utf8(bytes) {
            Ok(text) if !text.contains('\0') => None,
            _ => Some("not text in UTF-8".to_owned()),
        };
    }
    let found = infer::get(bytes).map(|kind| kind.mime_type());
    // The Office and OpenDocument formats are ZIP archives, the older ones compound files; a cautious sniffer may say just that.
    let compatible = match found {
        Some(found) if found == media_type => true,
        Some("application/zip") => {
            media_type.contains("opendocument") || media_type.contains("openxml")
        }
        Some("application/x-ole-storage") => {
            media_type.starts_with("application/vnd.ms-") || media_type == "application/msword"
        }
        Some(
            "application/vnd.ms-excel" | "application/vnd.ms-powerpoint" | "application/msword",
        ) => media_type.starts_with("application/vnd.ms-") || media_type == "application/msword",
        Some("text/rtf") => media_type == "application/rtf",
        _ => false,
    };
    (!compatible).then(|| {
        found.map_or("of an unknown type".to_owned(), |found| {
            format!("`{found}`")
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(name: &str, bytes: &[u8]) -> Vec<&'static str> {
        let mut findings = Vec::new();
        AttachmentFacts::read(&SourcePath::new(name), bytes, &mut findings);
        findings.iter().map(|finding| finding.code.name).collect()
    }

    #[test]
    fn content_decides() {
        assert_eq!(findings("a.pdf", b"%PDF-1.7\n"), ["attachment-unreadable"]);
        assert_eq!(findings("a.pdf", b"<html></html>"), ["attachment-type"]);
        assert_eq!(findings("a.html", b"<html></html>"), ["attachment-unsafe"]);
        assert_eq!(findings("a.csv", b"a,b\n\xff"), ["attachment-type"]);
        assert!(findings("a.csv", "a,b\né,1\n".as_bytes()).is_empty());
    }
}
