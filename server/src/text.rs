//! A document's text: byte offsets to lines and columns and back.

use ropey::Rope;

/// A place as people count it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 0. LF, CRLF and CR end a line.
    pub line: usize,
    /// Column in characters (Unicode scalar values), from 0.
    pub column: usize,
}

/// A text whose lines are indexed.
#[derive(Debug, Clone)]
pub struct Text {
    rope: Rope,
}

impl Text {
    /// Indexes a text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self { rope: Rope::from_str(text) }
    }

    /// The line and character column of a byte offset.
    ///
    /// An offset past the end counts as the end; one inside a character as its first byte.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let offset = offset.min(self.rope.len_bytes());
        let line = self.rope.byte_to_line(offset);
        let column = self.rope.byte_to_char(offset) - self.rope.line_to_char(line);
        Position { line, column }
    }
}
