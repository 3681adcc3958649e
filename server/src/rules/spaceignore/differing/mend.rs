//! What the fixes of lines on which the readings part claim, and the proof of it.

use std::collections::BTreeSet;

use super::Group;
use crate::diagnostic::{Diagnostic, Fix};
use crate::ignore::Readings;
use crate::ignore::tree::{Item, Kind, Tree};
use crate::rules::UploadContext;
use crate::rules::spaceignore::mend;

/// What a fix says of the files on which the readings part; for all others it changes nothing,
/// unless something else is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) enum Meaning<'r> {
    /// What the documentation says now.
    Documented,
    /// What the documentation says now, for the files of this group; for those of others, it may
    /// be something else.
    DocumentedHere,
    /// What the Space CLI does now.
    Original,
    /// They go up, and so does everything else in these folders.
    Kept(&'r Folders),
    /// The same but for `.env` and its variants, which may be left out elsewhere, too.
    KeptButEnv(&'r Folders),
    /// The same in both readings, whatever it is.
    Agreed,
}

/// Some folders of a project.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(in crate::rules) struct Folders(BTreeSet<Vec<u8>>);

impl Folders {
    /// Those that a line names by the documentation.
    pub(in crate::rules) fn named(tree: &Tree, readings: &Readings) -> Self {
        let mut named = Self::default();
        let mut items = tree.items();
        while let Some(item) = items.next() {
            let is_folder = item.kind == Kind::Folder;
            if is_folder && readings.documented(item.path, true) && !named.hold(item.path) {
                named.0.insert(item.path.to_vec());
            }
        }
        named
    }

    /// These.
    pub(in crate::rules) fn of(paths: impl IntoIterator<Item = Vec<u8>>) -> Self {
        Self(paths.into_iter().collect())
    }

    /// Whether a path lies in one of them.
    pub(in crate::rules) fn hold(&self, path: &[u8]) -> bool {
        let slashes = path.iter().enumerate().filter(|(_, byte)| **byte == b'/');
        slashes
            .into_iter()
            .any(|(at, _)| path.get(..at).is_some_and(|above| self.0.contains(above)))
    }

    /// Their paths, in order.
    pub(in crate::rules) fn paths(&self) -> impl Iterator<Item = &[u8]> {
        self.0.iter().map(Vec::as_slice)
    }
}

/// A fix, if it does what it is to do to the files of a group.
pub(in crate::rules) fn proven(
    context: &UploadContext<'_>,
    group: &Group,
    meaning: Meaning<'_>,
    fix: Fix,
) -> Option<Fix> {
    let differing = context.differing();
    mend::proven(context, fix, |item: &Item<'_>| {
        let before = context.tree.verdict(item.id);
        let (documented, original) = (before.documented.kept, before.original.kept);
        let after = (item.verdict.documented.kept, item.verdict.original.kept);
        let place = differing.place(item.id);
        match (place, meaning) {
            (_, Meaning::Kept(folders)) if folders.hold(item.path) => Some(true),
            (_, Meaning::KeptButEnv(_)) if is_env(item.path) => {
                if place == Some(group.place) {
                    Some(false)
                } else {
                    None
                }
            }
            (_, Meaning::KeptButEnv(folders)) if folders.hold(item.path) => Some(true),
            (None, _) => Some(documented),
            (Some(place), _) if place == group.place => Some(match meaning {
                Meaning::Documented | Meaning::DocumentedHere => documented,
                Meaning::Original => original,
                Meaning::Kept(_) | Meaning::KeptButEnv(_) => true,
                Meaning::Agreed => after.0,
            }),
            // Another line's business; if it gets settled, then so that the meaning stays.
            _ if after == (documented, original) => None,
            (_, Meaning::Documented) => Some(documented),
            (_, Meaning::Original) => Some(original),
            _ => None,
        }
    })
}

/// Whether a file is what `.env` and `.env.*` name.
fn is_env(path: &[u8]) -> bool {
    let name = path.rsplit(|byte| *byte == b'/').next().unwrap_or(path);
    name == b".env" || name.starts_with(b".env.")
}

/// Adds the fixes that there are to a finding, each change once.
pub(in crate::rules) fn with(
    mut finding: Diagnostic,
    fixes: impl IntoIterator<Item = Option<Fix>>,
) -> Diagnostic {
    for fix in fixes.into_iter().flatten() {
        if finding.fixes.iter().all(|other| other.edits != fix.edits) {
            finding.fixes.push(fix);
        }
    }
    finding
}
