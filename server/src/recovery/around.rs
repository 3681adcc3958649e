//! Other ways to read what stands around a whole Micro that a reading lost or blames.

use std::ops::Range;

use spacefile_schema::{Kind, Object};

use super::candidates::Candidate;
use super::intact::Intact;
use super::lines::{Line, Lines};
use super::patch::Patch;
use crate::syntax::{Slip, SlipKind};

/// Lines that are tried as the first or last one of those that were meant otherwise.
const MOST: usize = 24;

/// The ways to read the lines between one of the whole Micros and its neighbours, or its own
/// column where it is the odd one.
pub(super) fn around(
    lines: &Lines<'_>,
    slips: &[Slip],
    all: &[Intact],
    index: usize,
) -> Vec<Candidate> {
    let Some(micro) = all.get(index) else { return Vec::new() };
    let column = all.iter().find(|micro| !micro.is_odd()).map_or(micro.column, |it| it.column);
    let above = index.checked_sub(1).and_then(|above| all.get(above));
    let start = above.map_or(0, |above| above.lines.end);
    let end = all.get(index + 1).map_or(lines.len(), |below| below.lines.start);
    let around = Around { lines, slips, column };
    let (before, after) = (start..micro.lines.start, micro.lines.end..end);
    let mut found = Vec::new();
    if micro.is_odd() {
        found.extend(around.moved(micro.lines.clone(), column));
    }
    if above.is_none() {
        found.extend(around.head(before.clone()));
    }
    found.extend(around.shifted(before.clone()));
    found.extend(around.shifted(after.clone()));
    found.extend(around.without(before));
    found.extend(around.without(after));
    found
}

struct Around<'l> {
    lines: &'l Lines<'l>,
    /// Those of the reading at hand.
    slips: &'l [Slip],
    /// Where the dashes of Micros stand.
    column: usize,
}

impl Around<'_> {
    /// The lines with something on them, by index.
    fn written(&self, lines: Range<usize>) -> Vec<(usize, &Line)> {
        let written = self.lines.between(lines.clone()).zip(lines);
        let written = written.filter(|(line, _)| !line.content.is_empty());
        written.map(|(line, index)| (index, line)).collect()
    }

    fn is_dash(&self, line: &Line) -> bool {
        let content = self.lines.slice(line.content.clone());
        content == "-" || content.starts_with("- ")
    }

    /// What is said of some lines: what the reading at hand says of them, or something else.
    fn report(&self, lines: &[usize], kind: SlipKind, range: Range<usize>) -> Slip {
        let of_lines = |slip: &&Slip| lines.contains(&self.lines.of(slip.range.start));
        self.slips.iter().find(of_lines).cloned().unwrap_or(Slip { kind, range })
    }

    /// Lines moved together, so that the first one stands at a column.
    fn moved(&self, lines: Range<usize>, column: usize) -> Option<Candidate> {
        let written = self.written(lines);
        let (index, first) = written.first().copied()?;
        let from = first.column();
        if from == column {
            return None;
        }
        let patch = |(_, line): &(usize, &Line)| {
            let moved = (line.column() + column).saturating_sub(from);
            Patch::new(line.indent(), " ".repeat(moved))
        };
        let patches = written.iter().map(patch).collect();
        let indent = first.indent();
        let end = indent.end + usize::from(indent.is_empty());
        let kind = SlipKind::BadIndent { expected: column };
        let slip = self.report(&[index], kind, indent.start..end);
        Some(Candidate::several(patches, slip))
    }

    /// From some line on, as deep as Micros or their keys are.
    fn shifted(&self, lines: Range<usize>) -> Vec<Candidate> {
        let firsts = self.written(lines.clone()).into_iter().take(MOST);
        let moved = firsts.filter_map(|(index, line)| {
            let column = self.column + if self.is_dash(line) { 0 } else { 2 };
            self.moved(index..lines.end, column)
        });
        moved.collect()
    }

    /// Without the first or the last lines.
    fn without(&self, lines: Range<usize>) -> Vec<Candidate> {
        let written = self.written(lines);
        let run = |run: &[(usize, &Line)]| {
            let range = run.first()?.1.content.clone();
            let indices: Vec<_> = run.iter().map(|(index, _)| *index).collect();
            let slip = self.report(&indices, SlipKind::Misplaced, range);
            Some(Candidate::several(run.iter().map(blank).collect(), slip))
        };
        let counts = 1..=written.len().min(MOST);
        let lasts = counts.clone().filter_map(|count| written.get(written.len() - count..));
        let firsts = counts.filter_map(|count| written.get(..count));
        let all = std::iter::once(written.as_slice());
        lasts.chain(firsts).chain(all).filter_map(run).collect()
    }

    /// The head without all that is no key of the app with its text, and with the key of the
    /// Micros above the first item.
    fn head(&self, lines: Range<usize>) -> Vec<Candidate> {
        let written = self.written(lines.clone());
        let first_dash = written.iter().find(|(_, line)| self.is_dash(line));
        let first_dash = first_dash.map(|(index, _)| *index);
        let ends = first_dash.into_iter().chain([lines.end]);
        ends.filter_map(|end| self.head_until(&written, end)).collect()
    }

    fn head_until(&self, written: &[(usize, &Line)], end: usize) -> Option<Candidate> {
        let head: Vec<_> = written.iter().copied().filter(|(index, _)| *index < end).collect();
        let is_key =
            |line: &Line| line.column() == 0 && self.lines.slice(line.content.clone()) == "micros:";
        let key = head.iter().rposition(|(_, line)| is_key(line));
        let lost = head.iter().filter(|(_, line)| !self.is_text(line) && !is_key(line));
        let lost: Vec<_> = lost.copied().collect();
        let in_place = key.is_some_and(|key| key + 1 == head.len());
        let slip = if let Some((_, first)) = lost.first() {
            let indices: Vec<_> = lost.iter().map(|(index, _)| *index).collect();
            self.report(&indices, SlipKind::Misplaced, first.content.clone())
        } else if let Some(key) = key {
            let (_, first) = head.get(key + 1)?;
            Slip { kind: SlipKind::Separates, range: first.content.clone() }
        } else {
            Slip { kind: SlipKind::MissingMicros, range: head.last()?.1.content.clone() }
        };
        let keys = head.iter().filter(|(_, line)| !in_place && is_key(line));
        let mut patches: Vec<_> = lost.iter().chain(keys).map(blank).collect();
        if !in_place {
            // At the end of the line above, so that the list has lost nothing.
            let above = self.lines.text.get(..self.lines.get(end)?.start)?;
            let at = above.trim_end_matches(['\n', '\r']).len();
            let key = if at == 0 { "micros:\n" } else { "\nmicros:" };
            patches.push(Patch::new(at..at, key));
        }
        Some(Candidate::several(patches, slip))
    }

    /// Whether a line is a key of the app with its text, in its place.
    fn is_text(&self, line: &Line) -> bool {
        let entry = self.lines.slice(line.content.clone()).split_once(": ");
        let key = entry.and_then(|(key, _)| Object::App.key(key));
        line.column() == 0 && key.is_some_and(|key| !matches!(key.kind, Kind::List | Kind::Mapping))
    }
}

fn blank((_, line): &(usize, &Line)) -> Patch {
    Patch::new(line.content.clone(), " ".repeat(line.content.len()))
}
