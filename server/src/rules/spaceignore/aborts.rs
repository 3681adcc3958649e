//! What a push fails on, or waits for forever (`Space CLI validator`).

use super::{mend, places, words};
use crate::diagnostic::Diagnostic;
use crate::ignore::tree::{Kind, Snag};
use crate::ignore::{Decision, LineId, Source};
use crate::rules::UploadContext;

/// Entries of which each is named, of each rule.
const MOST: usize = 10;

/// What is said of an entry.
pub(super) struct Told {
    /// The end of the sentence that starts with its path.
    pub(super) message: &'static str,
    /// What to do.
    pub(super) help: &'static str,
    /// Whether it helps to leave it out.
    pub(super) can_be_left_out: bool,
}

/// Reports the entries that a push stumbles over and of which there is something to tell.
pub(super) fn report(
    context: &UploadContext<'_>,
    found: &mut Vec<Diagnostic>,
    tell: impl Fn(Kind, Snag) -> Option<Told>,
) {
    let tree = context.tree;
    let mut met = Vec::new();
    for abort in &context.upload.summary().aborts {
        if let Some(told) = tell(abort.kind, abort.snag) {
            let Decision { kept, by } = tree.verdict(abort.id).original;
            let by = by.filter(|by| kept && tree.rules().line(*by).source == Source::File);
            met.push(Met { path: abort.path.clone(), by, told });
        }
    }
    let all: Vec<_> = met.iter().map(|met| met.path.as_slice()).collect();
    let is_many = met.len() > MOST;
    let can_all = met.iter().all(|met| met.told.can_be_left_out);
    for (met, path) in met.iter().zip(&all).take(if is_many { 1 } else { MOST }) {
        let (paths, by) =
            if is_many { (all.as_slice(), None) } else { (std::slice::from_ref(path), met.by) };
        let message = format!("{} {}", words::path(path), met.told.message);
        let message = words::and_more(message, paths.len());
        let mut finding =
            Diagnostic::new(range(context, by), message).help(met.told.help).on_disk();
        if met.told.can_be_left_out && (!is_many || can_all) {
            finding.fixes.extend(mend::leave_out(context, paths, by));
        }
        found.push(finding);
    }
}

/// An entry that a push stumbles over.
struct Met {
    path: Vec<u8>,
    /// The line that brings it back.
    by: Option<LineId>,
    told: Told,
}

/// The line that brings it back, or the first one.
fn range(context: &UploadContext<'_>, by: Option<LineId>) -> std::ops::Range<usize> {
    by.map_or_else(
        || places::top(context),
        |by| places::pattern(context, &context.tree.rules().line(by)),
    )
}
