//! Cuts out of a document the lines that a finding is about.
//!
//! The work depends on how much is shown, never on how long the document or its lines are.

use std::ops::Range;

use super::plain::visible;
use crate::text::{Position, Text, Unit};

/// The longest piece of a line that is shown, in bytes. A longer line is cut on both sides.
pub(super) const LINE_LIMIT: usize = 120;

/// Places further apart than this, in bytes, are shown apart.
const NEAR: usize = 1500;

/// A place to be marked.
#[derive(Debug)]
pub(super) struct Mark {
    /// Bytes of the document at first, of the excerpt's source later.
    pub(super) range: Range<usize>,
    /// What is said there; nothing at the finding's own place, whose message stands above.
    pub(super) label: Option<String>,
}

/// A few lines to be shown together.
#[derive(Debug)]
pub(super) struct Excerpt {
    /// The lines, each ended by a line feed, fit for a terminal.
    pub(super) source: String,
    /// The number of the first one, from 1.
    pub(super) line: usize,
    /// Where the first mark is, in the document.
    pub(super) at: Position,
    /// What to mark in them; never more than to the end of a line.
    pub(super) marks: Vec<Mark>,
}

/// The excerpts that show all marks, the first mark's first, with lines of at most `limit` bytes.
///
/// A character takes as many columns as it has bytes, or fewer.
pub(super) fn excerpts(
    document: &str,
    text: &Text,
    marks: Vec<Mark>,
    limit: usize,
) -> Vec<Excerpt> {
    let mut groups: Vec<(Range<usize>, Vec<Mark>)> = Vec::new();
    for mut mark in marks {
        let window = clip(document, &mut mark.range, limit);
        match groups.iter_mut().find_map(|(seen, marks)| {
            joined(document, seen, &window, limit).map(|joined| (seen, marks, joined))
        }) {
            Some((seen, marks, joined)) => {
                *seen = joined;
                marks.push(mark);
            }
            None => groups.push((window, vec![mark])),
        }
    }
    groups.into_iter().map(|(window, marks)| excerpt(document, text, window, marks)).collect()
}

/// The part of the mark's first line that is shown; cuts the mark to it.
///
/// Of a range over several lines the first is enough: the finding begins there, and a Micro can be
/// long.
fn clip(document: &str, range: &mut Range<usize>, limit: usize) -> Range<usize> {
    let mut start = boundary(document, range.start);
    if before(document, start).ends_with('\r') && after(document, start).starts_with('\n') {
        start -= 1;
    }
    // One byte further than is shown, to see whether the line ends there.
    let lead = boundary(document, start.saturating_sub(limit + 1));
    let mut first = document
        .get(lead..start)
        .and_then(|part| part.rfind(['\n', '\r']))
        .map_or(lead, |end_of_line| lead + end_of_line + 1);
    let trail = boundary(document, start.saturating_add(limit + 1));
    let mut last = document
        .get(start..trail)
        .and_then(|part| part.find(['\n', '\r']))
        .map_or(trail, |end_of_line| start + end_of_line);

    if last - first > limit {
        first = first.max(boundary(document, start.saturating_sub(limit / 3)));
        last = last.min(boundary(document, first + limit));
    }
    let end = boundary(document, range.end);
    *range = start..end.clamp(start, last);
    first..last
}

/// The window over two others and what is between, if that makes a fit excerpt.
fn joined(
    document: &str,
    one: &Range<usize>,
    other: &Range<usize>,
    limit: usize,
) -> Option<Range<usize>> {
    let joined = one.start.min(other.start)..one.end.max(other.end);
    if joined.len() > NEAR {
        return None;
    }
    let is_whole = is_line_start(document, joined.start) && is_line_end(document, joined.end);
    let fits = document.get(joined.clone())?.split(['\n', '\r']).all(|line| line.len() <= limit);
    (is_whole && fits).then_some(joined)
}

fn excerpt(document: &str, text: &Text, window: Range<usize>, marks: Vec<Mark>) -> Excerpt {
    let at =
        text.position(marks.first().map_or(window.start, |mark| mark.range.start), Unit::Utf32);
    let line = text.position(window.start, Unit::Utf32).line + 1;

    let mut source = String::new();
    if !is_line_start(document, window.start) {
        source.push('…');
    }
    let lead = source.len();
    let shown =
        |offset: usize| lead + document.get(window.start..offset).map_or(0, |part| fit(part).len());
    let marks = marks
        .into_iter()
        .map(|Mark { range, label }| Mark { range: shown(range.start)..shown(range.end), label })
        .collect();
    source.push_str(&fit(document.get(window.clone()).unwrap_or_default()));
    if !is_line_end(document, window.end) {
        source.push('…');
    }
    source.push('\n');
    Excerpt { source, line, at, marks }
}

/// The text with line feeds for all line ends, fit for a terminal.
fn fit(text: &str) -> String {
    let mut fit = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            // What ends here ends before the line feed, if there is one.
            '\r' if chars.peek() == Some(&'\n') => {}
            '\r' | '\n' => fit.push('\n'),
            // The renderer gives it its width.
            '\t' => fit.push('\t'),
            c => fit.push(visible(c)),
        }
    }
    fit
}

fn is_line_start(document: &str, offset: usize) -> bool {
    let before = before(document, offset);
    before.is_empty() || before.ends_with(['\n', '\r'])
}

fn is_line_end(document: &str, offset: usize) -> bool {
    let after = after(document, offset);
    after.is_empty() || after.starts_with(['\n', '\r'])
}

fn before(document: &str, offset: usize) -> &str {
    document.get(..offset).unwrap_or_default()
}

fn after(document: &str, offset: usize) -> &str {
    document.get(offset..).unwrap_or_default()
}

/// The last character boundary up to an offset.
fn boundary(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len())).rev().find(|&it| text.is_char_boundary(it)).unwrap_or_default()
}
