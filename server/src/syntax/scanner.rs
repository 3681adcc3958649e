//! From text to tokens, character by character as the original's loader reads them.
//!
//! What the loader would refuse becomes a [`Slip`], and scanning goes on with the likeliest
//! reading, so that one mistake costs one line and not the rest of the file.

mod between;
mod block;
mod flow;
mod indent;
mod items;
mod keys;
mod plain;
mod properties;
mod quoted;
mod repair;
mod root;

use std::collections::HashMap;
use std::ops::Range;

use super::cursor::Cursor;
use super::token::{MAX_SLIPS, Shape, Slip, SlipKind, Style, Token, TokenKind, small};

/// Levels of nesting that the original's loader takes.
const MAX_DEPTH: usize = 10_000;
/// Tokens that are read. Each costs some 250 bytes until the tree stands, and no Spacefile that
/// anybody wrote has a hundredth of these.
const MAX_TOKENS: usize = 700_000;
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
    /// Whether reading stopped because there is too much.
    pub(super) too_large: bool,
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

impl Level {
    fn new(column: usize, shape: Shape) -> Self {
        Self { column, shape, question: false, indentless: false }
    }
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
    /// The line whose indent was looked at last.
    settled: Option<usize>,
    /// The column of a line that was moved, and how far those that hang on it move as well.
    moved: Option<(usize, isize)>,
    /// The column of list items that were moved, and where to.
    moved_item: Option<(usize, usize)>,
    /// Whether the key of the Micros was put in where it is missing, or need not be.
    has_micros: bool,
    in_conflict: bool,
    /// The last line that a tab indents.
    tabbed: Option<usize>,
    started: bool,
    directive: Option<Range<usize>>,
    /// Declared tag handles and what they stand for.
    handles: HashMap<&'t str, String>,
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
            Some(closing) if closings.len() < PASSES && !scanner.is_too_large() => {
                closings.push(closing);
            }
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
            settled: None,
            moved: None,
            moved_item: None,
            has_micros: false,
            in_conflict: false,
            tabbed: None,
            started: false,
            directive: None,
            handles: HashMap::new(),
            closings,
            end: None,
        }
    }

    fn run(&mut self) {
        while self.end.is_none() && !self.is_too_large() {
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
        if !self.is_too_large() {
            self.remove_key();
        }
    }

    /// Whether there is more than anybody should read; what would end below is then unknown.
    fn is_too_large(&self) -> bool {
        self.tokens.len() > MAX_TOKENS
    }

    fn finish(mut self) -> Scan {
        let too_large = self.is_too_large();
        if !too_large {
            self.close_flows();
        }
        if let Some(range) = self.directive.take() {
            self.slip(SlipKind::BadDirective, range);
        }
        self.slips.sort_by_key(|slip| slip.range.start);
        let end = self.end.unwrap_or(self.text.len());
        Scan { tokens: self.tokens, slips: self.slips, comments: self.comments, end, too_large }
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

    /// The same, as columns are written on this line.
    fn written_indent(&self) -> Option<usize> {
        let shift = self.column().cast_signed() - self.cursor.column.cast_signed();
        self.indent().map(|column| column.saturating_add_signed(-shift))
    }

    fn slip(&mut self, kind: SlipKind, range: Range<usize>) {
        if self.slip_line != Some(self.cursor.line) && self.slips.len() < MAX_SLIPS {
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
        let fresh = self.flows.is_empty()
            && self.token_end_line < start.line
            && !matches!(kind, TokenKind::Close(_));
        self.token_end_line = self.cursor.line;
        self.tokens.push(Token {
            kind,
            range: start.at..end,
            line: small(start.line),
            column: small(start.column.saturating_add_signed(shift)),
            depth: small(self.flows.len()),
            fresh,
            value: value.map(String::into_boxed_str),
        });
    }

    /// Consumes `characters` characters as one token.
    fn push_here(&mut self, kind: TokenKind, characters: usize) {
        let start = self.cursor.clone();
        self.cursor.skip_by(characters);
        self.push(kind, &start, self.cursor.at, None);
    }

    fn token(&mut self) {
        if self.root_is_complete() && !self.drop_lone_root() {
            self.end = Some(self.cursor.at);
            return;
        }
        if self.cursor.byte(0) == b'\t' {
            self.tab();
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
            b',' | b'|' | b'>' | b'%' | b'@' | b'`' => self.bad_start(),
            _ => self.plain(),
        }
    }

    /// Whether the outermost value has ended, and with it all that the original reads.
    fn root_is_complete(&self) -> bool {
        if !self.levels.is_empty() || !self.flows.is_empty() || !self.after_value() {
            return false;
        }
        let stray_colon =
            self.cursor.byte(0) == b':' && self.cursor.is_blank_or_end(1) && !self.key_allowed;
        // `{a: b}: c` and `"a": b` go on: what looked like the value was a key.
        let may_be_key = self.key.as_ref().is_some_and(|key| key.line == self.cursor.line)
            && indent::has_colon(self.cursor.line_rest());
        !may_be_key && !stray_colon
    }

    /// Takes back a first line without a colon, or with a bracket that is never closed, if keys
    /// follow, no deeper than it: it was to be one.
    fn drop_lone_root(&mut self) -> bool {
        let Some(Token { kind, range, column, .. }) = self.tokens.first() else { return false };
        let is_lone = match kind {
            TokenKind::Scalar(_) => self.tokens.len() == 1,
            TokenKind::Open(_) => self.slips.iter().any(|slip| slip.range == *range),
            _ => false,
        };
        if !is_lone {
            return false;
        }
        let may_be_root = indent::has_colon(self.cursor.line_rest()) || self.has_lines_below();
        if *column < small(self.column()) || !may_be_root {
            return false;
        }
        let range = range.clone();
        if self.slips.iter().all(|slip| slip.range != range) {
            self.slip(SlipKind::MissingColon, range);
            self.slip_line = None;
        }
        self.tokens.clear();
        self.key = None;
        true
    }

    /// A character that no value starts with: alone on its line it is one too many, elsewhere
    /// the value wants quotes.
    fn bad_start(&mut self) {
        let character = self.cursor.peek().unwrap_or_default();
        let kind = SlipKind::BadStart { character };
        if self.flows.is_empty()
            && self.starts_line()
            && !indent::has_colon(self.cursor.line_rest())
        {
            self.skip_line(kind);
        } else {
            self.slip_here(kind, 1);
            self.plain();
        }
    }

    /// Makes ready for a token that is, or begins, a value. False where none can stand: the
    /// rest of the line is then skipped.
    fn begin_node(&mut self) -> bool {
        if !self.after_value() {
            return true;
        }
        if !self.flows.is_empty() && !self.split_glued_colon() {
            let at = self.tokens.last().map_or(self.cursor.at, |token| token.range.end);
            self.slip(SlipKind::MissingComma, at..at);
            let mut here = self.cursor.clone();
            here.at = at;
            self.push(TokenKind::Comma, &here, at, None);
            self.key_allowed = true;
        }
        if self.flows.is_empty() && self.token_end_line == self.cursor.line {
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
}
