//! New rules on what is known already.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::listing::{Kind, Listing};
use super::{Packed, Tree};
use crate::ignore::{Rules, Scope};

impl Tree {
    /// The same entries under other rules; the disk is not asked. `None` if somebody sets `stop`.
    ///
    /// What lies in folders that nobody looked into so far stays unknown until
    /// [`completed`](crate::ignore::walk::completed) does.
    #[must_use]
    pub fn judged(&self, rules: Arc<Rules>, stop: &AtomicBool) -> Option<Self> {
        let mut verdicts = vec![Packed::KEPT; self.verdicts.len()];
        judge(&self.listing, &rules, &mut verdicts, stop)?;
        let (root, listing) = (self.root.clone(), Arc::clone(&self.listing));
        Some(Self { root, rules, listing, verdicts })
    }
}

fn judge(
    listing: &Listing,
    rules: &Rules,
    verdicts: &mut [Packed],
    stop: &AtomicBool,
) -> Option<()> {
    let mut path = Vec::new();
    // Folders to go into, how much of the path is that of the folder around each, and what is
    // decided for what lies in each.
    let mut open: Vec<(u32, usize, Inside)> = vec![(0, 0, Inside::Open(rules.top()))];
    while let Some((folder, outer, inside)) = open.pop() {
        if stop.load(Ordering::Relaxed) {
            return None;
        }
        path.truncate(outer);
        let own = listing.folder(folder)?.entry;
        if own != 0 {
            path.extend_from_slice(listing.name(own));
            path.push(b'/');
        }
        let here = path.len();
        let children = listing.children(folder);
        let range = children.start as usize..children.end as usize;
        let entries = listing.entries.get(range.clone()).unwrap_or_default();
        for (entry, verdict) in entries.iter().zip(verdicts.get_mut(range)?) {
            let is_folder = entry.kind == Kind::Folder;
            let goes_on = is_folder && listing.folder(entry.folder).is_some_and(|it| it.is_read);
            match &inside {
                Inside::Decided(decided) => {
                    *verdict = *decided;
                    if goes_on {
                        open.push((entry.folder, here, Inside::Decided(*decided)));
                    }
                }
                Inside::Open(scope) => {
                    path.truncate(here);
                    path.extend_from_slice(listing.name_of(entry));
                    let found = rules.judge(scope, &path, is_folder);
                    *verdict = Packed::new(found);
                    if goes_on {
                        let inside = if verdict.is_kept() {
                            Inside::Open(rules.enter(scope, &path, found))
                        } else {
                            Inside::Decided(*verdict)
                        };
                        open.push((entry.folder, here, inside));
                    }
                }
            }
        }
    }
    Some(())
}

/// What is decided for everything in a folder.
enum Inside {
    /// Each entry is judged.
    Open(Scope),
    /// Both readings ignore all of it, by the lines that ignore the folder.
    Decided(Packed),
}
