//! What was seen of the disk.
//!
//! Many rules ask the same of a Micro's folder. Each question is put to the disk once, so a
//! keystroke costs few looks, and all findings of one moment are about one state of the folder.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::Found;

/// The answers so far, by the path they are about.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// What stands there.
    pub(super) found: Answers<Found>,
    /// Whether it leads out of the project.
    pub(super) leaves: Answers<bool>,
    /// Whether a link stands there.
    pub(super) links: Answers<bool>,
    /// Whether it is a folder that may be looked into.
    pub(super) readable: Answers<bool>,
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
        self.known().insert(path.to_owned(), answer);
        answer
    }

    fn known(&self) -> MutexGuard<'_, BTreeMap<String, A>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
