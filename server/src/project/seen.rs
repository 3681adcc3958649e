//! What was seen of the disk.
//!
//! Many rules ask the same of a Micro's folder. Each question is put to the disk once, so all
//! findings of one moment are about one state of the folder. Where somebody tells what happens to
//! the files, the answers hold until then, and a keystroke costs hardly a look.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use super::Found;

/// Answers of one kind that are kept: enough for any Spacefile, and for somebody who types paths.
const MOST: usize = 4096;

/// The answers so far, by the path they are about.
#[derive(Debug, Default)]
pub struct Seen {
    /// What stands there.
    pub(super) found: Answers<Found>,
    /// Whether it leads out of the project.
    pub(super) leaves: Answers<bool>,
    /// Whether a link stands there.
    pub(super) links: Answers<bool>,
    /// Whether it is a folder that may be looked into.
    pub(super) readable: Answers<bool>,
    /// The way up to the next Spacefile.
    pub(super) outer: OnceLock<Option<String>>,
}

/// The answers to one kind of question.
#[derive(Debug)]
pub(super) struct Answers<A>(Mutex<BTreeMap<String, A>>);

impl<A> Default for Answers<A> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<A: Copy> Answers<A> {
    /// The answer, looked for only the first time.
    pub(super) fn get(&self, path: &str, look: impl FnOnce() -> A) -> A {
        if let Some(known) = self.known().get(path) {
            return *known;
        }
        // Not under the lock: looking may ask for more.
        let answer = look();
        let mut known = self.known();
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(path.to_owned(), answer);
        answer
    }

    fn known(&self) -> MutexGuard<'_, BTreeMap<String, A>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
