//! A checklist's view becomes a file to take away: one file of this folder for each format, each a function from the view to bytes.

mod code;
pub mod docx;
pub mod fhir;
pub mod markdown;
pub mod pdf;
