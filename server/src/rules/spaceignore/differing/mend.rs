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
    /// Everything at and below these paths goes up, or nothing does.
    All(&'r Paths, bool),
    /// Everything goes up there but `.env` and its variants, which may be left out elsewhere, too.
    AllButEnv(&'r Paths),
    /// The same in both readings, whatever it is.
    Agreed,
}

/// Some paths of a project.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(in crate::rules) struct Paths(BTreeSet<Vec<u8>>);

impl Paths {
    /// The folders that a line names by the documentation.
    pub(in crate::rules) fn folders(tree: &Tree, line: &Readings) -> Self {
        let mut named = Self::default();
        let mut items = tree.items();
        while let Some(item) = items.next() {
            let is_folder = item.kind == Kind::Folder;
            if is_folder && !named.hold(item.path) && line.documented(item.path, true) {
                named.0.insert(item.path.to_vec());
            }
        }
        named
    }

    /// These.
    pub(in crate::rules) fn of(paths: impl IntoIterator<Item = Vec<u8>>) -> Self {
        Self(paths.into_iter().collect())
    }

    /// Whether there are none.
    pub(in crate::rules) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a path is one of them or lies below one.
    pub(in crate::rules) fn hold(&self, path: &[u8]) -> bool {
        let ends = path.iter().enumerate().filter(|(_, byte)| **byte == b'/').map(|(at, _)| at);
        let mut ends = ends.chain([path.len()]);
        !self.is_empty() && ends.any(|end| path.get(..end).is_some_and(|it| self.0.contains(it)))
    }

    /// Whether a file below one of them is `.env` or one of its variants.
    pub(in crate::rules) fn hold_env(&self, tree: &Tree) -> bool {
        let mut items = tree.items();
        while let Some(item) = items.next() {
            if item.kind != Kind::Folder && is_env(item.path) && self.hold(item.path) {
                return true;
            }
        }
        false
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
    if !differing.may_judge() {
        return None;
    }
    mend::proven(context, fix, |item: &Item<'_>| {
        let before = context.tree.verdict(item.id);
        let (documented, original) = (before.documented.kept, before.original.kept);
        let after = (item.verdict.documented.kept, item.verdict.original.kept);
        let place = differing.place(item.id);
        let is_own = place == Some(group.place);
        match meaning {
            Meaning::All(paths, kept) if paths.hold(item.path) => return Some(kept),
            Meaning::AllButEnv(_) if is_env(item.path) => return is_own.then_some(false),
            Meaning::AllButEnv(paths) if paths.hold(item.path) => return Some(true),
            _ => {}
        }
        match meaning {
            _ if place.is_none() => Some(documented),
            // Another line's business; if it gets settled, then so that the meaning stays.
            _ if !is_own && after == (documented, original) => None,
            Meaning::Documented => Some(documented),
            Meaning::Original => Some(original),
            Meaning::DocumentedHere if is_own => Some(documented),
            _ if is_own => Some(after.0),
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
