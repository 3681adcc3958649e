//! The ways to read one line.

use std::ops::Range;

use spacefile_schema::{Kind, Object};

use super::Candidate;
use crate::recovery::lines::{Line, Lines};
use crate::recovery::patch::Patch;
use crate::recovery::suspects::{known, takes_items};
use crate::syntax::SlipKind;

/// The ways to read one line.
pub(super) struct Ways<'l> {
    pub(super) lines: &'l Lines<'l>,
    pub(super) line: &'l Line,
    /// Whether the slip stands on it.
    pub(super) is_own: bool,
    /// Whether the slip is its indent.
    pub(super) is_indented: bool,
    pub(super) columns: &'l [usize],
    pub(super) found: &'l mut Vec<Candidate>,
}

impl Ways<'_> {
    /// Finds them all.
    pub(super) fn all(&mut self) {
        self.skipped();
        self.indented();
        self.without_value();
        self.completed();
        self.without_text();
        self.as_item();
        self.split();
        self.without_first();
    }

    fn content(&self) -> &str {
        self.lines.slice(self.line.content.clone())
    }

    fn push(&mut self, patch: Patch, kind: SlipKind, range: Range<usize>) {
        self.found.push(Candidate::reported(patch, kind, range));
    }

    /// As if the line weren't there.
    fn skipped(&mut self) {
        let range = self.line.content.clone();
        let patch = blank(range.clone());
        if self.is_own && !self.is_indented {
            self.found.push(Candidate::new(patch, None));
        } else {
            self.push(patch, SlipKind::Misplaced, range);
        }
    }

    /// At another column.
    fn indented(&mut self) {
        let indent = self.line.indent();
        for &expected in self.columns {
            if expected == self.line.column() {
                continue;
            }
            let patch = Patch::new(indent.clone(), " ".repeat(expected));
            let first = self.content().chars().next().map_or(0, char::len_utf8);
            let width = if indent.is_empty() { first } else { 0 };
            self.push(patch, SlipKind::BadIndent { expected }, indent.start..indent.end + width);
        }
    }

    /// Without what follows its first colon, be it glued to it: lines below are the value.
    fn without_value(&mut self) {
        let after_dashes = self.lines.slice(self.line.after_dashes.clone());
        let Some((key, value)) = after_dashes.split_once(':') else { return };
        if value.starts_with(' ') && !takes_items(key) {
            return;
        }
        let Some(colon) = self.content().find(':') else { return };
        let after = self.line.content.start + colon + 1;
        let value = self.lines.slice(after..self.line.content.end);
        let start = self.line.content.end - value.trim_start().len();
        let range = start..self.line.content.end;
        if !range.is_empty() {
            self.push(blank(range.clone()), SlipKind::Misplaced, range);
        }
    }

    /// Without the text behind its dash, which was to be the first key of the lines below.
    fn without_text(&mut self) {
        let range = self.line.after_dashes.clone();
        let text = self.lines.slice(range.clone());
        let word = text.split(' ').next().unwrap_or_default();
        let is_word = text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        let is_text = range != self.line.content && !text.contains(':');
        if is_text && (is_word || known(word).is_some()) {
            self.push(blank(range.clone()), SlipKind::MissingColon, range);
        }
    }

    /// As a key with the lines below as its value, if most of one is there.
    fn completed(&mut self) {
        /// Letters that tell a key.
        const ENOUGH: usize = 2;
        let range = self.line.after_dashes.clone();
        let typed = self.lines.slice(range.clone());
        let word = typed.trim_matches(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        if typed.contains(": ") || word.len() < ENOUGH {
            return;
        }
        let keys = Object::ALL.iter().flat_map(|object| object.keys());
        let keys = keys.filter(|key| matches!(key.kind, Kind::List | Kind::Mapping));
        let meant = keys.filter(|key| key.name.starts_with(word) || typed.contains(key.name));
        let patches: Vec<_> =
            meant.map(|key| Patch::new(range.clone(), format!("{}:", key.name))).collect();
        for patch in patches {
            self.push(patch, SlipKind::MissingColon, range.clone());
        }
    }

    /// As the first line of a list item.
    fn as_item(&mut self) {
        let start = self.line.content.start;
        let has_room = self.lines.slice(self.line.indent()).ends_with("  ");
        if !self.is_own || !has_room || self.content().starts_with('-') {
            return;
        }
        let key = self.content().split(':').next().unwrap_or_default().len();
        let patch = Patch::new(start - 2..start, "- ");
        self.push(patch, SlipKind::MissingDash, start..start + key);
    }

    /// As two lines, the second from its second key on.
    fn split(&mut self) {
        let content = self.content();
        let Some(colon) = content.find(": ") else { return };
        let rest = content.get(colon + 2..).unwrap_or_default();
        let Some(second) = rest.find(": ").or_else(|| rest.strip_suffix(':').map(str::len)) else {
            return;
        };
        let before = rest.get(..second).unwrap_or_default();
        let key = before.len() - before.trim_end().rsplit(' ').next().unwrap_or_default().len();
        let item = before.get(..key).unwrap_or_default();
        let first = item.strip_suffix("- ").unwrap_or(item);
        let at = self.line.content.start + colon + 2 + first.len();
        let value = first.trim_end().len();
        let blanks = at - (first.len() - value)..at;
        let stray = at + before.len() - first.len()..at + before.len() - first.len() + 1;
        for &column in self.columns {
            let patch = Patch::new(blanks.clone(), format!("\n{}", " ".repeat(column)));
            self.push(patch, SlipKind::StrayColon, stray.clone());
        }
    }

    /// Without its first character, or the first behind its dashes, which slipped in.
    fn without_first(&mut self) {
        let content = self.line.content.clone();
        if let Some((stray, rest)) = self.first_of(content.clone()) {
            let back = (rest - self.line.start).saturating_sub(stray.len());
            for column in [back].iter().chain(self.columns) {
                let patch = Patch::new(self.line.start..rest, " ".repeat(*column));
                self.push(patch, SlipKind::Misplaced, stray.clone());
            }
        }
        let after_dashes = self.line.after_dashes.clone();
        if after_dashes != content
            && let Some((stray, _)) = self.first_of(after_dashes)
        {
            self.push(Patch::new(stray.clone(), ""), SlipKind::Misplaced, stray);
        }
    }

    /// The first character of a range, and where the next word behind it starts.
    fn first_of(&self, range: Range<usize>) -> Option<(Range<usize>, usize)> {
        let mut characters = self.lines.slice(range.clone()).chars();
        let first = characters.next()?.len_utf8();
        let rest = characters.as_str().trim_start();
        (!rest.is_empty()).then_some((range.start..range.start + first, range.end - rest.len()))
    }
}

fn blank(range: Range<usize>) -> Patch {
    let spaces = " ".repeat(range.len());
    Patch::new(range, spaces)
}
