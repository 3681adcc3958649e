//! What stands in several places gets a name there and an alias in all others.

use super::lines::{column, has_comment, is_collection, is_flow};
use super::{Draft, Kind, Scene};
use crate::diagnostic::Edit;
use crate::document::Document;
use crate::rules::edits::{line_break, line_start};
use crate::syntax::{NodeId, NodeKind, Tree};

/// Texts that something must hold to be worth a name.
const LEAST: usize = 2;
/// Values that are compared with each other, and how deep they may lie.
const BUDGET: usize = 20_000;
const DEPTH: usize = 64;

pub(super) fn drafts(scene: &Scene<'_>) -> Vec<Draft> {
    let document = scene.document;
    let tree = document.tree();
    let mut around: Vec<_> = tree
        .iter()
        .filter(|(id, node)| is_collection(document, *id) && scene.is_in(&node.range))
        .map(|(id, _)| id)
        .collect();
    // On the line of a key, what the key holds is meant.
    around.extend(held_by_key(scene));
    around.sort();
    let mut budget = BUDGET;
    // The innermost that there is more than once.
    let found = around.into_iter().rev().find_map(|node| {
        let twins = twins(document, node, &mut budget);
        (twins.len() > 1).then_some(twins)
    });
    let draft = found.and_then(|twins| draft(document, &twins));
    draft.into_iter().collect()
}

fn held_by_key(scene: &Scene<'_>) -> Option<NodeId> {
    let tree = scene.document.tree();
    tree.iter().find_map(|(id, _)| {
        let entries = tree.entries(id).iter().filter(|_| tree.is_mapping(id));
        let mut on_key = entries.filter(|entry| scene.is_in(&tree.get(entry.key).range));
        on_key.next().map(|entry| entry.value)
    })
}

/// All nodes that say the same as this one, itself included, in order; none if it says too little.
fn twins(document: &Document, node: NodeId, budget: &mut usize) -> Vec<NodeId> {
    let tree = document.tree();
    if tree.get(node).anchor.is_some() || texts(tree, node, budget, DEPTH) < Some(LEAST) {
        return Vec::new();
    }
    let is_free = |id: NodeId| {
        let other = tree.get(id);
        let (is_same, holder) = (id == node, tree.get(node).range.clone());
        let is_apart = other.range.end <= holder.start || holder.end <= other.range.start;
        is_same || is_apart && other.anchor.is_none()
    };
    let candidates = tree.iter().map(|(id, _)| id).filter(|id| is_collection(document, *id));
    let mut twins = Vec::new();
    for id in candidates.filter(|id| is_free(*id)) {
        if same(tree, node, id, budget, DEPTH) == Some(true) {
            twins.push(id);
        }
    }
    // What says more than its values can't go.
    let is_replaceable = |id: &NodeId| !has_comment(document, &tree.get(*id).range);
    let first = twins.first().copied();
    twins.retain(|id| Some(*id) == first || is_replaceable(id));
    if twins.contains(&node) { twins } else { Vec::new() }
}

/// How many texts a node holds; `None` if it holds an anchor, an alias, or very many.
fn texts(tree: &Tree, node: NodeId, budget: &mut usize, depth: usize) -> Option<usize> {
    *budget = budget.checked_sub(1)?;
    let deeper = depth.checked_sub(1)?;
    let it = tree.get(node);
    let inner: Vec<NodeId> = match &it.kind {
        NodeKind::Scalar { .. } => return it.anchor.is_none().then_some(1),
        NodeKind::Alias(_) => return None,
        NodeKind::Sequence(items) => items.iter().map(|item| item.value).collect(),
        NodeKind::Mapping(entries) => entries.iter().map(|entry| entry.value).collect(),
    };
    inner.into_iter().map(|inner| texts(tree, inner, budget, deeper)).sum()
}

