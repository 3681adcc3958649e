//! Text in single or double quotes.

use std::ops::Range;

use super::{Scanner, SlipKind, Style, TokenKind};
use crate::syntax::cursor::Cursor;
use crate::syntax::fold::Fold;

/// What reading up to the closing quote gave.
struct Quoted {
    value: Option<String>,
    bad_escape: Option<Range<usize>>,
}

impl<'t> Scanner<'t> {
    pub(super) fn quoted(&mut self, style: Style) {
        if !self.begin_node() {
            return;
        }
        self.save_key();
        self.key_allowed = false;
        let start = self.cursor.clone();
        let quoted = self.read_quoted(style);
        let spans_lines = self.cursor.line > start.line;
        match quoted {
            Some(quoted) if !spans_lines || self.ends_value() => {
                if let Some(range) = quoted.bad_escape {
                    self.slip(SlipKind::BadEscape, range);
                }
                let value = quoted.value.or_else(|| self.between(start.at + 1, self.cursor.at - 1));
                self.push(TokenKind::Scalar(style), &start, self.cursor.at, value);
            }
            _ => self.unclosed(style, &start),
        }
    }

    fn between(&self, start: usize, end: usize) -> Option<String> {
        Some(self.text.get(start..end).unwrap_or("").to_owned())
    }

    /// Reads past the closing quote; `None` if there is none in this document.
    fn read_quoted(&mut self, style: Style) -> Option<Quoted> {
        let single = style == Style::Single;
        self.cursor.skip();
        let mut fold = Fold::new(self.text, self.cursor.at);
        let mut bad_escape = None;
        loop {
            if self.cursor.at_document_marker() || self.cursor.at_end() {
                return None;
            }
            while !self.cursor.is_blank_or_end(0) {
                let at = self.cursor.at;
                match self.cursor.byte(0) {
                    b'\'' if single && self.cursor.byte(1) == b'\'' => {
                        self.cursor.skip_by(2);
                        fold.escape(at..self.cursor.at, "'");
                    }
                    b'\'' if single => break,
                    b'"' if !single => break,
                    b'\\' if !single && self.cursor.break_len(1) > 0 => {
                        self.cursor.skip();
                        self.cursor.skip_break();
                        fold.escaped_break(self.cursor.at);
                        break;
                    }
                    b'\\' if !single => match read_escape(&mut self.cursor) {
                        Ok(meaning) => {
                            fold.escape(at..self.cursor.at, meaning.encode_utf8(&mut [0; 4]));
                        }
                        Err(()) => {
                            bad_escape.get_or_insert(at..self.cursor.at);
                            fold.escape(at..self.cursor.at, "\u{fffd}");
                        }
                    },
                    _ => {
                        self.cursor.skip();
                        fold.content(at..self.cursor.at);
                    }
                }
            }
            if self.cursor.byte(0) == if single { b'\'' } else { b'"' } {
                fold.join_rest();
                self.cursor.skip();
                return Some(Quoted { value: fold.finish(self.cursor.at - 1), bad_escape });
            }
            while self.cursor.is_blank() || self.cursor.is_break() {
                if self.cursor.is_break() {
                    fold.line_break(self.cursor.skip_break());
                } else {
                    fold.blank(self.cursor.at);
                    self.cursor.skip();
                }
            }
        }
    }

    /// Whether what follows a closing quote may follow a value.
    fn ends_value(&self) -> bool {
        let mut cursor = self.cursor.clone();
        while cursor.is_blank() {
            cursor.skip();
        }
        let in_flow = !self.flows.is_empty();
        cursor.is_break_or_end(0)
            || cursor.byte(0) == b'#'
            || (in_flow && matches!(cursor.byte(0), b',' | b']' | b'}' | b':'))
    }

    /// Takes the rest of the line as the value whose closing quote is missing.
    fn unclosed(&mut self, style: Style, start: &Cursor<'t>) {
        self.cursor = start.clone();
        self.cursor.skip();
        let in_flow = !self.flows.is_empty();
        let ends = |cursor: &Cursor<'_>| {
            cursor.is_break_or_end(0) || (in_flow && matches!(cursor.byte(0), b',' | b']' | b'}'))
        };
        while !ends(&self.cursor) {
            self.cursor.skip();
        }
        let taken = self.text.get(start.at..self.cursor.at).unwrap_or("");
        let mut kept = super::indent::content(taken);
        if self.is_required_key() {
            // Nothing but a key can stand here, so the quote is open only up to its colon.
            let colon = kept.find(": ").or(kept.strip_suffix(':').map(str::len));
            kept = colon.and_then(|colon| kept.get(..colon)).unwrap_or(kept);
        }
        let end = start.at + kept.len().max(1);
        self.cursor = start.clone();
        while self.cursor.at < end {
            self.cursor.skip();
        }
        let quote = if style == Style::Single { '\'' } else { '"' };
        self.slip(SlipKind::UnclosedQuote { quote }, start.at..end);
        let value = self.between(start.at + 1, end);
        self.push(TokenKind::Scalar(style), start, end, value);
    }
}

/// Reads an escape sequence and moves past it, also past a wrong one.
fn read_escape(cursor: &mut Cursor<'_>) -> Result<char, ()> {
    let letter = cursor.byte(1);
    let digits = match letter {
        b'x' => 2,
        b'u' => 4,
        b'U' => 8,
        _ => 0,
    };
    cursor.skip();
    if digits == 0 {
        let meaning = match letter {
            b'0' => '\0',
            b'a' => '\x07',
            b'b' => '\x08',
            b't' | b'\t' => '\t',
            b'n' => '\n',
            b'v' => '\x0b',
            b'f' => '\x0c',
            b'r' => '\r',
            b'e' => '\x1b',
            b' ' => ' ',
            b'"' => '"',
            b'\'' => '\'',
            b'\\' => '\\',
            b'N' => '\u{85}',
            b'_' => '\u{a0}',
            b'L' => '\u{2028}',
            b'P' => '\u{2029}',
            _ => {
                if !cursor.is_blank_or_end(0) {
                    cursor.skip();
                }
                return Err(());
            }
        };
        cursor.skip();
        return Ok(meaning);
    }
    cursor.skip();
    let mut code = 0u32;
    for _ in 0..digits {
        let digit = char::from(cursor.byte(0)).to_digit(16).ok_or(())?;
        code = code.checked_mul(16).and_then(|code| code.checked_add(digit)).ok_or(())?;
        cursor.skip();
    }
    char::from_u32(code).ok_or(())
}
