//! What follows from an item of a list that somebody is still typing.

use spacefile_schema::Object;

use super::edits::{line_end, line_start};
use super::spot::{Mapping, slips};
use crate::document::Document;
use crate::syntax::{NodeId, Tree};

/// Whether an item's first line has a slip in it, or a key without its value: what else the item
/// lacks is about to come.
pub(super) fn is_unfinished(document: &Document, mapping: &Mapping) -> bool {
    mapping.kind != Object::App && starts_unfinished(document, mapping.kind, mapping.node)
}

/// Whether an item seems to have been begun in the middle of another one.
pub(super) fn is_begun(document: &Document, kind: Object, item: NodeId) -> bool {
    let tree = document.tree();
    let lacks = || {
        let mut required = kind.keys().iter().filter(|key| key.required);
        required.any(|key| tree.field(item, key.name).is_none())
    };
    let bare = || dash_alone(document, item).is_some() || tree.entries(item).len() == 1;
    starts_unfinished(document, kind, item) || bare() && lacks()
}

/// Whether a key that an item lacks stands in the next one, which is unfinished itself: that one
/// was begun in the middle of this one.
pub(super) fn continues_below(document: &Document, mapping: &Mapping, name: &str) -> bool {
    let tree = document.tree();
    let Some(parent) = tree.get(mapping.node).parent.filter(|_| !mapping.fields.is_empty()) else {
        return false;
    };
    let mut items = tree.items(parent).iter().skip_while(|item| item.value != mapping.node);
    items.nth(1).is_some_and(|next| {
        let lacks = |name: &str| tree.field(next.value, name).is_none();
        !lacks(name) && is_begun(document, mapping.kind, next.value)
    })
}

/// Whether an item seems to have been begun in the middle of the one above it, which lacks what it
/// has.
pub(super) fn continues_above(document: &Document, mapping: &Mapping) -> bool {
    let tree = document.tree();
    let Some(parent) = tree.get(mapping.node).parent else { return false };
    let items = tree.items(parent);
    let own = items.iter().position(|item| item.value == mapping.node);
    let above = own.and_then(|own| items.get(own.checked_sub(1)?));
    let has = |item: NodeId, name: &str| tree.field(item, name).is_some();
    above.is_some_and(|above| {
        let mut required = mapping.kind.keys().iter().filter(|key| key.required);
        is_begun(document, mapping.kind, mapping.node)
            && required.any(|key| !has(above.value, key.name) && has(mapping.node, key.name))
    })
}

fn starts_unfinished(document: &Document, kind: Object, item: NodeId) -> bool {
    let tree = document.tree();
    let Some(first) = tree.entries(item).first() else { return false };
    let known = tree.scalar(first.key).is_some_and(|name| kind.key(name).is_some());
    let start = start_of(tree, item).unwrap_or(first.range.start);
    let lines = line_start(&document.text, start)..line_end(&document.text, first.range.start);
    known && tree.get(first.value).is_missing() || slips(document, lines).next().is_some()
}

/// The dash of an item that holds keys or a list, if they start on another line.
pub(super) fn dash_alone(document: &Document, item: NodeId) -> Option<std::ops::Range<usize>> {
    let tree = document.tree();
    let first = tree.entries(item).first().map(|entry| entry.range.start);
    let first = first.or_else(|| tree.items(item).first().map(|item| item.range.start))?;
    let start = start_of(tree, item)?;
    let between = document.slice(start..first);
    (between.starts_with('-') && between.contains(['\n', '\r'])).then_some(start..start + 1)
}

fn start_of(tree: &Tree, item: NodeId) -> Option<usize> {
    let parent = tree.get(item).parent?;
    let mut items = tree.items(parent).iter();
    items.find(|other| other.value == item).map(|item| item.range.start)
}

/// Whether a key of a mapping stands behind one that repeats another: a new item begins there,
/// whose keys are none of this one's.
pub(super) fn is_behind_repeat(tree: &Tree, mapping: NodeId, key: NodeId) -> bool {
    let mut seen = std::collections::HashSet::new();
    let mut entries = tree.entries(mapping).iter();
    let repeat = entries.position(|entry| !seen.insert(tree.scalar(entry.key)));
    let repeat = repeat.and_then(|index| tree.entries(mapping).get(index..));
    repeat.is_some_and(|behind| behind.iter().any(|entry| entry.key == key))
}
