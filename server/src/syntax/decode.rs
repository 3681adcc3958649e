//! What the original's loader refuses only when it turns nodes into values.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::merge::resolve_node;
use super::token::{MAX_SLIPS, Slip, SlipKind};
use super::tree::{NodeId, NodeKind, Tree};

/// Finds tags that lie, merges of no mapping, keys that are collections, and alias bombs.
pub(super) fn slips(tree: &Tree) -> Vec<Slip> {
    let mut slips = Vec::new();
    if tree.iter().any(|(_, node)| matches!(node.kind, NodeKind::Alias(_))) {
        slips.extend(alias_bomb(tree));
    }
    for (_, node) in tree.iter() {
        if slips.len() >= MAX_SLIPS {
            break;
        }
        if let Some(Err(kind)) = resolve_node(node) {
            slips.push(Slip { kind, range: node.range.clone() });
        }
        let NodeKind::Mapping(entries) = &node.kind else { continue };
        for entry in entries {
            if slips.len() >= MAX_SLIPS {
                break;
            }
            let key = tree.get(tree.follow(entry.key));
            if matches!(key.kind, NodeKind::Sequence(_) | NodeKind::Mapping(_)) {
                let range = tree.get(entry.key).range.clone();
                slips.push(Slip { kind: SlipKind::CollectionKey, range });
            }
            if tree.is_merge(entry.key) && !can_merge(tree, entry.value) {
                let value = &tree.get(entry.value).range;
                let key = &tree.get(entry.key).range;
                let range = if value.is_empty() { key.clone() } else { value.clone() };
                slips.push(Slip { kind: SlipKind::BadMerge, range });
            }
        }
    }
    slips
}

fn can_merge(tree: &Tree, value: NodeId) -> bool {
    match &tree.get(value).kind {
        NodeKind::Sequence(items) => tree.merge_sources(value).len() == items.len(),
        // The unknown alias is a finding of its own.
        NodeKind::Alias(None) => true,
        _ => !tree.merge_sources(value).is_empty(),
    }
}

/// Counts values as the original's loader does, and stops where it stops: once a share of
/// them that shrinks as they grow came out of aliases (Space CLI validator).
fn alias_bomb(tree: &Tree) -> Option<Slip> {
    let (mut decoded, mut aliased) = (0u32, 0u32);
    let mut first_alias = None;
    // Each node still to count, and whether it was reached through an alias.
    let mut queue: Vec<(NodeId, bool)> =
        tree.root().map(|root| (root, false)).into_iter().collect();
    while let Some((id, through_alias)) = queue.pop() {
        decoded += 1;
        aliased += u32::from(through_alias);
        if aliased > 100
            && decoded > 1000
            && f64::from(aliased) / f64::from(decoded) > allowed_share(decoded)
        {
            return Some(Slip { kind: SlipKind::AliasBomb, range: first_alias.unwrap_or(0..0) });
        }
        match &tree.get(id).kind {
            NodeKind::Alias(Some(target)) => {
                first_alias.get_or_insert_with(|| tree.get(id).range.clone());
                queue.push((*target, true));
            }
            NodeKind::Sequence(items) => {
                queue.extend(items.iter().rev().map(|item| (item.value, through_alias)));
            }
            NodeKind::Mapping(entries) => {
                let merges = entries.iter().any(|entry| tree.is_merge(entry.key));
                for entry in entries.iter().rev() {
                    queue.push((entry.value, through_alias));
                    if !tree.is_merge(entry.key) {
                        queue.push((entry.key, through_alias));
                        // A merge looks at every key of its own mapping once more.
                        queue.extend(merges.then_some((entry.key, through_alias)));
                    }
                }
            }
            _ => {}
        }
    }
    None
}

fn allowed_share(decoded: u32) -> f64 {
    const LOW: f64 = 400_000.0;
    const HIGH: f64 = 4_000_000.0;
    let decoded = f64::from(decoded).clamp(LOW, HIGH);
    0.99 - 0.89 * (decoded - LOW) / (HIGH - LOW)
}

/// Pairs of equal keys in one mapping: the first and each later one.
#[must_use]
pub fn duplicate_keys(tree: &Tree) -> Vec<(NodeId, NodeId)> {
    let mut pairs = Vec::new();
    for (_, node) in tree.iter() {
        if pairs.len() >= MAX_SLIPS {
            break;
        }
        let NodeKind::Mapping(entries) = &node.kind else { continue };
        let mut first = BTreeMap::new();
        for entry in entries {
            let key = tree.get(entry.key);
            // A key that isn't written is a mistake of its own.
            let NodeKind::Scalar { text, .. } = &key.kind else { continue };
            if key.is_missing() {
                continue;
            }
            match first.entry(text.as_str()) {
                Entry::Occupied(place) if pairs.len() < MAX_SLIPS => {
                    pairs.push((*place.get(), entry.key));
                }
                Entry::Occupied(_) => break,
                Entry::Vacant(place) => {
                    place.insert(entry.key);
                }
            }
        }
    }
    pairs
}
