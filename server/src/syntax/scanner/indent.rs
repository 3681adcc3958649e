//! Where a line may start in block style, and how a line that starts elsewhere is read.

use super::{Level, MAX_DEPTH, Scanner, Shape, SlipKind, Style, TokenKind};

/// What git writes into a file when a merge fails.
const CONFLICT_MARKERS: [&str; 4] = ["<<<<<<<", "=======", ">>>>>>>", "|||||||"];

impl Scanner<'_> {
    /// Ends the block collections that the next token is outside of. False if its line fits
    /// nowhere and was skipped.
    pub(super) fn settle_indent(&mut self) -> bool {
        if self.starts_line() {
            if self.cursor.column == 0
                && CONFLICT_MARKERS.iter().any(|marker| self.cursor.rest().starts_with(marker))
            {
                self.skip_line(SlipKind::ConflictMarker);
                return false;
            }
            if self.is_lone_word() {
                if self.has_lines_below() {
                    self.key_without_colon();
                } else {
                    self.skip_line(SlipKind::MissingColon);
                }
                return false;
            }
            self.dedent_first_line();
            if let Some(column) = self.column_of_tabbed_child() {
                self.shift_line(column);
            } else if let Some((level, column)) = self.misplaced_level() {
                let start = self.cursor.at - self.blanks_before();
                let width = if start == self.cursor.at {
                    self.cursor.peek().map_or(0, char::len_utf8)
                } else {
                    0
                };
                let range = start..self.cursor.at + width;
                self.slip(SlipKind::BadIndent { expected: column }, range);
                self.shift_line(column);
                self.levels.truncate(level + 1);
            }
        }
        let column = self.column();
        while self.indent().is_some_and(|indent| indent > column) {
            self.levels.pop();
        }
        true
    }

    /// Begins a block collection if the column is deeper than all others.
    pub(super) fn roll(&mut self, column: usize, shape: Shape) {
        if self.indent().is_none_or(|indent| indent < column) {
            self.levels.push(Level { column, shape, question: false, indentless: false });
            if self.levels.len() > MAX_DEPTH {
                self.slip_here(SlipKind::TooDeep, 1);
                self.end = Some(self.cursor.at);
            }
        }
    }

    /// Whether only blanks stand before the cursor on its line.
    pub(super) fn starts_line(&self) -> bool {
        self.tokens.last().is_none_or(|_| self.token_end_line < self.cursor.line)
            && self.shifted.is_none_or(|(line, _)| line != self.cursor.line)
    }

    pub(super) fn skip_line(&mut self, kind: SlipKind) {
        let start = self.cursor.at;
        let line = self.cursor.line;
        self.cursor.skip_to_break();
        let content = self.text.get(start..self.cursor.at).unwrap_or("").trim_end();
        let content = content.split(" #").next().unwrap_or(content).trim_end();
        self.slip(kind, start..start + content.len());
        // The rest of the line counts as read, so that no second slip is found on it.
        self.slip_line = Some(line);
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
        let plain = !indicator && !"\t#&*!|>'\"%@`[]{},".contains(first);
        plain && !has_colon(line)
    }

    /// The level that the line at the cursor was meant for, if it starts at none.
    fn misplaced_level(&self) -> Option<(usize, usize)> {
        let column = self.column();
        let indent = self.indent()?;
        if column < self.levels.first()?.column {
            return None;
        }
        let dash = self.cursor.byte(0) == b'-' && self.cursor.is_blank_or_end(1);
        let fits = |level: &Level| match level.shape {
            Shape::Sequence => dash,
            Shape::Mapping => !dash || level.indentless,
        };
        let tabbed = self.tab_in_indent();
        if tabbed && !self.after_value() {
            return None;
        }
        if column > indent {
            if !tabbed && !self.after_value() {
                return None;
            }
        } else if let Some(level) = self.levels.iter().find(|level| level.column == column) {
            // A dash below `key:` opens a list there, which the scanner sees by itself.
            if fits(level) || dash {
                return None;
            }
        }
        let distance = |level: &Level| {
            if tabbed { 0 } else { level.column.abs_diff(column) }
        };
        let levels = self.levels.iter().enumerate().rev().filter(|(_, level)| fits(level));
        let (index, level) = levels.min_by_key(|(_, level)| distance(level))?;
        Some((index, level.column))
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
    fn has_lines_below(&self) -> bool {
        let word = self.cursor.line_rest().split(" #").next().unwrap_or("").trim_end();
        let Some((column, dash)) = self.line_below().filter(|_| !word.contains(' ')) else {
            return false;
        };
        let shape = if dash { Shape::Sequence } else { Shape::Mapping };
        let taken = self.levels.iter().any(|level| level.column == column && level.shape == shape);
        !taken && (column > self.column() || (dash && column == self.column()))
    }

    /// The column of the next line with content, and whether it is a list item.
    pub(super) fn line_below(&self) -> Option<(usize, bool)> {
        let mut cursor = self.cursor.clone();
        cursor.skip_to_break();
        loop {
            while cursor.is_blank() || cursor.is_break() {
                if cursor.is_break() {
                    cursor.skip_break();
                } else {
                    cursor.skip();
                }
            }
            if cursor.byte(0) != b'#' {
                break;
            }
            cursor.skip_to_break();
        }
        let dash = cursor.byte(0) == b'-' && cursor.is_blank_or_end(1);
        (!cursor.at_end()).then_some((cursor.column, dash))
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

    /// Where only the first line is indented, its indent is the mistake: one key alone is no
    /// Spacefile, so the original refuses the file as well.
    fn dedent_first_line(&mut self) {
        let column = self.column();
        let [outermost] = &mut *self.levels else { return };
        if column >= outermost.column || !has_colon(self.cursor.line_rest()) {
            return;
        }
        if self.tokens.iter().filter(|token| token.kind == TokenKind::Colon).count() != 1 {
            return;
        }
        let Some(first) = self.tokens.first_mut() else { return };
        outermost.column = column;
        first.column = super::small(column);
        let at = first.range.start;
        let before = self.text.get(..at).unwrap_or("");
        let indent = before.len() - before.trim_end_matches(' ').len();
        self.slip(SlipKind::BadIndent { expected: column }, at - indent..at);
    }

    fn tab_in_indent(&self) -> bool {
        let before = self.text.get(..self.cursor.at).unwrap_or("");
        before
            .bytes()
            .rev()
            .take_while(|byte| matches!(byte, b' ' | b'\t'))
            .any(|byte| byte == b'\t')
    }

    /// Counts the columns of the line at the cursor as if it started at this one.
    fn shift_line(&mut self, column: usize) {
        let actual = isize::try_from(self.cursor.column).unwrap_or(isize::MAX);
        let shift = isize::try_from(column).unwrap_or(isize::MAX) - actual;
        self.shifted = Some((self.cursor.line, shift));
    }

    fn blanks_before(&self) -> usize {
        let before = self.text.get(..self.cursor.at).unwrap_or("");
        before.len() - before.trim_end_matches([' ', '\t']).len()
    }
}

/// Whether a line holds a colon that could end a key.
pub(super) fn has_colon(line: &str) -> bool {
    let content = line.find(" #").map_or(line, |comment| line.get(..comment).unwrap_or(line));
    content.contains(": ") || content.contains(":\t") || content.trim_end().ends_with(':')
}
