//! Text without quotes.

use super::indent::has_colon;
use super::{Scanner, SlipKind, Style, TokenKind};
use crate::syntax::cursor::Cursor;
use crate::syntax::fold::Fold;

impl Scanner<'_> {
    pub(super) fn plain(&mut self) {
        if !self.begin_node() {
            return;
        }
        self.save_key();
        self.key_allowed = false;
        let start = self.cursor.clone();
        // A continuation line stands deeper than the collection around it.
        let least = self.indent().map_or(0, |indent| indent + 1);
        let in_flow = !self.flows.is_empty();
        let mut fold = Fold::new(self.text, start.at);
        let mut end = start.clone();
        let mut broken = false;
        loop {
            if self.cursor.at_document_marker()
                || self.cursor.byte(0) == b'#' && self.cursor.at > start.at
            {
                break;
            }
            if broken && !in_flow && has_colon(self.cursor.line_rest()) {
                // A key can't continue a text. At the same column, the text was to be a key
                // itself; elsewhere, the line of the key is indented by mistake.
                let was_key = self.levels.is_empty() || self.cursor.column == start.column;
                self.cursor = end.clone();
                if was_key {
                    self.slip(SlipKind::MissingColon, start.at..end.at);
                    self.key = None;
                    return;
                }
                break;
            }
            let chunk = self.cursor.clone();
            while !self.cursor.is_blank_or_end(0) && !self.ends_plain(in_flow, &start) {
                self.cursor.skip();
            }
            if self.cursor.at > chunk.at {
                fold.content(chunk.at..self.cursor.at);
                end = self.cursor.clone();
                broken = false;
            }
            if !self.cursor.is_blank() && !self.cursor.is_break() {
                break;
            }
            while self.cursor.is_blank() || self.cursor.is_break() {
                if self.cursor.is_break() {
                    fold.line_break(self.cursor.skip_break());
                    broken = true;
                } else {
                    if broken && self.cursor.byte(0) == b'\t' && self.cursor.column < least {
                        self.slip_here(SlipKind::Tab, 1);
                    }
                    fold.blank(self.cursor.at);
                    self.cursor.skip();
                }
            }
            if !in_flow && self.cursor.column < least || self.closing_is_due() {
                break;
            }
        }
        self.key_allowed |= broken;
        let value = fold.finish(end.at);
        self.push(TokenKind::Scalar(Style::Plain), &start, end.at, value);
        self.token_end_line = end.line;
    }

    fn ends_plain(&self, in_flow: bool, start: &Cursor<'_>) -> bool {
        let byte = self.cursor.byte(0);
        (byte == b':' && self.cursor.is_blank_or_end(1) && self.cursor.at > start.at)
            || (in_flow
                && matches!(byte, b',' | b'?' | b'[' | b']' | b'{' | b'}')
                && self.cursor.at > start.at)
    }
}
