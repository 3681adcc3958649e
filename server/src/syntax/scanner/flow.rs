//! Brackets and what stands between them.

use super::{Flow, MAX_DEPTH, Scanner, Shape, SlipKind, Style, TokenKind};

impl Scanner<'_> {
    pub(super) fn open(&mut self, shape: Shape) {
        if !self.begin_node() {
            return;
        }
        self.save_key();
        let open = self.cursor.at;
        self.push_here(TokenKind::Open(shape), 1);
        self.flows.push(Flow { shape, open, key: None, question: false });
        self.key_allowed = true;
        if self.flows.len() == MAX_DEPTH + 1 {
            self.slip(SlipKind::TooDeep, open..open + 1);
        }
    }

    pub(super) fn close(&mut self, shape: Shape) {
        self.remove_key();
        if self.flows.last().is_none_or(|flow| flow.shape != shape) {
            self.slip_here(SlipKind::StrayBracket, 1);
            let begins_line = self.flows.is_empty() && self.token_end_line < self.cursor.line;
            let column = self.column();
            self.cursor.skip();
            if begins_line {
                // What follows it was to stand in its place.
                self.shift_line(column);
            }
            return;
        }
        self.flows.pop();
        self.key_allowed = false;
        self.push_here(TokenKind::Close(shape), 1);
    }

    pub(super) fn comma(&mut self) {
        self.remove_key();
        if let Some(flow) = self.flows.last_mut() {
            flow.question = false;
        }
        self.key_allowed = true;
        if matches!(
            self.tokens.last().map(|token| token.kind),
            Some(TokenKind::Open(_) | TokenKind::Comma)
        ) {
            self.slip_here(SlipKind::StrayComma, 1);
            self.cursor.skip();
            return;
        }
        self.push_here(TokenKind::Comma, 1);
    }

    /// A colon in brackets that no key on its line precedes.
    pub(super) fn flow_colon(&mut self) {
        if let Some(flow) = self.flows.last_mut().filter(|flow| flow.question) {
            flow.question = false;
            self.key_allowed = false;
            self.push_here(TokenKind::Colon, 1);
            return;
        }
        let kind = if self.after_value() { SlipKind::StrayColon } else { SlipKind::MissingKey };
        self.slip_here(kind, 1);
        self.cursor.skip();
    }

    /// Takes the colon off a text such as the first in `{key:[1]}`: it was to end a key.
    pub(super) fn split_glued_colon(&mut self) -> bool {
        let at = self.cursor.at;
        let Some(last) = self.tokens.last_mut() else { return false };
        let text = self.text.get(last.range.clone()).unwrap_or("");
        let glued = last.range.end == at && last.value.is_none() && text.ends_with(':');
        if !glued || last.kind != TokenKind::Scalar(Style::Plain) {
            return false;
        }
        last.range.end = at - 1;
        let mut colon = self.cursor.clone();
        (colon.at, colon.column) = (at - 1, colon.column.saturating_sub(1));
        self.slip(SlipKind::MissingSpace, colon.at..at);
        self.push(TokenKind::Colon, &colon, at, None);
        true
    }

    /// Whether an earlier pass found that the open brackets should have closed by now.
    pub(super) fn closing_is_due(&self) -> bool {
        let Some(outermost) = self.flows.first() else {
            return false;
        };
        let closing = self.closings.iter().find(|(open, _)| *open == outermost.open);
        closing.is_some_and(|(_, close)| self.cursor.at >= *close)
    }

    /// Closes every open bracket here, as one slip at the outermost.
    pub(super) fn close_flows(&mut self) {
        let Some(outermost) = self.flows.first() else {
            return;
        };
        let open = outermost.open;
        let close = if outermost.shape == Shape::Sequence { ']' } else { '}' };
        let at = self.tokens.last().map_or(self.cursor.at, |token| token.range.end);
        self.slips.retain(|slip| slip.range.start < open);
        self.slip_line = None;
        self.slip(SlipKind::UnclosedBracket { close }, open..open + 1);
        let mut here = self.cursor.clone();
        let line = self.token_end_line;
        (here.at, here.line) = (at, line);
        while let Some(flow) = self.flows.pop() {
            self.push(TokenKind::Close(flow.shape), &here, at, None);
        }
        self.token_end_line = line;
        self.key_allowed = true;
    }

    /// An open bracket at the end of the text, and where it should have closed: before the
    /// first line that stands no deeper than the collection around it.
    pub(super) fn unclosed_bracket(&self) -> Option<(usize, usize)> {
        let open = self.flows.first()?.open;
        if self.closings.iter().any(|(known, _)| *known == open) {
            return None;
        }
        let indent = self.indent().unwrap_or(0);
        let mut at = open;
        let mut lines = self.text.get(open..)?.split_inclusive(['\n', '\r']);
        at += lines.next()?.len();
        for line in lines {
            let content = line.trim_start_matches([' ', '\t']);
            let starts_item = content.starts_with("- ") || super::indent::has_colon(content);
            // Outside of all, it may be JSON whose lines are not indented.
            let json = self.levels.is_empty() && content.starts_with('"');
            let closes = content.starts_with([']', '}']) || json;
            if !content.trim().is_empty()
                && line.len() - content.len() <= indent
                && starts_item
                && !closes
            {
                return Some((open, at));
            }
            at += line.len();
        }
        Some((open, self.text.len()))
    }
}
