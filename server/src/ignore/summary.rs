//! What a tree comes to: totals, lines and what they do, what is large, odd or secret.

mod aborts;
mod difference;
mod effects;
mod largest;

use std::sync::atomic::{AtomicBool, Ordering};

pub use self::aborts::Abort;
pub use self::difference::{Difference, blame};
pub use self::effects::Effect;
use self::effects::Effects;
use self::largest::Largest;
use super::tree::listing::NONE;
use super::tree::{EntryId, Kind, Totals, Tree};

/// How many bytes may go up (`Spacefile reference`: 250 MB of source and assets, for each Micro).
pub const MOST_BYTES: u64 = 250_000_000;

/// How many of each kind are named; all are counted.
pub const NAMED: usize = 10;

/// What a tree comes to.
#[derive(Debug, Clone, Default)]
pub struct Summary {
    /// What goes up by the documentation.
    pub kept: Totals,
    /// What the original would upload.
    pub original: Totals,
    /// What is left out by the documentation; `None` where ignored folders were not looked into.
    pub ignored: Option<Totals>,
    /// What each line does, for the lines that do anything, in their order.
    pub effects: Vec<Effect>,
    /// On what the two readings part, by the lines to blame, in their order.
    pub differences: Vec<Difference>,
    /// The largest files that go up, the largest first.
    pub files: Vec<(EntryId, u64)>,
    /// The folders with most bytes that go up, the largest first; of folders that hold one another,
    /// the one that tells most.
    pub folders: Vec<(EntryId, Totals)>,
    /// Links, pipes and the like that go up, in order.
    pub odd: Vec<EntryId>,
    /// What makes a push fail or wait forever; the first thing it meets comes first.
    pub aborts: Vec<Abort>,
    /// What goes up from each folder, by its place among the tree's folders.
    totals: Vec<Totals>,
}

impl Summary {
    /// Sums up a tree. `None` if somebody sets `stop`.
    #[must_use]
    pub fn new(tree: &Tree, stop: &AtomicBool) -> Option<Self> {
        let listing = &tree.listing;
        let mut totals = vec![Totals::default(); listing.folders.len()];
        let (mut kept, mut original) = (Totals::default(), Totals::default());
        let mut odd = Vec::new();
        let mut effects = Effects::new(tree);
        let mut differences = difference::Differences::default();
        let mut files = Largest::default();
        let mut aborts = Vec::new();
        let mut items = tree.items();
        let mut seen = 0_u32;
        while let Some(item) = items.next() {
            if seen.is_multiple_of(1024) && stop.load(Ordering::Relaxed) {
                return None;
            }
            seen = seen.wrapping_add(1);
            effects.add(&item);
            differences.add(&item);
            let is_kept = item.verdict.documented.kept;
            if let Some(snag) = item.snag {
                aborts.extend(Abort::new(tree, &item, snag));
            }
            if item.kind == Kind::Folder {
                continue;
            }
            if item.verdict.original.kept {
                original.add(item.size);
            }
            if !is_kept {
                continue;
            }
            kept.add(item.size);
            let parent = listing.entry(item.id.0).parent;
            if let Some(folder) = totals.get_mut(parent as usize) {
                folder.add(item.size);
            }
            files.add(item.id, item.size.unwrap_or_default());
            if item.kind != Kind::File {
                odd.push(item.id);
            }
        }
        // A folder comes after the one around it.
        for (place, folder) in listing.folders.iter().enumerate().rev() {
            let own = totals.get(place).copied().unwrap_or_default();
            let parent = listing.entry(folder.entry).parent;
            if let Some(around) = totals.get_mut(parent as usize).filter(|_| parent != NONE) {
                *around += own;
            }
        }
        aborts.sort_by(Abort::order);
        let folders = largest::folders(tree, &totals);
        let (effects, ignored) = effects.done();
        Some(Self {
            kept,
            original,
            ignored,
            effects,
            differences: differences.done(),
            files: files.done(),
            folders,
            odd,
            aborts,
            totals,
        })
    }

    /// What goes up from a folder by the documentation, with everything below; `None` if it was
    /// not looked into.
    #[must_use]
    pub fn folder(&self, tree: &Tree, id: EntryId) -> Option<Totals> {
        self.totals.get(tree.listing.entry(id.0).folder as usize).copied()
    }
}
