//! The Micros that are whole as they are written, whatever stands around them.
//!
//! Somebody who breaks a file breaks it where they type. A Micro whose lines agree with each
//! other and that has all it needs is not that place: no mistake is looked for in it.

use std::ops::Range;

use spacefile_schema::Object;

use super::fit::Fit;
use super::lines::{Line, Lines};
use crate::syntax::{Slip, Syntax, parse};

/// Bytes that may be read to find them.
const BUDGET: usize = 256 << 10;

/// A Micro, or as many lines of one, from its dash on, as make a whole one.
#[derive(Debug)]
pub(super) struct Intact {
    /// Its lines, by index.
    pub(super) lines: Range<usize>,
    /// Where its dash stands.
    pub(super) column: usize,
    /// Byte offsets from the start of its first line to the end of what stands on its last one.
    range: Range<usize>,
    /// Byte offset of its first key.
    first: usize,
    /// Where its first line ends, if others stand at another column: it is the odd one then.
    odd: Option<usize>,
}

impl Intact {
    /// Whether it stands at another column than most.
    pub(super) fn is_odd(&self) -> bool {
        self.odd.is_some()
    }

    /// Whether it is a Micro in a reading, without a mistake in it.
    pub(super) fn is_well(&self, syntax: &Syntax, fit: &Fit) -> bool {
        fit.has_micro(self.first)
            && !syntax.slips.iter().any(|slip| self.is_blamed(slip))
            && !fit.wrong.iter().any(|at| self.range.contains(at))
    }

    /// Whether a slip says that it is a mistake.
    pub(super) fn is_blamed(&self, slip: &Slip) -> bool {
        let lines = self.odd.unwrap_or(self.range.start)..self.range.end;
        lines.contains(&slip.range.start)
    }
}

/// The whole Micros of a text, in order.
pub(super) fn intact(lines: &Lines<'_>) -> Vec<Intact> {
    let mut budget = BUDGET;
    let mut found: Vec<Intact> = Vec::new();
    // From below, since one that swallows another one is none.
    for index in (0..lines.len()).rev() {
        let next = found.last().map_or(lines.len(), |next| next.lines.start);
        found.extend(intact_from(lines, index, next, &mut budget));
    }
    found.reverse();
    settle_column(lines, &mut found);
    found
}

/// The Micro that starts on a line and ends above another one, if one does.
fn intact_from(lines: &Lines<'_>, start: usize, end: usize, budget: &mut usize) -> Option<Intact> {
    let dash = lines.get(start)?;
    let is_deeper = |line: &Line| line.content.is_empty() || line.column() > dash.column();
    let keys = lines.between(start..end).skip(1).take_while(|line| is_deeper(line));
    let block: Vec<&Line> = std::iter::once(dash).chain(keys).collect();
    let inner = dash.after_dashes.start - dash.start;
    let is_key = |line: &&&Line, name: &str| {
        let key = lines.slice(line.after_dashes.clone()).strip_prefix(name);
        line.after_dashes.start - line.start == inner
            && key.is_some_and(|rest| rest.starts_with(':'))
    };
    let required = Object::Micro.keys().iter().filter(|key| key.required);
    let mut at_least = 1;
    for key in required {
        at_least = at_least.max(1 + block.iter().position(|line| is_key(&line, key.name))?);
    }
    if lines.slice(dash.content.start..dash.after_dashes.start).trim_end() != "-" {
        return None;
    }
    let lasts = (at_least..=block.len()).rev();
    let last = lasts
        .filter(|count| block.get(count - 1).is_some_and(|line| !line.content.is_empty()))
        .find(|count| {
            let end = block.get(count - 1).map_or(dash.start, |line| line.content.end);
            let text = format!("v: 0\nmicros:\n{}\n", lines.slice(dash.start..end));
            let left = budget.checked_sub(text.len());
            *budget = left.unwrap_or_default();
            left.is_some() && is_whole(&text)
        })?;
    let range = dash.start..block.get(last - 1)?.content.end;
    let first = dash.after_dashes.start;
    Some(Intact { lines: start..start + last, column: dash.column(), range, first, odd: None })
}

/// Whether a text is an app of one whole Micro.
fn is_whole(text: &str) -> bool {
    let syntax = parse(text);
    syntax.slips.is_empty() && Fit::of(&syntax).amiss == 0
}

/// Settles which of them stand where they ought to: most of all; else those that stand as deep
/// below their key as their own lists do; else two deeper than it.
fn settle_column(lines: &Lines<'_>, found: &mut [Intact]) {
    let rank = |column: usize| {
        let there = || found.iter().filter(|micro| micro.column == column);
        let alike = there().filter(|micro| depth_of_lists(lines, micro) == Some(column));
        (there().count(), alike.count(), column == 2)
    };
    let columns = found.iter().rev().map(|micro| micro.column);
    let Some(column) = columns.max_by_key(|column| rank(*column)) else { return };
    for micro in found.iter_mut().filter(|micro| micro.column != column) {
        micro.odd = lines.get(micro.lines.start).map(|line| line.content.end);
    }
}

/// How deep below its key the first list in a Micro stands.
fn depth_of_lists(lines: &Lines<'_>, micro: &Intact) -> Option<usize> {
    let written = || lines.between(micro.lines.clone()).filter(|line| !line.content.is_empty());
    written().zip(written().skip(1)).find_map(|(key, item)| {
        let is_list = lines.slice(key.content.clone()).ends_with(':')
            && lines.slice(item.content.clone()).starts_with("- ");
        is_list.then(|| item.column().checked_sub(key.after_dashes.start - key.start)).flatten()
    })
}
