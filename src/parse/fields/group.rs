//! Groups of keys below a key.

use super::Fields;
use super::codes::WRONG_TYPE;
use crate::diagnostic::Diagnostic;
use crate::parse::node::{Node, NodeValue};

impl Fields<'_> {
    /// A group of keys of its own.
    pub fn group<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&mut Fields<'_>) -> T,
    ) -> Option<T> {
        let node = self.take(key)?;
        Some(self.below(key, node, read))
    }

    /// A list of groups; a single group counts as a list of one.
    pub fn groups<T>(
        &mut self,
        key: &'static str,
        mut read: impl FnMut(&mut Fields<'_>) -> T,
    ) -> Vec<T> {
        let Some(node) = self.take(key) else {
            return Vec::new();
        };
        match node.value {
            NodeValue::List(items) => items
                .into_iter()
                .map(|item| self.below(key, item, &mut read))
                .collect(),
            _ => vec![self.below(key, node, read)],
        }
    }

    /// Reads the group of keys that stands below a key; the finding about anything else there names the key.
    fn below<T>(&mut self, key: &str, node: Node, read: impl FnOnce(&mut Fields<'_>) -> T) -> T {
        let wrong = match node.value {
            NodeValue::Map(_) | NodeValue::Null => None,
            _ => Some((node.span, node.shape())),
        };
        let before = self.findings.len();
        let value = self.within(node, read);
        if let Some((span, shape)) = wrong {
            let said = Diagnostic::new(
                &WRONG_TYPE,
                self.path,
                format!("`{key}` has keys of its own, so it cannot be {shape}"),
            )
            .at(span);
            // What was read from nothing has nothing to say.
            self.findings.truncate(before);
            self.findings
                .push(said.help(format!("write them below `{key}:`, one per line and indented by two spaces, as `peerpress explain wrong-type` shows")));
        }
        value
    }

    /// Reads a group of keys that was taken out before.
    pub fn within<T>(&mut self, node: Node, read: impl FnOnce(&mut Fields<'_>) -> T) -> T {
        let mut inner = Fields::new(node, self.path, self.findings);
        let value = read(&mut inner);
        inner.finish();
        value
    }
}
