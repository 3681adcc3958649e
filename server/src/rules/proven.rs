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
    budget: usize,
}

impl<'d> Prover<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        Self { document, budget: BUDGET }
    }

    /// Of these fixes, those after which fewer slips are left and none has come: where a line is
    /// read as it was not meant, a fix may only move the mistake.
    pub(super) fn proven(&mut self, fixes: impl FnOnce() -> Vec<Fix>) -> Vec<Fix> {
        let document = self.document;
        if self.budget < document.text.len() {
            return Vec::new();
        }
        let mut fixes = fixes();
        fixes.retain(|fix| {
            let left = self.budget.checked_sub(document.text.len());
            self.budget = left.unwrap_or_default();
            left.is_some()
                && helps(&document.syntax.slips, &parse(&fix.apply(&document.text)).slips)
        });
        fixes
    }
}

/// Whether slips are some of those from before, by their kinds.
fn helps(before: &[Slip], after: &[Slip]) -> bool {
    // These are the encoding's, which isn't looked at again.
    let of_text = |slip: &&Slip| {
        !matches!(slip.kind, SlipKind::BadCharacter { .. } | SlipKind::MissingByteOrderMark)
    };
    let mut before: Vec<_> = before.iter().filter(of_text).collect();
    let all = before.len();
    let known = after.iter().filter(of_text).all(|slip| {
        let at = before.iter().position(|other| other.kind == slip.kind);
        at.is_some_and(|at| {
            before.swap_remove(at);
            true
        })
    });
    known && all > after.iter().filter(of_text).count()
}
