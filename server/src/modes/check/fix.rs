//! Applies safe fixes, or shows what they would change.

use similar::TextDiff;

use crate::analysis::Analysis;
use crate::diagnostic::apply;
use crate::encoding::{decode, encode};
use crate::ide::actions::{edits_of, safe_fixes};

/// Rounds of fixes: one may make the next possible.
const ROUNDS: usize = 16;

/// A file after all safe fixes.
pub(super) struct Fixed {
    /// The findings that remain.
    pub(super) analysis: Analysis,
    /// How many fixes were applied.
    pub(super) fixes: usize,
    /// What the file is to hold now: the same as before, if there were none.
    pub(super) bytes: Vec<u8>,
}

/// Applies safe fixes until there are none. Bytes that are no text stay as they are.
pub(super) fn fix(bytes: Vec<u8>, analyse: impl Fn(&[u8]) -> Analysis) -> Fixed {
    let analysis = analyse(&bytes);
    let mut fixed = Fixed { analysis, fixes: 0, bytes };
    for _ in 0..ROUNDS {
        let document = &fixed.analysis.document;
        let fixes = safe_fixes(&fixed.analysis.diagnostics);
        let is_text = encode(&document.text, document.encoding) == fixed.bytes;
        if fixes.is_empty() || !is_text {
            break;
        }
        let text = apply(&edits_of(&fixes), &document.text);
        let bytes = encode(&text, document.encoding);
        let analysis = analyse(&bytes);
        // What a push accepts must stay so, whatever else a fix is good for.
        if fixed.analysis.ok == Some(true) && analysis.ok != Some(true) {
            break;
        }
        fixed = Fixed { fixes: fixed.fixes + fixes.len(), analysis, bytes };
    }
    fixed
}

/// What lines change, in the form that `patch` reads; empty if none do.
pub(super) fn diff(path: &str, before: &[u8], after: &[u8]) -> String {
    let (before, after) = (decode(before).text, decode(after).text);
    let diff = TextDiff::from_lines(&before, &after);
    diff.unified_diff().header(path, path).to_string()
}
