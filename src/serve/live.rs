//! What makes an open page follow the edits: a script in each page, and what it is told.

use hyper::body::Bytes;

use super::edition::Edition;
use super::findings::Findings;

/// Where the script listens.
pub const EVENTS: &str = "/_peerpress/events";
const SCRIPT: &str = "/_peerpress/live.js";
const STYLE: &str = "/_peerpress/live.css";

/// The server's own files, by their path: a name that tells the media type, and the bytes.
pub fn file(path: &str) -> Option<(&'static str, &'static [u8])> {
    match path {
        SCRIPT => Some(("live.js", include_bytes!("live.js"))),
        STYLE => Some(("live.css", include_bytes!("live.css"))),
        _ => None,
    }
}

/// A page with the script, which has an address of its own because the policy of the pages forbids scripts in them.
pub fn with_script(page: &[u8], version: &str) -> Bytes {
    const END: &[u8] = b"</body>";
    let at = page
        .windows(END.len())
        .rposition(|window| window == END)
        .unwrap_or(page.len());
    let script = format!("<script src=\"{SCRIPT}\" data-version=\"{version}\" defer></script>\n");
    [&page[..at], script.as_bytes(), &page[at..]]
        .concat()
        .into()
}

/// The page in place of a site that could not be made yet.
pub fn nothing_yet() -> Bytes {
    with_script(include_bytes!("nothing-yet.html"), "missing")
}

/// What an open page is told.
#[derive(PartialEq, Eq, Debug)]
pub enum Event {
    /// Load yourself again.
    Reload,
    /// Take another stylesheet; nothing else has changed.
    Style {
        /// The file that the page names.
        from: String,
        /// The file in its place.
        to: String,
        /// The page's version now.
        version: String,
    },
    /// These pictures and films have changed: load yourself again if you show one of them.
    Media(Vec<String>),
    /// What there is to mend.
    Findings(String),
}

impl Event {
    /// The event as it goes over the wire.
    pub fn text(&self) -> String {
        let (name, data) = match self {
            Event::Reload => ("reload", String::new()),
            Event::Style { from, to, version } => (
                "style",
                serde_json::json!({ "from": from, "to": to, "version": version }).to_string(),
            ),
            Event::Media(paths) => ("media", serde_json::json!(paths).to_string()),
            Event::Findings(json) => ("findings", json.clone()),
        };
        format!("event: {name}\ndata: {data}\n\n")
    }
}

/// What there is to mend, for the overlay.
pub fn findings(findings: &Findings) -> Event {
    // Plain structs of numbers and texts always serialise.
    Event::Findings(serde_json::to_string(findings).unwrap_or_default())
}

/// What a page of a known version is told of the next edition; `path` is its address, decoded.
pub fn events(path: &str, version: &str, before: &Edition, now: &Edition) -> Vec<Event> {
    let mut events = Vec::new();
    let next = now.version(path);
    if next != version {
        events.push(style_only(path, before, now, next).unwrap_or(Event::Reload));
    }
    let media = now.changed_media(before);
    if !media.is_empty() && events.is_empty() {
        events.push(Event::Media(media));
    }
    if before.findings() != now.findings() {
        events.push(findings(now.findings()));
    }
    events
}

/// The change of stylesheet, if that is all that has changed in a page.
fn style_only(path: &str, before: &Edition, now: &Edition, version: String) -> Option<Event> {
    let (from, to) = (before.own_style(now)?, now.own_style(before)?);
    let old = std::str::from_utf8(&before.file(path)?.bytes).ok()?;
    let new = std::str::from_utf8(&now.file(path)?.bytes).ok()?;
    (old.replace(from, to) == new).then(|| Event::Style {
        from: from.to_owned(),
        to: to.to_owned(),
        version,
    })
}
