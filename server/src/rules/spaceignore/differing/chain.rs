//! A file with the folders that it lies in.

use crate::ignore::Verdict;
use crate::ignore::tree::{EntryId, Item, Kind, Tree};

/// A file and the way down to it, the topmost folder first and the file last.
#[derive(Debug)]
pub(super) struct Chain<'a> {
    /// The file's path.
    pub(super) path: &'a [u8],
    pub(super) steps: Vec<Step>,
}

/// One entry on the way.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    pub(super) id: EntryId,
    /// How much of the path is its own.
    end: usize,
    pub(super) is_folder: bool,
    pub(super) verdict: Verdict,
}

impl<'a> Chain<'a> {
    pub(super) fn new(tree: &Tree, item: &Item<'a>) -> Self {
        let mut steps = Vec::new();
        let (mut id, mut end) = (item.id, item.path.len());
        // The root is no entry that a line could name.
        while let Some(parent) = tree.parent(id) {
            let is_folder = tree.kind(id) == Kind::Folder;
            steps.push(Step { id, end, is_folder, verdict: tree.verdict(id) });
            end = end.saturating_sub(tree.name(id).len() + 1);
            id = parent;
        }
        steps.reverse();
        Self { path: item.path, steps }
    }

    /// The path of one of its steps.
    pub(super) fn path_of(&self, step: &Step) -> &'a [u8] {
        self.path.get(..step.end).unwrap_or(self.path)
    }

    /// The steps down to one, that one included.
    pub(super) fn down_to(&self, at: usize) -> &[Step] {
        self.steps.get(..=at).unwrap_or(&self.steps)
    }

    /// The steps above one.
    pub(super) fn above(&self, at: usize) -> &[Step] {
        self.steps.get(..at).unwrap_or_default()
    }

    /// The steps from one on.
    pub(super) fn from(&self, at: usize) -> &[Step] {
        self.steps.get(at..).unwrap_or_default()
    }
}
