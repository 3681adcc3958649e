//! How much of a reading has a place in the schema.

use std::ops::Range;

use spacefile_schema::{Kind, Object};

use crate::syntax::{NodeId, NodeKind, Syntax, Tree};

/// What a reading amounts to.
#[derive(Debug, Default)]
pub(super) struct Fit {
    /// Keys and items of lists that stand where the schema has a place for them.
    pub(super) home: usize,
    /// Where those start that are written, in order.
    places: Vec<usize>,
    /// What the schema has no place for, or misses.
    pub(super) amiss: usize,
    /// The Micros that have all they need: where the first key starts, and what is amiss in it.
    micros: Vec<(usize, usize)>,
}

impl Fit {
    pub(super) fn of(syntax: &Syntax) -> Self {
        let mut fit = Self::default();
        if let Some(root) = syntax.tree.root() {
            fit.mapping(&syntax.tree, root, Object::App);
        }
        fit.places.sort_unstable();
        fit.micros.sort_unstable();
        fit
    }

    /// Whether something has a place that is written in this range.
    pub(super) fn has_any(&self, range: &Range<usize>) -> bool {
        let at = self.places.partition_point(|place| *place < range.start);
        self.places.get(at).is_some_and(|place| *place < range.end)
    }

    pub(super) fn value(&self) -> isize {
        2 * (self.home.cast_signed() - self.amiss.cast_signed())
    }

    /// Whether all that another reading has a place for has one in this one as well, but for what
    /// is a slip's own, and no complete Micro is given up or found worse.
    pub(super) fn keeps(&self, other: &Self, is_slip: impl Fn(usize) -> bool) -> bool {
        let stays = |at: &usize| self.places.binary_search(at).is_ok() || is_slip(*at);
        // One whose first line is the slip's own may turn out to be another one.
        let as_many = self.micros.len() >= other.micros.len();
        let is_as_good = |(start, amiss): &(usize, usize)| {
            let at = self.micros.partition_point(|(own, _)| own < start);
            let own = self.micros.get(at).filter(|(own, _)| own == start);
            own.is_some_and(|(_, worse)| worse <= amiss) || as_many && is_slip(*start)
        };
        other.places.iter().all(stays) && other.micros.iter().all(is_as_good)
    }

    fn has(&mut self, tree: &Tree, id: NodeId) {
        let range = &tree.get(id).range;
        self.home += 1;
        // The key of a list without one is only supposed.
        if !range.is_empty() {
            self.places.push(range.start);
        }
    }

    fn mapping(&mut self, tree: &Tree, id: NodeId, object: Object) {
        let NodeKind::Mapping(entries) = &tree.get(id).kind else {
            self.amiss += 1;
            return;
        };
        // No object has many keys.
        let mut seen: Vec<&str> = Vec::new();
        let before = self.amiss;
        for entry in entries {
            let key = tree.scalar(entry.key).and_then(|name| object.key(name));
            let Some(key) = key else {
                self.amiss += 1;
                if object == Object::App {
                    // Micros are known for what they are below any key, or below none.
                    let mut aside = Self::default();
                    aside.value_of(tree, entry.value, Kind::List, Some(Object::Micro));
                    self.micros.append(&mut aside.micros);
                }
                continue;
            };
            // What a key holds that is given twice is there all the same.
            if seen.contains(&key.name) {
                self.amiss += 1;
            } else {
                seen.push(key.name);
                self.has(tree, entry.key);
            }
            self.value_of(tree, entry.value, key.kind, key.child);
        }
        let required = object.keys().iter().filter(|key| key.required);
        let missing = required.filter(|key| !seen.contains(&key.name)).count();
        self.amiss += missing;
        if let Some(first) = entries.first().filter(|_| object == Object::Micro && missing == 0) {
            self.micros.push((tree.get(first.key).range.start, self.amiss - before));
        }
    }

    fn value_of(&mut self, tree: &Tree, id: NodeId, kind: Kind, child: Option<Object>) {
        match (&tree.get(id).kind, kind, child) {
            (NodeKind::Sequence(items), Kind::List, child) => {
                for item in items {
                    match (child, &tree.get(item.value).kind) {
                        (Some(child), _) => self.mapping(tree, item.value, child),
                        (None, NodeKind::Scalar { .. }) => self.has(tree, item.value),
                        _ => self.amiss += 1,
                    }
                }
            }
            (_, Kind::Mapping, Some(child)) => self.mapping(tree, id, child),
            (NodeKind::Scalar { .. }, Kind::Text | Kind::Boolean | Kind::Integer, _) => {
                self.amiss += usize::from(tree.get(id).is_missing());
            }
            (NodeKind::Alias(_), ..) => {}
            _ => self.amiss += 1,
        }
    }
}
