//! A document's text: byte offsets to lines and columns and back.

use std::fmt;
use std::ops::Range;

use ropey::Rope;

/// A place as people count it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 0. LF, CRLF and CR end a line.
    pub line: usize,
    /// Column, from 0, in the unit asked for.
    pub column: usize,
}

/// What columns count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Unit {
    /// Bytes of UTF-8.
    Utf8,
    /// Units of UTF-16: two for a character beyond U+FFFF.
    #[default]
    Utf16,
    /// Characters (Unicode scalar values).
    Utf32,
}

impl Unit {
    /// How many of it a character takes.
    const fn width(self, character: char) -> usize {
        match self {
            Self::Utf8 => character.len_utf8(),
            Self::Utf16 => character.len_utf16(),
            Self::Utf32 => 1,
        }
    }
}

/// A text whose lines are indexed and that can be edited in place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    rope: Rope,
}

impl Text {
    /// Indexes a text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self { rope: Rope::from_str(text) }
    }

    /// The line and column of a byte offset.
    ///
    /// An offset past the end counts as the end; one inside a character as its first byte.
    #[must_use]
    pub fn position(&self, offset: usize, unit: Unit) -> Position {
        let offset = offset.min(self.rope.len_bytes());
        let line = self.rope.byte_to_line(offset);
        let start = self.rope.line_to_byte(line);
        // Lines mostly lie in one piece of the rope, and in there counting is quick.
        let (chunk, chunk_start, ..) = self.rope.chunk_at_byte(offset);
        let inside = start.checked_sub(chunk_start).map(|start| start..offset - chunk_start);
        let column = match inside.and_then(|inside| chunk.get(inside)) {
            Some(before) => before.chars().map(|character| unit.width(character)).sum(),
            None => self.column(start, offset, unit),
        };
        Position { line, column }
    }

    fn column(&self, start: usize, offset: usize, unit: Unit) -> usize {
        let rope = &self.rope;
        let (start, at) = (rope.byte_to_char(start), rope.byte_to_char(offset));
        match unit {
            Unit::Utf8 => rope.char_to_byte(at) - rope.char_to_byte(start),
            Unit::Utf16 => rope.char_to_utf16_cu(at) - rope.char_to_utf16_cu(start),
            Unit::Utf32 => at - start,
        }
    }

    /// The same for many offsets. If they ascend, in one pass over the text.
    #[must_use]
    pub fn positions(&self, offsets: &[usize], unit: Unit) -> Vec<Position> {
        /// Those of fewer are found sooner one by one.
        const MANY: usize = 32;
        if offsets.len() < MANY {
            return offsets.iter().map(|offset| self.position(*offset, unit)).collect();
        }
        let mut characters = self.rope.chars().peekable();
        let (mut at, mut here) = (0, Position { line: 0, column: 0 });
        let position = |offset: &usize| {
            let offset = *offset;
            if offset < at {
                return self.position(offset, unit);
            }
            while let Some(next) = characters.next_if(|next| at + next.len_utf8() <= offset) {
                at += next.len_utf8();
                let is_end = match next {
                    '\r' => characters.peek() != Some(&'\n'),
                    next => next == '\n',
                };
                here = match is_end {
                    true => Position { line: here.line + 1, column: 0 },
                    false => Position { column: here.column + unit.width(next), ..here },
                };
            }
            here
        };
        offsets.iter().map(position).collect()
    }

    /// How many characters stand before a byte offset; one past the end counts as the end.
    #[must_use]
    pub fn characters(&self, offset: usize) -> usize {
        self.rope.byte_to_char(offset.min(self.rope.len_bytes()))
    }

    /// The byte offset of a line and column.
    ///
    /// A line past the last counts as the end of the text, a column past the end of its line as
    /// that end, one inside a character as the character's start.
    #[must_use]
    pub fn offset(&self, position: Position, unit: Unit) -> usize {
        if position.line >= self.rope.len_lines() {
            return self.rope.len_bytes();
        }
        let line = self.rope.line(position.line);
        let line_break = line.chars_at(line.len_chars()).reversed().take(2);
        let content = line.len_chars() - line_break.filter(|c| matches!(c, '\n' | '\r')).count();
        let start = self.rope.line_to_char(position.line);
        let column = match unit {
            Unit::Utf8 => line.byte_to_char(position.column.min(line.len_bytes())),
            Unit::Utf16 => line.utf16_cu_to_char(position.column.min(line.len_utf16_cu())),
            Unit::Utf32 => position.column,
        };
        self.rope.char_to_byte(start + column.min(content))
    }

    /// Replaces a range of bytes. One that isn't a range of this text is cut to it.
    pub fn replace(&mut self, range: Range<usize>, text: &str) {
        let end = self.rope.byte_to_char(range.end.min(self.rope.len_bytes()));
        let start = self.rope.byte_to_char(range.start.min(self.rope.len_bytes())).min(end);
        self.rope.remove(start..end);
        self.rope.insert(start, text);
    }
}

impl fmt::Display for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.rope.chunks().try_for_each(|chunk| formatter.write_str(chunk))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_what_was_agreed() {
        let text = Text::new("a\u{1f680}e\u{301}\r\nb");
        let columns = |offset| {
            [Unit::Utf8, Unit::Utf16, Unit::Utf32].map(|unit| text.position(offset, unit).column)
        };
        assert_eq!(columns(1), [1, 1, 1]);
        assert_eq!(columns(5), [5, 3, 2]);
        assert_eq!(columns(8), [8, 5, 4]);
        for offset in [0, 1, 5, 6, 8, 10, 11] {
            for unit in [Unit::Utf8, Unit::Utf16, Unit::Utf32] {
                assert_eq!(text.offset(text.position(offset, unit), unit), offset, "{unit:?}");
            }
        }
    }

    #[test]
    fn a_column_is_the_same_in_long_lines() {
        // Longer than the pieces that the text is kept in.
        let line = "e\u{301}\u{1f680}ab".repeat(2000);
        let text = Text::new(&format!("x\n{line}\ny"));
        for (offset, _) in line.char_indices() {
            let before = &line[..offset];
            let counts = [before.len(), before.encode_utf16().count(), before.chars().count()];
            let columns = [Unit::Utf8, Unit::Utf16, Unit::Utf32]
                .map(|unit| text.position(2 + offset, unit).column);
            assert_eq!(columns, counts, "{offset}");
        }
        // Inside of a character is at its start.
        assert_eq!(text.position(6, Unit::Utf8), text.position(5, Unit::Utf8));
    }

    #[test]
    fn one_pass_gives_what_single_looks_do() {
        for text in ["", "a", "a\u{1f680}e\u{301}\r\n\r\r\n\nb\r", "\u{2028}\u{85}x\n"] {
            let indexed = Text::new(text);
            for unit in [Unit::Utf8, Unit::Utf16, Unit::Utf32] {
                // The second time from the start again.
                let offsets: Vec<_> = (0..32).chain(0..32).collect();
                let single = offsets.iter().map(|offset| indexed.position(*offset, unit));
                assert!(indexed.positions(&offsets, unit).into_iter().eq(single), "{text:?}");
            }
        }
    }

    #[test]
    fn positions_outside_are_clamped() {
        let text = Text::new("ab\r\ncd");
        let offset = |line, column| text.offset(Position { line, column }, Unit::Utf16);
        assert_eq!(offset(0, 99), 2);
        assert_eq!(offset(1, 99), 6);
        assert_eq!(offset(99, 0), 6);
    }
}
