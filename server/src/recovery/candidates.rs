//! Other ways to read the line of a slip, or the lines above it.

mod ways;

use std::ops::Range;

use spacefile_schema::{Kind, Object};

use super::lines::{Line, Lines};
use super::patch::Patch;
use super::suspects::missing_list;
use crate::syntax::{Slip, SlipKind};
use ways::Ways;

/// A way to read the text, and the slip that is then reported, if it isn't the one at hand.
pub(super) struct Candidate {
    pub(super) patch: Patch,
    pub(super) slip: Option<Slip>,
    /// Whether a reading that is no better than the one at hand is to be preferred.
    pub(super) as_good_will_do: bool,
}

impl Candidate {
    fn new(patch: Patch, slip: Option<Slip>) -> Self {
        Self { patch, slip, as_good_will_do: false }
    }

    /// The same, to be preferred if it is as good.
    pub(super) fn or_as_good(self) -> Self {
        Self { as_good_will_do: true, ..self }
    }

    /// The same, with this slip to report if there is no other.
    pub(super) fn or_report(self, slip: &Slip) -> Self {
        Self { slip: self.slip.or_else(|| Some(slip.clone())), ..self }
    }

    pub(super) fn reported(patch: Patch, kind: SlipKind, range: Range<usize>) -> Self {
        Self::new(patch, Some(Slip { kind, range }))
    }
}

/// Lines around a slip that tell where its line may start.
const NEAR: usize = 40;
/// Columns that are tried.
const COLUMNS: usize = 8;

/// What may have been meant, the likeliest first.
pub(super) fn candidates(lines: &Lines<'_>, slip: &Slip) -> Vec<Candidate> {
    let index = lines.of(slip.range.start);
    let Some(own) = lines.get(index) else { return Vec::new() };
    if slip.kind == SlipKind::ConflictMarker {
        return conflict(lines, own).into_iter().collect();
    }
    let mut columns = Vec::new();
    let near = lines.above(index).take(NEAR).chain(lines.below(index).take(NEAR));
    for line in near {
        for column in [line.column(), line.after_dashes.start - line.start] {
            if !columns.contains(&column) && columns.len() < COLUMNS {
                columns.push(column);
            }
        }
    }
    // Where an item of a list starts whose keys stand on the lines below.
    let outer = lines.below(index).next().and_then(|below| below.column().checked_sub(2));
    columns.extend(outer.filter(|column| !columns.contains(column)));
    let mut found: Vec<_> = line_above_is_off(lines, index, slip).into_iter().collect();
    let above = lines.above(index).next();
    // The line that this one hangs on.
    let holder = lines.above(index).find(|line| line.column() < own.column());
    let holder = holder.filter(|holder| above.is_none_or(|above| above.start != holder.start));
    for line in [Some(own), above, holder].into_iter().flatten() {
        let is_own = line.start == own.start;
        if !is_own && is_complete(lines, line) {
            continue;
        }
        let is_indented = is_own && matches!(slip.kind, SlipKind::BadIndent { .. });
        Ways { lines, line, is_own, is_indented, columns: &columns, found: &mut found }.all();
    }
    found.extend(first_item(lines, index));
    found.extend(only_item(lines, index));
    for last in [above, holder].into_iter().flatten() {
        found.extend(pasted(lines, last));
    }
    if is_dash(lines, own) {
        found.extend(["micros", "actions", "env", "commands"].iter().flat_map(|key| {
            let columns = [own.column().saturating_sub(2), own.column()];
            columns.map(|column| {
                let patch = missing_list(own, key, column);
                Candidate::reported(patch, SlipKind::StrayDash, own.content.clone())
            })
        }));
    }
    found
}

/// Whether a line is a key of the app with its text, in its place.
fn is_complete(lines: &Lines<'_>, line: &Line) -> bool {
    let entry = lines.slice(line.content.clone()).split_once(": ");
    let key = entry.and_then(|(key, _)| Object::App.key(key));
    line.column() == 0 && key.is_some_and(|key| !matches!(key.kind, Kind::List | Kind::Mapping))
}

fn is_dash(lines: &Lines<'_>, line: &Line) -> bool {
    lines.slice(line.content.clone()).starts_with("- ")
}

