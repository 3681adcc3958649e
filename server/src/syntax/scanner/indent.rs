//! Where a line may start in block style.

use super::{Level, MAX_DEPTH, Scanner, Shape, SlipKind};

impl Scanner<'_> {
    /// Ends the block collections that the next token is outside of. False if its line fits
    /// nowhere and was skipped.
    pub(super) fn settle_indent(&mut self) -> bool {
        if self.starts_line() {
            self.settled = Some(self.cursor.line);
            // A key ends on its own line.
            self.remove_key();
            self.follow_block();
            if !self.repair_line() {
                return false;
            }
        }
        let column = self.column();
        let inside = !self.levels.is_empty();
        while self.indent().is_some_and(|indent| indent > column) {
            self.levels.pop();
        }
        if inside && self.levels.is_empty() {
            // Outside of the outermost collection the original reads nothing any more.
            self.end = Some(self.cursor.at);
            return false;
        }
        true
    }

    /// Begins a block collection if the column is deeper than all others.
    pub(super) fn roll(&mut self, column: usize, shape: Shape) {
        if self.indent().is_none_or(|indent| indent < column) {
            self.levels.push(Level::new(column, shape));
            if self.levels.len() == MAX_DEPTH + 1 {
                self.slip_here(SlipKind::TooDeep, 1);
            }
        }
    }

    /// Whether only blanks stand before the cursor on its line.
    pub(super) fn starts_line(&self) -> bool {
        (self.tokens.is_empty() || self.token_end_line < self.cursor.line)
            && self.settled != Some(self.cursor.line)
    }

    pub(super) fn skip_line(&mut self, kind: SlipKind) {
        let start = self.cursor.at;
        let line = self.cursor.line;
        let content = content(self.cursor.line_rest()).len();
        self.cursor.skip_to_break();
        self.slip(kind, start..start + content);
        // The rest of the line counts as read, so that no second slip is found on it.
        self.slip_line = Some(line);
    }

    /// The column of the next line with content, and whether it is a list item.
    pub(super) fn line_below(&self) -> Option<(usize, bool)> {
        let mut cursor = self.cursor.clone();
        cursor.skip_to_content();
        let dash = cursor.byte(0) == b'-' && cursor.is_blank_or_end(1);
        (!cursor.at_end()).then_some((cursor.column, dash))
    }
}

/// What stands on a line before its comment.
pub(super) fn content(line: &str) -> &str {
    line.split(" #").next().unwrap_or(line).trim_end()
}

/// Whether a line holds a colon that could end a key.
pub(super) fn has_colon(line: &str) -> bool {
    // Asked of every line, and short ones aren't worth a searcher.
    let mut pairs = line.as_bytes().windows(2);
    let comment = pairs.position(|pair| pair == b" #").unwrap_or(line.len());
    let content = line.get(..comment).unwrap_or(line);
    let mut pairs = content.as_bytes().windows(2);
    pairs.any(|pair| matches!(pair, b": " | b":\t")) || content.trim_end().ends_with(':')
}
