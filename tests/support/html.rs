//! A critical look at finished pages: tags that close, ids that are unique, addresses that are safe and lead somewhere.

use std::collections::{BTreeMap, BTreeSet};

/// One tag of a page.
#[derive(Debug)]
pub struct Tag<'a> {
    /// Its name in lower case as it stands.
    pub name: &'a str,
    /// Whether it closes an element.
    pub closes: bool,
    /// Its attributes, with character references undone.
    pub attributes: Vec<(&'a str, String)>,
    /// Where it begins, and the byte behind it.
    pub start: usize,
    pub end: usize,
}

impl Tag<'_> {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, value)| value.as_str())
    }
}

const VOID: [&str; 9] = [
    "area", "br", "col", "hr", "img", "input", "link", "meta", "wbr",
];

/// Elements that end an open paragraph, so they cannot stand in one.
const BLOCKS: [&str; 18] = [
    "article",
    "aside",
    "blockquote",
    "div",
    "dl",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "header",
    "hr",
    "ol",
    "p",
    "pre",
    "section",
    "ul",
];

/// The tags of a page. The content of scripts and styles is not markup and is passed over.
pub fn tags(html: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(start) = html[at..].find('<').map(|found| at + found) {
        let rest = &html[start..];
        if rest.starts_with("<!--") {
            at = rest.find("-->").map_or(html.len(), |end| start + end + 3);
            continue;
        }
        if rest.starts_with("<!") || rest.starts_with("<?") {
            at = rest.find('>').map_or(html.len(), |end| start + end + 1);
            continue;
        }
        let tag = tag(html, start);
        at = tag.end;
        if !tag.closes && matches!(tag.name, "script" | "style") {
            let close = format!("</{}", tag.name);
            at = html[at..].find(&close).map_or(html.len(), |end| at + end);
        }
        tags.push(tag);
    }
    tags
}

fn tag(html: &str, start: usize) -> Tag<'_> {
    let bytes = html.as_bytes();
    let mut at = start + 1;
    let closes = bytes.get(at) == Some(&b'/');
    if closes {
        at += 1;
    }
    let name_start = at;
    while bytes
        .get(at)
        .is_some_and(|byte| !b" \t\r\n/>".contains(byte))
    {
        at += 1;
    }
    let name = &html[name_start..at];
    let mut attributes = Vec::new();
    loop {
        while bytes.get(at).is_some_and(|byte| b" \t\r\n/".contains(byte)) {
            at += 1;
        }
        match bytes.get(at) {
            None => break,
            Some(b'>') => {
                at += 1;
                break;
            }
            Some(_) => {}
        }
        let key_start = at;
        while bytes
            .get(at)
            .is_some_and(|byte| !b" \t\r\n/>=".contains(byte))
        {
            at += 1;
        }
        let key = &html[key_start..at];
        let mut value = "";
        if bytes.get(at) == Some(&b'=') {
            at += 1;
            if let Some(quote @ (b'"' | b'\'')) = bytes.get(at).copied() {
                let from = at + 1;
                let to = html[from..]
                    .find(quote as char)
                    .map_or(html.len(), |end| from + end);
                value = &html[from..to];
                at = (to + 1).min(html.len());
            } else {
                let from = at;
                while bytes
                    .get(at)
                    .is_some_and(|byte| !b" \t\r\n>".contains(byte))
                {
                    at += 1;
                }
                value = &html[from..at];
            }
        } else if key.is_empty() {
            // A stray sign: step over it, so that the loop ends.
            at += 1;
        }
        attributes.push((key, unescape(value)));
    }
    Tag {
        name,
        closes,
        attributes,
        start,
        end: at,
    }
}

/// Undoes the character references that the program writes.
pub fn unescape(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#x27;", "'")
        .replace("&#x2F;", "/")
        .replace("&amp;", "&")
}

/// What is wrong with one page, whatever its text says.
pub fn faults(html: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    let mut ids = BTreeSet::new();
    for tag in tags(html) {
        if tag.name.is_empty() || !tag.name.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            faults.push(format!("`<{}` is no tag", tag.name));
            continue;
        }
        if tag.closes {
            match open.pop() {
                Some(last) if last == tag.name => {}
                last => {
                    faults.push(format!("</{}> closes {last:?}", tag.name));
                    return faults;
                }
            }
            continue;
        }
        if BLOCKS.contains(&tag.name) && open.last() == Some(&"p") {
            faults.push(format!("<{}> stands in a paragraph", tag.name));
        }
        if tag.name == "a" && open.contains(&"a") {
            faults.push("a link stands in a link".to_owned());
        }
        if !VOID.contains(&tag.name) {
            open.push(tag.name);
        }
        for (name, value) in &tag.attributes {
            match *name {
                "id" => {
                    if value.is_empty() || value.contains(char::is_whitespace) {
                        faults.push(format!("the id `{value}` is none"));
                    }
                    if !ids.insert(value.clone()) {
                        faults.push(format!("the id `{value}` stands twice"));
                    }
                }
                "style" => faults.push(format!("<{}> has a style of its own", tag.name)),
                "href" | "src" | "action" => faults.extend(unsafe_address(value)),
                name if name.starts_with("on") => {
                    faults.push(format!("<{}> has the script {name}", tag.name));
                }
                name if name.contains(['<', '"', '\'']) || name.is_empty() => {
                    faults.push(format!("<{}> has the attribute `{name}`", tag.name));
                }
                _ => {}
            }
        }
        let is_data = tag.attribute("type") == Some("application/ld+json");
        if tag.name == "script" && tag.attribute("src").is_none() && !is_data {
            faults.push("a script stands in the page".to_owned());
        }
        if matches!(tag.name, "style" | "iframe" | "object" | "embed") {
            faults.push(format!("<{}> stands in the page", tag.name));
        }
    }
    if !open.is_empty() {
        faults.push(format!("never closed: {open:?}"));
    }
    let control = |c: &char| c.is_control() && !matches!(c, '\n' | '\t');
    if let Some(c) = html.chars().find(control) {
        faults.push(format!("the control character {c:?}"));
    }
    faults
}

