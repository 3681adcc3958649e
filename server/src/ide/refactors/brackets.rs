//! The same list or mapping in brackets and in lines.

mod in_brackets;
mod in_lines;

use std::ops::Range;

use super::lines::{column, is_collection, is_flow};
use super::{Draft, Kind, Scene};
use crate::document::Document;
use crate::rules::edits::line_end;
use crate::syntax::{NodeId, NodeKind};
use in_brackets::in_brackets;
use in_lines::in_lines;

pub(super) fn drafts(scene: &Scene<'_>) -> Vec<Draft> {
    let document = scene.document;
    let Some(around) = innermost(scene) else { return Vec::new() };
    // What stands in brackets can hold no lines.
    let outermost = outermost_flow(document, around);
    let what = match document.tree().get(outermost.unwrap_or(around)).kind {
        NodeKind::Sequence(_) => "list",
        _ => "mapping",
    };
    let (title, edits) = match outermost {
        Some(flow) => (format!("Write this {what} in lines"), in_lines(document, flow)),
        None => (format!("Write this {what} in brackets"), in_brackets(document, around)),
    };
    let draft = |edits| Draft { title, kind: Kind::Rewrite, edits, keeps_value: true };
    edits.map(draft).into_iter().collect()
}

/// The innermost list or mapping at the selection; on the line of a key, the one it holds.
fn innermost(scene: &Scene<'_>) -> Option<NodeId> {
    let (document, tree) = (scene.document, scene.document.tree());
    let mut next = tree.root();
    let mut found = None;
    while let Some(id) = next.take() {
        match &tree.get(id).kind {
            NodeKind::Mapping(entries) => {
                let entry = entries.iter().find(|entry| scene.is_in(&entry.range));
                found = Some(id);
                let Some(entry) = entry else { continue };
                let key = tree.get(entry.key).range.clone();
                let is_on_key = scene.range.start <= line_end(&document.text, key.end);
                if is_on_key
                    && is_collection(document, entry.value)
                    && !is_flow(document, entry.value)
                {
                    return Some(entry.value);
                }
                next = Some(entry.value);
            }
            NodeKind::Sequence(items) => {
                found = Some(id);
                let item = items.iter().find(|item| scene.is_in(&item.range));
                next = item.map(|item| item.value);
            }
            NodeKind::Scalar { .. } | NodeKind::Alias(_) => {}
        }
    }
    found.filter(|found| Some(*found) != tree.root())
}

/// The outermost of the brackets that a node stands in, itself included.
fn outermost_flow(document: &Document, node: NodeId) -> Option<NodeId> {
    let parents = std::iter::successors(Some(node), |id| document.tree().get(*id).parent);
    parents.filter(|id| is_flow(document, *id)).last()
}

/// What a node belongs to: the column of its key or dash, whether that is a dash, and where the
/// words before the node end.
fn owner(document: &Document, node: NodeId) -> Option<(usize, bool, usize)> {
    let tree = document.tree();
    let parent = tree.get(node).parent?;
    let (start, is_dash) = match &tree.get(parent).kind {
        NodeKind::Sequence(items) => {
            (items.iter().find(|item| item.value == node)?.range.start, true)
        }
        NodeKind::Mapping(entries) => {
            (entries.iter().find(|entry| entry.value == node)?.range.start, false)
        }
        NodeKind::Scalar { .. } | NodeKind::Alias(_) => return None,
    };
    let before = document.slice(start..tree.get(node).range.start);
    Some((column(document, start), is_dash, start + before.trim_end().len()))
}

/// Something that stands on one line.
fn one_line(document: &Document, range: Range<usize>) -> Option<String> {
    let words = document.slice(range);
    (!words.contains(['\n', '\r'])).then(|| words.to_owned())
}
