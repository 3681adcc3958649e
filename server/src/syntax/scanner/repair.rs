//! How a line that starts where none can is read.
//!
//! Everything here changes only how texts are read that the original's loader refuses: each
//! repair records a slip, or follows from one.

use std::cmp::Reverse;

use super::indent::{content, has_colon};
use super::{Level, Scanner, Shape, SlipKind, Style, TokenKind};
use crate::syntax::cursor::Cursor;

/// What git writes into a file when a merge fails.
const CONFLICT_MARKERS: [&str; 4] = ["<<<<<<<", "=======", ">>>>>>>", "|||||||"];

impl<'t> Scanner<'t> {
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
        self.move_to_level() && !self.mend_lone_word()
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

    fn at_dash(&self) -> bool {
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

    /// Reads a line at a list's own column as the next item if its dash is missing, or has no
    /// space after it.
    fn begin_item_without_dash(&mut self) -> bool {
        let column = self.column();
        let is_list = |level: &Level| level.column == column && level.shape == Shape::Sequence;
        let Some(index) = self.levels.iter().position(is_list) else { return false };
        if self.at_dash() || !has_colon(self.cursor.line_rest()) {
            return false;
        }
        let glued = self.cursor.byte(0) == b'-';
        if !glued && !self.item_has_key(column) {
            return false;
        }
        self.remove_key();
        self.levels.truncate(index + 1);
        let below = self.line_below().map(|(column, _)| column);
        let child = below.filter(|below| *below > column).unwrap_or(column + 2);
        if glued {
            self.slip_here(SlipKind::GluedDash, 1);
            self.push_here(TokenKind::Dash, 1);
        } else {
            let key = self.cursor.line_rest().split(':').next().unwrap_or("").trim_end();
            self.slip_here(SlipKind::MissingDash, key.chars().count());
            self.push_here(TokenKind::Dash, 0);
        }
        self.key_allowed = true;
        self.shift_line(child);
        true
    }

    /// Whether the last item of the list at a column has the key that the cursor's line starts
    /// with already.
    fn item_has_key(&self, column: usize) -> bool {
        let name = self.cursor.line_rest().split(':').next().unwrap_or("").trim_end();
        self.keys_of_last_item(column).any(|key| key == name)
    }

    /// How many of the keys of the item at the cursor the last item of the list at a column has.
    fn shared_keys(&self, column: usize) -> usize {
        /// Levels among which an item may have to be placed.
        const FEW: usize = 8;
        /// Lines of the item that are looked at.
        const LINES: usize = 8;
        if self.levels.len() > FEW {
            return 0;
        }
        let known: Vec<&str> = self.keys_of_last_item(column).collect();
        let mut cursor = self.cursor.clone();
        cursor.skip();
        cursor.skip_to_content();
        let own = cursor.column;
        let mut shared = 0;
        for _ in 0..LINES {
            let key = cursor.line_rest().split(':').next().unwrap_or("").trim_end();
            shared += usize::from(cursor.column == own && known.contains(&key));
            cursor.skip_to_break();
            cursor.skip_to_content();
            if cursor.column < own {
                break;
            }
        }
        shared
    }

    /// Texts in the last item of the list at a column, keys among them.
    fn keys_of_last_item(&self, column: usize) -> impl Iterator<Item = &'t str> {
        /// Tokens that are looked at: an item's keys are near.
        const NEAR: usize = 500;
        let item = self.tokens.iter().rev().take(NEAR);
        let item = item.take_while(move |token| {
            token.kind != TokenKind::Dash || token.column as usize != column
        });
        let texts =
            item.filter(|token| matches!(token.kind, TokenKind::Scalar(_)) && token.depth == 0);
        texts.filter_map(|token| self.text.get(token.range.clone()))
    }