/// Whether two nodes are written with the same words in the same order; `None` if that takes too
/// long to find out.
fn same(tree: &Tree, one: NodeId, other: NodeId, budget: &mut usize, depth: usize) -> Option<bool> {
    *budget = budget.checked_sub(1)?;
    let deeper = depth.checked_sub(1)?;
    let (a, b) = (tree.get(one), tree.get(other));
    let pairs: Vec<(NodeId, NodeId)> = match (&a.kind, &b.kind) {
        (NodeKind::Scalar { text: x, .. }, NodeKind::Scalar { text: y, .. }) => {
            let is_same = x == y && tree.resolve(one) == tree.resolve(other);
            return Some(is_same && a.tag == b.tag && b.anchor.is_none());
        }
        (NodeKind::Sequence(x), NodeKind::Sequence(y)) if x.len() == y.len() => {
            x.iter().zip(y).map(|(x, y)| (x.value, y.value)).collect()
        }
        (NodeKind::Mapping(x), NodeKind::Mapping(y)) if x.len() == y.len() => {
            x.iter().zip(y).flat_map(|(x, y)| [(x.key, y.key), (x.value, y.value)]).collect()
        }
        _ => return Some(false),
    };
    for (x, y) in pairs {
        if !same(tree, x, y, budget, deeper)? {
            return Some(false);
        }
    }
    Some(a.tag == b.tag)
}

fn draft(document: &Document, twins: &[NodeId]) -> Option<Draft> {
    let tree = document.tree();
    let (first, others) = twins.split_first()?;
    let name = name(document, *first);
    let mut edits = vec![named(document, *first, &name)];
    for other in others {
        let range = tree.get(*other).range.clone();
        // It may start on the line below its key or dash.
        let line = line_start(&document.text, range.start);
        let begins_line = document.slice(line..range.start).trim().is_empty();
        let start = match begins_line && !is_flow(document, *other) {
            true => document.slice(0..line).trim_end().len(),
            false => range.start,
        };
        let blank = if start < range.start { " " } else { "" };
        edits.push(Edit::replace(start..range.end, format!("{blank}*{name}")));
    }
    let title = format!("Name this `{name}` and use it in {} places", twins.len());
    Some(Draft { title, kind: Kind::Extract, edits, keeps_value: true })
}

/// The edit that gives a node its name.
fn named(document: &Document, node: NodeId, name: &str) -> Edit {
    let range = document.tree().get(node).range.clone();
    let line = line_start(&document.text, range.start);
    let before = document.slice(line..range.start);
    if is_flow(document, node) {
        return Edit::replace(range.start..range.start, format!("&{name} "));
    }
    if before.trim().is_empty() {
        // Behind the key or dash above, before a comment there.
        let above = document.slice(0..line).trim_end().len();
        let comments = &document.syntax.comments;
        let start = line_start(&document.text, above);
        let comment = comments.iter().find(|it| start <= it.start && it.start < above);
        let end = comment.map_or(above, |comment| comment.start);
        let end = document.slice(0..end).trim_end().len();
        return Edit::replace(end..end, format!(" &{name}"));
    }
    // Right behind a dash, the name would be that of the first key.
    let blanks = before.trim_end().len();
    let indent = " ".repeat(column(document, range.start));
    let newline = line_break(&document.text);
    Edit::replace(line + blanks..range.start, format!(" &{name}{newline}{indent}"))
}

/// A name after the key that holds a node, which no anchor has yet.
fn name(document: &Document, node: NodeId) -> String {
    let tree = document.tree();
    let around = std::iter::successors(Some(node), |id| tree.get(*id).parent);
    let key = around.filter_map(|id| {
        let parent = tree.get(id).parent?;
        let entry = tree.entries(parent).iter().find(|entry| entry.value == id)?;
        tree.scalar(entry.key).filter(|_| tree.is_mapping(parent))
    });
    let base: String = key
        .take(1)
        .flat_map(str::chars)
        .filter(|it| it.is_ascii_alphanumeric() || matches!(it, '_' | '-'))
        .collect();
    let base = if base.is_empty() { "shared".to_owned() } else { base };
    let is_taken = |name: &str| {
        tree.iter().any(|(_, node)| {
            let anchor = node.anchor.clone().map(|anchor| document.slice(anchor));
            anchor.and_then(|anchor| anchor.strip_prefix('&')) == Some(name)
        })
    };
    let numbered = (2..).map(|number| format!("{base}-{number}"));
    let mut names = std::iter::once(base.clone()).chain(numbered);
    names.find(|name| !is_taken(name)).unwrap_or(base)
}
