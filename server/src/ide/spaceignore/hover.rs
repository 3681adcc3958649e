//! What a line of a `.spaceignore` does here: how much, of what, and whether the Space CLI agrees.

use std::fmt::Write as _;
use std::ops::Range;

use super::hints::{effect, out};
use crate::ignore::summary::Difference;
use crate::ignore::tree::EntryId;
use crate::ignore::upload::Upload;
use crate::ignore::{Line, LineId, Source};
use crate::report::preview::words;

/// Paths that are named of each kind.
const NAMED: usize = 5;

/// What is told of a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What it is about: bytes of the text.
    pub range: Range<usize>,
    /// In Markdown that also reads well as it is.
    pub text: String,
}

/// What there is to tell of the line at a byte of the text. `upload` is judged by these lines.
#[must_use]
pub fn hover(upload: &Upload, offset: usize) -> Option<Told> {
    let rules = upload.tree().rules();
    let is_there = |line: &Line<'_>| {
        line.source == Source::File && line.whole.start <= offset && offset <= line.whole.end
    };
    let (id, line) = rules.lines().find(|(_, line)| is_there(line))?;
    let mut text = does(upload, id);
    match upload.summary().differences.iter().find(|difference| difference.line == id) {
        Some(difference) => text.push_str(&differs(upload, difference)),
        None if effect(upload.summary(), id).is_some() => {
            text.push_str("\n\nThe Space CLI reads it the same way.");
        }
        None => {}
    }
    Some(Told { range: line.range, text })
}

fn does(upload: &Upload, line: LineId) -> String {
    let Some(effect) = effect(upload.summary(), line) else {
        return "Does nothing here: no path that is there is decided by this line.".to_owned();
    };
    let mut text = String::new();
    if effect.out_paths > 0 {
        let _ = write!(text, "Keeps out {}.", out(effect));
        named(&mut text, upload, &effect.out_named);
    }
    if effect.back.files > 0 {
        let gap = if text.is_empty() { "" } else { "\n\n" };
        let _ = write!(text, "{gap}Takes back {}.", words::totals(effect.back));
        named(&mut text, upload, &effect.back_named);
    }
    text
}

/// The largest, each with its size.
fn named(text: &mut String, upload: &Upload, entries: &[(EntryId, u64)]) {
    text.push('\n');
    for (id, bytes) in entries.iter().take(NAMED) {
        let path = words::entry(upload.tree(), *id);
        let size = if *bytes > 0 { format!(", {}", words::size(*bytes)) } else { String::new() };
        let _ = write!(text, "\n- `{path}`{size}");
    }
}

fn differs(upload: &Upload, difference: &Difference) -> String {
    let mut text = "\n\nThe Space CLI reads it in another way:".to_owned();
    let mut part = |does: &str, totals, entries: &[EntryId]| {
        let paths = entries.iter().take(NAMED).map(|id| words::entry(upload.tree(), *id));
        let paths: Vec<_> = paths.map(|path| format!("`{path}`")).collect();
        let _ = write!(text, "\n- it {does} {}: {}", words::totals(totals), paths.join(", "));
    };
    if difference.uploaded.files > 0 {
        part("also uploads", difference.uploaded, &difference.uploaded_named);
    }
    if difference.left_out.files > 0 {
        part("leaves out", difference.left_out, &difference.left_out_named);
    }
    text
}
