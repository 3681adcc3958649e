//! The names behind a `*`: anchors that stand above.

use super::candidate::{Candidate, Put};
use super::spot::Spot;
use super::{ItemKind, Template};
use crate::syntax::NodeKind;

/// The anchors above an alias; those of mappings first where a mapping is merged in.
pub(super) fn candidates(spot: &Spot) -> Vec<Candidate> {
    let tree = spot.document.tree();
    let start = tree.get(spot.node).range.start;
    let is_merge = tree.merge_of(spot.owner).is_some_and(|value| value == spot.node);
    let mut found: Vec<Candidate> = Vec::new();
    for (_, node) in tree.iter() {
        // One that stands around the alias would hold itself.
        let holds = node.range.start <= start && start < node.range.end;
        let Some(anchor) = node.anchor.clone().filter(|anchor| anchor.start < start && !holds)
        else {
            continue;
        };
        let name = spot.document.slice(anchor).trim_start_matches('&').to_owned();
        let is_mapping = matches!(node.kind, NodeKind::Mapping(_));
        let text = spot.document.slice(node.range.clone());
        let shown = text.lines().next().unwrap_or_default().to_owned();
        // The later of two anchors of one name counts.
        found.retain(|candidate| candidate.label != name);
        found.push(Candidate {
            kind: ItemKind::Anchor,
            put: Put::Bare(Template::of(name.clone())),
            ..Candidate::value(name, shown).rank(u8::from(is_merge && !is_mapping))
        });
    }
    found.reverse();
    found
}
