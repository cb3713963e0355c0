//! One value as it was written, and those that are neither words nor dates: yes or no, and whole numbers.

use super::Fields;
use super::codes::WRONG_TYPE;
use crate::diagnostic::{Diagnostic, Located};
use crate::parse::node::NodeValue;

impl Fields<'_> {
    pub(super) fn scalar(
        &mut self,
        key: &'static str,
        needed: &str,
    ) -> Option<Located<(String, bool)>> {
        let node = self.take(key)?;
        match node.value {
            NodeValue::Scalar { text, quoted } => {
                let trimmed = text.trim();
                if trimmed.is_empty() {
                    return None;
                }
                let curly = within_curly_quotes(trimmed).filter(|_| !quoted);
                Some(Located {
                    value: (
                        curly.unwrap_or(trimmed).to_owned(),
                        quoted || curly.is_some(),
                    ),
                    span: node.span,
                })
            }
            _ => {
                self.wrong(key, needed, &node);
                None
            }
        }
    }

    /// Yes or no.
    pub fn flag(&mut self, key: &'static str) -> Option<Located<bool>> {
        let found = self.scalar(key, "yes or no")?;
        let span = found.span;
        let value = match found.value.0.to_lowercase().as_str() {
            "true" | "yes" => true,
            "false" | "no" => false,
            other => {
                self.findings.push(
                    Diagnostic::new(
                        &WRONG_TYPE,
                        self.path,
                        format!("`{key}` takes true or false, not `{other}`"),
                    )
                    .at(span),
                );
                return None;
            }
        };
        Some(Located { value, span })
    }

    /// A whole number.
    pub fn number(&mut self, key: &'static str) -> Option<Located<i64>> {
        let found = self.scalar(key, "a whole number")?;
        let span = found.span;
        match found.value.0.parse() {
            Ok(value) => Some(Located { value, span }),
            Err(_) => {
                let text = found.value.0;
                self.findings.push(
                    Diagnostic::new(
                        &WRONG_TYPE,
                        self.path,
                        format!("`{key}` takes a whole number, not `{text}`"),
                    )
                    .at(span),
                );
                None
            }
        }
    }
}

/// What stands between a word processor's curly quotation marks, which count as straight ones, if they are around the whole value.
fn within_curly_quotes(text: &str) -> Option<&str> {
    let is_curly = |c| matches!(c, '“' | '”' | '„');
    let within = text.strip_prefix(is_curly)?.strip_suffix(is_curly)?.trim();
    (!within.is_empty() && !within.contains(is_curly)).then_some(within)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn curly_quotes_around_a_value_are_quotes() {
        for (written, meant) in [
            ("“1.10”", Some("1.10")),
            ("”Chest drain”", Some("Chest drain")),
            ("“Never” and “always”", None),
            ("“”", None),
            ("1.10", None),
        ] {
            assert_eq!(within_curly_quotes(written), meant, "{written}");
        }
    }
}
