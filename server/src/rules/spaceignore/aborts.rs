//! What a push fails on, or waits for forever (`Space CLI validator`).

use super::{mend, places, words};
use crate::diagnostic::Diagnostic;
use crate::ignore::tree::{Item, Kind, Snag, Tree};
use crate::ignore::{LineId, Source};
use crate::rules::UploadContext;
use crate::rules::words::count;

/// Entries that are named, of each rule.
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
    let mut count_of = 0;
    let mut last = None;
    let mut items = tree.items();
    while let Some(item) = items.next() {
        let told = item.snag.filter(|_| is_met(tree, &item)).and_then(|it| tell(item.kind, it));
        let Some(told) = told else { continue };
        count_of += 1;
        if count_of > MOST {
            continue;
        }
        let by = item.verdict.original.by;
        let by = by.filter(|by| tree.rules().line(*by).source == Source::File);
        let by = by.filter(|_| item.verdict.original.kept);
        let message = format!("{} {}", words::path(item.path), told.message);
        let range = range(context, by);
        let mut finding = Diagnostic::new(range, message).help(told.help).on_disk();
        if told.can_be_left_out {
            finding.fixes.extend(mend::leave_out(context, &[item.path], by));
        }
        last = Some(found.len());
        found.push(finding);
    }
    if let Some(last) = last.and_then(|last| found.get_mut(last)).filter(|_| count_of > MOST) {
        let more = count(count_of - MOST, "other like it", "others like it");
        last.message.push_str(&format!("; there are {more}"));
    }
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
