//! A whole Micro is not blamed for what is broken around it.
//!
//! Where a list key is still without its value, or a line above has a wrong indent, the loader
//! stumbles over the next Micro: there is nothing wrong with that one. What is said of it is said
//! of the line that makes it wrong instead, unless something is said of that line already. One
//! error stays in any case.

use std::ops::Range;

use spacefile_schema::{Kind, Object};

use super::whole::{Search, Whole};
use crate::diagnostic::{Diagnostic, Edit, Related, Severity};
use crate::document::Document;
use crate::recovery::lines::{Line, Lines};
use crate::rules::Rule;
use crate::rules::words::quote;
use crate::structure::violations;

/// Bytes that may be read again; longer texts are left as they are.
const BUDGET: usize = 256 << 10;
/// Errors that are looked at.
const MOST: usize = 16;
/// Lines of which one may be what makes a Micro wrong.
const NEAR: usize = 24;
/// Rules whose findings may come from the lines around.
const BY_NEIGHBOURS: &[&str] =
    &["duplicate-key", "invalid-syntax", "missing-key", "unknown-key", "wrong-type"];

/// Where the lines are that make a whole Micro wrong.
struct Cause {
    /// The one that is blamed, by index.
    line: usize,
    /// Those around it, by index.
    lines: Range<usize>,
}

