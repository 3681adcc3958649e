//! Quick fixes: the edits that mend what was found in a range.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Edit};

/// Something a user may apply.
#[derive(Debug, Clone)]
pub struct Action<'d> {
    /// What it does.
    pub title: &'d str,
    /// What it mends.
    pub diagnostic: &'d Diagnostic,
    /// The edits, by ascending offset.
    pub edits: &'d [Edit],
    /// Whether it is the one right thing to do.
    pub preferred: bool,
}

/// The fixes of all findings that touch a range of bytes.
#[must_use]
pub fn quick_fixes<'d>(diagnostics: &'d [Diagnostic], range: &Range<usize>) -> Vec<Action<'d>> {
    let touches =
        |found: &&Diagnostic| found.range.start <= range.end && range.start <= found.range.end;
    let fixes = diagnostics.iter().filter(touches).flat_map(|found| {
        found.fixes.iter().map(move |fix| Action {
            title: &fix.title,
            diagnostic: found,
            edits: &fix.edits,
            preferred: fix.safe && found.fixes.len() == 1,
        })
    });
    fixes.collect()
}

/// The edits of every safe fix that no other one touches.
#[must_use]
pub fn fix_all(diagnostics: &[Diagnostic]) -> Vec<Edit> {
    let mut edits: Vec<Edit> = Vec::new();
    let safe = diagnostics.iter().filter_map(|found| found.fixes.iter().find(|fix| fix.safe));
    for fix in safe {
        let apart = |edit: &Edit| {
            edits
                .iter()
                .all(|other| edit.end_offset < other.offset || other.end_offset < edit.offset)
        };
        if fix.edits.iter().all(apart) {
            edits.extend(fix.edits.iter().cloned());
        }
    }
    edits.sort_by_key(|edit| edit.offset);
    edits
}
