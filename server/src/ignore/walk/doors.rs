//! The folders on the way down that are open: only where needed, and few at a time.

use std::io;
use std::path::Path;

use super::disk::Dir;

/// How many are open at once, besides the root. A process may have some hundred files open.
const MOST_OPEN: usize = 64;

/// One for each folder on the way down.
pub(super) struct Doors<'a> {
    root: &'a Path,
    doors: Vec<Option<Dir>>,
    /// How many are open.
    open: usize,
    /// All before this one are closed, but for the root.
    lowest: usize,
}

impl<'a> Doors<'a> {
    pub(super) fn new(root: &'a Path) -> Self {
        Self { root, doors: Vec::new(), open: 0, lowest: 1 }
    }

    /// One step down; the door stays closed.
    pub(super) fn push(&mut self) {
        self.doors.push(None);
    }

    /// One step up.
    pub(super) fn pop(&mut self) {
        if self.doors.pop().flatten().is_some() {
            self.open -= 1;
        }
    }

    /// The last folder, opened if it isn't. `name` gives the name of each by its place.
    ///
    /// Each is opened by its name in the one before, so that no link leads anywhere else.
    pub(super) fn last<'n>(&mut self, name: impl Fn(usize) -> &'n [u8]) -> io::Result<&Dir> {
        let last = self.doors.len().saturating_sub(1);
        let nearest = (0..=last).rev().find(|place| self.get(*place).is_some());
        for place in nearest.map_or(0, |nearest| nearest + 1)..=last {
            let dir = match place.checked_sub(1).and_then(|outer| self.get(outer)) {
                Some(outer) => outer.child(name(place))?,
                None => Dir::root(self.root)?,
            };
            if let Some(door) = self.doors.get_mut(place) {
                *door = Some(dir);
            }
            self.open += 1;
            self.lowest = self.lowest.min(place.max(1));
            self.close_one(place);
        }
        self.get(last).ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    /// Closes the uppermost one if too many are open.
    fn close_one(&mut self, but: usize) {
        if self.open <= MOST_OPEN + 1 {
            return;
        }
        for place in self.lowest..but {
            self.lowest = place + 1;
            if self.doors.get_mut(place).and_then(Option::take).is_some() {
                self.open -= 1;
                return;
            }
        }
    }

    fn get(&self, place: usize) -> Option<&Dir> {
        self.doors.get(place)?.as_ref()
    }
}
