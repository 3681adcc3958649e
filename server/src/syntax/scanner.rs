//! From text to tokens, character by character as the original's loader reads them.
//!
//! What the loader would refuse becomes a [`Slip`], and scanning goes on with the likeliest
//! reading, so that one mistake costs one line and not the rest of the file.

mod block;
mod flow;
mod indent;
mod plain;
mod properties;
mod quoted;

use std::ops::Range;

use super::cursor::Cursor;
use super::token::{Shape, Slip, SlipKind, Style, Token, TokenKind};

/// Levels of nesting that the original's loader takes.
const MAX_DEPTH: usize = 10_000;
/// Characters that may stand between the start of a key and its colon.
const MAX_KEY: usize = 1024;

/// The first document of a text, in tokens.
#[derive(Debug)]
pub(super) struct Scan {
    pub(super) tokens: Vec<Token>,
    pub(super) slips: Vec<Slip>,
    pub(super) comments: Vec<Range<usize>>,
    /// Where a `---` or `...` ends the document; the text's length if none does.
    pub(super) end: usize,
}

/// A token that may turn out to be a key once its colon comes.
#[derive(Debug, Clone)]
struct Key {
    /// Index of its first token.
    token: usize,
    at: usize,
    line: usize,
    column: usize,
    /// Whether nothing but a key can stand there.
    required: bool,
}

/// A block collection around the cursor.
#[derive(Debug, Clone)]
struct Level {
    column: usize,
    shape: Shape,
    /// Whether a `?` waits for its `:`.
    question: bool,
    /// Whether a list stands at the same column as the mapping that holds it.
    indentless: bool,
}

/// A flow collection around the cursor.
#[derive(Debug, Clone)]
struct Flow {
    shape: Shape,
    open: usize,
    key: Option<Key>,
    question: bool,
}

#[derive(Debug)]
struct Scanner<'t> {
    text: &'t str,
    cursor: Cursor<'t>,
    tokens: Vec<Token>,
    slips: Vec<Slip>,
    /// Line of the last slip: one mistake is one slip, and it costs a line.
    slip_line: Option<usize>,
    comments: Vec<Range<usize>>,
    levels: Vec<Level>,
    flows: Vec<Flow>,
    key: Option<Key>,
    key_allowed: bool,
    /// Line on which the last token ended.
    token_end_line: usize,
    /// A line whose indent was repaired, and the column its first token counts at.
    shifted: Option<(usize, isize)>,
    started: bool,
    directive: Option<Range<usize>>,
    /// Declared tag handles and what they stand for.
    handles: Vec<(String, String)>,
    /// Brackets known to be unclosed: where they open, and where to close them.
    closings: &'t [(usize, usize)],
    end: Option<usize>,
}

/// Scans the first document of a text.
pub(super) fn scan(text: &str) -> Scan {
    /// Unclosed brackets that are worth another pass each; more close at the end of the text.
    const PASSES: usize = 8;
    let mut closings = Vec::new();
    loop {
        let mut scanner = Scanner::new(text, &closings);
        scanner.run();
        let unclosed = scanner.unclosed_bracket();
        match unclosed {
            Some(closing) if closings.len() < PASSES => closings.push(closing),
            _ => return scanner.finish(),
        }
    }
}

impl<'t> Scanner<'t> {
    fn new(text: &'t str, closings: &'t [(usize, usize)]) -> Self {
        Self {
            text,
            cursor: Cursor::new(text),
            tokens: Vec::new(),
            slips: Vec::new(),
            slip_line: None,
            comments: Vec::new(),
            levels: Vec::new(),
            flows: Vec::new(),
            key: None,
            key_allowed: true,
            token_end_line: 0,
            shifted: None,
            started: false,
            directive: None,
            handles: Vec::new(),
            closings,
            end: None,
        }
    }

    fn run(&mut self) {
        while self.end.is_none() {
            self.skip_to_token();
            if self.cursor.at_end() {
                break;
            }
            if self.cursor.at_document_marker() {
                self.document_marker();
            } else if self.cursor.column == 0 && self.cursor.byte(0) == b'%' {
                self.directive();
            } else {
                self.token();
            }
        }
        self.remove_key();
    }

