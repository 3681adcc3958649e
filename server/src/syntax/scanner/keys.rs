//! `-`, `?` and `:`, and the tokens that turn out to be keys.

use super::{Key, MAX_KEY, MAX_SLIPS, Scanner, Shape, Slip, SlipKind, Style, TokenKind};

impl Scanner<'_> {
    /// Notes that the coming token may be a key.
    pub(super) fn save_key(&mut self) {
        if !self.key_allowed {
            return;
        }
        self.remove_key();
        let column = self.column();
        let key = Key {
            token: self.tokens.len(),
            at: self.cursor.at,
            line: self.cursor.line,
            column,
            required: self.flows.is_empty() && self.indent() == Some(column),
        };
        match self.flows.last_mut() {
            Some(flow) => flow.key = Some(key),
            None => self.key = Some(key),
        }
    }

    /// Whether the token that begins here can be nothing but a key in block style.
    pub(super) fn is_required_key(&self) -> bool {
        self.flows.is_empty() && self.key.as_ref().is_some_and(|key| key.required)
    }

    /// Gives up on a key whose colon did not come.
    pub(super) fn remove_key(&mut self) {
        let key = match self.flows.last_mut() {
            Some(flow) => flow.key.take(),
            None => self.key.take(),
        };
        let Some(key) = key.filter(|key| key.required) else {
            return;
        };
        let end = self.tokens.last().map_or(key.at, |token| token.range.end);
        if self.slip_line != Some(key.line) && self.slips.len() < MAX_SLIPS {
            self.slip_line = Some(key.line);
            self.slips.push(Slip { kind: SlipKind::MissingColon, range: key.at..end.max(key.at) });
        }
        self.tokens.truncate(key.token);
    }

    pub(super) fn dash(&mut self) {
        if !self.flows.is_empty() || !self.key_allowed {
            self.slip_here(SlipKind::StrayDash, 1);
            self.cursor.skip();
            return;
        }
        self.remove_key();
        let value_pending = !self.after_value();
        let column = self.column();
        if let Some(level) = self.levels.last_mut().filter(|level| level.column == column)
            && level.shape == Shape::Mapping
        {
            if !level.indentless && !value_pending {
                self.slip_here(SlipKind::StrayDash, 1);
                self.cursor.skip_to_break();
                return;
            }
            level.indentless = true;
        }
        self.roll(column, Shape::Sequence);
        self.key_allowed = true;
        self.push_here(TokenKind::Dash, 1);
    }

    pub(super) fn question(&mut self) {
        if self.flows.is_empty() {
            if !self.key_allowed {
                self.slip_here(SlipKind::StrayQuestion, 1);
                self.cursor.skip();
                return;
            }
            self.roll(self.column(), Shape::Mapping);
        } else if self.after_value() {
            self.slip_here(SlipKind::MissingComma, 1);
            self.cursor.skip();
            return;
        }
        self.remove_key();
        self.key_allowed = self.flows.is_empty();
        match self.flows.last_mut() {
            Some(flow) => flow.question = true,
            None => {
                if let Some(level) = self.levels.last_mut() {
                    level.question = true;
                    level.indentless = false;
                }
            }
        }
        self.push_here(TokenKind::Question, 1);
    }

    pub(super) fn colon(&mut self) {
        let key = match self.flows.last_mut() {
            Some(flow) => flow.key.take(),
            None => self.key.take(),
        };
        if let Some(key) = key.filter(|key| key.line == self.cursor.line) {
            let between = self.text.get(key.at..self.cursor.at).unwrap_or("");
            if between.len() > MAX_KEY && between.chars().count() > MAX_KEY {
                self.slip(SlipKind::LongKey, key.at..self.cursor.at);
            }
            if self.flows.is_empty() {
                self.roll(key.column, Shape::Mapping);
                if let Some(level) = self.levels.last_mut() {
                    level.indentless = false;
                }
            }
            self.key_allowed = false;
            self.push_here(TokenKind::Colon, 1);
            return;
        }
        if !self.flows.is_empty() {
            self.flow_colon();
            return;
        }
        let column = self.column();
        let level = self.levels.last_mut().filter(|level| level.column == column);
        if let Some(level) = level.filter(|level| level.question && self.key_allowed) {
            level.question = false;
            self.push_here(TokenKind::Colon, 1);
            return;
        }
        let kind = if self.key_allowed { SlipKind::MissingKey } else { SlipKind::StrayColon };
        self.slip_here(kind, 1);
        if !self.split_second_key() {
            self.cursor.skip_to_break();
        }
    }

    /// Where a key follows a value on the same line and lines that can only be its own stand
    /// below, reads it as if it started a line.
    fn split_second_key(&mut self) -> bool {
        let Some(column) = self.indent() else { return false };
        let below = self.line_below().is_some_and(|(below, _)| below > column);
        let ends_line = self.cursor.line_rest().trim_end() == ":";
        let Some(last) = self.tokens.last_mut().filter(|_| below && ends_line) else {
            return false;
        };
        let written = self.text.get(last.range.clone()).unwrap_or("");
        let Some((value, key)) = written.rsplit_once(' ') else { return false };
        if last.kind != TokenKind::Scalar(Style::Plain) || last.value.is_some() {
            return false;
        }
        let (key_start, end) = (last.range.end - key.len(), last.range.end);
        last.range.end = last.range.start + value.trim_end().len();
        let mut start = self.cursor.clone();
        (start.at, start.column) = (key_start, column);
        self.push(TokenKind::Scalar(Style::Plain), &start, end, None);
        if let Some(key) = self.tokens.last_mut() {
            (key.fresh, key.column) = (true, super::small(column));
        }
        self.key_allowed = false;
        self.push_here(TokenKind::Colon, 1);
        true
    }
}
