//! The lines of a `.spaceignore`.

use std::ops::Range;

use super::original;

/// Where a line is that is a pattern in at least one reading. A file of more than 4 GiB is cut
/// there.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Place {
    /// From 1.
    pub(super) number: u32,
    /// Offset of its first byte.
    start: u32,
    /// Offset of its LF.
    end: u32,
}

/// The parts of a line. Ranges are of bytes, from the start of the file.
pub(super) struct Parts {
    /// All of it but the LF.
    pub(super) whole: Range<usize>,
    /// The pattern, with its `!`: without a byte order mark, and without the blanks that don't
    /// count.
    pub(super) pattern: Range<usize>,
    /// Whether it is a pattern by the documentation.
    pub(super) is_documented: bool,
}

/// UTF-8's byte order mark.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// Every line that is a pattern in either reading.
pub(super) fn of(text: &[u8]) -> impl Iterator<Item = Place> {
    let text = text.get(..u32::MAX as usize).unwrap_or(text);
    let mut at = 0;
    text.split(|&byte| byte == b'\n').zip(1..).filter_map(move |(line, number)| {
        let start = at;
        at += line.len() + 1;
        let short = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        let place = Place { number, start: short(start), end: short(start + line.len()) };
        // What is behind a byte order mark is no comment for the original.
        (place.parts(text).is_documented || original::is_rule(line)).then_some(place)
    })
}

impl Place {
    /// `text` is the whole file.
    pub(super) fn parts(self, text: &[u8]) -> Parts {
        let whole = self.start as usize..self.end as usize;
        let line = text.get(whole.clone()).unwrap_or_default();
        let mark = if whole.start == 0 && line.starts_with(MARK) { MARK.len() } else { 0 };
        let seen = line.get(mark..).unwrap_or_default();
        let length = without_blanks(seen.strip_suffix(b"\r").unwrap_or(seen));
        let is_documented = length > 0 && !seen.starts_with(b"#");
        let start = whole.start + if is_documented { mark } else { 0 };
        let end = if is_documented { start + length } else { whole.end };
        Parts { whole, pattern: start..end, is_documented }
    }
}

/// The length of a line without the blanks at its end; a `\` keeps the one after it.
fn without_blanks(line: &[u8]) -> usize {
    let kept = line.iter().rposition(|&byte| byte != b' ').map_or(0, |last| last + 1);
    let slashes = line.iter().take(kept).rev().take_while(|&&byte| byte == b'\\').count();
    if slashes % 2 == 1 { (kept + 1).min(line.len()) } else { kept }
}
