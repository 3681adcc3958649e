//! The lines inside of a text that has several.

use std::ops::Range;

use super::atoms::BLANKS;
use super::layout::Gap;
use super::levels::{Level, STEP};
use crate::syntax::Style;

/// A text without header, whose line breaks and the blanks around them count as one blank: its
/// lines go to a column, but the first.
pub(super) fn flowing(text: &str, lines: &[Range<usize>], column: usize, style: Style) -> Vec<Gap> {
    let mut gaps = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let written = text.get(line.clone()).unwrap_or_default();
        let words = written.trim_end_matches(BLANKS);
        let start = line.start + written.len() - written.trim_start_matches(BLANKS).len();
        if index > 0 {
            let spaces = if words.is_empty() { 0 } else { column };
            gaps.push(Gap { range: line.start..start, spaces });
        }
        // An escaped blank at the end of a line is part of the text.
        let is_escaped = style == Style::Double && words.ends_with('\\');
        if index + 1 < lines.len() && !words.is_empty() && !is_escaped {
            gaps.push(Gap { range: line.start + words.len()..line.end, spaces: 0 });
        }
    }
    gaps
}

/// A text behind `|` or `>`: its lines keep their distance from each other.
pub(super) fn block(text: &str, lines: &[Range<usize>], around: &Level) -> Vec<Gap> {
    let Some((header, lines)) = lines.split_first() else { return Vec::new() };
    let written = |line: &Range<usize>| text.get(line.clone()).unwrap_or_default();
    let words = written(header).trim_end_matches(BLANKS);
    let mut gaps = vec![Gap { range: header.start + words.len()..header.end, spaces: 0 }];
    let spaces_of = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let (old, new) = match indicator(words) {
        Some(more) => (around.old + more, around.new + more),
        None => {
            let first = lines.iter().map(written).find(|line| !line.trim_matches(' ').is_empty());
            (first.map_or(0, spaces_of), around.new + STEP)
        }
    };
    for line in lines {
        let own = spaces_of(written(line));
        // A line of nothing but blanks holds only those that reach beyond the others' indent.
        let is_empty = own == line.len() && own <= old;
        let (end, spaces) = if is_empty { (line.end, 0) } else { (line.start + old.min(own), new) };
        gaps.push(Gap { range: line.start..end, spaces });
    }
    gaps
}

/// How much deeper than what is around it a text stands, where its header says so.
fn indicator(header: &str) -> Option<usize> {
    let signs = header.split(BLANKS).next()?;
    signs.chars().find_map(|sign| sign.to_digit(10)).map(|digit| digit as usize)
}

/// What a text behind `|` or `>` does with the line breaks at its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Chomp {
    Strip,
    Clip,
    Keep,
}

impl Chomp {
    /// Reads the header, with whatever follows it.
    pub(super) fn of(written: &str) -> Self {
        let signs = written.split([' ', '\t', '\n', '\r']).next().unwrap_or_default();
        match (signs.contains('-'), signs.contains('+')) {
            (true, _) => Self::Strip,
            (_, true) => Self::Keep,
            _ => Self::Clip,
        }
    }
}
