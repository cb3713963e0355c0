//! Addresses of other sites, as a page may link to them.

/// Whether a text is an address that a page may link to.
pub(super) fn is_web(text: &&str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

/// The host of an address.
pub(super) fn host(url: &str) -> String {
    url.split("://")
        .nth(1)
        .unwrap_or(url)
        .split('/')
        .next()
        .unwrap_or_default()
        .trim_start_matches("www.")
        .to_owned()
}
