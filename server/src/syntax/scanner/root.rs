//! The outermost collection, where what stands in it or around it has lost its place.

use super::indent::content;
use super::{Level, Scanner, Shape, SlipKind, Style, TokenKind};
use crate::syntax::cursor::Cursor;

impl<'t> Scanner<'t> {
    /// Whether the line at the cursor is outside of the outermost collection, and that is no
    /// Spacefile. (After a whole one, the original reads nothing any more.)
    pub(super) fn is_outside_of_root(&self) -> bool {
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
    pub(super) fn widen_root(&mut self) {
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

    /// Reads a list item that belongs to no list as the first of the app's Micros, whose key is
    /// missing; or of some list, if that key has come already. False if this is no item.
    pub(super) fn begin_list_without_key(&mut self) -> bool {
        let Some(outermost) = self.levels.first().filter(|_| self.at_dash()) else { return false };
        let column = outermost.column;
        self.levels.truncate(1);
        // It starts anew, whatever was moved above.
        (self.moved, self.shifted) = (None, None);
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
}
