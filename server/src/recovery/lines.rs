//! A text in lines, and what each seems to say.

use std::ops::Range;

use spacefile_schema::Object;

use super::fit::Fit;
use crate::syntax::Slip;

/// The lines of a text.
pub(super) struct Lines<'t> {
    pub(super) text: &'t str,
    lines: Vec<Line>,
    /// Keys and items that seem to be there.
    potential: usize,
}

/// A line.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Byte offset of its first character.
    pub(super) start: usize,
    /// Bytes of what stands on it, without indent and comment.
    pub(super) content: Range<usize>,
    /// Bytes of what follows the dashes at its start.
    pub(super) after_dashes: Range<usize>,
    /// Keys and items that seem to start on it.
    potential: usize,
}

impl Line {
    /// Bytes of the indent.
    pub(super) fn indent(&self) -> Range<usize> {
        self.start..self.content.start
    }

    pub(super) fn column(&self) -> usize {
        self.content.start - self.start
    }
}

impl<'t> Lines<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let mut lines = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive(['\n', '\r']) {
            lines.push(self::line(line, start));
            start += line.len();
        }
        let potential = lines.iter().map(|line| line.potential).sum();
        Self { text, lines, potential }
    }

    /// The line that holds an offset.
    pub(super) fn of(&self, offset: usize) -> usize {
        self.lines.partition_point(|line| line.start <= offset).saturating_sub(1)
    }

    /// Where the line starts that holds an offset.
    pub(super) fn start_of(&self, offset: usize) -> usize {
        self.get(self.of(offset)).map_or(0, |line| line.start)
    }

    pub(super) fn get(&self, index: usize) -> Option<&Line> {
        self.lines.get(index)
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter()
    }

    pub(super) fn slice(&self, range: Range<usize>) -> &'t str {
        self.text.get(range).unwrap_or("")
    }

    /// The lines with something on them, from one on downwards.
    pub(super) fn below(&self, index: usize) -> impl Iterator<Item = &Line> {
        self.lines.iter().skip(index + 1).filter(|line| !line.content.is_empty())
    }

    /// The lines with something on them, from one on upwards.
    pub(super) fn above(&self, index: usize) -> impl Iterator<Item = &Line> {
        let above = self.lines.get(..index).unwrap_or(&[]).iter().rev();
        above.filter(|line| !line.content.is_empty())
    }

    /// Whether everything that seems to be there is where it belongs.
    pub(super) fn are_home(&self, fit: &Fit) -> bool {
        fit.amiss == 0 && fit.home >= self.potential
    }

    /// Whether the slips stand on one line and have cost no more than that.
    pub(super) fn explain(&self, fit: &Fit, slips: &[Slip]) -> bool {
        let mut on = slips.iter().map(|slip| self.of(slip.range.start));
        let Some(line) = on.next().filter(|line| on.all(|other| other == *line)) else {
            return slips.is_empty();
        };
        let lost = self.lines.get(line).map_or(0, |line| line.potential);
        fit.amiss == 0 && fit.home + lost >= self.potential
    }
}

fn line(written: &str, start: usize) -> Line {
    let content = written.trim_start_matches([' ', '\t', '\n', '\r', '\u{feff}', '\u{a0}']);
    let indent = written.len() - content.len();
    let comment = if content.starts_with('#') { Some(0) } else { content.find(" #") };
    let content = content.get(..comment.unwrap_or(content.len())).unwrap_or("").trim_end();
    let mut rest = content;
    while let Some(item) = rest.strip_prefix("- ") {
        rest = item.trim_start();
    }
    let range = start + indent..start + indent + content.len();
    let after_dashes = range.end - rest.len()..range.end;
    let word = rest.split(':').next().unwrap_or_default();
    let is_key =
        word.len() < rest.len() && Object::ALL.iter().any(|object| object.key(word).is_some());
    let is_item = rest.len() < content.len() && !rest.is_empty() && !rest.contains(": ");
    // Of a list in brackets, the items count as well; a comma in quotes does no harm.
    let in_brackets = rest.split_once('[').map_or(0, |(_, list)| list.split(',').count());
    let potential = usize::from(is_key || is_item) + in_brackets;
    Line { start, content: range, after_dashes, potential }
}
