//! Where a line may start in block style, and how a line that starts elsewhere is read.

use super::{Level, MAX_DEPTH, Scanner, Shape, SlipKind};

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
                self.skip_line(SlipKind::MissingColon);
                return false;
            }
            if let Some(level) = self.misplaced_level() {
                self.shift_to(level);
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
    fn starts_line(&self) -> bool {
        self.tokens.last().is_none_or(|_| self.token_end_line < self.cursor.line)
            && self.shifted.is_none_or(|(line, _)| line != self.cursor.line)
    }

    fn skip_line(&mut self, kind: SlipKind) {
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
    fn misplaced_level(&self) -> Option<usize> {
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
        let tabbed = self.cursor.rest().starts_with('\t') || self.tab_in_indent();
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
        let levels = self.levels.iter().enumerate().rev();
        levels
            .filter(|(_, level)| fits(level))
            .min_by_key(|(_, level)| distance(level))
            .map(|(index, _)| index)
    }

    fn tab_in_indent(&self) -> bool {
        let before = self.text.get(..self.cursor.at).unwrap_or("");
        before
            .bytes()
            .rev()
            .take_while(|byte| matches!(byte, b' ' | b'\t'))
            .any(|byte| byte == b'\t')
    }

    /// Reads the line at the cursor as if it started at a level's column.
    fn shift_to(&mut self, level: usize) {
        let Some(expected) = self.levels.get(level).map(|level| level.column) else {
            return;
        };
        let start = self.cursor.at - self.blanks_before();
        let width =
            if start == self.cursor.at { self.cursor.peek().map_or(0, char::len_utf8) } else { 0 };
        self.slip(SlipKind::BadIndent { expected }, start..self.cursor.at + width);
        let actual = isize::try_from(self.cursor.column).unwrap_or(isize::MAX);
        let shift = isize::try_from(expected).unwrap_or(isize::MAX) - actual;
        self.shifted = Some((self.cursor.line, shift));
        self.levels.truncate(level + 1);
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
