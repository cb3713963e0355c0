//! Where to say something about a page.

use crate::path::Url;

/// The network's address for that; in a letter, the subject says which page it is about, or nobody who gets it can tell.
pub fn about(to: &str, title: &str, version: Option<&str>, page: &Url) -> String {
    if !to.starts_with("mailto:") || to.contains('?') {
        return to.to_owned();
    }
    let version = version.map(|version| format!(", version {version}"));
    let subject = format!("{title}{} ({})", version.unwrap_or_default(), page.as_str());
    format!("{to}?subject={}", encoded(&subject))
}

/// Words within the query of an address (RFC 3986: only unreserved characters stand for themselves).
fn encoded(words: &str) -> String {
    let mut out = String::with_capacity(words.len() * 2);
    for byte in words.bytes() {
        match byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            true => out.push(char::from(byte)),
            false => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::path::{BaseUrl, OutputPath};

    #[test]
    fn a_letter_says_what_it_is_about() {
        let base = BaseUrl::parse("https://n.example").expect("an address");
        let page = OutputPath::page("practice/x").url(&base);
        let about = |to| about(to, "Drains & lines", Some("2.1"), &page);
        assert_eq!(
            about("mailto:a@n.example"),
            "mailto:a@n.example?subject=Drains%20%26%20lines%2C%20version%202.1%20%28https%3A%2F%2Fn.example%2Fpractice%2Fx%2F%29"
        );
        for same in ["https://n.example/tell", "mailto:a@n.example?subject=Site"] {
            assert_eq!(about(same), same);
        }
    }
}