    fn finish(mut self) -> Scan {
        self.close_flows();
        if let Some(range) = self.directive.take() {
            self.slip(SlipKind::BadDirective, range);
        }
        self.slips.sort_by_key(|slip| slip.range.start);
        let end = self.end.unwrap_or(self.text.len());
        Scan { tokens: self.tokens, slips: self.slips, comments: self.comments, end }
    }

    /// The column of the next character, as repaired on this line.
    fn column(&self) -> usize {
        match self.shifted {
            Some((line, shift)) if line == self.cursor.line => {
                self.cursor.column.saturating_add_signed(shift)
            }
            _ => self.cursor.column,
        }
    }

    /// The column of the innermost block collection; `None` outside of all.
    fn indent(&self) -> Option<usize> {
        self.levels.last().map(|level| level.column)
    }

    fn slip(&mut self, kind: SlipKind, range: Range<usize>) {
        if self.slip_line != Some(self.cursor.line) {
            self.slip_line = Some(self.cursor.line);
            self.slips.push(Slip { kind, range });
        }
    }

    /// Records a slip at the next `characters` characters.
    fn slip_here(&mut self, kind: SlipKind, characters: usize) {
        let mut end = self.cursor.clone();
        end.skip_by(characters);
        self.slip(kind, self.cursor.at..end.at);
    }

    fn push(&mut self, kind: TokenKind, start: &Cursor<'t>, end: usize, value: Option<String>) {
        let shift = match self.shifted {
            Some((line, shift)) if line == start.line => shift,
            _ => 0,
        };
        self.token_end_line = self.cursor.line;
        self.tokens.push(Token {
            kind,
            range: start.at..end,
            line: start.line,
            column: start.column.saturating_add_signed(shift),
            depth: self.flows.len(),
            value,
        });
    }

    /// Consumes `characters` characters as one token.
    fn push_here(&mut self, kind: TokenKind, characters: usize) {
        let start = self.cursor.clone();
        self.cursor.skip_by(characters);
        self.push(kind, &start, self.cursor.at, None);
    }

    /// Skips blanks, comments and line breaks.
    fn skip_to_token(&mut self) {
        loop {
            if self.cursor.column == 0 && self.cursor.rest().starts_with('\u{feff}') {
                self.cursor.skip();
            }
            while self.cursor.byte(0) == b' '
                || (self.cursor.byte(0) == b'\t' && (!self.flows.is_empty() || !self.key_allowed))
            {
                self.cursor.skip();
            }
            if self.cursor.byte(0) == b'#' {
                self.comments();
            }
            if self.closing_is_due() {
                self.close_flows();
            }
            if !self.cursor.is_break() {
                return;
            }
            self.cursor.skip_break();
            if self.flows.is_empty() {
                self.key_allowed = true;
            }
        }
    }

    /// Takes a comment and those on the lines below it, whose indent may then hold tabs.
    fn comments(&mut self) {
        /// How far the original looks for the next comment.
        const REACH: usize = 512;
        loop {
            let start = self.cursor.at;
            self.cursor.skip_to_break();
            self.comments.push(start..self.cursor.at);
            let mut ahead = self.cursor.clone();
            while ahead.at - self.cursor.at < REACH && (ahead.is_blank() || ahead.is_break()) {
                if ahead.is_break() {
                    ahead.skip_break();
                } else {
                    ahead.skip();
                }
            }
            if ahead.byte(0) != b'#' {
                return;
            }
            if self.flows.is_empty() && ahead.line > self.cursor.line {
                self.key_allowed = true;
            }
            self.cursor = ahead;
        }
    }

    fn document_marker(&mut self) {
        let starts = self.cursor.byte(0) == b'-';
        if starts && !self.started && self.tokens.is_empty() {
            self.started = true;
            self.directive = None;
            self.key_allowed = false;
            self.cursor.skip_by(3);
        } else {
            if !starts && !self.started && self.tokens.is_empty() {
                self.slip_here(SlipKind::Misplaced, 3);
            }
            self.end = Some(self.cursor.at);
        }
    }

