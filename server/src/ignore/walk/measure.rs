//! A closer look at what goes up: sizes, where links lead, and what may not be read.

use std::io;
use std::sync::atomic::Ordering;

use super::Inside;
use super::descent::Walker;
use super::disk::{self, Dir};
use crate::ignore::tree::listing::{Kind, Snag};
use crate::ignore::tree::packed::Packed;

impl Walker<'_> {
    /// Looks at each entry of the folder that was not looked at yet.
    pub(super) fn measure(&mut self) -> io::Result<()> {
        let Self { doors, way, listing, verdicts, options, stop, .. } = self;
        let Some(step) = way.last().filter(|_| options.measure) else { return Ok(()) };
        for place in listing.children(step.folder) {
            if stop.load(Ordering::Relaxed) {
                break;
            }
            let entry = listing.entry(place);
            if entry.size().is_some() || entry.snag.is_some() {
                continue;
            }
            let verdict = verdicts.get(place as usize).copied().unwrap_or(Packed::KEPT);
            // Where a link leads to matters only if that goes up.
            let is_counted = options.inside != Inside::Closed && entry.kind != Kind::Link;
            let is_wanted = verdict.is_kept() || is_counted;
            let is_closed = entry.kind == Kind::Folder;
            // The original lists a folder before it asks whether to.
            if is_closed && (is_wanted || !step.is_pushed) || !is_closed && !is_wanted {
                continue;
            }
            let dir = doors.last(|outer| listing.name(way.get(outer).map_or(0, |it| it.entry)))?;
            let found = look(dir, listing.name_of(&entry), entry.kind);
            if let Some(entry) = listing.entry_mut(place) {
                entry.set_size(found.0);
                entry.snag = found.1;
            }
        }
        Ok(())
    }

    /// Forgets what earlier looks have found.
    pub(super) fn forget_measures(&mut self) {
        let Some(step) = self.way.last() else { return };
        for place in self.listing.children(step.folder) {
            if let Some(entry) = self.listing.entry_mut(place) {
                entry.set_size(None);
                entry.snag = None;
            }
        }
    }

    /// The folder where it is.
    pub(super) fn door(&mut self) -> io::Result<&Dir> {
        let Self { doors, way, listing, .. } = self;
        doors.last(|place| listing.name(way.get(place).map_or(0, |step| step.entry)))
    }
}

/// The size of what goes up for an entry, and what is the matter with it; neither if it has gone
/// meanwhile.
fn look(dir: &Dir, name: &[u8], kind: Kind) -> (Option<u64>, Option<Snag>) {
    let facts = match kind {
        // Whether it can be opened is all there is to know, and is marked so.
        Kind::Folder => match dir.child(name) {
            Ok(_) => return (Some(0), None),
            Err(error) => Err(error),
        },
        Kind::Link => dir.follow(name),
        Kind::File | Kind::Unknown => dir.look(name),
        Kind::Pipe => return (None, Some(Snag::Pipe)),
        Kind::Socket => return (None, Some(Snag::Socket)),
        Kind::Device => return (None, Some(Snag::Device)),
    };
    let facts = match facts.map_err(|error| disk::snag(&error)) {
        Ok(facts) => facts,
        Err(snag) if kind == Kind::Link => return (None, Some(snag)),
        Err(Snag::LinkToNothing) => return (None, None),
        Err(Snag::Denied) => return (None, Some(Snag::Denied)),
        Err(_) => return (None, Some(Snag::Failed)),
    };
    match facts.kind {
        Kind::File if facts.is_readable => (Some(facts.size), None),
        Kind::File => (Some(facts.size), Some(Snag::Denied)),
        Kind::Folder if kind == Kind::Link => (None, Some(Snag::LinkToFolder)),
        Kind::Pipe => (None, Some(Snag::Pipe)),
        Kind::Socket => (None, Some(Snag::Socket)),
        Kind::Device => (None, Some(Snag::Device)),
        _ => (None, Some(Snag::Failed)),
    }
}