/// Moves or drops the errors that whole Micros can't help.
pub(super) fn settle(rules: &[&'static Rule], document: &Document, found: &mut Vec<Diagnostic>) {
    let is_movable = |error: &Diagnostic| {
        error.severity == Severity::Error && BY_NEIGHBOURS.contains(&error.rule)
    };
    if document.text.len() > BUDGET || !found.iter().any(is_movable) {
        return;
    }
    let lines = Lines::new(&document.text);
    let mut search = Search { lines: &lines, rules, budget: BUDGET };
    let errors = found.iter().enumerate().filter(|(_, error)| is_movable(error)).take(MOST);
    let blamed = errors
        .filter_map(|(index, error)| Some((index, search.around(lines.of(error.range.start))?)));
    let blamed: Vec<(usize, Whole)> = blamed.collect();
    let wholes: Vec<Whole> = blamed.iter().map(|(_, whole)| whole.clone()).collect();
    let mut dropped = Vec::new();
    for (index, whole) in blamed {
        let Some(cause) = cause(&mut search, &whole, &wholes) else { continue };
        let Some(line) = lines.get(cause.line) else { continue };
        let is_known = |other: &Diagnostic| {
            let at = lines.of(other.range.start);
            let is_slip = other.rule == "invalid-syntax" && cause.lines.contains(&at);
            other.severity == Severity::Error && (at == cause.line || is_slip)
        };
        let mut others = found.iter().enumerate().filter(|(at, _)| !dropped.contains(at));
        if others.any(|(at, other)| at != index && is_known(other)) {
            dropped.push(index);
        } else if let Some(error) = found.get_mut(index) {
            blame(error, &lines, line, &whole);
        }
    }
    let mut index = 0;
    found.retain(|_| {
        index += 1;
        !dropped.contains(&(index - 1))
    });
}

/// Says it of a line instead.
fn blame(error: &mut Diagnostic, lines: &Lines<'_>, line: &Line, whole: &Whole) {
    let name = quote(&whole.name);
    let (range, message, help) = match list_without_items(lines, line) {
        Some(key) if line.start < whole.range.start => (
            key.clone(),
            format!(
                "{} has no value yet, so a push takes the Micro {name} below for one",
                quote(lines.slice(key))
            ),
            "Write what it holds between the two, or remove the key.".to_owned(),
        ),
        _ => {
            let side = if line.start < whole.range.start { "below" } else { "above" };
            (
                line.content.clone(),
                format!("a push can't read the Micro {name} {side} because of this line"),
                format!(
                    "By itself, {name} is complete. Check this line: its indent, or a colon, a \
                     value or a key that is missing."
                ),
            )
        }
    };
    let shown = std::mem::replace(&mut error.range, range);
    let said = std::mem::replace(&mut error.message, message);
    error.help = Some(help);
    error.related = vec![Related { range: shown, message: said }];
    let spares = |edit: &Edit| edit.end_offset < whole.range.start || whole.range.end < edit.offset;
    error.fixes.retain(|fix| fix.edits.iter().all(spares));
}

/// The key that ends a line, if it takes a list or a mapping, and is none of the app's.
fn list_without_items(lines: &Lines<'_>, line: &Line) -> Option<Range<usize>> {
    let range = line.after_dashes.clone();
    let key = lines.slice(range.clone()).strip_suffix(':')?;
    let takes = |object: &Object| {
        let key = object.key(key);
        key.is_some_and(|key| matches!(key.kind, Kind::List | Kind::Mapping))
    };
    let is_one = Object::ALL.iter().any(takes) && !takes(&Object::App);
    is_one.then(|| range.start..range.start + key.len())
}

/// What makes a whole Micro wrong; `None` if that may be where it stands.
fn cause(search: &mut Search<'_>, whole: &Whole, wholes: &[Whole]) -> Option<Cause> {
    let lines = search.lines;
    let until = whole.range.end;
    if is_well(search, whole, 0..0, until)? {
        let next = search.below(whole.lines.end.saturating_sub(1));
        let end = next.map_or(lines.len(), |next| next.lines.start);
        let written = written(lines, whole.lines.end..end);
        let until = lines.get(end).map_or(lines.text.len(), |line| line.start);
        let one = one_of(search, whole, written.iter().copied(), until);
        let line = one.or_else(|| written.first().copied())?;
        return Some(Cause { line, lines: whole.lines.end..end });
    }
    let mut first = whole.clone();
    loop {
        let above = search.above(first.lines.start);
        let start = above.as_ref().map_or(0, |above| above.lines.end);
        let between = start..first.lines.start;
        let written = written(lines, between.clone());
        if let Some(above) = above.filter(|_| written.is_empty()) {
            if !wholes.contains(&above) {
                return None;
            }
            first = above;
            continue;
        }
        let last = written.last().copied();
        let open = last.filter(|last| {
            lines.get(*last).is_some_and(|line| list_without_items(lines, line).is_some())
        });
        if let Some(line) = open {
            return Some(Cause { line, lines: between });
        }
        let one = one_of(search, whole, written.iter().rev().copied(), until);
        let odd = || written.iter().copied().find(|line| !is_of_app(lines, *line));
        return Some(Cause { line: one.or_else(odd)?, lines: between });
    }
}

/// The lines with something on them.
fn written(lines: &Lines<'_>, among: Range<usize>) -> Vec<usize> {
    let is_written = |line: &usize| lines.get(*line).is_some_and(|line| !line.content.is_empty());
    among.filter(is_written).collect()
}

/// The line without which the Micro is well.
fn one_of(
    search: &mut Search<'_>,
    whole: &Whole,
    mut among: impl Iterator<Item = usize>,
    until: usize,
) -> Option<usize> {
    among.by_ref().take(NEAR).find(|line| {
        let content = search.lines.get(*line).map(|line| line.content.clone());
        content.is_some_and(|content| is_well(search, whole, content, until) == Some(true))
    })
}

/// Whether a line is a key of the app, in its place.
fn is_of_app(lines: &Lines<'_>, line: usize) -> bool {
    lines.get(line).is_some_and(|line| {
        let entry = lines.slice(line.content.clone()).split_once(':');
        let key = entry.and_then(|(key, value)| Some((Object::App.key(key)?, value)));
        line.column() == 0
            && key.is_some_and(|(key, value)| match key.kind {
                Kind::List | Kind::Mapping => value.is_empty(),
                _ => value.starts_with(' '),
            })
    })
}

/// Whether a Micro is one of the app's and has nothing wrong in it, in the text up to an offset
/// and without some bytes. `None` if enough has been read.
fn is_well(
    search: &mut Search<'_>,
    whole: &Whole,
    without: Range<usize>,
    until: usize,
) -> Option<bool> {
    let text = search.lines.text;
    search.budget = search.budget.checked_sub(until)?;
    let mut read = text.get(..without.start)?.to_owned();
    read.extend(std::iter::repeat_n(' ', without.len()));
    read.push_str(text.get(without.end..until)?);
    let document = Document::plainly(read);
    let inside = |range: &Range<usize>| whole.range.contains(&range.start);
    let tree = document.tree();
    let micros = document.micros().map_or(&[][..], |micros| tree.items(micros.value));
    let starts = |id| tree.entries(id).first().map(|entry| entry.range.start);
    let is_there = micros.iter().any(|item| starts(item.value) == Some(whole.first));
    let is_slipped = document.syntax.slips.iter().any(|slip| inside(&slip.range));
    if !is_there || is_slipped {
        return Some(false);
    }
    let violations = violations(&document)?;
    let places = violations.iter().filter_map(|violation| violation.place);
    Some(!places.map(|place| document.mark(place)).any(|range| inside(&range)))
}
