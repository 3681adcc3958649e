//! Negations that don't do what they are there for.

use super::What;
use crate::ignore::LineId;
use crate::ignore::tree::{EntryId, Kind, Tree};
use crate::rules::UploadContext;
use crate::rules::spaceignore::facts::{Facts, Negation};
use crate::rules::spaceignore::shape::Shape;

/// Why a negation has no effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rules::spaceignore) enum Cause {
    /// What it names lies in this folder, which is left out as a whole.
    Below(EntryId),
    /// This later line leaves it out again.
    Later(LineId),
}

pub(super) fn slip(
    context: &UploadContext<'_>,
    facts: &Facts,
    id: LineId,
    shape: &Shape<'_>,
) -> Option<What> {
    match facts.negation(id) {
        Some(Negation::Effective) => None,
        // Of one with stars, nobody knows what else it is there for.
        Some(Negation::Needless(by)) => {
            (by.is_some() || shape.path().is_some()).then_some(What::Needless(by))
        }
        Some(Negation::Overridden(by)) => Some(What::Ineffective(Cause::Later(by))),
        None => around(context.tree, shape).map(Cause::Below).map(What::Ineffective),
    }
}

/// The topmost folder around what a pattern names that both readings leave out.
pub(super) fn around(tree: &Tree, shape: &Shape<'_>) -> Option<EntryId> {
    if shape.anywhere {
        return None;
    }
    let start = shape.literal_start();
    let folders = start.len().min(shape.parts.len() - 1);
    (1..=folders).find_map(|count| {
        let id = tree.find(start.get(..count)?.join("/").as_bytes())?;
        let verdict = tree.verdict(id);
        let is_out = !verdict.documented.kept && !verdict.original.kept;
        (tree.kind(id) == Kind::Folder && is_out).then_some(id)
    })
}
