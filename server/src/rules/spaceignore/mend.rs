//! Fixes that write lines of a `.spaceignore`, and the proof that they do what they say.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::places;
use crate::diagnostic::{Edit, Fix};
use crate::document::Kind;
use crate::ignore::tree::{Item, Kind as Entry, Tree};
use crate::ignore::walk::SPACEIGNORE;
use crate::ignore::{Line, Rules};
use crate::rules::UploadContext;
use crate::rules::edits::next_line;

/// Writes other lines instead of one, or none.
pub(in crate::rules) fn replace(
    context: &UploadContext<'_>,
    title: impl Into<String>,
    line: &Line<'_>,
    lines: &[&str],
) -> Fix {
    let whole = places::whole(context, line);
    let text = &context.document.text;
    let line_break = line_break(text);
    let edit = if lines.is_empty() {
        Edit::replace(whole.start..next_line(text, whole.start).unwrap_or(whole.end), "")
    } else {
        // What ends the line stays.
        let content = text.get(whole.clone()).unwrap_or_default().trim_end_matches('\r');
        Edit::replace(whole.start..whole.start + content.len(), lines.join(line_break))
    };
    Fix::likely(title, vec![edit])
}

/// Adds lines at the end of the `.spaceignore`, which need not exist.
pub(in crate::rules) fn append(
    context: &UploadContext<'_>,
    title: impl Into<String>,
    lines: &[&str],
) -> Fix {
    match context.document.kind {
        Kind::Spaceignore => Fix::likely(title, vec![added(&context.document.text, lines)]),
        Kind::Spacefile => append_beside(context.tree, title, lines),
    }
}

/// The same for a finding in the Spacefile.
pub(in crate::rules) fn append_beside(
    tree: &Tree,
    title: impl Into<String>,
    lines: &[&str],
) -> Fix {
    let text = String::from_utf8_lossy(tree.rules().text());
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    Fix::likely(title, vec![added(text, lines)]).beside(SPACEIGNORE)
}

/// A fix, if it does what is wanted of it: where `wanted` says whether a file is to go up, both
/// readings say so afterwards; and they agree on every file of which one says something else than
/// before.
///
/// What lies in folders that are left out now is not known, and not judged.
pub(in crate::rules) fn proven(
    context: &UploadContext<'_>,
    fix: Fix,
    wanted: impl Fn(&Item<'_>) -> Option<bool>,
) -> Option<Fix> {
    let before = String::from_utf8_lossy(context.tree.rules().text());
    let text = before.strip_prefix('\u{feff}');
    // A byte order mark stays when fixes are applied.
    let mark = if text.is_some() { "\u{feff}" } else { "" };
    let after = format!("{mark}{}", fix.apply(text.unwrap_or(&before)));
    let rules = Rules::new(Some(after.as_bytes()));
    let fixed = context.tree.judged(Arc::new(rules), &AtomicBool::new(false))?;
    let mut items = fixed.items();
    while let Some(item) = items.next() {
        if item.kind == Entry::Folder {
            continue;
        }
        let kept = (item.verdict.documented.kept, item.verdict.original.kept);
        let before = context.tree.verdict(item.id);
        let is_same = kept == (before.documented.kept, before.original.kept);
        let is_right = match wanted(&item) {
            Some(wanted) => kept == (wanted, wanted),
            None => is_same || kept.0 == kept.1,
        };
        if !is_right {
            return None;
        }
    }
    Some(fix)
}

fn added(text: &str, lines: &[&str]) -> Edit {
    let line_break = line_break(text);
    let mut added = String::new();
    if !text.is_empty() && !text.ends_with('\n') {
        added.push_str(line_break);
    }
    for line in lines {
        added.push_str(line);
        added.push_str(line_break);
    }
    Edit::replace(text.len()..text.len(), added)
}

/// How lines end in a text.
fn line_break(text: &str) -> &'static str {
    let first = text.split_once('\n').map(|(first, _)| first);
    if first.is_some_and(|first| first.ends_with('\r')) { "\r\n" } else { "\n" }
}
