//! Where the lines of a `.spaceignore` stand in its text.

use std::ops::Range;

use crate::document::Kind;
use crate::encoding::Encoding;
use crate::ignore::Line;
use crate::rules::UploadContext;
use crate::rules::edits::{line_end, next_line};

/// How many bytes of a byte order mark the text lacks that the file has.
pub(in crate::rules) fn mark(context: &UploadContext<'_>) -> usize {
    if context.document.encoding == Encoding::Utf8Bom { "\u{feff}".len() } else { 0 }
}

/// The pattern of a line: bytes of the document's text.
pub(in crate::rules) fn pattern(context: &UploadContext<'_>, line: &Line<'_>) -> Range<usize> {
    of_text(context, line, &line.range, line.pattern)
}

/// All of a line but its end, a CR included: bytes of the document's text.
pub(in crate::rules) fn whole(context: &UploadContext<'_>, line: &Line<'_>) -> Range<usize> {
    let bytes = context.tree.rules().text().get(line.whole.clone()).unwrap_or_default();
    of_text(context, line, &line.whole, bytes)
}

/// Where a finding stands that no line of the `.spaceignore` is to blame for: its first line, or
/// that of the Spacefile.
pub(in crate::rules) fn top(context: &UploadContext<'_>) -> Range<usize> {
    0..line_end(&context.document.text, 0)
}

/// Offsets of the file are those of the text, but for a byte order mark and behind bytes that are
/// no text. There it is the whole line.
fn of_text(
    context: &UploadContext<'_>,
    line: &Line<'_>,
    range: &Range<usize>,
    bytes: &[u8],
) -> Range<usize> {
    if context.document.kind == Kind::Spacefile {
        return top(context);
    }
    let mark = mark(context);
    let moved = range.start.saturating_sub(mark)..range.end.saturating_sub(mark);
    let text = &context.document.text;
    if text.get(moved.clone()).is_some_and(|there| there.as_bytes() == bytes) {
        return moved;
    }
    let lines = (1..line.number).try_fold(0, |start, _| next_line(text, start));
    let start = lines.unwrap_or(text.len());
    start..line_end(text, start)
}
