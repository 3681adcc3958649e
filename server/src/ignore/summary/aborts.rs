//! What makes a push fail or wait forever (`Space CLI validator`).

use std::cmp::Ordering;

use crate::ignore::tree::{EntryId, Item, Kind, Snag, Tree};

/// Something that ends a push: the first one it meets does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Abort {
    /// Where it is.
    pub id: EntryId,
    /// Its path.
    pub path: Vec<u8>,
    /// What it is.
    pub kind: Kind,
    /// What is the matter with it.
    pub snag: Snag,
}

impl Abort {
    /// A snag, if a push comes to it: it leaves out what it ignores, but lists each folder before
    /// it asks whether to.
    pub(super) fn new(tree: &Tree, item: &Item<'_>, snag: Snag) -> Option<Self> {
        let is_met = item.verdict.original.kept
            || item.kind == Kind::Folder
                && tree.parent(item.id).is_some_and(|around| tree.verdict(around).original.kept);
        is_met.then(|| Self { id: item.id, path: item.path.to_vec(), kind: item.kind, snag })
    }

    /// The order in which a push meets them: names in byte order, folder by folder.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        self.path.split(is_slash).cmp(other.path.split(is_slash))
    }
}

fn is_slash(byte: &u8) -> bool {
    *byte == b'/'
}
