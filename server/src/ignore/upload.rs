//! What would go up of a project, and what that comes to.

use std::sync::OnceLock;
use std::sync::atomic::AtomicBool;

use super::summary::Summary;
use super::tree::Tree;

/// A project's folder, judged; summed up when somebody asks.
#[derive(Debug)]
pub struct Upload {
    tree: Tree,
    summary: OnceLock<Summary>,
}

impl Upload {
    /// Of this folder.
    #[must_use]
    pub fn new(tree: Tree) -> Self {
        Self { tree, summary: OnceLock::new() }
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
}
