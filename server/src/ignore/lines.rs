//! The lines of a `.spaceignore`.

use std::ops::Range;

/// A line with something on it. Offsets are of bytes, from the start of the file; a file of more
/// than 4 GiB is cut there.
#[derive(Debug, Clone, Default)]
pub(super) struct Place {
    /// From 1.
    pub(super) number: u32,
    /// Where the line starts, a byte order mark included.
    start: u32,
    /// Where the pattern starts, after such a mark.
    pattern: u32,
    /// Where the pattern ends: before the blanks that don't count.
    end: u32,
    /// Where the line ends: before the LF.
    full_end: u32,
}

impl Place {
    /// The pattern, with its `!`.
    pub(super) fn pattern(&self) -> Range<usize> {
        self.pattern as usize..self.end as usize
    }

    /// All of the line but the LF.
    pub(super) fn full(&self) -> Range<usize> {
        self.start as usize..self.full_end as usize
    }
}

/// UTF-8's byte order mark.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// Every line that is a pattern in either reading.
pub(super) fn of(text: &[u8]) -> impl Iterator<Item = Place> {
    let mut start = 0;
    let text = text.get(..u32::MAX as usize).unwrap_or(text);
    text.split(|&byte| byte == b'\n').zip(1..).filter_map(move |(line, number)| {
        let at = start;
        start += line.len() + 1;
        let mark = if at == 0 && line.starts_with(MARK) { MARK.len() } else { 0 };
        let seen = line.get(mark..).unwrap_or_default();
        let offset = |length: usize| u32::try_from(at + length).unwrap_or(u32::MAX);
        let length = without_blanks(seen.strip_suffix(b"\r").unwrap_or(seen));
        let is_documented = length > 0 && !seen.starts_with(b"#");
        let place = |pattern, end| Place {
            number,
            start: offset(0),
            pattern: offset(pattern),
            end: offset(end),
            full_end: offset(line.len()),
        };
        is_documented.then(|| place(mark, mark + length))
    })
}

/// The length of a line without the blanks at its end; a `\` keeps the one after it.
fn without_blanks(line: &[u8]) -> usize {
    let kept = line.iter().rposition(|&byte| byte != b' ').map_or(0, |last| last + 1);
    let slashes = line.iter().take(kept).rev().take_while(|&&byte| byte == b'\\').count();
    if slashes % 2 == 1 { (kept + 1).min(line.len()) } else { kept }
}
