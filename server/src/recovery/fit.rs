//! How much of a reading has a place in the schema.

use std::collections::HashSet;

use spacefile_schema::{Kind, Object};

use crate::syntax::{NodeId, NodeKind, Syntax, Tree};

/// What a reading amounts to.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Fit {
    /// Keys and items of lists that stand where the schema has a place for them.
    pub(super) home: usize,
    /// What the schema has no place for, or misses.
    pub(super) amiss: usize,
}

impl Fit {
    pub(super) fn of(syntax: &Syntax) -> Self {
        let mut fit = Self::default();
        if let Some(root) = syntax.tree.root() {
            fit.mapping(&syntax.tree, root, Object::App);
        }
        fit
    }

    pub(super) fn value(self) -> isize {
        2 * (self.home.cast_signed() - self.amiss.cast_signed())
    }

    fn mapping(&mut self, tree: &Tree, id: NodeId, object: Object) {
        let NodeKind::Mapping(entries) = &tree.get(id).kind else {
            self.amiss += 1;
            return;
        };
        let mut seen = HashSet::new();
        for entry in entries {
            let key = tree.scalar(entry.key).and_then(|name| object.key(name));
            match key.filter(|key| seen.insert(key.name)) {
                Some(key) => {
                    self.home += 1;
                    self.value_of(tree, entry.value, key.kind, key.child);
                }
                None => self.amiss += 1,
            }
        }
        let required = object.keys().iter().filter(|key| key.required);
        self.amiss += required.filter(|key| !seen.contains(key.name)).count();
    }

    fn value_of(&mut self, tree: &Tree, id: NodeId, kind: Kind, child: Option<Object>) {
        match (&tree.get(id).kind, kind, child) {
            (NodeKind::Sequence(items), Kind::List, child) => {
                for item in items {
                    match (child, &tree.get(item.value).kind) {
                        (Some(child), _) => self.mapping(tree, item.value, child),
                        (None, NodeKind::Scalar { .. }) => self.home += 1,
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
