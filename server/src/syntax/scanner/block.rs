//! Text after `|` or `>`.

use super::{Scanner, SlipKind, Style, TokenKind};

/// What becomes of the line breaks at the end of a block scalar.
#[derive(Clone, Copy, PartialEq)]
enum Chomp {
    Strip,
    Clip,
    Keep,
}

impl Scanner<'_> {
    pub(super) fn block_scalar(&mut self, style: Style) {
        if !self.begin_node() {
            return;
        }
        self.remove_key();
        self.key_allowed = true;
        let begins_key = self.indent() == Some(self.column()) || self.tokens.is_empty();
        let character = self.cursor.peek().unwrap_or_default();
        let start = self.cursor.clone();
        self.cursor.skip();
        let (chomp, increment) = self.block_header();
        let header = start.at..self.cursor.at;
        while self.cursor.is_blank() {
            self.cursor.skip();
        }
        let comment = self.cursor.at;
        if self.cursor.byte(0) == b'#' {
            self.cursor.skip_to_break();
            self.comments.push(comment..self.cursor.at);
        }
        if !self.cursor.is_break_or_end(0) && begins_key {
            // What follows was to stand in its place.
            self.slip(SlipKind::BadStart { character }, start.at..start.at + 1);
            self.cursor = start;
            let column = self.column();
            self.cursor.skip();
            self.shift_line(column);
            return;
        }
        if !self.cursor.is_break_or_end(0) || increment == Some(0) {
            let end = if increment == Some(0) { header.end } else { comment };
            self.cursor.skip_to_break();
            self.slip(SlipKind::BadBlockHeader, header.start..end.max(header.start + 1));
        }
        let end_of_header = self.cursor.at;
        let outer = self.written_indent();
        if self.cursor.is_break() {
            self.cursor.skip_break();
        }
        let mut indent = increment.filter(|more| *more > 0).map(|more| outer.unwrap_or(0) + more);
        let (value, end) = self.block_lines(style == Style::Literal, chomp, outer, &mut indent);
        let (end, line) = end.unwrap_or((end_of_header, start.line));
        self.push(TokenKind::Scalar(style), &start, end, Some(value));
        self.token_end_line = line;
    }

    /// Reads the chomping and indentation indicators, in either order.
    fn block_header(&mut self) -> (Chomp, Option<usize>) {
        let mut chomp = Chomp::Clip;
        let mut increment = None;
        for _ in 0..2 {
            match self.cursor.byte(0) {
                b'+' if chomp == Chomp::Clip => chomp = Chomp::Keep,
                b'-' if chomp == Chomp::Clip => chomp = Chomp::Strip,
                digit @ b'0'..=b'9' if increment.is_none() => {
                    increment = Some(usize::from(digit - b'0'));
                }
                _ => break,
            }
            self.cursor.skip();
        }
        (chomp, increment)
    }

    /// Reads the lines; gives the value and the end of the last line with text, and that line.
    fn block_lines(
        &mut self,
        literal: bool,
        chomp: Chomp,
        outer: Option<usize>,
        indent: &mut Option<usize>,
    ) -> (String, Option<(usize, usize)>) {
        let mut value = String::new();
        let mut end = None;
        let mut leading_break = String::new();
        let mut leading_blank = false;
        let mut breaks = self.block_indent(outer, indent);
        while Some(self.cursor.column) == *indent && !self.cursor.at_end() {
            let blank = self.cursor.is_blank();
            if !literal && !leading_blank && !blank && leading_break == "\n" {
                if breaks.is_empty() {
                    value.push(' ');
                }
            } else {
                value.push_str(&leading_break);
            }
            value.push_str(&breaks);
            leading_blank = blank;
            let line = self.cursor.at;
            self.cursor.skip_to_break();
            value.push_str(self.text.get(line..self.cursor.at).unwrap_or(""));
            end = Some((self.cursor.at, self.cursor.line));
            leading_break.clear();
            if self.cursor.is_break() {
                leading_break.push_str(self.cursor.skip_break());
            }
            breaks = self.block_indent(outer, indent);
        }
        if chomp != Chomp::Strip {
            value.push_str(&leading_break);
        }
        if chomp == Chomp::Keep {
            value.push_str(&breaks);
        }
        (value, end)
    }

    /// Skips the indent of the next line with text and gives the line breaks before it. The
    /// first time, the indent itself is found out.
    fn block_indent(&mut self, outer: Option<usize>, indent: &mut Option<usize>) -> String {
        let mut breaks = String::new();
        let mut deepest = 0;
        loop {
            while indent.is_none_or(|indent| self.cursor.column < indent)
                && self.cursor.byte(0) == b' '
            {
                self.cursor.skip();
            }
            deepest = deepest.max(self.cursor.column);
            if indent.is_none_or(|indent| self.cursor.column < indent)
                && self.cursor.byte(0) == b'\t'
            {
                self.slip_here(SlipKind::Tab, 1);
                while self.cursor.is_blank() {
                    self.cursor.skip();
                }
            }
            if !self.cursor.is_break() {
                break;
            }
            breaks.push_str(self.cursor.skip_break());
        }
        let least = outer.map_or(1, |outer| outer + 1);
        indent.get_or_insert(deepest.max(least));
        breaks
    }
}
