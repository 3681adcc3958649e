//! Quick fixes: the edits that mend what was found in a range.

use std::borrow::Cow;
use std::ops::Range;

use crate::analysis::{Analysis, suppress};
use crate::diagnostic::{Diagnostic, Edit};

/// Findings for which a comment is offered: a whole file may be selected, and each takes reading
/// it once more.
const MOST_COMMENTS: usize = 10;

/// Something a user may apply.
#[derive(Debug, Clone)]
pub struct Action<'d> {
    /// What it does.
    pub title: Cow<'d, str>,
    /// What it mends.
    pub diagnostic: &'d Diagnostic,
    /// The edits, by ascending offset.
    pub edits: Cow<'d, [Edit]>,
    /// Whether it is the one right thing to do.
    pub preferred: bool,
}

/// The fixes of all findings that touch a range of bytes; behind them, comments that suppress
/// these findings.
#[must_use]
pub fn quick_fixes<'d>(analysis: &'d Analysis, range: &Range<usize>) -> Vec<Action<'d>> {
    let touches =
        |found: &&Diagnostic| found.range.start <= range.end && range.start <= found.range.end;
    let touched = || analysis.diagnostics.iter().filter(touches);
    let fixes = touched().flat_map(|found| {
        found.fixes.iter().map(move |fix| Action {
            title: Cow::from(&fix.title),
            diagnostic: found,
            edits: Cow::from(&fix.edits),
            preferred: fix.safe && found.fixes.len() == 1,
        })
    });
    let comments = touched().take(MOST_COMMENTS).filter_map(|found| {
        let edit = suppress(&analysis.document, found)?;
        Some(Action {
            title: Cow::from(format!("Ignore `{}` on this line", found.rule)),
            diagnostic: found,
            edits: Cow::from(vec![edit]),
            preferred: false,
        })
    });
    fixes.chain(comments).collect()
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
