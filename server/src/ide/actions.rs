//! Quick fixes: the edits that mend what was found in a range.

use std::borrow::Cow;
use std::ops::Range;

use crate::analysis::{Analysis, suppress};
use crate::diagnostic::{Diagnostic, Edit, Fix};

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
    /// The file that they are for, if it is one beside the document: see [`Fix::beside`].
    pub beside: Option<&'static str>,
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
            beside: fix.beside,
            preferred: fix.safe && found.fixes.len() == 1,
        })
    });
    let comments = touched().take(MOST_COMMENTS).filter_map(|found| {
        let edit = suppress(&analysis.document, found)?;
        Some(Action {
            title: Cow::from(format!("Ignore `{}` on this line", found.rule)),
            diagnostic: found,
            edits: Cow::from(vec![edit]),
            beside: None,
            preferred: false,
        })
    });
    fixes.chain(comments).collect()
}

/// The edits of every safe fix that no other one touches.
#[must_use]
pub fn fix_all(diagnostics: &[Diagnostic]) -> Vec<Edit> {
    edits_of(&safe_fixes(diagnostics))
}

/// Every safe fix of the document itself, but none that touches one before it.
#[must_use]
pub fn safe_fixes(diagnostics: &[Diagnostic]) -> Vec<&Fix> {
    let mut fixes: Vec<&Fix> = Vec::new();
    let is_safe = |fix: &&Fix| fix.safe && fix.beside.is_none();
    for fix in diagnostics.iter().filter_map(|found| found.fixes.iter().find(is_safe)) {
        // Two that replace something may meet; of two texts put in at one place, which is first?
        let is_apart = |edit: &Edit, other: &Edit| {
            let room = usize::from(is_insertion(edit) || is_insertion(other));
            edit.end_offset + room <= other.offset || other.end_offset + room <= edit.offset
        };
        let mut taken = fixes.iter().flat_map(|fix| &fix.edits);
        if taken.all(|other| fix.edits.iter().all(|edit| is_apart(edit, other))) {
            fixes.push(fix);
        }
    }
    fixes
}

fn is_insertion(edit: &Edit) -> bool {
    edit.offset == edit.end_offset
}

/// The edits of fixes that don't touch each other, by ascending offset.
#[must_use]
pub fn edits_of(fixes: &[&Fix]) -> Vec<Edit> {
    let mut edits: Vec<_> = fixes.iter().flat_map(|fix| fix.edits.iter().cloned()).collect();
    edits.sort_by_key(|edit| edit.offset);
    edits
}
