//! Applies safe fixes.

use crate::analysis::Analysis;
use crate::diagnostic::apply;
use crate::encoding::encode;
use crate::ide::actions::{edits_of, safe_fixes};

/// Rounds of fixes: one may make the next possible.
const ROUNDS: usize = 1000;

/// A file after all safe fixes.
pub(super) struct Fixed {
    /// The findings that remain.
    pub(super) analysis: Analysis,
    /// How many fixes were applied.
    pub(super) fixes: usize,
    /// What the file is to hold now: the same as before, if there were none.
    pub(super) bytes: Vec<u8>,
    /// Whether there are fixes that can't be applied, since the file is no text.
    pub(super) is_held_back: bool,
}

/// Applies safe fixes until there are none. Bytes that are no text stay as they are.
pub(super) fn fix(bytes: Vec<u8>, analyse: impl Fn(&[u8]) -> Analysis) -> Fixed {
    let analysis = analyse(&bytes);
    let mut fixed = Fixed { analysis, fixes: 0, bytes, is_held_back: false };
    for _ in 0..ROUNDS {
        let document = &fixed.analysis.document;
        let fixes = safe_fixes(&fixed.analysis.diagnostics);
        if fixes.is_empty() {
            break;
        }
        if encode(&document.text, document.encoding) != fixed.bytes {
            fixed.is_held_back = true;
            break;
        }
        let text = apply(&edits_of(&fixes), &document.text);
        let bytes = encode(&text, document.encoding);
        let analysis = analyse(&bytes);
        // What a push accepts must stay so, whatever else a fix is good for.
        if fixed.analysis.ok == Some(true) && analysis.ok != Some(true) {
            break;
        }
        let fixes = fixed.fixes + fixes.len();
        fixed = Fixed { analysis, fixes, bytes, is_held_back: false };
    }
    fixed
}
