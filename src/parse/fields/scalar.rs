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
                Some(Located {
                    value: (trimmed.to_owned(), quoted),
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
