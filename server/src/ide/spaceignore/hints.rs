//! What each line of a `.spaceignore` does, in a few words behind it.

use std::ops::Range;

use crate::ignore::summary::{Effect, Summary};
use crate::ignore::tree::Totals;
use crate::ignore::upload::Upload;
use crate::ignore::{LineId, Source};
use crate::report::preview::words;

/// A few words behind a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// Where they are shown: a byte of the text.
    pub offset: usize,
    /// The words.
    pub label: String,
}

/// What the lines do whose patterns touch a range of bytes. `upload` is judged by these lines.
#[must_use]
pub fn hints(upload: &Upload, range: &Range<usize>) -> Vec<Hint> {
    let (tree, summary) = (upload.tree(), upload.summary());
    let lines = tree.rules().lines().filter(|(_, line)| {
        let touches = line.range.start <= range.end && range.start <= line.range.end;
        line.source == Source::File && touches
    });
    lines.map(|(id, line)| Hint { offset: line.range.end, label: label(summary, id) }).collect()
}

/// What a line does, if it does anything.
pub(super) fn effect(summary: &Summary, line: LineId) -> Option<&Effect> {
    let found = summary.effects.binary_search_by_key(&line, |effect| effect.line);
    summary.effects.get(found.ok()?)
}

fn label(summary: &Summary, line: LineId) -> String {
    let Some(effect) = effect(summary, line) else { return "does nothing here".to_owned() };
    let mut parts = Vec::new();
    if effect.out_paths > 0 {
        parts.push(format!("keeps out {}", out(effect)));
    }
    if effect.back.files > 0 {
        parts.push(format!("takes back {}", words::totals(effect.back)));
    }
    match parts.is_empty() {
        true => "does nothing here".to_owned(),
        false => parts.join(", "),
    }
}

/// How much a line leaves out, as far as that is known.
pub(super) fn out(effect: &Effect) -> String {
    match (effect.closed, effect.out) {
        (0, out) => words::totals(out),
        (closed, Totals { files: 0, .. }) => words::folders(closed),
        (closed, out) => format!("{} and {}", words::folders(closed), words::totals(out)),
    }
}
