//! What has a name is written out again where the name is used.

use super::lines::{column, is_collection, is_flow, shifted};
use super::{Draft, Kind, Scene};
use crate::diagnostic::Edit;
use crate::document::Document;
use crate::rules::edits::line_break;
use crate::syntax::{Entry, NodeId, NodeKind};

pub(super) fn drafts(scene: &Scene<'_>) -> Vec<Draft> {
    let document = scene.document;
    let tree = document.tree();
    let aliases: Vec<(NodeId, NodeId)> = tree
        .iter()
        .filter_map(|(id, node)| match node.kind {
            NodeKind::Alias(Some(target)) => Some((id, target)),
            _ => None,
        })
        .collect();
    let here = |id: NodeId| scene.is_in(&tree.get(id).range);
    let anchor_here =
        |target: NodeId| tree.get(target).anchor.as_ref().is_some_and(|anchor| scene.is_in(anchor));
    let mut drafts = Vec::new();
    let alias = aliases.iter().find(|(alias, _)| here(*alias));
    let target = alias.or(aliases.iter().find(|(_, it)| anchor_here(*it))).map(|(_, it)| *it);
    let Some(target) = target else { return drafts };
    let name = anchor_name(document, target);
    let of_target: Vec<_> = aliases.iter().filter(|(_, it)| *it == target).collect();
    let draft = |title, edits| Draft { title, kind: Kind::Inline, edits, keeps_value: true };
    if let Some((alias, _)) = alias.filter(|_| of_target.len() > 1) {
        let edits = written_out(document, *alias, target).into_iter().collect();
        drafts.push(draft(format!("Write out `*{name}` here"), edits));
    }
    let mut edits: Vec<_> = anchor_removal(document, target).into_iter().collect();
    for (alias, _) in &of_target {
        let Some(edit) = written_out(document, *alias, target) else { return drafts };
        edits.push(edit);
    }
    drafts.push(draft(format!("Write out `*{name}` everywhere, without the name"), edits));
    drafts
}

fn anchor_name(document: &Document, target: NodeId) -> &str {
    let anchor = document.tree().get(target).anchor.clone().map(|anchor| document.slice(anchor));
    anchor.and_then(|anchor| anchor.strip_prefix('&')).unwrap_or_default()
}

/// Takes an anchor away, with the blanks behind it or, at a line's end, those before it.
fn anchor_removal(document: &Document, target: NodeId) -> Option<Edit> {
    let anchor = document.tree().get(target).anchor.clone()?;
    let behind = document.slice(anchor.end..document.text.len());
    let blanks = behind.len() - behind.trim_start_matches([' ', '\t']).len();
    if behind.trim_start_matches([' ', '\t']).starts_with(['\n', '\r', '#']) {
        let before = document.slice(0..anchor.start).trim_end_matches([' ', '\t']).len();
        let start = document.tree().get(target).range.start;
        // The dash that the anchor stood behind can have the first key right there again.
        let is_dash = document.slice(0..before).ends_with('-');
        let is_near = column(document, before) + 1 == column(document, start);
        let is_only_blank = document.slice(anchor.end..start).trim().is_empty();
        if is_dash && is_near && is_only_blank {
            return Some(Edit::replace(before..start, " "));
        }
        return Some(Edit::replace(before..anchor.end, ""));
    }
    Some(Edit::replace(anchor.start..anchor.end + blanks, ""))
}

