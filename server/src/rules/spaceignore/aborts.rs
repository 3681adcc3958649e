//! What a push fails on, or waits for forever (`Space CLI validator`).

use super::{mend, places, words};
use crate::diagnostic::Diagnostic;
use crate::ignore::tree::{Item, Kind, Snag, Tree};
use crate::ignore::{LineId, Source};
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
    let mut items = tree.items();
    while let Some(item) = items.next() {
        let told = item.snag.filter(|_| is_met(tree, &item)).and_then(|it| tell(item.kind, it));
        if let Some(told) = told {
            let by = item.verdict.original.by.filter(|_| item.verdict.original.kept);
            let by = by.filter(|by| tree.rules().line(*by).source == Source::File);
            met.push(Met { path: item.path.to_vec(), by, told });
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

/// Whether a push comes to an entry: it leaves out what it ignores, but lists each folder before it
/// asks whether to.
fn is_met(tree: &Tree, item: &Item<'_>) -> bool {
    let around = || tree.parent(item.id).is_none_or(|around| tree.verdict(around).original.kept);
    item.verdict.original.kept || item.kind == Kind::Folder && around()
}