/// An address by a scheme that is neither the web nor a mailbox nor a telephone. What browsers ignore in a scheme is ignored here.
fn unsafe_address(address: &str) -> Option<String> {
    let seen: String = address
        .chars()
        .filter(|c| !c.is_control() && !c.is_whitespace())
        .collect();
    if seen.starts_with("//") || seen.starts_with('\\') || seen.starts_with("/\\") {
        return Some(format!("`{address}` leads to another host"));
    }
    let before = seen.split(['/', '?', '#']).next().unwrap_or_default();
    let (scheme, _) = before.split_once(':')?;
    let known = ["https", "http", "mailto", "tel"];
    (!known.contains(&scheme.to_lowercase().as_str()))
        .then(|| format!("`{address}` is not a safe address"))
}

/// Every fault of every page of a site, and every link inside it that leads nowhere.
pub fn site_faults(files: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let mut faults = Vec::new();
    let mut ids: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let mut links: Vec<(&str, String)> = Vec::new();
    for (path, bytes) in files {
        if path.ends_with(".xml") {
            faults.extend(xml_fault(bytes).map(|fault| format!("{path}: {fault}")));
        }
        if !path.ends_with(".html") {
            continue;
        }
        let html = std::str::from_utf8(bytes).expect("pages are UTF-8");
        faults.extend(
            self::faults(html)
                .into_iter()
                .map(|fault| format!("{path}: {fault}")),
        );
        for tag in tags(html) {
            if let Some(id) = tag.attribute("id") {
                ids.entry(path).or_default().insert(id.to_owned());
            }
            let address = tag.attribute("href").or(tag.attribute("src"));
            // The page for missing addresses answers at any depth, so its links begin at the host's root.
            if let Some(address) = address.filter(|_| path != "404.html" && tag.name != "use") {
                links.push((path, address.to_owned()));
            }
        }
    }
    for (from, address) in links {
        if address.contains(':') {
            continue;
        }
        let (file, fragment) = address.split_once('#').unwrap_or((&address, ""));
        let file = file.split('?').next().unwrap_or_default();
        let target = if file.is_empty() {
            from.to_owned()
        } else {
            resolve(from, &decode(file))
        };
        if !files.contains_key(&target) {
            faults.push(format!("{from}: `{address}` leads nowhere"));
        } else if !fragment.is_empty() && target.ends_with(".html") {
            let known = ids.get(target.as_str());
            if !known.is_some_and(|known| known.contains(&decode(fragment))) {
                faults.push(format!("{from}: `{address}` names no place on its page"));
            }
        }
    }
    faults
}

/// Characters that XML 1.0 forbids, and tags that do not close.
fn xml_fault(bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).expect("feeds are UTF-8");
    let forbidden = |c: &char| {
        (c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{7f}'..='\u{9f}'))
            || matches!(c, '\u{fffe}' | '\u{ffff}')
    };
    if let Some(c) = text.chars().find(forbidden) {
        return Some(format!("XML forbids {c:?}"));
    }
    let mut open = Vec::new();
    for tag in tags(text) {
        if tag.closes {
            if open.pop() != Some(tag.name) {
                return Some(format!("</{}> closes another", tag.name));
            }
        } else if !text[..tag.end].ends_with("/>") {
            open.push(tag.name);
        }
    }
    (!open.is_empty()).then(|| format!("never closed: {open:?}"))
}

/// The file that a relative link on a page names.
pub fn resolve(from: &str, link: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let mut path = parts.join("/");
    if link.ends_with('/') || path.is_empty() {
        path = format!("{path}/index.html")
            .trim_start_matches('/')
            .to_owned();
    }
    path
}

fn decode(text: &str) -> String {
    peerpress::path::decode(text).expect("links are UTF-8")
}

/// What stands inside the first element that `is_it` finds.
pub fn inside(html: &str, is_it: impl Fn(&Tag<'_>) -> bool) -> Option<&str> {
    let tags = tags(html);
    let at = tags.iter().position(|tag| !tag.closes && is_it(tag))?;
    let name = tags[at].name;
    let mut depth = 0;
    for tag in tags[at..].iter().filter(|tag| tag.name == name) {
        depth += if tag.closes { -1 } else { 1 };
        if depth == 0 {
            return Some(&html[tags[at].end..tag.start]);
        }
    }
    None
}

/// One line for every tag and text, so that two versions can be compared line by line.
pub fn normalised(html: &str) -> String {
    let mut out = String::new();
    for line in html.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        if !words.is_empty() {
            out.push_str(&words.join(" "));
            out.push('\n');
        }
    }
    out
}
