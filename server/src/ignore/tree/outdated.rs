//! Marks what has changed on the disk.

use std::sync::Arc;

use super::Tree;
use super::listing::{Kind, Listing};

impl Tree {
    /// Marks a path that was made, changed or removed. `false` if nobody looks there.
    pub(in crate::ignore) fn outdate(&mut self, path: &[u8]) -> bool {
        let listing = Arc::make_mut(&mut self.listing);
        let mut place = 0;
        for name in path.split(|byte| *byte == b'/').filter(|name| !name.is_empty()) {
            let entry = listing.entry(place);
            match listing.folder(entry.folder) {
                Some(folder) if folder.is_read => match listing.child(entry.folder, name) {
                    Some(child) => place = child,
                    None => return outdate(listing, entry.folder),
                },
                Some(folder) if folder.counted.is_some() => return outdate(listing, entry.folder),
                _ if entry.kind == Kind::Folder => return false,
                // What was no folder is one by now.
                _ => return outdate(listing, entry.parent),
            }
        }
        if let Some(entry) = listing.entry_mut(place) {
            entry.set_size(None);
            entry.snag = None;
        }
        let entry = listing.entry(place);
        outdate(listing, entry.folder) | outdate(listing, entry.parent)
    }
}

impl Tree {
    /// Marks every link: where it leads to may have changed, wherever that is.
    pub(in crate::ignore) fn outdate_links(&mut self) {
        let listing = Arc::make_mut(&mut self.listing);
        for entry in listing.entries.iter_mut().filter(|entry| entry.kind == Kind::Link) {
            entry.set_size(None);
            entry.snag = None;
        }
    }
}

fn outdate(listing: &mut Listing, folder: u32) -> bool {
    let Some(folder) = listing.folder_mut(folder) else { return false };
    folder.is_stale = true;
    true
}
