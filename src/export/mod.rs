//! A checklist's view becomes a file to take away: one file of this folder for each format, each a function from the view to bytes.

mod address;
mod code;
pub mod docx;
pub mod fhir;
pub mod markdown;
pub mod pdf;

use crate::plan::view::{Export, Format};

/// Makes the file that was asked for.
pub fn bytes(export: &Export) -> Vec<u8> {
    match export.format {
        Format::Docx => docx::docx(&export.checklist),
        Format::Pdf => pdf::pdf(&export.checklist),
        Format::Fhir => fhir::fhir(&export.checklist),
        Format::Markdown => markdown::markdown(&export.source),
    }
}
