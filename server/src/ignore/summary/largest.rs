//! What is largest.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::NAMED;
use crate::ignore::tree::{EntryId, Totals, Tree};

/// Keeps the largest of what it is shown; of equals, what it was shown first.
#[derive(Debug, Clone, Default)]
pub(super) struct Largest {
    /// The one to give up next on top: its size, how many came before it, and what it is.
    heap: BinaryHeap<(Reverse<u64>, u64, EntryId)>,
    seen: u64,
}

impl Largest {
    pub(super) fn add(&mut self, id: EntryId, size: u64) {
        let is_full = self.heap.len() >= NAMED;
        if is_full && self.heap.peek().is_some_and(|(Reverse(least), ..)| size <= *least) {
            return;
        }
        self.seen += 1;
        self.heap.push((Reverse(size), self.seen, id));
        if is_full {
            self.heap.pop();
        }
    }

    /// The largest first.
    pub(super) fn done(self) -> Vec<(EntryId, u64)> {
        let sorted = self.heap.into_sorted_vec();
        sorted.into_iter().map(|(Reverse(size), _, id)| (id, size)).collect()
    }
}

/// The folders with most bytes in them. Left out are those that hold hardly more than one of their
/// folders does: that one tells more.
pub(super) fn folders(tree: &Tree, totals: &[Totals]) -> Vec<(EntryId, Totals)> {
    let listing = &tree.listing;
    // The largest folder right inside of each.
    let mut inner = vec![0; totals.len()];
    for (folder, own) in listing.folders.iter().zip(totals) {
        let parent = listing.entry(folder.entry).parent;
        if let Some(inner) = inner.get_mut(parent as usize) {
            *inner = own.bytes.max(*inner);
        }
    }
    let mut told: Vec<_> = listing
        .folders
        .iter()
        .zip(totals)
        .zip(inner)
        .filter(|((folder, own), inner)| {
            let hardly_more = *inner > own.bytes / 5 * 4;
            folder.entry != 0 && folder.is_read && own.bytes > 0 && !hardly_more
        })
        .map(|((folder, own), _)| (EntryId(folder.entry), *own))
        .collect();
    told.sort_by_key(|(id, own)| (Reverse(own.bytes), *id));
    told.truncate(NAMED);
    told
}