/// Where lines of an item agree on another column than its first line allows, or the next item
/// starts at another column than the first line, that one is the odd one out.
fn line_above_is_off(lines: &Lines<'_>, index: usize, slip: &Slip) -> Option<Candidate> {
    let (own, above) = (lines.get(index)?, lines.above(index).next()?);
    if !matches!(slip.kind, SlipKind::BadIndent { .. }) || !is_dash(lines, above) {
        return None;
    }
    let next = lines.below(index).next();
    let sibling = next.filter(|next| next.column() < own.column() && is_dash(lines, next));
    let expected = if is_dash(lines, own) {
        own.column()
    } else if let Some(sibling) = sibling {
        sibling.column()
    } else {
        let width = above.after_dashes.start - above.content.start;
        let expected = own.column().checked_sub(width)?;
        let agree = next.is_some_and(|next| next.column() == own.column());
        // A list stands below its key, or two deeper.
        let key = lines.above(index).find(|line| line.column() < above.column());
        let usual = key.is_some_and(|key| [0, 2].contains(&expected.wrapping_sub(key.column())));
        (agree || usual).then_some(expected)?
    };
    // A finger slips by one, or the whole indent is gone.
    if above.column() != 0 && expected.abs_diff(above.column()) != 1 {
        return None;
    }
    let indent = above.indent();
    let patch = Patch::new(indent.clone(), " ".repeat(expected));
    let end = indent.end + usize::from(indent.is_empty());
    let candidate = Candidate::reported(patch, SlipKind::BadIndent { expected }, indent.start..end);
    Some(Candidate { as_good_will_do: true, ..candidate })
}

/// The first line below the key that a list item hangs on, as the first item of the list.
fn first_item(lines: &Lines<'_>, index: usize) -> Option<Candidate> {
    let own = lines.get(index).filter(|own| is_dash(lines, own))?;
    let mut first = None;
    for line in lines.above(index) {
        if line.column() < own.column() {
            break;
        }
        first = Some(line);
    }
    let first = first.filter(|first| !is_dash(lines, first))?;
    let start = first.content.start;
    // The dash was overwritten by blanks, or is gone.
    let place = if first.column() == own.column() {
        start..start
    } else if first.column() == own.column() + 2 && lines.slice(first.indent()).ends_with("  ") {
        start - 2..start
    } else {
        return None;
    };
    let key = lines.slice(first.content.clone()).split(':').next().unwrap_or_default().len();
    let patch = Patch::new(place, "- ");
    Some(Candidate::reported(patch, SlipKind::MissingDash, start..start + key))
}

/// The line above as the first one of an item, where only its keys are that much deeper than it.
fn only_item(lines: &Lines<'_>, index: usize) -> Option<Candidate> {
    let (own, first) = (lines.get(index)?, lines.above(index).next()?);
    let key = lines.above(lines.of(first.start)).next()?;
    let (list, _) = lines.slice(key.after_dashes.clone()).split_once(':')?;
    let is_first = !is_dash(lines, first) && own.column() == first.column() + 2;
    if !is_first || key.column() > first.column() || !takes_list(list) {
        return None;
    }
    let start = first.content.start;
    let width = lines.slice(first.content.clone()).split(':').next().unwrap_or_default().len();
    let patch = Patch::new(start..start, "- ");
    Some(Candidate::reported(patch, SlipKind::MissingDash, start..start + width))
}

fn takes_list(key: &str) -> bool {
    let mut known = Object::ALL.iter().filter_map(|object| object.key(key));
    known.any(|key| key.kind == Kind::List)
}

/// Without the lines up to this one that start at its column and are no keys of the app: they
/// were pasted there.
fn pasted(lines: &Lines<'_>, last: &Line) -> Option<Candidate> {
    /// Lines that count as one paste.
    const MOST: usize = 8;
    let is_foreign = |line: &&Line| {
        let key = lines.slice(line.content.clone()).split(':').next().unwrap_or_default();
        line.column() == last.column() && Object::App.key(key).is_none()
    };
    let run = lines.above(lines.of(last.start) + 1).take(MOST).take_while(is_foreign);
    let first = run.last()?;
    let range = first.content.start..last.content.end;
    let text = lines.slice(range.clone());
    let blanked = text.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' });
    let patch = Patch::new(range, blanked.collect::<String>());
    Some(Candidate::reported(patch, SlipKind::Misplaced, first.content.clone()))
}

/// The other side of a failed merge.
fn conflict(lines: &Lines<'_>, opening: &Line) -> Option<Candidate> {
    let rest = lines.text.get(opening.start..)?;
    let middle = opening.start + rest.find("\n=======")? + 1;
    let rest = lines.text.get(middle..)?;
    let end = middle + rest.find("\n>>>>>>>")? + 1;
    let behind = |at: usize| lines.get(lines.of(at)).map_or(at, |line| line.content.end);
    // The markers of the other side stay lines of their own.
    let theirs = lines.slice(behind(middle)..end);
    let patch = Patch::new(opening.start..behind(end), theirs.to_owned());
    Some(Candidate::new(patch, None))
}
