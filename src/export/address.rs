//! Where a link leads, in the letters that files for other programs allow.

/// The address as RFC 3986 writes it. `None` if other programs might refuse the whole file because of it: Word repairs a document with a
/// single link that it cannot read, so what is doubtful stays plain words.
pub fn uri(href: &str) -> Option<String> {
    let (scheme, rest) = href.split_once(':')?;
    let scheme = scheme.to_ascii_lowercase();
    let sound = match scheme.as_str() {
        "http" | "https" => is_host(authority(rest.strip_prefix("//")?)),
        "mailto" => rest
            .split_once('@')
            .is_some_and(|(box_name, host)| !box_name.is_empty() && is_host(authority(host))),
        "tel" => rest.bytes().any(|byte| byte.is_ascii_digit()),
        _ => false,
    };
    sound.then(|| format!("{scheme}:{}", encoded(rest)))
}

/// What stands before the path, query and fragment.
fn authority(rest: &str) -> &str {
    rest.split(['/', '?', '#']).next().unwrap_or_default()
}

/// Whether it is a plain name of a host, perhaps with a port; names in other scripts are left out with all that is malformed.
fn is_host(authority: &str) -> bool {
    let (host, port) = authority.split_once(':').unwrap_or((authority, "443"));
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    host.split('.').all(is_label) && port.parse::<u16>().is_ok()
}

fn encoded(rest: &str) -> String {
    let is_code = |at: usize| {
        rest.as_bytes()
            .get(at + 1..at + 3)
            .is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    };
    let mut out = String::with_capacity(rest.len());
    for (at, byte) in rest.bytes().enumerate() {
        let stays = match byte {
            b'%' => is_code(at),
            b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}' | b'[' | b']' => false,
            byte => byte.is_ascii_graphic(),
        };
        if stays {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn addresses_are_written_in_plain_letters() {
        for (href, expected) in [
            ("HTTPS://a.example/b?c=d#e", "https://a.example/b?c=d#e"),
            ("https://a.example:8080/x y", "https://a.example:8080/x%20y"),
            (
                "http://a.example/caf\u{e9}/%C3%A9/100%",
                "http://a.example/caf%C3%A9/%C3%A9/100%25",
            ),
            (
                "https://a.example/<\"{|}\">",
                "https://a.example/%3C%22%7B%7C%7D%22%3E",
            ),
            (
                "mailto:team@a.example?subject=x y",
                "mailto:team@a.example?subject=x%20y",
            ),
            ("tel:+44 20 7946 0000", "tel:+44%2020%207946%200000"),
        ] {
            assert_eq!(uri(href).as_deref(), Some(expected));
        }
    }

    #[test]
    fn what_other_programs_might_refuse_is_no_link() {
        for href in [
            "",
            "javascript:alert(1)",
            "https:a.example",
            "https://",
            "https:///x",
            "http://[",
            "http://a..b/",
            "http://a.example:99999/",
            "http://user@a.example/",
            "https://\u{e9}.example/",
            "mailto:",
            "mailto:nobody",
            "tel:",
        ] {
            assert_eq!(uri(href), None, "{href}");
        }
    }
}
