//! Text without quotes.

use super::indent::has_colon;
use super::{Scanner, Shape, SlipKind, Style, Token, TokenKind};
use crate::syntax::cursor::Cursor;
use crate::syntax::fold::Fold;

impl<'t> Scanner<'t> {
    pub(super) fn plain(&mut self) {
        if !self.begin_node() {
            return;
        }
        self.save_key();
        self.key_allowed = false;
        let start = self.cursor.clone();
        // A continuation line stands deeper than the collection around it.
        let least = self.written_indent().map_or(0, |indent| indent + 1);
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
                // A key can't continue a text: the text was to be a key itself, or the line
                // of the key is indented by mistake.
                let below = self.cursor.column;
                self.cursor = end.clone();
                if self.was_to_be_key(&start, end.at, below) {
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
                        self.slip_tab(self.cursor.line, self.cursor.at..self.cursor.at + 1);
                    }
                    fold.blank(self.cursor.at);
                    self.cursor.skip();
                }
            }
            if broken && !in_flow && self.cursor.column < least || self.closing_is_due() {
                break;
            }
        }
        self.key_allowed |= broken;
        let value = fold.finish(end.at);
        self.push(TokenKind::Scalar(Style::Plain), &start, end.at, value);
        self.token_end_line = end.line;
    }

    /// Whether a text that a key follows, at a column of a line below, was to be a key. It is
    /// then read as one if lines hang on it, and else left out.
    fn was_to_be_key(&mut self, start: &Cursor<'t>, end: usize, below: usize) -> bool {
        let on_own_line = self.tokens.is_empty() || self.token_end_line < start.line;
        let after_dash = self.tokens.last().is_some_and(|last| last.kind == TokenKind::Dash)
            // In a list of texts it is one more of them.
            && !matches!(
                self.tokens.rchunks(3).next(),
                Some([
                    Token { kind: TokenKind::Dash, .. },
                    Token { kind: TokenKind::Scalar(_), .. },
                    Token { kind: TokenKind::Dash, .. },
                ])
            );
        let word = self.text.get(start.at..end).unwrap_or("");
        let has_lines = on_own_line && below > start.column && !word.contains(char::is_whitespace);
        let alone = (on_own_line || after_dash) && below == start.column;
        if !has_lines && !alone && !self.levels.is_empty() {
            return false;
        }
        self.slip(SlipKind::MissingColon, start.at..end);
        self.key = None;
        if has_lines {
            self.roll(start.column, Shape::Mapping);
            let mut after = self.cursor.clone();
            after.at = end;
            self.push(TokenKind::Scalar(Style::Plain), start, end, None);
            self.push(TokenKind::Colon, &after, end, None);
        }
        true
    }

    fn ends_plain(&self, in_flow: bool, start: &Cursor<'_>) -> bool {
        let byte = self.cursor.byte(0);
        (byte == b':' && self.cursor.is_blank_or_end(1) && self.cursor.at > start.at)
            || (in_flow
                && matches!(byte, b',' | b'?' | b'[' | b']' | b'{' | b'}')
                && self.cursor.at > start.at)
    }
}
