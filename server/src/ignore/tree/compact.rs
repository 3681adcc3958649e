//! Gets rid of what is no longer there.

use std::sync::Arc;

use super::Tree;
use super::listing::Listing;

impl Tree {
    /// Makes the tables anew if half of them is garbage.
    pub(in crate::ignore) fn tidy(&mut self) {
        let live = live(&self.listing);
        if self.listing.entries.len() > 2 * live + 1024 {
            self.compact();
        }
    }

    fn compact(&mut self) {
        let old = &*self.listing;
        let mut new = Listing::new();
        new.reads = old.reads;
        let mut verdicts = vec![self.packed(0)];
        // A folder of the old listing, and the same in the new one.
        let mut open = vec![(0, 0)];
        while let Some((from, to)) = open.pop() {
            let Some(folder) = old.folder(from) else { continue };
            let first = u32::try_from(new.entries.len()).unwrap_or_default();
            for place in old.children(from) {
                new.copy(old, &old.entry(place), to);
                verdicts.push(self.packed(place));
            }
            for (place, copy) in old.children(from).zip(first..) {
                let inner = old.entry(place).folder;
                if old.folder(inner).is_some() {
                    open.push((inner, new.add_folder(copy)));
                }
            }
            if let Some(copy) = new.folder_mut(to) {
                let entry = copy.entry;
                *copy = super::listing::Folder { entry, first, ..*folder };
            }
        }
        self.verdicts = verdicts;
        self.listing = Arc::new(new);
    }
}

/// How many entries can be reached from the root.
fn live(listing: &Listing) -> usize {
    let mut live = 1;
    let mut open = vec![0];
    while let Some(folder) = open.pop() {
        let children = listing.children(folder);
        live += children.len();
        let inner = children.map(|child| listing.entry(child).folder);
        open.extend(inner.filter(|inner| listing.folder(*inner).is_some()));
    }
    live
}
