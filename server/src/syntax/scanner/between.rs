//! What stands between the tokens: blanks, comments, line breaks, document markers.

use std::ops::Range;

use super::{Scanner, SlipKind};

impl Scanner<'_> {
    /// Skips blanks, comments and line breaks.
    pub(super) fn skip_to_token(&mut self) {
        loop {
            if self.cursor.column == 0 && self.cursor.rest().starts_with('\u{feff}') {
                self.cursor.skip();
            }
            while self.cursor.byte(0) == b' '
                || (self.cursor.byte(0) == b'\t' && (!self.flows.is_empty() || !self.key_allowed))
            {
                self.cursor.skip();
            }
            if self.cursor.byte(0) == b'#' {
                self.comments();
            }
            if self.closing_is_due() {
                self.close_flows();
            }
            if !self.cursor.is_break() {
                return;
            }
            self.cursor.skip_break();
            if self.flows.is_empty() {
                self.key_allowed = true;
            }
        }
    }

    /// Takes a comment and those on the lines below it, whose indent may then hold tabs.
    pub(super) fn comments(&mut self) {
        /// How far the original looks for the next comment.
        const REACH: usize = 512;
        loop {
            let start = self.cursor.at;
            self.cursor.skip_to_break();
            self.comments.push(start..self.cursor.at);
            let mut ahead = self.cursor.clone();
            while ahead.at - self.cursor.at < REACH && (ahead.is_blank() || ahead.is_break()) {
                if ahead.is_break() {
                    ahead.skip_break();
                } else {
                    ahead.skip();
                }
            }
            if ahead.byte(0) != b'#' {
                return;
            }
            if self.flows.is_empty() && ahead.line > self.cursor.line {
                self.key_allowed = true;
            }
            self.cursor = ahead;
        }
    }

    pub(super) fn document_marker(&mut self) {
        let starts = self.cursor.byte(0) == b'-';
        if starts && !self.started && self.tokens.is_empty() {
            self.started = true;
            self.directive = None;
            self.key_allowed = false;
            self.cursor.skip_by(3);
        } else {
            if !starts && !self.started && self.tokens.is_empty() {
                self.slip_here(SlipKind::Misplaced, 3);
            }
            self.end = Some(self.cursor.at);
        }
    }

    pub(super) fn tab(&mut self) {
        let start = self.cursor.clone();
        while self.cursor.is_blank() {
            self.cursor.skip();
        }
        self.slip_tab(start.line, start.at..self.cursor.at);
    }

    /// Records a tab in an indent. Tabs on line after line are one mistake.
    pub(super) fn slip_tab(&mut self, line: usize, range: Range<usize>) {
        if self.tabbed.is_none_or(|tabbed| tabbed + 1 < line) {
            self.slip(SlipKind::Tab, range);
        }
        self.tabbed = Some(line);
    }
}
