//! Where in the schema a value or key stands.

use std::ops::Range;

use spacefile_schema::{Key, Kind, Object};

use crate::document::Document;
use crate::syntax::{NodeId, NodeKind};

/// Levels that are climbed: a Spacefile has six.
const MOST_LEVELS: usize = 16;

/// A place that the schema knows.
#[derive(Debug, Clone, Copy)]
pub struct Site {
    /// The mapping that it belongs to.
    pub owner: NodeId,
    /// What kind of mapping that is.
    pub object: Object,
    /// What stands there.
    pub role: Role,
}

/// What stands at a place.
#[derive(Debug, Clone, Copy)]
pub enum Role {
    /// A key, known or not.
    Key(Option<&'static Key>),
    /// The value of a key.
    Value(&'static Key),
    /// An item of a key's list, from 0.
    Item(&'static Key, usize),
    /// The value of a `<<`, or an item of it.
    Merge,
}

impl Site {
    /// The place of a node; `None` where the schema knows none.
    #[must_use]
    pub fn of(document: &Document, node: NodeId) -> Option<Self> {
        let tree = document.tree();
        let mut chain = vec![node];
        let mut at = node;
        while let Some(parent) = tree.get(at).parent {
            if chain.len() >= MOST_LEVELS {
                return None;
            }
            chain.push(parent);
            at = parent;
        }
        // The Micros are known for what they are below a misspelt key, too.
        let micros = document.micros().map(|field| field.key);
        let mut site = None;
        let mut pairs = chain.iter().rev().zip(chain.iter().rev().skip(1));
        pairs.try_for_each(|(&holder, &held)| {
            let next = match &tree.get(holder).kind {
                NodeKind::Mapping(entries) => {
                    let object = object_at(site, Some(holder) == tree.root())?;
                    let entry =
                        entries.iter().find(|entry| entry.key == held || entry.value == held)?;
                    let name = match micros == Some(entry.key) && object == Object::App {
                        true => Some("micros"),
                        false => tree.scalar(entry.key),
                    };
                    let key = name.and_then(|name| object.key(name));
                    let role = if entry.key == held {
                        Role::Key(key)
                    } else if tree.is_merge(entry.key) {
                        Role::Merge
                    } else {
                        Role::Value(key?)
                    };
                    Self { owner: holder, object, role }
                }
                NodeKind::Sequence(items) => {
                    let list: Self = site?;
                    let role = match list.role {
                        Role::Value(key) if key.kind == Kind::List => {
                            Role::Item(key, items.iter().position(|item| item.value == held)?)
                        }
                        Role::Merge => Role::Merge,
                        _ => return None,
                    };
                    Self { role, ..list }
                }
                NodeKind::Scalar { .. } | NodeKind::Alias(_) => return None,
            };
            site = Some(next);
            Some(())
        })?;
        site
    }

    /// The kind of mapping that a node is, if the schema has one at its place.
    #[must_use]
    pub fn object(document: &Document, node: NodeId) -> Option<Object> {
        let is_root = document.tree().root() == Some(node);
        object_at(Self::of(document, node), is_root)
    }
}

/// The key, single value or alias at a byte offset; of two that meet there, the one behind it.
#[must_use]
pub fn node_at(document: &Document, offset: usize) -> Option<NodeId> {
    let is_single = |kind: &NodeKind| matches!(kind, NodeKind::Scalar { .. } | NodeKind::Alias(_));
    let nodes = document.tree().iter().filter(|(_, node)| {
        let touches = node.range.start <= offset && offset <= node.range.end;
        touches && !node.is_missing() && is_single(&node.kind)
    });
    nodes.max_by_key(|(_, node)| node.range.start).map(|(id, _)| id)
}

/// The node whose anchor is at a byte offset.
#[must_use]
pub fn anchored_at(document: &Document, offset: usize) -> Option<NodeId> {
    let touches = |anchor: &Range<usize>| anchor.start <= offset && offset <= anchor.end;
    let mut nodes = document.tree().iter();
    nodes.find(|(_, node)| node.anchor.as_ref().is_some_and(touches)).map(|(id, _)| id)
}

/// The kind of mapping that belongs at a place.
fn object_at(site: Option<Site>, is_root: bool) -> Option<Object> {
    let Some(site) = site else { return is_root.then_some(Object::App) };
    match site.role {
        Role::Value(key) if key.kind == Kind::Mapping => key.child,
        Role::Item(key, _) => key.child,
        Role::Merge => Some(site.object),
        Role::Value(_) | Role::Key(_) => None,
    }
}