/// The edit that puts a value in the place of an alias.
fn written_out(document: &Document, alias: NodeId, target: NodeId) -> Option<Edit> {
    let tree = document.tree();
    let place = tree.get(alias).range.clone();
    let parent = tree.get(alias).parent?;
    let key = tree.entries(parent).iter().filter(|_| tree.is_mapping(parent));
    let entry = key.into_iter().find(|entry| entry.value == alias || entry.key == alias);
    if let Some(entry) = entry.filter(|entry| tree.is_merge(entry.key)) {
        return merged(document, parent, entry, target);
    }
    if !is_collection(document, target) || is_flow(document, target) {
        return Some(Edit::replace(place, bare(document, target, 0, 0)?));
    }
    // Lines have no place between brackets, nor as a key.
    if is_in_flow(document, alias) || entry.is_some_and(|entry| entry.key == alias) {
        return None;
    }
    let from = column(document, tree.get(target).range.start);
    let newline = line_break(&document.text);
    let owner = match entry {
        Some(entry) => column(document, entry.range.start),
        None => {
            let item = tree.items(parent).iter().find(|item| item.value == alias)?;
            let start = column(document, item.range.start);
            let is_beside = document.slice(item.range.start + 1..place.start).trim().is_empty();
            let at = column(document, place.start);
            if is_beside && at > start {
                return Some(Edit::replace(place, bare(document, target, from, at)?));
            }
            start
        }
    };
    let to = owner + 2;
    let lines = bare(document, target, from, to)?;
    let before = document.slice(0..place.start).trim_end_matches([' ', '\t']).len();
    let indent = " ".repeat(to);
    Some(Edit::replace(before..place.end, format!("{newline}{indent}{lines}")))
}

/// Entries in the place of a `<<`: those that the mapping doesn't have itself.
fn merged(document: &Document, mapping: NodeId, merge: &Entry, target: NodeId) -> Option<Edit> {
    let tree = document.tree();
    let own: Vec<_> = tree.entries(mapping).iter().map(|entry| tree.scalar(entry.key)).collect();
    let entries = tree.entries(target).iter();
    if tree.entries(target).iter().any(|entry| tree.is_merge(entry.key)) {
        return None;
    }
    let missing = entries.filter(|entry| !own.contains(&tree.scalar(entry.key)));
    let is_flow_here = is_in_flow(document, merge.key);
    let to = column(document, merge.range.start);
    let mut written = Vec::new();
    for entry in missing {
        let from = column(document, entry.range.start);
        let words = without_anchors(document, entry.range.clone());
        if is_flow_here && words.contains(['\n', '\r']) {
            return None;
        }
        written.push(if is_flow(document, target) { words } else { shifted(&words, from, to) });
    }
    let newline = line_break(&document.text);
    let between =
        if is_flow_here { ", ".to_owned() } else { format!("{newline}{}", " ".repeat(to)) };
    (!written.is_empty()).then(|| Edit::replace(merge.range.clone(), written.join(&between)))
}

/// A value without its anchors, its lines moved from one column to another.
fn bare(document: &Document, node: NodeId, from: usize, to: usize) -> Option<String> {
    let it = document.tree().get(node);
    // The tag stands behind the key of the value.
    if it.tag.is_some() {
        return None;
    }
    let words = without_anchors(document, it.range.clone());
    let is_lines = !is_flow(document, node) && is_collection(document, node);
    let has_lines = words.contains(['\n', '\r']);
    (is_lines || !has_lines).then(|| if is_lines { shifted(&words, from, to) } else { words })
}

fn without_anchors(document: &Document, range: std::ops::Range<usize>) -> String {
    let tree = document.tree();
    let anchors = tree.iter().filter_map(|(id, node)| {
        let anchor = node.anchor.clone()?;
        (range.start <= anchor.start && anchor.end <= range.end).then_some(id)
    });
    let mut words = document.slice(range.clone()).to_owned();
    let mut edits: Vec<_> = anchors.filter_map(|id| anchor_removal(document, id)).collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.offset));
    for edit in edits {
        let (start, end) = (edit.offset.max(range.start), edit.end_offset.min(range.end));
        words.replace_range(start - range.start..end - range.start, "");
    }
    words
}

fn is_in_flow(document: &Document, node: NodeId) -> bool {
    let tree = document.tree();
    let mut parents = std::iter::successors(tree.get(node).parent, |id| tree.get(*id).parent);
    parents.any(|id| is_flow(document, id))
}
