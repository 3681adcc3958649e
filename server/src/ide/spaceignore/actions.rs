//! Lines that a user may want to add: what leaves out the largest that goes up, and what takes back
//! what a line leaves out.

use std::ops::Range;

use super::paths;
use crate::diagnostic::Edit;
use crate::document::Document;
use crate::ignore::tree::EntryId;
use crate::ignore::upload::Upload;
use crate::ignore::{LineId, Source};
use crate::report::preview::words;
use crate::rules::edits::line_break;

/// Actions of each kind.
const MOST: usize = 3;

/// Something to do about a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// What it does.
    pub title: String,
    /// The lines it adds.
    pub edits: Vec<Edit>,
}

/// What may be done at a range of bytes. `upload` is judged by the document's lines.
#[must_use]
pub fn actions(document: &Document, upload: &Upload, range: &Range<usize>) -> Vec<Action> {
    let (tree, summary) = (upload.tree(), upload.summary());
    let action =
        |title: String, lines: &[String]| Action { title, edits: vec![add(&document.text, lines)] };
    let path = |id: EntryId| String::from_utf8(tree.path(id)).ok();
    let is_touched = |line: LineId| {
        let line = tree.rules().line(line);
        let touches = line.whole.start <= range.end && range.start <= line.whole.end;
        line.source == Source::File && touches
    };
    let touched = summary.effects.iter().filter(|effect| is_touched(effect.line));
    let named = touched.flat_map(|effect| &effect.out_named);
    let kept = named.filter_map(|(id, _)| {
        let lines = paths::keep(tree, &path(*id)?)?;
        Some(action(format!("Take back `{}`", words::entry(tree, *id)), &lines))
    });
    let mut found: Vec<_> = kept.take(MOST).collect();
    let folders = summary.folders.iter().map(|(id, totals)| (*id, totals.bytes));
    let left_out = folders.filter_map(|(id, bytes)| {
        let lines = paths::ignore(tree, &path(id)?)?;
        let what = format!("Leave out `{}`, {}", words::entry(tree, id), words::size(bytes));
        Some(action(what, &lines))
    });
    found.extend(left_out.take(MOST));
    found
}

/// The edit that adds lines at the end.
#[must_use]
pub fn add(text: &str, lines: &[String]) -> Edit {
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
