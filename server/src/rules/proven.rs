//! Which fixes of a text that isn't YAML bring it nearer to YAML.

use std::collections::HashSet;
use std::mem::discriminant;

use super::edits::is_on_short_line;
use crate::diagnostic::{Fix, moved};
use crate::document::Document;
use crate::syntax::{Slip, SlipKind, parse};

/// Bytes that may be read again in search of good fixes: a hundred Spacefiles, but a text full
/// of mistakes must not cost many times what reading it does.
const BUDGET: usize = 256 << 10;

/// Tries fixes out, as long as its budget lasts.
pub(super) struct Prover<'d> {
    document: &'d Document,
    budget: usize,
}

impl<'d> Prover<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        Self { document, budget: BUDGET }
    }

    /// Of the fixes for a slip at an offset, those after which fewer slips are left and none has
    /// come: where a line is read as it was not meant, a fix may only move the mistake.
    pub(super) fn proven(&mut self, at: usize, fixes: impl FnOnce() -> Vec<Fix>) -> Vec<Fix> {
        let document = self.document;
        if self.budget < document.text.len() || !is_on_short_line(&document.text, at) {
            return Vec::new();
        }
        let mut fixes = fixes();
        fixes.retain(|fix| {
            let left = self.budget.checked_sub(document.text.len());
            self.budget = left.unwrap_or_default();
            left.is_some()
                && helps(&document.syntax.slips, fix, &parse(&fix.apply(&document.text)).slips)
        });
        fixes
    }
}

/// Whether all slips after a fix are slips from before, and not all of those.
fn helps(before: &[Slip], fix: &Fix, after: &[Slip]) -> bool {
    // Those of the encoding aren't looked for again.
    let of_text = |slip: &&Slip| {
        !matches!(slip.kind, SlipKind::BadCharacter { .. } | SlipKind::MissingByteOrderMark)
    };
    let old = |slip: &Slip| (moved(slip.range.start, &fix.edits), discriminant(&slip.kind));
    let before: HashSet<_> = before.iter().filter(of_text).map(old).collect();
    let new = |slip: &Slip| (slip.range.start, discriminant(&slip.kind));
    let after: HashSet<_> = after.iter().filter(of_text).map(new).collect();
    after.len() < before.len() && after.is_subset(&before)
}
