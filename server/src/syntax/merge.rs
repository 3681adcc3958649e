//! What a mapping holds once aliases are followed and `<<` is merged in.

use std::collections::HashSet;

use super::resolve::{Scalar, resolve};
use super::token::{SlipKind, Style};
use super::tree::{Node, NodeId, NodeKind, Tree};

/// A key with its value, wherever it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// The key.
    pub key: NodeId,
    /// The value as written; possibly an alias.
    pub value: NodeId,
    /// Whether it stands in another mapping and was merged into this one.
    pub inherited: bool,
}

/// Names that were met. There are few almost always, and those are compared sooner than hashed.
#[derive(Default)]
struct Names<'t> {
    few: Vec<Option<&'t str>>,
    many: HashSet<Option<&'t str>>,
}

impl<'t> Names<'t> {
    const FEW: usize = 16;

    /// Whether it is a new one.
    fn insert(&mut self, name: Option<&'t str>) -> bool {
        if self.few.len() == Self::FEW {
            self.many.extend(self.few.drain(..));
        }
        if !self.many.is_empty() {
            return self.many.insert(name);
        }
        let is_new = !self.few.contains(&name);
        if is_new {
            self.few.push(name);
        }
        is_new
    }
}

impl Tree {
    /// The type of a scalar, aliases followed. `None` for collections, and where the tag lies.
    #[must_use]
    pub fn resolve(&self, id: NodeId) -> Option<Scalar> {
        let node = self.get(self.follow(id));
        resolve_node(node).and_then(Result::ok)
    }

    /// The text of a scalar, if text is what it is.
    #[must_use]
    pub fn text(&self, id: NodeId) -> Option<&str> {
        self.scalar(id).filter(|_| self.resolve(id) == Some(Scalar::Text))
    }

    /// All fields of a mapping: its own in their order, then those merged in.
    #[must_use]
    pub fn fields(&self, id: NodeId) -> Vec<Field> {
        let mut fields = Vec::new();
        let mut names = Names::default();
        let mut merged = HashSet::new();
        let mut queue = vec![self.follow(id)];
        // Each mapping counts once: merged a second time it would add nothing.
        while let Some(mapping) = queue.pop() {
            if !merged.insert(mapping) {
                continue;
            }
            let inherited = merged.len() > 1;
            let mut sources = Vec::new();
            for entry in self.entries(mapping) {
                if self.is_merge(entry.key) {
                    sources.extend(self.merge_sources(entry.value));
                } else if names.insert(self.scalar(entry.key)) {
                    fields.push(Field { key: entry.key, value: entry.value, inherited });
                }
            }
            // An earlier source wins, and what it merges in itself comes before the next one.
            queue.extend(sources.into_iter().rev());
        }
        fields
    }

    /// The field of a mapping that has this name.
    #[must_use]
    pub fn field(&self, id: NodeId, name: &str) -> Option<Field> {
        self.fields(id).into_iter().find(|field| self.scalar(field.key) == Some(name))
    }

    /// What the first `<<` of a mapping merges in, as written.
    #[must_use]
    pub fn merge_of(&self, id: NodeId) -> Option<NodeId> {
        let entry = self.entries(id).iter().find(|entry| self.is_merge(entry.key))?;
        Some(entry.value)
    }

    /// Whether a key is `<<`, unquoted.
    #[must_use]
    pub fn is_merge(&self, key: NodeId) -> bool {
        let node = self.get(key);
        let NodeKind::Scalar { text, style } = &node.kind else { return false };
        text == "<<"
            && match node.tag.as_deref() {
                None | Some("!") => *style == Style::Plain,
                tag => tag == Some("!!merge"),
            }
    }

    /// The mappings that a `<<` names.
    pub(super) fn merge_sources(&self, value: NodeId) -> Vec<NodeId> {
        let is_mapping = |id: &NodeId| matches!(self.get(*id).kind, NodeKind::Mapping(_));
        match &self.get(value).kind {
            NodeKind::Sequence(items) => {
                items.iter().map(|item| self.follow(item.value)).filter(is_mapping).collect()
            }
            _ => Some(self.follow(value)).filter(is_mapping).into_iter().collect(),
        }
    }
}

/// Types a node; `None` for collections and aliases.
pub(super) fn resolve_node(node: &Node) -> Option<Result<Scalar, SlipKind>> {
    match &node.kind {
        NodeKind::Scalar { text, style } => Some(resolve(text, *style, node.tag.as_deref())),
        _ => None,
    }
}
