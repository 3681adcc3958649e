//! What lies in a project's folder, as far as it was looked at, and what both readings say of it.
//!
//! Made by [`walk`](super::walk::walk). It is kept: new rules re-judge it without the disk, and
//! what changed on the disk is brought in without walking again.

mod compact;
mod items;
pub(super) mod listing;
mod order;
mod outdated;
pub(super) mod packed;
mod rejudge;

use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use self::items::{Glance, Item, Items};
pub use self::listing::{Kind, Snag, Totals};
use self::listing::{Listing, NONE};
pub(super) use self::order::compare;
use self::packed::Packed;
use super::{Rules, Verdict};

/// The entries of a project's folder and what is said of each. Copies share what they can.
#[derive(Debug, Clone)]
pub struct Tree {
    pub(super) root: PathBuf,
    pub(super) rules: Arc<Rules>,
    pub(super) listing: Arc<Listing>,
    /// One for each entry of the listing.
    pub(super) verdicts: Vec<Packed>,
}

/// An entry's place in a tree. Another tree numbers its entries differently, even one of the same
/// folder; only [`Tree::judged`] keeps the numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub(super) u32);

impl Tree {
    /// The folder that was walked, as it was named.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The rules that judge it.
    #[must_use]
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// How many folders have been read from the disk for it so far, since the first walk.
    #[must_use]
    pub fn reads(&self) -> u64 {
        self.listing.reads
    }

    /// Everything that was looked at, folders before what lies in them, in byte order of the whole
    /// path.
    #[must_use]
    pub fn items(&self) -> Items<'_> {
        Items::new(self)
    }

    /// What stands at a path, which is relative to the root and has `/` between its names; the
    /// root itself is empty. `None` for what isn't there, and for what lies in a folder that was
    /// not looked into.
    #[must_use]
    pub fn find(&self, path: &[u8]) -> Option<EntryId> {
        self.listing.find(path).map(EntryId)
    }

    /// The entry of this name in a folder that was looked into.
    #[must_use]
    pub fn child(&self, folder: EntryId, name: &[u8]) -> Option<EntryId> {
        self.listing.child(self.listing.entry(folder.0).folder, name).map(EntryId)
    }

    /// What both readings say of an entry.
    #[must_use]
    pub fn verdict(&self, id: EntryId) -> Verdict {
        self.packed(id.0).unpack()
    }

    /// An entry's kind.
    #[must_use]
    pub fn kind(&self, id: EntryId) -> Kind {
        self.listing.entry(id.0).kind
    }

    /// An entry's size in bytes, of a link that of the file it leads to; `None` where it was not
    /// measured.
    #[must_use]
    pub fn size(&self, id: EntryId) -> Option<u64> {
        let entry = self.listing.entry(id.0);
        entry.size().filter(|_| entry.kind != Kind::Folder)
    }

    /// What a push would stumble over at this entry, if it went that far.
    #[must_use]
    pub fn snag(&self, id: EntryId) -> Option<Snag> {
        self.listing.entry(id.0).snag
    }

    /// How much lies in a folder that both readings ignore, if that was counted.
    #[must_use]
    pub fn counted(&self, id: EntryId) -> Option<Totals> {
        self.listing.folder(self.listing.entry(id.0).folder)?.counted
    }

    /// Whether a folder was looked into, and its content is among the items.
    #[must_use]
    pub fn is_listed(&self, id: EntryId) -> bool {
        self.listing.folder(self.listing.entry(id.0).folder).is_some_and(|folder| folder.is_read)
    }

    /// What either reading keeps and nobody could read: folders of which nobody knows what is in
    /// them, and files that were to be measured.
    #[must_use]
    pub fn unread(&self) -> Vec<(EntryId, Snag)> {
        let mut unread = Vec::new();
        let may_be = |snag| matches!(snag, Some(Snag::Denied | Snag::Failed));
        // Almost never, and paths take time to make.
        if !self.listing.entries.iter().any(|entry| may_be(entry.snag)) {
            return unread;
        }
        let mut items = self.items();
        while let Some(item) = items.next() {
            let verdict = item.verdict;
            let is_kept = verdict.documented.kept || verdict.original.kept;
            let is_unread = is_kept && (item.kind == Kind::Folder || item.size.is_none());
            if let Some(snag) = item.snag.filter(|snag| is_unread && may_be(Some(*snag))) {
                unread.push((item.id, snag));
            }
        }
        unread
    }

    /// An entry's last name.
    #[must_use]
    pub fn name(&self, id: EntryId) -> &[u8] {
        self.listing.name(id.0)
    }

    /// The folder an entry lies in; `None` for the root.
    #[must_use]
    pub fn parent(&self, id: EntryId) -> Option<EntryId> {
        let parent = self.listing.entry(id.0).parent;
        (parent != NONE).then(|| self.listing.folder(parent).map(|it| EntryId(it.entry)))?
    }

    /// An entry's path, relative to the root and with `/` between its names.
    #[must_use]
    pub fn path(&self, id: EntryId) -> Vec<u8> {
        self.listing.path(id.0)
    }

    /// How many bytes of memory it takes, as far as that grows with what lies in the folder.
    #[must_use]
    pub fn memory(&self) -> usize {
        self.listing.memory() + self.verdicts.capacity() * size_of::<Packed>()
    }

    pub(super) fn packed(&self, entry: u32) -> Packed {
        self.verdicts.get(entry as usize).copied().unwrap_or(Packed::KEPT)
    }
}
