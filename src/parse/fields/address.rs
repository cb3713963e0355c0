//! Addresses on the web, and mailboxes.

use super::Fields;
use super::codes::BAD_WEB_ADDRESS;
use crate::diagnostic::{Diagnostic, Located};

impl Fields<'_> {
    /// An address on the web; any other scheme never reaches a page.
    pub fn web_address(&mut self, key: &'static str) -> Option<Located<String>> {
        let found = self.text(key)?;
        self.address(key, found, &["https://", "http://"])
    }

    /// An address on the web, or a mailbox as `mailto:team@example.org`.
    pub fn web_or_mail_address(&mut self, key: &'static str) -> Option<Located<String>> {
        let found = self.text(key)?;
        self.address(key, found, &["https://", "http://", "mailto:"])
    }

    fn address(
        &mut self,
        key: &str,
        found: Located<String>,
        schemes: &[&str],
    ) -> Option<Located<String>> {
        let rest = schemes.iter().find_map(|scheme| found.strip_prefix(scheme));
        let is_sound = |rest: &str| {
            !rest.is_empty() && !rest.starts_with('/') && !rest.contains(char::is_whitespace)
        };
        if rest.is_some_and(is_sound) {
            return Some(found);
        }
        let help = if found.contains(':') || found.contains(char::is_whitespace) {
            "write an address that begins with https://".to_owned()
        } else {
            format!(
                "write it in full: `https://{}`",
                found.trim_start_matches('/')
            )
        };
        self.findings.push(
            Diagnostic::new(
                &BAD_WEB_ADDRESS,
                self.path,
                format!("`{key}` is not an address on the web: `{}`", found.value),
            )
            .at(found.span)
            .help(help),
        );
        None
    }
}
