//! What a host should say of each answer, besides its type: the same words for every host.

use super::frame::POLICY;

/// How much of a page's address other sites are told.
pub const REFERRER: &str = "strict-origin-when-cross-origin";

/// What no page asks of a reader's computer.
pub const PERMISSIONS: &str = "camera=(), geolocation=(), microphone=()";

/// For files below `assets/`, whose names change with their content.
pub const FOREVER: &str = "public, max-age=31536000, immutable";

/// The policy of every page, with what can only be said in a header.
pub fn policy() -> String {
    format!("{POLICY}; frame-ancestors 'none'")
}

/// The headers in the form that several hosts read, as the file `_headers`.
pub(super) fn file() -> String {
    format!(
        "/*\n  Content-Security-Policy: {}\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: {REFERRER}\n  \
         Permissions-Policy: {PERMISSIONS}\n/assets/*\n  Cache-Control: {FOREVER}\n",
        policy()
    )
}
