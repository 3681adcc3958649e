//! How a line that starts where none can is read.
//!
//! Everything here changes only how texts are read that the original's loader refuses: each
//! repair records a slip, or follows from one.

use std::cmp::Reverse;

use super::indent::{content, has_colon};
use super::items::item_is_mapping;
use super::{Level, Scanner, Shape, SlipKind, Style, TokenKind};

/// What git writes into a file when a merge fails.
const CONFLICT_MARKERS: [&str; 4] = ["<<<<<<<", "=======", ">>>>>>>", "|||||||"];

impl Scanner<'_> {
    /// Puts the line at the cursor where it was meant to be. False if it is skipped.
    pub(super) fn repair_line(&mut self) -> bool {
        if self.cursor.column == 0
            && CONFLICT_MARKERS.iter().any(|marker| self.cursor.rest().starts_with(marker))
        {
            self.conflict_marker();
            return false;
        }
        if self.is_outside_of_root() {
            if has_colon(self.cursor.line_rest()) || self.has_lines_below() {
                self.widen_root();
            } else if !self.at_dash() {
                self.skip_line(SlipKind::MissingColon);
                return false;
            }
        }
        if self.mend_lone_word() {
            return false;
        }
        if self.begin_item_without_dash() {
            return true;
        }
        if let Some(column) = self.column_of_tabbed_child() {
            self.shift_line(column);
            return true;
        }
        match self.misplaced_level() {
            Some(target) => self.move_to_level(target) && !self.mend_lone_word(),
            None => true,
        }
    }

    /// Skips a word without a colon that stands where only a key can, or reads it as the key of
    /// the lines below.
    fn mend_lone_word(&mut self) -> bool {
        let lone = self.is_lone_word();
        if lone && self.has_lines_below() {
            self.key_without_colon();
        } else if lone {
            self.skip_line(SlipKind::MissingColon);
        }
        lone
    }

    /// Lines that hang on a misplaced one move with it.
    pub(super) fn follow_block(&mut self) {
        let Some((base, shift)) = self.moved else { return };
        let column = self.cursor.column;
        let moved = column.saturating_add_signed(shift);
        let dash = self.at_dash();
        let fits =
            |at: usize| self.levels.iter().any(|level| level.column == at && fits(level, dash));
        let opens = !self.after_value() && self.indent().is_none_or(|indent| indent < moved);
        if column < base || (!fits(moved) && !opens && fits(column)) {
            self.moved = None;
        } else {
            self.shifted = Some((self.cursor.line, shift));
        }
    }

    pub(super) fn at_dash(&self) -> bool {
        self.cursor.byte(0) == b'-' && self.cursor.is_blank_or_end(1)
    }

    /// One side of a failed merge stays, the other is skipped.
    fn conflict_marker(&mut self) {
        let opens = self.cursor.rest().starts_with("<<<<<<<");
        if opens || !self.in_conflict {
            self.in_conflict = opens;
            self.skip_line(SlipKind::ConflictMarker);
            return;
        }
        while !self.cursor.rest().starts_with(">>>>>>>") && !self.cursor.at_end() {
            self.cursor.skip_to_break();
            if self.cursor.is_break() {
                self.cursor.skip_break();
            }
        }
        self.cursor.skip_to_break();
        self.in_conflict = false;
    }

    /// Moves a line that starts at no level to the one it was meant for. False if there is none.
    fn move_to_level(&mut self, target: Option<(usize, usize)>) -> bool {
        if self.at_dash() && self.cursor.line_rest().trim_end() == "-" {
            // A half-typed item moves nothing.
            self.skip_line(SlipKind::StrayDash);
            return false;
        }
        let Some((index, expected)) = target else {
            return self.drop_empty_item() || self.begin_list_without_key() || {
                self.skip_block();
                false
            };
        };
        /// Columns that a list of texts may be moved to the left.
        const SLIGHT: usize = 3;
        if self.at_dash()
            && !item_is_mapping(self.cursor.line_rest())
            && (self.holds_mappings(index) || expected + SLIGHT < self.cursor.column)
        {
            self.skip_items();
            return false;
        }
        let place = (self.cursor.column, expected);
        let reported = self.at_dash() && self.moved_item == Some(place);
        // The tab is the mistake, and is reported.
        if !reported && !self.tab_in_indent() {
            let start = self.cursor.at - self.blanks_before();
            let first = self.cursor.peek().map_or(0, char::len_utf8);
            let width = if start == self.cursor.at { first } else { 0 };
            self.slip(SlipKind::BadIndent { expected }, start..self.cursor.at + width);
        }
        if self.at_dash() {
            // Further items in the same place have the same reason.
            self.moved_item = Some(place);
        }
        self.shift_line(expected);
        self.moved = self.shifted.map(|(_, shift)| (self.cursor.column, shift));
        self.levels.truncate(index + 1);
        true
    }

    /// The level that the line at the cursor was meant for, if it starts at none: `Some(None)`
    /// if there is no such level.
    fn misplaced_level(&self) -> Option<Option<(usize, usize)>> {
        let column = self.column();
        let indent = self.indent()?;
        if column < self.levels.first()?.column {
            return None;
        }
        let dash = self.at_dash();
        let tabbed = self.tab_in_indent();
        if (tabbed || column > indent) && !self.after_value() {
            return None;
        }
        if column <= indent {
            let level = self.levels.iter().find(|level| level.column == column);
            // A dash below `key:` opens a list there, which the scanner sees by itself.
            let opens = dash && column == indent && !self.after_value();
            if level.is_some_and(|level| fits(level, dash) || opens) {
                return None;
            }
        }
        let levels = self.levels.iter().enumerate().rev();
        let mut levels = levels.filter(|(_, level)| fits(level, dash));
        // The column of a tab says nothing; most likely the line goes on with what is above.
        let nearest = if tabbed {
            levels.next()
        } else {
            let mapping = dash && item_is_mapping(self.cursor.line_rest());
            levels.min_by_key(|(index, level)| {
                let alike = !dash || self.holds_mappings(*index) == mapping;
                let shared = if mapping && alike { self.shared_keys(level.column) } else { 0 };
                (!alike, Reverse(shared), level.column.abs_diff(column))
            })
        };
        // Without a list around it, an item is a list whose key is missing.
        Some(nearest.map(|(index, level)| (index, level.column)))
    }

    /// Counts the columns of the line at the cursor as if it started at this one.
    pub(super) fn shift_line(&mut self, column: usize) {
        let actual = isize::try_from(self.cursor.column).unwrap_or(isize::MAX);
        let shift = isize::try_from(column).unwrap_or(isize::MAX) - actual;
        self.shifted = Some((self.cursor.line, shift));
    }

    fn blanks_before(&self) -> usize {
        let before = self.text.get(..self.cursor.at).unwrap_or("");
        before.len() - before.trim_end_matches([' ', '\t']).len()
    }

    /// Whether a plain text without a colon stands where only a key can.
    fn is_lone_word(&self) -> bool {
        let (Some(outermost), Some(indent)) = (self.levels.first(), self.indent()) else {
            return false;
        };
        let column = self.column();
        if column < outermost.column || column > indent {
            return false;
        }
        let line = self.cursor.line_rest();
        let first = line.chars().next().unwrap_or_default();
        let indicator = matches!(first, '-' | '?' | ':') && self.cursor.is_blank_or_end(1);
        if matches!(first, '&' | '*' | '!') && !content(line).contains(' ') {
            // The colon, if there is one, is part of the name.
            return true;
        }
        let plain = !indicator && !"\t#|>'\"%@`[]{},".contains(first);
        plain && !has_colon(line)
    }

    /// The column that a line indented by a tab was meant for, if a value is to come on it:
    /// that of the line below, or two deeper than the collection around it.
    fn column_of_tabbed_child(&self) -> Option<usize> {
        let indent = self.indent()?;
        if !self.tab_in_indent() || self.after_value() {
            return None;
        }
        let below = self.line_below().map(|(column, _)| column);
        Some(below.filter(|column| *column > indent).unwrap_or(indent + 2))
    }

    /// Whether the cursor's line is one word with lines below that can only be its value.
    pub(super) fn has_lines_below(&self) -> bool {
        let word = self.cursor.line_rest().split(" #").next().unwrap_or("").trim_end();
        let Some((column, dash)) = self.line_below().filter(|_| !word.contains(' ')) else {
            return false;
        };
        let shape = if dash { Shape::Sequence } else { Shape::Mapping };
        let taken = self.levels.iter().any(|level| level.column == column && level.shape == shape);
        !taken && (column > self.column() || (dash && column == self.column()))
    }

    /// Reads a lone word as the key of the lines below it.
    fn key_without_colon(&mut self) {
        let column = self.column();
        while self.indent().is_some_and(|indent| indent > column) {
            self.levels.pop();
        }
        let start = self.cursor.clone();
        self.skip_line(SlipKind::MissingColon);
        let end = self.slips.last().map_or(self.cursor.at, |slip| slip.range.end);
        self.push(TokenKind::Scalar(Style::Plain), &start, end.max(start.at), None);
        let mut after = self.cursor.clone();
        after.at = end.max(start.at);
        self.push(TokenKind::Colon, &after, after.at, None);
    }

    fn tab_in_indent(&self) -> bool {
        let before = self.text.get(..self.cursor.at).unwrap_or("");
        before
            .bytes()
            .rev()
            .take_while(|byte| matches!(byte, b' ' | b'\t'))
            .any(|byte| byte == b'\t')
    }
}

/// Whether a line may start at a level.
fn fits(level: &Level, dash: bool) -> bool {
    match level.shape {
        Shape::Sequence => dash,
        Shape::Mapping => !dash || level.indentless,
    }
}
