//! A theme: templates that see only their view, one stylesheet, one script, an icon.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use include_dir::{Dir, include_dir};
use tera::{Kwargs, State, Tera, TeraResult, Value};
use walkdir::WalkDir;

use super::{Artifact, script};
use crate::hash::Digest;
use crate::path::OutputPath;
use crate::plan::Assets;
use crate::source::is_of_a_tool;

static DEFAULT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// What stands before the names of the default theme's templates, so that another theme can extend the one it replaces.
const DEFAULT_PREFIX: &str = "default/";

/// A theme that is ready to render.
pub struct Theme {
    tera: Tera,
    digest: Digest,
    style: String,
    script: String,
    search: String,
    inflate: String,
    icon: Vec<u8>,
    assets: Assets,
}

/// A theme that cannot be read, or a template that asks for something that its view does not have.
#[derive(Clone, Debug)]
pub struct ThemeError {
    what: String,
    cause: Option<Arc<dyn Error + Send + Sync>>,
}

impl fmt::Display for ThemeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)?;
        let mut cause = self.cause.as_deref().map(|cause| cause as &dyn Error);
        while let Some(error) = cause {
            write!(f, "\n{error}")?;
            cause = error.source();
        }
        Ok(())
    }
}

impl Error for ThemeError {}

impl ThemeError {
    /// That `what` asks for something that its view does not have.
    pub(super) fn rendering(what: &str, cause: tera::Error) -> Self {
        Self {
            what: format!("{what} cannot be rendered"),
            cause: Some(Arc::new(cause)),
        }
    }
}

/// The files of a theme by their path in it.
type Files = BTreeMap<String, Vec<u8>>;

/// The files that take the place of the default theme's.
pub struct OwnFiles(Files);

impl OwnFiles {
    /// Reads the files of a folder; without a folder there are none.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn read(folder: Option<&Path>) -> Result<Self, ThemeError> {
        folder.map_or(Ok(Files::new()), read).map(Self)
    }

    /// The digest of all of them.
    pub fn digest(&self) -> Digest {
        Digest::of(&self.0)
    }
}

impl Theme {
    /// The default theme, with these files in place of its own. Only the files that differ are needed.
    ///
    /// # Errors
    /// When a template is not sound.
    pub fn load(own: &OwnFiles) -> Result<Self, ThemeError> {
        let mut default = Files::new();
        embedded(&DEFAULT, &mut default);
        Self::new(&default, &own.0)
    }

    fn new(default: &Files, own: &Files) -> Result<Self, ThemeError> {
        let mut tera = Tera::new();
        let sound = |result: Result<(), tera::Error>| {
            result.map_err(|error| ThemeError {
                what: "a template of the theme is not sound".to_owned(),
                cause: Some(Arc::new(error)),
            })
        };
        sound(tera.set_fallback_prefixes([DEFAULT_PREFIX]))?;
        let mut templates = Vec::new();
        for (files, prefix) in [(default, DEFAULT_PREFIX), (own, "")] {
            for (path, bytes) in files {
                if let Some(name) = path.strip_prefix("templates/") {
                    templates.push((format!("{prefix}{name}"), text(path, bytes)?));
                }
            }
        }
        // Templates are read before there are cards; a press puts the true one in its place.
        tera.register_function("cards", |_: Kwargs, _: &State<'_>| -> TeraResult<Value> {
            Err(tera::Error::message("there are no cards here"))
        });
        sound(tera.add_raw_templates(templates))?;
        let mut files = default.clone();
        files.extend(own.clone());
        let joined = |folder: &str| -> Result<String, ThemeError> {
            let mut out = String::new();
            for (path, bytes) in files.range(folder.to_owned()..) {
                if !path.starts_with(folder) {
                    break;
                }
                // What lies in a folder below is put together in its own way.
                if path[folder.len()..].contains('/') {
                    continue;
                }
                out.push_str(text(path, bytes)?);
                out.push('\n');
            }
            Ok(out)
        };
        let style = joined("styles/")?;
        let script = joined("scripts/")?;
        let of_search = |name: &str| -> Result<&str, ThemeError> {
            let path = format!("scripts/search/{name}.js");
            files.get(&path).map_or(Ok(""), |bytes| text(&path, bytes))
        };
        let search = script::bundle(&[
            of_search("engine")?,
            of_search("results")?,
            of_search("page")?,
        ]);
        let inflate = script::minify(of_search("inflate")?);
        let icon = files.get("icon.svg").cloned().unwrap_or_default();
        let named = |name: &str, extension: &str, bytes: &[u8]| {
            let short = Digest::of_bytes(bytes).short();
            OutputPath::new(format!("assets/{name}.{short}.{extension}"))
        };
        Ok(Self {
            digest: Digest::of(&(env!("CARGO_PKG_VERSION"), &files)),
            assets: Assets {
                style: named("style", "css", style.as_bytes()),
                script: named("script", "js", script.as_bytes()),
                search: named("search", "js", search.as_bytes()),
                inflate: named("search-inflate", "js", inflate.as_bytes()),
                icon: named("icon", "svg", &icon),
            },
            tera,
            style,
            script,
            search,
            inflate,
            icon,
        })
    }

    /// The digest of all its files and of the program's version.
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// Where its files go.
    pub fn assets(&self) -> &Assets {
        &self.assets
    }

    /// Its files.
    pub fn artifacts(&self) -> Vec<Arc<Artifact>> {
        [
            (&self.assets.style, self.style.as_bytes()),
            (&self.assets.script, self.script.as_bytes()),
            (&self.assets.search, self.search.as_bytes()),
            (&self.assets.inflate, self.inflate.as_bytes()),
            (&self.assets.icon, self.icon.as_slice()),
        ]
        .into_iter()
        .map(|(path, bytes)| {
            let asset = Artifact {
                path: path.clone(),
                bytes: bytes.to_vec(),
            };
            Arc::new(asset)
        })
        .collect()
    }

    /// Its templates.
    pub(super) fn tera(&self) -> &Tera {
        &self.tera
    }
}

fn embedded(dir: &Dir<'_>, files: &mut Files) {
    for file in dir.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        files.insert(path, file.contents().to_vec());
    }
    for inner in dir.dirs() {
        embedded(inner, files);
    }
}

fn read(folder: &Path) -> Result<Files, ThemeError> {
    let failed = |path: &Path, error: &dyn fmt::Display| ThemeError {
        what: format!(
            "the theme cannot be read: {}: {error}\nName its folder with --theme.",
            path.display()
        ),
        cause: None,
    };
    if folder.is_file() {
        return Err(failed(folder, &"it is a file"));
    }
    let mut files = Files::new();
    let walk = WalkDir::new(folder)
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_of_a_tool(entry.file_name()));
    for entry in walk {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(folder);
            match error.io_error() {
                // Its own words name the path too.
                Some(io) => failed(path, io),
                None => failed(path, &error),
            }
        })?;
        if !entry.file_type().is_file() {
            continue;
        }
        let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let path = below.to_string_lossy().replace('\\', "/");
        let bytes = fs::read(entry.path()).map_err(|error| failed(entry.path(), &error))?;
        files.insert(path, bytes);
    }
    Ok(files)
}

fn text<'a>(path: &str, bytes: &'a [u8]) -> Result<&'a str, ThemeError> {
    std::str::from_utf8(bytes).map_err(|error| ThemeError {
        what: format!("the theme's file {path} is not saved as UTF-8"),
        cause: Some(Arc::new(error)),
    })
}
