//! The way down and up again.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use super::disk::{self, Buffer};
use super::doors::Doors;
use super::{Inside, Options, Stop};
use crate::ignore::tree::Tree;
use crate::ignore::tree::listing::{Kind, Listing, Mark, Snag};
use crate::ignore::tree::packed::Packed;
use crate::ignore::{Rules, Scope};

/// A walk under way: through what is known already, and to the disk for what isn't.
pub(super) struct Walker<'a> {
    pub(super) rules: Arc<Rules>,
    pub(super) listing: &'a mut Listing,
    pub(super) verdicts: &'a mut Vec<Packed>,
    pub(super) options: &'a Options<'a>,
    /// Whether to ask the disk also about what is known.
    pub(super) again: bool,
    /// When it started, in seconds since 1970.
    pub(super) start: i64,
    pub(super) stop: &'a AtomicBool,
    pub(super) buffer: Buffer,
    /// The path of the folder where it is, the slash behind it included.
    pub(super) path: Vec<u8>,
    /// The folders on the way down to where it is.
    pub(super) way: Vec<Step>,
    pub(super) doors: Doors<'a>,
}

/// A folder on the way down.
pub(super) struct Step {
    pub(super) folder: u32,
    /// Its own entry.
    pub(super) entry: u32,
    pub(super) decided: Decided,
    /// Whether the original looks into it.
    pub(super) is_pushed: bool,
    /// Whether what lies in it is counted, and forgotten then.
    pub(super) is_counted: bool,
    /// Where to forget from, in the topmost folder that is counted.
    mark: Option<Mark>,
    /// How much of the path is that of the folder around it.
    outer: usize,
    /// Its next entry to look at.
    next: u32,
}

/// What is decided for everything in a folder.
pub(super) enum Decided {
    /// Nothing: each entry is judged.
    Open(Scope),
    /// Both readings ignore all of it.
    Ignored(Packed),
}

impl<'a> Walker<'a> {
    pub(super) fn new(
        tree: &'a mut Tree,
        options: &'a Options<'a>,
        again: bool,
        stop: &'a AtomicBool,
    ) -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Self {
            rules: Arc::clone(&tree.rules),
            listing: Arc::make_mut(&mut tree.listing),
            verdicts: &mut tree.verdicts,
            options,
            again,
            start: i64::try_from(now.as_secs()).unwrap_or(i64::MAX),
            stop,
            buffer: Buffer::new(),
            path: Vec::new(),
            way: Vec::new(),
            doors: Doors::new(&tree.root),
        }
    }

    /// Walks it all.
    pub(super) fn run(mut self) -> Result<(), Stop> {
        let top = Decided::Open(self.rules.top());
        self.enter(Step {
            folder: 0,
            entry: 0,
            decided: top,
            is_pushed: true,
            is_counted: false,
            mark: None,
            outer: 0,
            next: 0,
        })?;
        while !self.way.is_empty() {
            match self.next_step() {
                Some(step) => self.enter(step)?,
                None => self.leave(),
            }
        }
        Ok(())
    }

    /// Goes into a folder and looks at what lies in it, if there is anything to be found out.
    fn enter(&mut self, mut step: Step) -> Result<(), Stop> {
        if self.stop.load(Ordering::Relaxed) {
            return Err(Stop::Cancelled);
        }
        let entry = step.entry;
        if entry != 0 {
            self.path.extend_from_slice(self.listing.name(entry));
            self.path.push(b'/');
        }
        step.folder = match self.listing.entry(entry).folder {
            known if self.listing.folder(known).is_some() => known,
            _ => self.listing.add_folder(entry),
        };
        if step.is_counted && !self.way.last().is_some_and(|around| around.is_counted) {
            if let Some(folder) = self.listing.folder_mut(step.folder) {
                folder.forget();
            }
            step.mark = Some(self.listing.mark());
        }
        self.way.push(step);
        self.doors.push();
        let looked = self.look();
        self.check(looked)
    }

    /// Ends the walk if it was cancelled or can't go on; else marks a folder that can't be read.
    fn check(&mut self, looked: io::Result<()>) -> Result<(), Stop> {
        if self.stop.load(Ordering::Relaxed) {
            return Err(Stop::Cancelled);
        }
        let Err(error) = looked else { return Ok(()) };
        let entry = self.way.last().map_or(0, |step| step.entry);
        if entry == 0 || error.kind() == io::ErrorKind::OutOfMemory {
            return Err(Stop::Failed(error));
        }
        if let Some(entry) = self.listing.entry_mut(entry) {
            // What has gone meanwhile leaves no trace in an upload.
            entry.snag = match disk::snag(&error) {
                Snag::LinkToNothing => None,
                Snag::Denied => Some(Snag::Denied),
                _ => Some(Snag::Failed),
            };
        }
        Ok(())
    }

    /// Goes back to the folder around.
    fn leave(&mut self) {
        let Some(step) = self.way.pop() else { return };
        self.doors.pop();
        self.path.truncate(step.outer);
        if let Some(mark) = step.mark {
            let counted = self.listing.fold(mark);
            self.verdicts.truncate(self.listing.len() as usize);
            if let Some(folder) = self.listing.folder_mut(step.folder) {
                folder.forget();
                folder.counted = Some(counted);
            }
        }
    }

    /// The next folder to enter in the one where it is.
    fn next_step(&mut self) -> Option<Step> {
        let around = self.way.last_mut()?;
        let end = self.listing.children(around.folder).end;
        around.next = around.next.max(self.listing.children(around.folder).start);
        while around.next < end {
            let place = around.next;
            around.next += 1;
            let entry = self.listing.entry(place);
            if entry.kind != Kind::Folder {
                continue;
            }
            let verdict = self.verdicts.get(place as usize).copied().unwrap_or(Packed::KEPT);
            let mut step = Step {
                folder: entry.folder,
                entry: place,
                decided: Decided::Ignored(verdict),
                is_pushed: around.is_pushed && verdict.is_original_kept(),
                is_counted: around.is_counted,
                mark: None,
                outer: self.path.len(),
                next: 0,
            };
            if verdict.is_kept() {
                if let Decided::Open(scope) = &around.decided {
                    self.path.extend_from_slice(self.listing.name_of(&entry));
                    let scope = self.rules.enter(scope, &self.path, verdict.unpack());
                    self.path.truncate(step.outer);
                    step.decided = Decided::Open(scope);
                }
                return Some(step);
            }
            let known = self.listing.folder_mut(entry.folder);
            match (self.options.inside, known) {
                (Inside::Closed, known) => {
                    // Nobody looks into it any more, so nobody knows what changes there.
                    if let Some(known) = known.filter(|_| self.again) {
                        known.forget();
                    }
                }
                (Inside::Counted, Some(known)) if !self.again && !known.is_stale => {
                    if known.is_read {
                        return Some(step);
                    } else if known.counted.is_none() {
                        step.is_counted = true;
                        return Some(step);
                    }
                }
                (inside, _) => {
                    step.is_counted |= inside == Inside::Counted;
                    return Some(step);
                }
            }
        }
        None
    }
}
