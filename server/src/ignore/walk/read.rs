//! What lies in the folder where the walk is.

use std::io;
use std::sync::atomic::Ordering;

use super::descent::{Decided, Walker};
use crate::ignore::tree::listing::{Kind, Time};
use crate::ignore::tree::packed::Packed;

/// A folder that changed at most so many seconds before it was read may change again without a
/// later time: clocks of file systems are that coarse.
const COARSE: i64 = 2;

impl Walker<'_> {
    /// Reads the folder, or asks the disk only what is not known of it.
    pub(super) fn look(&mut self) -> io::Result<()> {
        let Some(step) = self.way.last() else { return Ok(()) };
        let Some(known) = self.listing.folder(step.folder).copied() else { return Ok(()) };
        if !known.is_read || known.is_stale {
            return self.read();
        }
        if self.again {
            let time = self.door()?.time();
            if time.is_none() || time != known.time {
                return self.read();
            }
            self.forget_measures();
        }
        self.measure()
    }

    /// Reads the folder and judges what lies in it.
    fn read(&mut self) -> io::Result<()> {
        let Some(step) = self.way.last() else { return Ok(()) };
        let (folder, entry, is_counted) = (step.folder, step.entry, step.is_counted);
        let first = self.listing.len();
        // Part of a folder is worse than none: nobody could tell what is missing.
        let time = self.list(folder).inspect_err(|_| {
            self.listing.truncate(first);
            if let Some(folder) = self.listing.folder_mut(folder) {
                folder.forget();
            }
        })?;
        if !is_counted {
            self.listing.sort_from(first);
        }
        let end = self.listing.len();
        if self.listing.folder(folder).is_some_and(|known| known.count > 0) {
            self.adopt(folder, first..end);
        }
        self.judge(first..end);
        self.listing.reads += 1;
        if let Some(folder) = self.listing.folder_mut(folder) {
            (folder.first, folder.count) = (first, end - first);
            (folder.is_read, folder.is_stale, folder.counted) = (true, false, None);
            folder.time = time.filter(|(seconds, _)| seconds + COARSE < self.start);
        }
        if let Some(entry) = self.listing.entry_mut(entry) {
            entry.snag = None;
        }
        if let Some(seen) = self.options.seen {
            seen.fetch_add(u64::from(end - first), Ordering::Relaxed);
        }
        if self.again {
            self.forget_measures();
        }
        self.measure()
    }

    /// Adds the names in the folder to the listing, and says when the folder changed last.
    fn list(&mut self, folder: u32) -> io::Result<Option<Time>> {
        let Self { doors, way, listing, buffer, stop, options, .. } = self;
        let name = |place: usize| listing.name(way.get(place).map_or(0, |step| step.entry));
        let dir = doors.last(name)?;
        // Before it is read: what changes later then shows.
        let time = options.times.then(|| dir.time()).flatten();
        dir.read(buffer, |name, kind| {
            if stop.load(Ordering::Relaxed) {
                return Err(io::ErrorKind::Interrupted.into());
            }
            listing.add(folder, name, kind).ok_or_else(|| io::ErrorKind::OutOfMemory.into())
        })?;
        Ok(time)
    }

    /// Keeps what is known of entries that were there before.
    fn adopt(&mut self, folder: u32, new: std::ops::Range<u32>) {
        for place in new {
            let entry = self.listing.entry(place);
            let Some(old) = self.listing.child(folder, self.listing.name_of(&entry)) else {
                continue;
            };
            let old = self.listing.entry(old);
            if old.kind != entry.kind {
                continue;
            }
            if let Some(inner) = self.listing.folder_mut(old.folder) {
                inner.entry = place;
            }
            if let Some(entry) = self.listing.entry_mut(place) {
                entry.adopt(&old);
            }
        }
    }

    /// Judges new entries, the last ones of the listing.
    fn judge(&mut self, new: std::ops::Range<u32>) {
        let Self { way, listing, verdicts, rules, path, stop, .. } = self;
        let scope = match way.last().map(|step| &step.decided) {
            Some(Decided::Open(scope)) => scope,
            Some(Decided::Ignored(verdict)) => return verdicts.resize(new.end as usize, *verdict),
            None => return,
        };
        let here = path.len();
        for (count, entry) in listing.entries.iter().skip(new.start as usize).enumerate() {
            if count % 1024 == 0 && stop.load(Ordering::Relaxed) {
                return;
            }
            path.extend_from_slice(listing.name_of(entry));
            let verdict = rules.judge(scope, path, entry.kind == Kind::Folder);
            path.truncate(here);
            verdicts.push(Packed::new(verdict));
        }
    }
}
