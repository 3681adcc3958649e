//! Which fixes of a text that isn't YAML bring it nearer to YAML.

use crate::diagnostic::Fix;
use crate::document::Document;
use crate::syntax::{Slip, SlipKind, parse};

/// Bytes that may be read again in search of good fixes: hundreds of Spacefiles, but a text full
/// of mistakes must not cost many times what reading it does.
const BUDGET: usize = 1 << 20;

/// Tries fixes out, as long as its budget lasts.
pub(super) struct Prover<'d> {
    document: &'d Document,
    slips: usize,
    budget: usize,
}

impl<'d> Prover<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        Self { document, slips: count(&document.syntax.slips), budget: BUDGET }
    }

    /// Of these fixes, those after which fewer slips are left: where a line is read as it was not
    /// meant, a fix may only move the mistake.
    pub(super) fn proven(&mut self, fixes: impl FnOnce() -> Vec<Fix>) -> Vec<Fix> {
        if self.budget < self.document.text.len() {
            return Vec::new();
        }
        let mut fixes = fixes();
        fixes.retain(|fix| {
            let Some(left) = self.budget.checked_sub(self.document.text.len()) else {
                return false;
            };
            self.budget = left;
            count(&parse(&fix.apply(&self.document.text)).slips) < self.slips
        });
        fixes
    }
}

/// How many slips are the text's, and not its encoding's.
fn count(slips: &[Slip]) -> usize {
    let of_text = |slip: &&Slip| {
        !matches!(slip.kind, SlipKind::BadCharacter { .. } | SlipKind::MissingByteOrderMark)
    };
    slips.iter().filter(of_text).count()
}
