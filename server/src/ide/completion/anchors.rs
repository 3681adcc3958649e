//! The names behind a `*`: anchors that stand above.

use std::collections::HashSet;

use super::candidate::{Candidate, Put};
use super::spot::Spot;
use super::{ItemKind, Template};
use crate::syntax::{Node, NodeKind};

/// Anchors that are offered.
const MOST: usize = 100;

/// The anchors above an alias, the nearest first; those of mappings first where a mapping is
/// merged in.
pub(super) fn candidates(spot: &Spot) -> Vec<Candidate> {
    let tree = spot.document.tree();
    let start = tree.get(spot.node).range.start;
    let is_merge = tree.merge_of(spot.owner).is_some_and(|value| value == spot.node);
    // One that stands around the alias would hold itself.
    let is_above = |node: &&Node| {
        let holds = node.range.start <= start && start < node.range.end;
        node.anchor.as_ref().is_some_and(|anchor| anchor.start < start && !holds)
    };
    let mut above: Vec<_> = tree.iter().map(|(_, node)| node).filter(is_above).collect();
    above.reverse();
    // The later of two anchors of one name counts.
    let mut seen = HashSet::new();
    let candidate = |node: &Node| {
        let name = spot.document.slice(node.anchor.clone()?).strip_prefix('&')?.to_owned();
        if !seen.insert(name.clone()) {
            return None;
        }
        let is_mapping = matches!(node.kind, NodeKind::Mapping(_));
        let text = spot.document.slice(node.range.clone());
        let shown = text.lines().next().unwrap_or_default().to_owned();
        Some(Candidate {
            kind: ItemKind::Anchor,
            put: Put::Bare(Template::of(name.clone())),
            ..Candidate::value(name, shown).rank(u8::from(is_merge && !is_mapping))
        })
    };
    above.into_iter().filter_map(candidate).take(MOST).collect()
}
