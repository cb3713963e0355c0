//! Views become files: templates, bodies, feeds, data.

mod body;
mod highlight;
mod lines;
mod memory;
mod press;
mod script;
mod shelf;
mod theme;

use serde::Serialize;
use tera::{Context, Value};

use crate::hash::Digest;
use crate::model::SEARCH_INDEX;
use crate::path::OutputPath;
use crate::plan::Planned;
use crate::plan::view::{Output, PageView, View};
use crate::search;

pub use memory::Memory;
pub use press::Press;
pub use theme::{OwnFiles, Theme, ThemeError};

/// A file of the site, ready to be written or answered.
#[derive(Clone, Debug)]
pub struct Artifact {
    /// Where it goes.
    pub path: OutputPath,
    /// The file.
    pub bytes: Vec<u8>,
}

/// A file of the search index, packed.
pub fn shard(file: &search::File) -> Artifact {
    Artifact {
        path: shard_path(file),
        bytes: file.bytes(),
    }
}

/// Where a file of the search index goes.
pub fn shard_path(file: &search::File) -> OutputPath {
    OutputPath::new(format!("{SEARCH_INDEX}/{}", file.path()))
}

/// Everything that an artifact depends on.
pub fn key(output: &Planned, theme: &Theme) -> Digest {
    Digest::of_all(&[output.digest(), theme.digest()])
}

/// Room for what a template says by itself, in bytes: a buffer that is too small costs more than one that is too large.
const ROOM: usize = 24 * 1024;

/// Makes one file.
///
/// # Errors
/// When a template of the theme asks for something that its view does not have: the theme is broken, not the content.
pub fn artifact(output: &Output, press: &Press<'_>) -> Result<Artifact, ThemeError> {
    let bytes = match &output.view {
        View::Page(view) => page(view, press)?,
        View::Redirect(view) => press.render("redirect.html", &with_view(view), ROOM)?,
        View::Feed(view) => press.render("feed.xml", &with_view(view), ROOM)?,
        View::SiteMap(entries) => {
            let mut context = Context::new();
            context.insert("entries", entries);
            press.render("sitemap.xml", &context, ROOM)?
        }
        View::Catalogue(view) => lines::json(&**view, view.length() + ROOM),
        View::Text(text) => text.clone().into_bytes(),
        View::File { bytes, .. } => bytes.0.to_vec(),
    };
    Ok(Artifact {
        path: output.path.clone(),
        bytes,
    })
}

fn page(view: &PageView, press: &Press<'_>) -> Result<Vec<u8>, ThemeError> {
    let body = view.body.as_ref().map(body::html).unwrap_or_default();
    let mut context = with_view(&view.view);
    context.insert_value("body", Value::safe_string(&body));
    press.page(view.view.template(), &view.page, context, body.len() + ROOM)
}

fn with_view<T: Serialize>(view: &T) -> Context {
    let mut context = Context::new();
    context.insert("view", view);
    context
}
