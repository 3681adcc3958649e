//! Lines that are YAML by accident: a character too many made them say what no Spacefile says.
//!
//! Each of these is refused by the schema in any case. What is decided here is only whether the
//! line hides the rest of the file, and what is reported of it.

use spacefile_schema::{Kind, Object};

use super::candidates::Candidate;
use super::lines::{Line, Lines};
use super::patch::Patch;
use crate::syntax::SlipKind;

/// Lines that are suspected at most.
const MOST: usize = 12;

/// The suspects, each with the reading without its character.
pub(super) fn suspects(lines: &Lines<'_>) -> Vec<Candidate> {
    let all = lines.all().filter(|line| !line.content.is_empty());
    let found = all.flat_map(|line| match suspect(lines, line) {
        Some(found) => vec![found],
        None => other_list(lines, line),
    });
    found.take(MOST).map(Candidate::or_as_good).collect()
}

/// Two items of another kind than the one above them: the key of their list is missing in
/// between.
fn other_list(lines: &Lines<'_>, line: &Line) -> Vec<Candidate> {
    let keys: &[&str] = match kind_of_list(lines, line) {
        // Which one it was can't be told; the last one that fits is taken.
        Some(true) => &["include", "public_routes", "commands"],
        Some(false) => &["actions"],
        None => &[],
    };
    let column = line.column().saturating_sub(2);
    let candidate = |key: &&str| {
        let patch = missing_list(line, key, column);
        Candidate::reported(patch, SlipKind::StrayDash, line.content.clone())
    };
    keys.iter().map(candidate).collect()
}

/// Whether a line starts a list of texts, or one of mappings, right below an item of the other
/// kind.
fn kind_of_list(lines: &Lines<'_>, line: &Line) -> Option<bool> {
    /// Lines that an item may have.
    const NEAR: usize = 40;
    let is_text = |line: &Line| {
        let item = lines.slice(line.content.clone()).strip_prefix("- ")?;
        let plain = !item.starts_with(['{', '[', '*', '&', '!', '<', '-']);
        match item.split_once(':') {
            Some((key, _)) if known(key).is_some() => Some(false),
            _ => (plain && !item.contains(": ") && !item.ends_with(':')).then_some(true),
        }
    };
    let own = is_text(line)?;
    let index = lines.of(line.start);
    let at_level = |other: &&Line| other.column() <= line.column();
    let sibling = |other: &&Line| other.column() == line.column();
    let above = lines.above(index).take(NEAR).find(at_level).filter(sibling)?;
    let below = lines.below(index).take(NEAR).find(at_level).filter(sibling)?;
    // Somebody who is typing an item of the wrong kind has lost no key.
    let typing = lines.slice(above.content.clone()).ends_with(':');
    (!typing && is_text(above)? != own && is_text(below)? == own).then_some(own)
}

/// A key put above a list item, in a column.
pub(super) fn missing_list(line: &Line, key: &str, column: usize) -> Patch {
    Patch::new(line.start..line.start, format!("{}{key}:\n", " ".repeat(column)))
}

fn suspect(lines: &Lines<'_>, line: &Line) -> Option<Candidate> {
    let content = lines.slice(line.content.clone());
    let (start, end) = (line.content.start, line.content.end);
    let is_key = |text: &str| text.split_once(':').is_some_and(|(key, _)| known(key).is_some());
    let below = lines.below(lines.of(start)).next();
    let below = below.filter(|below| below.column() > line.column());
    let holds_items =
        below.is_some_and(|below| lines.slice(below.content.clone()).starts_with("- "));
    let glued = content.strip_prefix('-').filter(|rest| !rest.starts_with(['-', ' ']));
    // A list in a list, or as the value of an item's key.
    if glued.is_some_and(takes_items) {
        // The key of what stands below.
        let patch = Patch::new(start..start + 1, "");
        return Some(Candidate::reported(patch, SlipKind::Misplaced, start..start + 1));
    }
    let bare = content.strip_prefix('-').is_some_and(|rest| {
        rest.is_empty()
            || rest
                .strip_prefix(' ')
                .and_then(|rest| rest.strip_suffix(':'))
                .is_some_and(begins_item)
    });
    if bare && holds_items {
        return Some(without(line.content.clone(), SlipKind::StrayDash));
    }
    if glued.is_some_and(|rest| is_key(rest) && !takes_items(rest)) {
        let patch = blank(line.content.clone());
        return Some(Candidate::reported(patch, SlipKind::GluedDash, start..start + 1));
    }
    if content.strip_prefix('&').is_some_and(is_key) {
        let colon = content.find(':').unwrap_or(content.len());
        let patch = Patch::new(start..start + 1, "");
        return Some(Candidate::reported(patch, SlipKind::BadAnchor, start..start + colon));
    }
    if let Some((key, value @ ("|" | ">"))) = content.split_once(": ")
        && takes_items(key.trim_start_matches("- "))
        && below.is_some_and(|below| holds_items || is_key(lines.slice(below.content.clone())))
    {
        return Some(without(end - value.len()..end, SlipKind::Misplaced));
    }
    let mut characters = content.chars();
    let first = characters.next()?.len_utf8();
    let rest = characters.as_str();
    if rest.starts_with("  ") && is_key(rest.trim_start()) {
        let key = end - rest.trim_start().len();
        let column = key - line.start - first;
        let patch = Patch::new(line.start..key, " ".repeat(column));
        return Some(Candidate::reported(patch, SlipKind::Misplaced, start..start + first));
    }
    None
}

fn without(range: std::ops::Range<usize>, kind: SlipKind) -> Candidate {
    Candidate::reported(blank(range.clone()), kind, range)
}

fn blank(range: std::ops::Range<usize>) -> Patch {
    let spaces = " ".repeat(range.len());
    Patch::new(range, spaces)
}

/// The kind of value that a key takes, wherever there is one of this name.
pub(super) fn known(key: &str) -> Option<Kind> {
    Object::ALL.iter().find_map(|object| object.key(key)).map(|key| key.kind)
}

/// Whether a key of texts is one that items of a list begin with.
fn begins_item(key: &str) -> bool {
    let mut known = Object::ALL.iter().filter_map(|object| object.key(key.trim()));
    known.any(|key| key.required && matches!(key.kind, Kind::Text))
}

/// Whether a key takes a list or a mapping.
pub(super) fn takes_items(key: &str) -> bool {
    matches!(known(key.trim().trim_end_matches(':')), Some(Kind::List | Kind::Mapping))
}
