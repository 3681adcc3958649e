//! A tree's entries in order.

use super::{EntryId, Kind, Snag, Tree};
use crate::ignore::Verdict;

/// One entry and what is known of it.
#[derive(Debug, Clone, Copy)]
pub struct Item<'a> {
    /// Its place in the tree.
    pub id: EntryId,
    /// Its path, relative to the root, with `/` between its names.
    pub path: &'a [u8],
    /// What it is.
    pub kind: Kind,
    /// Its size in bytes; `None` where it was not measured.
    pub size: Option<u64>,
    /// What both readings say of it.
    pub verdict: Verdict,
    /// What a push would stumble over, if it went that far.
    pub snag: Option<Snag>,
}

/// What of an entry is known without its path.
#[derive(Debug, Clone, Copy)]
pub struct Glance<'t> {
    /// Its name.
    pub name: &'t [u8],
    /// What it is.
    pub kind: Kind,
    /// Its size in bytes; `None` where it was not measured.
    pub size: Option<u64>,
    /// What both readings say of it.
    pub verdict: Verdict,
}

/// Goes through a tree. It is no `Iterator`, because an item's path is lent only until the next.
#[derive(Debug)]
pub struct Items<'t> {
    tree: &'t Tree,
    /// What is left to show of each folder on the way down.
    open: Vec<Open>,
    path: Vec<u8>,
}

#[derive(Debug)]
struct Open {
    next: u32,
    end: u32,
    /// How much of the path is the folder's, the slash behind it included.
    path: usize,
}

impl<'t> Items<'t> {
    pub(super) fn new(tree: &'t Tree) -> Self {
        let mut items = Self { tree, open: Vec::new(), path: Vec::new() };
        items.descend(0);
        items
    }

    /// The next item.
    #[expect(clippy::should_implement_trait, reason = "the item borrows from this")]
    pub fn next(&mut self) -> Option<Item<'_>> {
        self.next_if(|_| true)
    }

    /// The next item that is wanted at a glance. Passing over one costs much less than looking at
    /// it.
    pub fn next_if(&mut self, mut is_wanted: impl FnMut(Glance<'_>) -> bool) -> Option<Item<'_>> {
        let (tree, listing) = (self.tree, &self.tree.listing);
        loop {
            let open = loop {
                let open = self.open.last_mut()?;
                if open.next < open.end {
                    break open;
                }
                self.open.pop();
            };
            let id = open.next;
            open.next += 1;
            let entry = listing.entry(id);
            let (name, kind) = (listing.name_of(&entry), entry.kind);
            let size = entry.size().filter(|_| kind != Kind::Folder);
            let verdict = tree.packed(id).unpack();
            let is_wanted = is_wanted(Glance { name, kind, size, verdict });
            let is_open = listing.folder(entry.folder).is_some_and(|folder| folder.is_read);
            if !is_wanted && !is_open {
                continue;
            }
            self.path.truncate(open.path);
            self.path.extend_from_slice(name);
            let length = self.path.len();
            if is_open {
                self.path.push(b'/');
                self.descend(entry.folder);
            }
            if is_wanted {
                return Some(Item {
                    id: EntryId(id),
                    path: self.path.get(..length)?,
                    kind,
                    size,
                    verdict,
                    snag: entry.snag,
                });
            }
        }
    }

    fn descend(&mut self, folder: u32) {
        let children = self.tree.listing.children(folder);
        self.open.push(Open { next: children.start, end: children.end, path: self.path.len() });
    }
}
