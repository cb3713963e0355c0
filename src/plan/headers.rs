//! What a host should say of each answer, besides its type: the same words for every host.

use super::frame::POLICY;

/// How much of a page's address other sites are told.
pub const REFERRER: &str = "strict-origin-when-cross-origin";

/// What no page asks of a reader's computer.
pub const PERMISSIONS: &str = "camera=(), geolocation=(), microphone=()";

/// For files whose names change with their content: those below `assets/`, and those of the search index but its root.
pub const FOREVER: &str = "public, max-age=31536000, immutable";

/// The policy of every page, with what can only be said in a header.
pub fn policy() -> String {
    format!("{POLICY}; frame-ancestors 'none'")
}

/// Where those files are. What a host reads here has no exceptions, and some send both of two words that match: so the root, which alone
/// has no `-` in its name, is passed by.
const LASTING: [&str; 5] = [
    "/assets/*",
    "/search-index/c-*",
    "/search-index/f-*",
    "/search-index/s-*",
    "/search-index/t-*",
];

/// The headers in the form that several hosts read, as the file `_headers`.
pub(super) fn file() -> String {
    let mut file = format!(
        "/*\n  Content-Security-Policy: {}\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: {REFERRER}\n  \
         Permissions-Policy: {PERMISSIONS}\n",
        policy()
    );
    for path in LASTING {
        file.push_str(&format!("{path}\n  Cache-Control: {FOREVER}\n"));
    }
    file
}
