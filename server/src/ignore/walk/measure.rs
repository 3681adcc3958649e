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
            let is_wanted = verdict.is_kept() || options.inside != Inside::Closed;
            let is_closed = entry.kind == Kind::Folder;
            // The original lists a folder before it asks whether to.
            if is_closed && (is_wanted || !step.is_pushed) || !is_closed && !is_wanted {
                continue;
            }
            let dir = doors.last(|outer| listing.name(way.get(outer).map_or(0, |it| it.entry)))?;
            let found = look(dir, listing.name_of(&entry), entry.kind);
            if let Some(entry) = listing.entry_mut(place) {
                match found {
                    Ok(size) => entry.set_size(size),
                    Err(snag) => entry.snag = Some(snag),
                }
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

/// The size of what goes up for an entry, `None` if it has gone meanwhile.
fn look(dir: &Dir, name: &[u8], kind: Kind) -> Result<Option<u64>, Snag> {
    let facts = match kind {
        Kind::Folder => dir.child(name).map(|_| None),
        Kind::Link => dir.follow(name).map(Some),
        Kind::File | Kind::Unknown => dir.look(name).map(Some),
        Kind::Pipe => return Err(Snag::Pipe),
        Kind::Socket => return Err(Snag::Socket),
        Kind::Device => return Err(Snag::Device),
    };
    let facts = match facts {
        Ok(Some(facts)) => facts,
        // Marks a folder as looked at.
        Ok(None) => return Ok(Some(0)),
        Err(error) => {
            return match (disk::snag(&error), kind) {
                (Snag::LinkToNothing, kind) if kind != Kind::Link => Ok(None),
                (Snag::LinkLoop, kind) if kind != Kind::Link => Err(Snag::Failed),
                (snag, _) => Err(snag),
            };
        }
    };
    match facts.kind {
        Kind::File if facts.is_readable => Ok(Some(facts.size)),
        Kind::File => Err(Snag::Denied),
        Kind::Folder if kind == Kind::Link => Err(Snag::LinkToFolder),
        Kind::Pipe => Err(Snag::Pipe),
        Kind::Socket => Err(Snag::Socket),
        Kind::Device => Err(Snag::Device),
        _ => Err(Snag::Failed),
    }
}
