//! Whether two documents say the same.

use std::collections::BTreeMap;

use crate::document::Document;
use crate::syntax::{NodeId, NodeKind, Tree};

/// Levels that are compared: deeper ones are no Spacefile's.
const DEPTH: usize = 64;
/// Values that are compared, aliases followed.
const BUDGET: usize = 100_000;

/// Whether the first documents of both texts have the same value: aliases followed, merges done,
/// in mappings in any order. False also where that takes too long to find out.
pub(super) fn same(one: &Document, other: &Document) -> bool {
    let (a, b) = (one.tree(), other.tree());
    match (a.root(), b.root()) {
        (Some(x), Some(y)) => Comparison { a, b, budget: BUDGET }.same(x, y, DEPTH) == Some(true),
        (x, y) => x.is_none() && y.is_none(),
    }
}

struct Comparison<'t> {
    a: &'t Tree,
    b: &'t Tree,
    budget: usize,
}

impl Comparison<'_> {
    /// `None` where it isn't known.
    fn same(&mut self, x: NodeId, y: NodeId, depth: usize) -> Option<bool> {
        self.budget = self.budget.checked_sub(1)?;
        let deeper = depth.checked_sub(1)?;
        let (x, y) = (self.a.follow(x), self.b.follow(y));
        let (node, other) = (self.a.get(x), self.b.get(y));
        Some(match (&node.kind, &other.kind) {
            (NodeKind::Scalar { text, .. }, NodeKind::Scalar { text: same, .. }) => {
                text == same && self.a.resolve(x) == self.b.resolve(y) && node.tag == other.tag
            }
            (NodeKind::Sequence(items), NodeKind::Sequence(same)) => {
                items.len() == same.len()
                    && self.all(items.iter().zip(same).map(|(x, y)| (x.value, y.value)), deeper)?
            }
            (NodeKind::Mapping(_), NodeKind::Mapping(_)) => {
                let (mine, theirs) = (fields(self.a, x), fields(self.b, y));
                mine.keys().eq(theirs.keys())
                    && self.all(mine.into_values().zip(theirs.into_values()), deeper)?
            }
            _ => false,
        })
    }

    fn all(
        &mut self,
        mut pairs: impl Iterator<Item = (NodeId, NodeId)>,
        depth: usize,
    ) -> Option<bool> {
        loop {
            match pairs.next() {
                Some((x, y)) if self.same(x, y, depth)? => {}
                Some(_) => return Some(false),
                None => return Some(true),
            }
        }
    }
}

fn fields(tree: &Tree, mapping: NodeId) -> BTreeMap<&str, NodeId> {
    let fields = tree.fields(mapping).into_iter();
    fields.map(|field| (tree.scalar(field.key).unwrap_or_default(), field.value)).collect()
}
