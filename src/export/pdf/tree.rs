//! The structure of a document for those who do not see it: elements within elements, each with what is drawn for it.

use krilla::tagging::{Identifier, TagGroup, TagKind, TagTree};

/// An element of the structure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Node(usize);

/// All elements, in reading order.
#[derive(Default)]
pub struct Tree {
    elements: Vec<Element>,
}

struct Element {
    kind: TagKind,
    /// Elements in it come after what is drawn for itself.
    inner: Vec<usize>,
    drawn: Vec<Identifier>,
    top: bool,
}

impl Tree {
    /// Adds an element, within another or at the top.
    pub fn add(&mut self, within: Option<Node>, kind: impl Into<TagKind>) -> Node {
        let at = self.elements.len();
        self.elements.push(Element {
            kind: kind.into(),
            inner: Vec::new(),
            drawn: Vec::new(),
            top: within.is_none(),
        });
        if let Some(Node(outer)) = within {
            self.elements[outer].inner.push(at);
        }
        Node(at)
    }

    /// Says what was drawn for an element.
    pub fn drew(&mut self, node: Node, what: Identifier) {
        self.elements[node.0].drawn.push(what);
    }

    /// The finished structure; elements for which nothing was drawn are left out.
    pub fn finish(self, lang: &str) -> TagTree {
        let mut tree = TagTree::new().with_lang(Some(lang.to_owned()));
        let mut groups: Vec<Option<TagGroup>> = Vec::new();
        // An element is always added after the one it stands in, so from the end every inner one is ready.
        groups.resize_with(self.elements.len(), || None);
        let tops: Vec<usize> = (0..self.elements.len())
            .filter(|at| self.elements[*at].top)
            .collect();
        for (at, element) in self.elements.into_iter().enumerate().rev() {
            let mut group = TagGroup::new(element.kind);
            for drawn in element.drawn {
                group.push(drawn);
            }
            for inner in element.inner {
                if let Some(inner) = groups[inner].take() {
                    group.push(inner);
                }
            }
            if !group.children.is_empty() {
                groups[at] = Some(group);
            }
        }
        for top in tops {
            if let Some(group) = groups[top].take() {
                tree.push(group);
            }
        }
        tree
    }
}
