//! Fixes that write lines of a `.spaceignore`, and the proof that they do what they say.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::pattern::exactly;
use super::places;
use super::words::path;
use crate::diagnostic::{Edit, Fix};
use crate::document::Kind;
use crate::ignore::tree::{Item, Kind as Entry, Tree};
use crate::ignore::walk::SPACEIGNORE;
use crate::ignore::{Line, LineId, Rules};
use crate::rules::words::{list, quote};
use crate::rules::{Fixes, UploadContext};

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
        // The original takes a byte order mark for part of the first line: the next one must not
        // become that.
        let stays = whole.start == 0 && places::mark(context) > 0;
        let line_feed = text.get(whole.end..).is_some_and(|rest| rest.starts_with('\n'));
        Edit::replace(whole.start..whole.end + usize::from(line_feed && !stays), "")
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

/// Takes a line out.
pub(in crate::rules) fn remove(context: &UploadContext<'_>, line: &Line<'_>) -> Fix {
    replace(context, "Remove the line", line, &[])
}

/// Takes a line out and writes others at the end, where no later line overrides them.
pub(in crate::rules) fn to_the_end(
    context: &UploadContext<'_>,
    title: impl Into<String>,
    line: &Line<'_>,
    lines: &[&str],
) -> Fix {
    if places::whole(context, line).end == context.document.text.len() {
        return replace(context, title, line, lines);
    }
    let mut fix = replace(context, title, line, &[]);
    fix.edits.push(added(&context.document.text, lines));
    fix
}

/// The first of several ways to write a line that does what is wanted of it, as [`proven`] says.
pub(in crate::rules) fn otherwise(
    context: &UploadContext<'_>,
    line: &Line<'_>,
    ways: &[Vec<String>],
) -> Option<Fix> {
    ways.iter().find_map(|way| {
        let lines: Vec<_> = way.iter().map(String::as_str).collect();
        let shown: Vec<_> = lines.iter().map(|line| quote(line)).collect();
        let title = format!("Write {} instead", list(&shown, "and"));
        proven(context, replace(context, title, line, &lines), |_| None)
    })
}

/// Leaves out what stands at some paths: without the line that takes them back, if that is there
/// for nothing else; otherwise by a line for each.
pub(in crate::rules) fn leave_out(
    context: &UploadContext<'_>,
    paths: &[&[u8]],
    taken_back: Option<LineId>,
) -> Option<Fix> {
    /// Nobody wants a line for each of so many.
    const MOST: usize = 50;
    if paths.len() > MOST {
        return None;
    }
    let is_one = |item: &Item<'_>| paths.contains(&item.path);
    let out = |item: &Item<'_>| is_one(item).then_some(false);
    if let Some(line) = taken_back {
        let fix = remove(context, &context.tree.rules().line(line));
        if changes_only(context, &fix, is_one)
            && let Some(fix) = proven(context, fix, out)
        {
            return Some(fix);
        }
    }
    let lines: Option<Vec<_>> = paths.iter().map(|path| exactly(path)).collect();
    let lines = lines?;
    let title = match paths {
        [one] => format!("Leave out {}", path(one)),
        _ => format!("Leave out all {}", paths.len()),
    };
    let lines: Vec<_> = lines.iter().map(String::as_str).collect();
    proven(context, append(context, title, &lines), out)
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
    (context.fixes == Fixes::Offered).then(|| proven_on(context.tree, fix, wanted))?
}

/// The same for a finding in the Spacefile.
pub(in crate::rules) fn proven_on(
    tree: &Tree,
    fix: Fix,
    wanted: impl Fn(&Item<'_>) -> Option<bool>,
) -> Option<Fix> {
    let is_right = |item: &Item<'_>, is_same: bool| {
        let kept = (item.verdict.documented.kept, item.verdict.original.kept);
        match wanted(item) {
            Some(wanted) => kept == (wanted, wanted),
            None => is_same || kept.0 == kept.1,
        }
    };
    holds(tree, &fix, is_right).then_some(fix)
}

/// Whether a fix changes what is said of some files only.
fn changes_only(context: &UploadContext<'_>, fix: &Fix, may: impl Fn(&Item<'_>) -> bool) -> bool {
    context.fixes == Fixes::Offered
        && holds(context.tree, fix, |item, is_same| is_same || may(item))
}

/// Whether something is true of every file after a fix: it is asked with each, and with whether
/// both readings say the same of it as before.
fn holds(tree: &Tree, fix: &Fix, is_right: impl Fn(&Item<'_>, bool) -> bool) -> bool {
    let before = String::from_utf8_lossy(tree.rules().text());
    let text = before.strip_prefix('\u{feff}');
    // A byte order mark stays when fixes are applied.
    let mark = if text.is_some() { "\u{feff}" } else { "" };
    let after = format!("{mark}{}", fix.apply(text.unwrap_or(&before)));
    let rules = Rules::new(Some(after.as_bytes()));
    let Some(fixed) = tree.judged(Arc::new(rules), &AtomicBool::new(false)) else { return false };
    let mut items = fixed.items();
    while let Some(item) = items.next() {
        if item.kind == Entry::Folder {
            continue;
        }
        let (now, before) = (item.verdict, tree.verdict(item.id));
        let is_same = (now.documented.kept, now.original.kept)
            == (before.documented.kept, before.original.kept);
        if !is_right(&item, is_same) {
            return false;
        }
    }
    true
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
