//! What a text says, with the place of everything it says.

use std::ops::Range;

use super::token::{Shape, Style};

/// A node of a [`Tree`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct NodeId(u32);

impl NodeId {
    pub(super) fn new(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// A value as written.
#[derive(Debug, Clone)]
pub struct Node {
    /// Bytes of the value itself, with quotes or brackets, without anchor and tag. Empty, at the
    /// place where a value could stand, if there is none.
    pub range: Range<usize>,
    /// What it is.
    pub kind: NodeKind,
    /// Its tag: `!!name` for the standard ones, otherwise as it resolves.
    pub tag: Option<String>,
    /// Bytes of `&name`.
    pub anchor: Option<Range<usize>>,
    /// The collection that holds it.
    pub parent: Option<NodeId>,
}

/// The kinds of values.
#[derive(Debug, Clone)]
pub enum NodeKind {
    /// A single value.
    Scalar {
        /// Its text, without quotes, escapes decoded, lines folded.
        text: String,
        /// How it is written.
        style: Style,
    },
    /// A list.
    Sequence(Vec<Item>),
    /// Keys with values.
    Mapping(Vec<Entry>),
    /// `*name`, and the value it stands for if there is one.
    Alias(Option<NodeId>),
}

/// A list item.
#[derive(Debug, Clone)]
pub struct Item {
    /// Bytes from the `-`, if there is one, to the end of the value.
    pub range: Range<usize>,
    /// Its value.
    pub value: NodeId,
}

/// A key with its value.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Bytes from the key, or its `?`, to the end of the value.
    pub range: Range<usize>,
    /// The key.
    pub key: NodeId,
    /// The value; an empty scalar if none is written.
    pub value: NodeId,
}

/// The nodes of a document.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    pub(super) nodes: Vec<Node>,
    pub(super) root: Option<NodeId>,
}

impl Tree {
    /// The outermost value; `None` if the document holds none.
    #[must_use]
    pub fn root(&self) -> Option<NodeId> {
        self.root
    }

    /// A node of this tree.
    #[must_use]
    pub fn get(&self, id: NodeId) -> &Node {
        static MISSING: Node = Node {
            range: 0..0,
            kind: NodeKind::Alias(None),
            tag: None,
            anchor: None,
            parent: None,
        };
        self.nodes.get(id.index()).unwrap_or(&MISSING)
    }

    /// All nodes, each before those it holds.
    pub fn iter(&self) -> impl Iterator<Item = (NodeId, &Node)> {
        self.nodes.iter().enumerate().map(|(index, node)| (NodeId::new(index), node))
    }

    /// The node itself, or what an alias stands for.
    #[must_use]
    pub fn follow(&self, id: NodeId) -> NodeId {
        match self.get(id).kind {
            NodeKind::Alias(Some(target)) => target,
            _ => id,
        }
    }

    /// Whether a node is a mapping.
    #[must_use]
    pub fn is_mapping(&self, id: NodeId) -> bool {
        matches!(self.get(id).kind, NodeKind::Mapping(_))
    }

    /// The entries of a mapping as written, or none.
    #[must_use]
    pub fn entries(&self, id: NodeId) -> &[Entry] {
        match &self.get(self.follow(id)).kind {
            NodeKind::Mapping(entries) => entries,
            _ => &[],
        }
    }

    /// The items of a list, or none.
    #[must_use]
    pub fn items(&self, id: NodeId) -> &[Item] {
        match &self.get(self.follow(id)).kind {
            NodeKind::Sequence(items) => items,
            _ => &[],
        }
    }

    /// The text of a scalar as written, whatever type it has.
    #[must_use]
    pub fn scalar(&self, id: NodeId) -> Option<&str> {
        match &self.get(self.follow(id)).kind {
            NodeKind::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }
}

impl Tree {
    pub(super) fn map_ranges(&mut self, map: impl Fn(&mut Range<usize>)) {
        for node in &mut self.nodes {
            map(&mut node.range);
            node.anchor.iter_mut().for_each(&map);
            match &mut node.kind {
                NodeKind::Sequence(items) => items.iter_mut().for_each(|item| map(&mut item.range)),
                NodeKind::Mapping(entries) => {
                    entries.iter_mut().for_each(|entry| map(&mut entry.range));
                }
                NodeKind::Scalar { .. } | NodeKind::Alias(_) => {}
            }
        }
    }
}

impl Node {
    /// Whether nothing is written where the value could stand.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        self.range.is_empty()
    }

    pub(super) fn empty(shape: Shape, start: usize) -> Self {
        let kind = match shape {
            Shape::Sequence => NodeKind::Sequence(Vec::new()),
            Shape::Mapping => NodeKind::Mapping(Vec::new()),
        };
        Self { range: start..start, kind, tag: None, anchor: None, parent: None }
    }
}
