//! What would go up of a project, and what that comes to.

use std::sync::OnceLock;
use std::sync::atomic::AtomicBool;

use super::summary::Summary;
use super::tree::{EntryId, Kind, Tree};
use crate::secrets::Secret;

/// A project's folder, judged; summed up when somebody asks.
#[derive(Debug)]
pub struct Upload {
    tree: Tree,
    summary: OnceLock<Summary>,
    suspects: OnceLock<Vec<(EntryId, Secret)>>,
}

impl Upload {
    /// Of this folder.
    #[must_use]
    pub fn new(tree: Tree) -> Self {
        Self { tree, summary: OnceLock::new(), suspects: OnceLock::new() }
    }

    /// What lies in it, and what both readings say of that.
    #[must_use]
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// What it comes to.
    #[must_use]
    pub fn summary(&self) -> &Summary {
        let never = AtomicBool::new(false);
        self.summary.get_or_init(|| Summary::new(&self.tree, &never).unwrap_or_default())
    }

    /// The files that would go up by the documentation and whose names say that they may hold
    /// secrets, in order.
    #[must_use]
    pub fn suspects(&self) -> &[(EntryId, Secret)] {
        self.suspects.get_or_init(|| {
            let mut suspects = Vec::new();
            let mut items = self.tree.items();
            while let Some(item) = items.next() {
                if item.verdict.documented.kept && matches!(item.kind, Kind::File | Kind::Link) {
                    suspects.extend(Secret::by_name(item.path).map(|kind| (item.id, kind)));
                }
            }
            suspects
        })
    }
}
