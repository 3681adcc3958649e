//! List items that lack their dash, or stand where no list of theirs is.

use super::indent::has_colon;
use super::{Level, Scanner, Shape, SlipKind, TokenKind};

impl<'t> Scanner<'t> {
    /// Reads a line at a list's own column as the next item if its dash is missing, or has no
    /// space after it.
    pub(super) fn begin_item_without_dash(&mut self) -> bool {
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
    pub(super) fn shared_keys(&self, column: usize) -> usize {
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

    /// Takes back a lone dash that keys follow at its column.
    pub(super) fn drop_empty_item(&mut self) -> bool {
        let Some(dash) = self.tokens.pop_if(|token| token.kind == TokenKind::Dash) else {
            return false;
        };
        self.levels.pop();
        self.slip(SlipKind::StrayDash, dash.range);
        self.slip_line = None;
        true
    }

    /// Skips a list item that belongs to no list, and the lines as deep as it.
    pub(super) fn skip_block(&mut self) {
        let column = self.cursor.column;
        self.skip_line(SlipKind::StrayDash);
        while self.line_below().is_some_and(|(below, _)| below >= column) {
            self.cursor.skip_to_content();
            self.cursor.skip_to_break();
        }
    }

    /// Skips a text that is an item of no list here, and those below it at its column.
    pub(super) fn skip_items(&mut self) {
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
    pub(super) fn holds_mappings(&self, index: usize) -> bool {
        self.levels.get(index + 1).is_some_and(|inner| inner.shape == Shape::Mapping)
    }
}

/// Whether a list item, from its dash on, is a mapping.
pub(super) fn item_is_mapping(line: &str) -> bool {
    let item = line.trim_start_matches(['-', ' ']);
    let key = match item.chars().next() {
        // The colon must follow the closing quote.
        Some(quote @ ('"' | '\'')) => item.get(1..).and_then(|rest| rest.split_once(quote)),
        _ => return has_colon(item),
    };
    key.is_some_and(|(_, rest)| rest.trim_start().starts_with(':'))
}