    /// Moves a line that starts at no level to the one it was meant for. False if there is none.
    fn move_to_level(&mut self) -> bool {
        let Some(target) = self.misplaced_level() else { return true };
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

    /// Takes back a lone dash that keys follow at its column.
    fn drop_empty_item(&mut self) -> bool {
        let Some(dash) = self.tokens.pop_if(|token| token.kind == TokenKind::Dash) else {
            return false;
        };
        self.levels.pop();
        self.slip(SlipKind::StrayDash, dash.range);
        self.slip_line = None;
        true
    }

    /// Reads a list item that belongs to no list as the first of the app's Micros, whose key is
    /// missing; or of some list, if that key has come already. False if this is no item.
    fn begin_list_without_key(&mut self) -> bool {
        let Some(outermost) = self.levels.first().filter(|_| self.at_dash()) else { return false };
        let column = outermost.column;
        self.levels.truncate(1);
        let start = self.cursor.at;
        self.slip(SlipKind::StrayDash, start..start + content(self.cursor.line_rest()).len());
        let name =
            if self.has_micros || self.outermost_has("micros", column) { "" } else { "micros" };
        self.has_micros = true;
        let mut here = self.cursor.clone();
        here.column = column;
        self.push_missing_key(name, &here);
        true
    }

    /// Puts in a key that is not written.
    fn push_missing_key(&mut self, name: &str, at: &Cursor<'t>) {
        let ended = self.token_end_line;
        self.push(TokenKind::Scalar(Style::Plain), at, at.at, Some(name.to_owned()));
        if let Some(key) = self.tokens.last_mut() {
            (key.fresh, key.column) = (true, super::small(at.column));
        }
        self.push(TokenKind::Colon, at, at.at, None);
        // What is written on this line still begins it.
        self.token_end_line = ended;
    }

    /// Whether the outermost mapping, which stands at a column, has a key so far.
    fn outermost_has(&self, name: &str, column: usize) -> bool {
        self.tokens.iter().any(|token| {
            token.fresh
                && token.column as usize == column
                && token.value.as_deref().or(self.text.get(token.range.clone())) == Some(name)
        })
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

    /// Skips a list item that belongs to no list, and the lines as deep as it.
    fn skip_block(&mut self) {
        let column = self.cursor.column;
        self.skip_line(SlipKind::StrayDash);
        while self.line_below().is_some_and(|(below, _)| below >= column) {
            self.cursor.skip_to_content();
            self.cursor.skip_to_break();
        }
    }

    /// Skips a text that is an item of no list here, and those below it at its column.
    fn skip_items(&mut self) {
        let column = self.cursor.column;
        self.skip_line(SlipKind::StrayDash);
        while self.line_below() == Some((column, true)) {
            let mut below = self.cursor.clone();
            below.skip_to_content();
            if item_is_mapping(below.line_rest()) {
                return;
            }
            below.skip_to_break();
            self.cursor = below;
        }
    }

    /// Whether the last item of the list at a level is a mapping.
    fn holds_mappings(&self, index: usize) -> bool {
        self.levels.get(index + 1).is_some_and(|inner| inner.shape == Shape::Mapping)
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

    /// Whether the line at the cursor is outside of the outermost collection, and that is no
    /// Spacefile. (After a whole one, the original reads nothing any more.)
    fn is_outside_of_root(&self) -> bool {
        let (column, dash) = (self.column(), self.at_dash());
        let outside = |level: &&Level| {
            column < level.column
                || column == level.column && level.shape == Shape::Sequence && !dash
        };
        let Some(outermost) = self.levels.first().filter(outside) else { return false };
        let has = |name: &str| self.outermost_has(name, outermost.column);
        !(has("<<") || has("v") && has("micros"))
    }

    /// Reads the lines above as if they were indented no deeper than the line at the cursor, or a
    /// list as the value of a key: one of the two is the mistake.
    fn widen_root(&mut self) {
        let column = self.column();
        let (Some(outermost), Some(first)) = (self.levels.first(), self.tokens.first_mut()) else {
            return;
        };
        let (old, shape) = (outermost.column, outermost.shape);
        // It begins a line, be it the first of all.
        first.fresh = true;
        let first = first.range.clone();
        let indentless = old == column;
        if shape == Shape::Sequence && !self.at_dash() {
            let list = std::mem::take(&mut self.tokens);
            let mut start = Cursor::new(self.text);
            (start.at, start.column) = (first.start, column);
            self.push_missing_key("", &start);
            self.tokens.extend(list);
            self.slip(SlipKind::StrayDash, first);
            self.levels = vec![Level::new(column, Shape::Mapping)];
        } else {
            let moved = self.tokens.iter_mut().filter(|token| token.column as usize == old);
            moved.for_each(|token| token.column = super::small(column));
            let before = self.text.get(..first.start).unwrap_or("");
            let indent = before.len() - before.trim_end_matches(' ').len();
            self.slip(SlipKind::BadIndent { expected: column }, first.start - indent..first.start);
            self.levels = vec![Level::new(column, shape)];
        }
        if let Some(outermost) = self.levels.first_mut() {
            outermost.indentless = indentless;
        }
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

/// Whether a list item, from its dash on, is a mapping.
fn item_is_mapping(line: &str) -> bool {
    let item = line.trim_start_matches(['-', ' ']);
    let key = match item.chars().next() {
        // The colon must follow the closing quote.
        Some(quote @ ('"' | '\'')) => item.get(1..).and_then(|rest| rest.split_once(quote)),
        _ => return has_colon(item),
    };
    key.is_some_and(|(_, rest)| rest.trim_start().starts_with(':'))
}

/// Whether a line may start at a level.
fn fits(level: &Level, dash: bool) -> bool {
    match level.shape {
        Shape::Sequence => dash,
        Shape::Mapping => !dash || level.indentless,
    }
}
