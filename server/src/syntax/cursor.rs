//! A place in the text, moved one character or line break at a time.
//!
//! Columns count characters, and NEL, LS and PS break lines, as in the original's reader.

/// The reading position of the scanner.
#[derive(Debug, Clone)]
pub(super) struct Cursor<'t> {
    text: &'t str,
    /// Byte offset of the next character.
    pub(super) at: usize,
    /// Line of the next character, from 0.
    pub(super) line: usize,
    /// Column of the next character, in characters from 0.
    pub(super) column: usize,
}

impl<'t> Cursor<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, at: 0, line: 0, column: 0 }
    }

    /// The byte `ahead` bytes further on, or 0 past the end.
    pub(super) fn byte(&self, ahead: usize) -> u8 {
        self.text.as_bytes().get(self.at + ahead).copied().unwrap_or(0)
    }

    pub(super) fn at_end(&self) -> bool {
        self.at >= self.text.len()
    }

    /// The text from here on.
    pub(super) fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// The text from here to the end of the line, without its break.
    pub(super) fn line_rest(&self) -> &'t str {
        let mut length = 0;
        while !self.is_break_or_end(length) {
            length += 1;
        }
        self.text.get(self.at..self.at + length).unwrap_or("")
    }

    /// The next character, if any is left.
    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Bytes of the line break `ahead` bytes further on; 0 where there is none.
    pub(super) fn break_len(&self, ahead: usize) -> usize {
        match self.byte(ahead) {
            b'\r' if self.byte(ahead + 1) == b'\n' => 2,
            b'\r' | b'\n' => 1,
            0xC2 if self.byte(ahead + 1) == 0x85 => 2,
            0xE2 if self.byte(ahead + 1) == 0x80 && matches!(self.byte(ahead + 2), 0xA8 | 0xA9) => {
                3
            }
            _ => 0,
        }
    }

    pub(super) fn is_break(&self) -> bool {
        self.break_len(0) > 0
    }

    pub(super) fn is_blank(&self) -> bool {
        matches!(self.byte(0), b' ' | b'\t')
    }

    /// Whether a line break or the end of the text stands `ahead` bytes further on.
    pub(super) fn is_break_or_end(&self, ahead: usize) -> bool {
        self.at + ahead >= self.text.len() || self.break_len(ahead) > 0
    }

    /// Whether a blank, a line break or the end of the text stands `ahead` bytes further on.
    pub(super) fn is_blank_or_end(&self, ahead: usize) -> bool {
        matches!(self.byte(ahead), b' ' | b'\t') || self.is_break_or_end(ahead)
    }

    /// Moves over one character that is no line break.
    pub(super) fn skip(&mut self) {
        let width = match self.byte(0) {
            0..0x80 => 1,
            0x80..0xE0 => 2,
            0xE0..0xF0 => 3,
            _ => 4,
        };
        self.at = (self.at + width).min(self.text.len());
        self.column += 1;
    }

    pub(super) fn skip_by(&mut self, characters: usize) {
        for _ in 0..characters {
            self.skip();
        }
    }

    /// Moves over one line break and says how a scalar keeps it.
    pub(super) fn skip_break(&mut self) -> &'static str {
        let kept = match (self.break_len(0), self.byte(2)) {
            (3, 0xA8) => "\u{2028}",
            (3, _) => "\u{2029}",
            _ => "\n",
        };
        self.at += self.break_len(0);
        self.line += 1;
        self.column = 0;
        kept
    }

    /// Moves to the end of the line, before its break.
    pub(super) fn skip_to_break(&mut self) {
        while !self.is_break_or_end(0) {
            self.skip();
        }
    }

    /// Moves from the end of a line to the next content, over empty lines and comments.
    pub(super) fn skip_to_content(&mut self) {
        self.skip_to_break();
        loop {
            while self.is_blank() || self.is_break() {
                if self.is_break() {
                    self.skip_break();
                } else {
                    self.skip();
                }
            }
            if self.byte(0) != b'#' {
                return;
            }
            self.skip_to_break();
        }
    }

    /// Whether `---` or `...` stands here as a document marker.
    pub(super) fn at_document_marker(&self) -> bool {
        self.column == 0
            && (self.rest().starts_with("---") || self.rest().starts_with("..."))
            && self.is_blank_or_end(3)
    }
}