    fn token(&mut self) {
        if self.root_is_complete() {
            self.end = Some(self.cursor.at);
            return;
        }
        if self.flows.is_empty() && !self.settle_indent() {
            return;
        }
        let in_flow = !self.flows.is_empty();
        let blank_follows = self.cursor.is_blank_or_end(1);
        match self.cursor.byte(0) {
            b'[' => self.open(Shape::Sequence),
            b'{' => self.open(Shape::Mapping),
            b']' => self.close(Shape::Sequence),
            b'}' => self.close(Shape::Mapping),
            b',' if in_flow => self.comma(),
            b'-' if blank_follows => self.dash(),
            b'?' if in_flow || blank_follows => self.question(),
            b':' if in_flow || blank_follows => self.colon(),
            b'*' => self.anchor(TokenKind::Alias),
            b'&' => self.anchor(TokenKind::Anchor),
            b'!' => self.tag(),
            b'|' if !in_flow => self.block_scalar(Style::Literal),
            b'>' if !in_flow => self.block_scalar(Style::Folded),
            b'\'' => self.quoted(Style::Single),
            b'"' => self.quoted(Style::Double),
            b'\t' => self.tab(),
            b',' | b'|' | b'>' | b'%' | b'@' | b'`' => {
                let character = self.cursor.peek().unwrap_or_default();
                self.slip_here(SlipKind::BadStart { character }, 1);
                self.plain();
            }
            _ => self.plain(),
        }
    }

    /// Whether the outermost value has ended, and with it all that the original reads.
    fn root_is_complete(&self) -> bool {
        // `{a: b}: c` and `"a": b` go on: what looked like the value was a key.
        let stray_colon =
            self.cursor.byte(0) == b':' && self.cursor.is_blank_or_end(1) && !self.key_allowed;
        let may_be_key = self.key.as_ref().is_some_and(|key| key.line == self.cursor.line)
            && indent::has_colon(self.cursor.line_rest());
        self.levels.is_empty()
            && self.flows.is_empty()
            && self.after_value()
            && !may_be_key
            && !stray_colon
    }

    fn tab(&mut self) {
        let start = self.cursor.clone();
        while self.cursor.is_blank() {
            self.cursor.skip();
        }
        self.slip(SlipKind::Tab, start.at..self.cursor.at);
    }

    /// Makes ready for a token that is, or begins, a value. False where none can stand: the
    /// rest of the line is then skipped.
    fn begin_node(&mut self) -> bool {
        if !self.after_value() {
            return true;
        }
        if !self.flows.is_empty() {
            let at = self.tokens.last().map_or(self.cursor.at, |token| token.range.end);
            self.slip(SlipKind::MissingComma, at..at);
            let mut here = self.cursor.clone();
            here.at = at;
            self.push(TokenKind::Comma, &here, at, None);
            return true;
        }
        if self.token_end_line == self.cursor.line {
            let start = self.cursor.at;
            self.cursor.skip_to_break();
            let end = start
                + self.text.get(start..self.cursor.at).map_or(0, |rest| rest.trim_end().len());
            self.slip(SlipKind::TextAfterValue, start..end);
            return false;
        }
        true
    }

    /// Whether the last token completes a value.
    fn after_value(&self) -> bool {
        matches!(
            self.tokens.last().map(|token| token.kind),
            Some(TokenKind::Scalar(_) | TokenKind::Alias | TokenKind::Close(_))
        )
    }

    /// Notes that the coming token may be a key.
    fn save_key(&mut self) {
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

    /// Gives up on a key whose colon did not come.
    fn remove_key(&mut self) {
        let key = match self.flows.last_mut() {
            Some(flow) => flow.key.take(),
            None => self.key.take(),
        };
        let Some(key) = key.filter(|key| key.required) else {
            return;
        };
        let end = self.tokens.last().map_or(key.at, |token| token.range.end);
        if self.slip_line != Some(key.line) {
            self.slip_line = Some(key.line);
            self.slips.push(Slip { kind: SlipKind::MissingColon, range: key.at..end.max(key.at) });
        }
        self.tokens.truncate(key.token);
    }

    fn dash(&mut self) {
        if !self.flows.is_empty() {
            self.slip_here(SlipKind::StrayDash, 1);
            self.cursor.skip();
            return;
        }
        if !self.key_allowed {
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

    fn question(&mut self) {
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

    fn colon(&mut self) {
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
        self.cursor.skip_to_break();
    }
}
