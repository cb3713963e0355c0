//! Lists of texts and of numbers.

use super::Fields;
use super::codes::WRONG_TYPE;
use crate::diagnostic::{Diagnostic, Located};
use crate::parse::node::NodeValue;

impl Fields<'_> {
    /// A list of texts; a single text counts as a list of one.
    pub fn texts(&mut self, key: &'static str) -> Vec<Located<String>> {
        let Some(node) = self.take(key) else {
            return Vec::new();
        };
        let items = match node.value {
            NodeValue::List(items) => items,
            NodeValue::Scalar { .. } => vec![node],
            NodeValue::Null | NodeValue::Map(_) => {
                self.wrong(key, "a list of texts", &node);
                return Vec::new();
            }
        };
        let mut texts = Vec::with_capacity(items.len());
        for item in items {
            match item.value {
                NodeValue::Scalar { text, .. } => texts.push(Located {
                    value: text.trim().to_owned(),
                    span: item.span,
                }),
                NodeValue::Null => {}
                _ => self.wrong(key, "a list of texts", &item),
            }
        }
        texts
    }

    /// A list of whole numbers.
    pub fn numbers(&mut self, key: &'static str) -> Vec<Located<u32>> {
        let mut numbers = Vec::new();
        for text in self.texts(key) {
            match text.value.parse() {
                Ok(value) => numbers.push(Located {
                    value,
                    span: text.span,
                }),
                Err(_) => self.findings.push(
                    Diagnostic::new(
                        &WRONG_TYPE,
                        self.path,
                        format!("`{key}` takes whole numbers, not `{}`", text.value),
                    )
                    .at(text.span),
                ),
            }
        }
        numbers
    }
}
