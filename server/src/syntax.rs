//! From text to a tree, however broken the text.
//!
//! [`parse`] always gives a tree and the list of what the original's loader refuses. The
//! scanner reads characters as that loader does, yaml-rust2 decides how the tokens nest, the
//! builder joins both into nodes with exact ranges.

mod build;
mod cursor;
mod decode;
mod fold;
mod grammar;
mod merge;
mod resolve;
mod scanner;
mod timestamp;
mod token;
mod tree;

use std::ops::Range;

pub use decode::duplicate_keys;
pub use merge::Field;
pub use resolve::{Scalar, is_plain_text};
pub use token::{Shape, Slip, SlipKind, Style, Token, TokenKind};
pub use tree::{Entry, Item, Node, NodeId, NodeKind, Tree};

use build::Builder;

/// A text, read.
#[derive(Debug, Clone, Default)]
pub struct Syntax {
    /// The first document.
    pub tree: Tree,
    /// What the original's loader refuses, by position.
    pub slips: Vec<Slip>,
    /// The comments, each from its `#` to the end of its line.
    pub comments: Vec<Range<usize>>,
    /// Whether the text holds far more than a Spacefile can, and was not read to its end.
    pub too_large: bool,
    /// What follows the first document and is never read: from its marker or first character.
    pub ignored: Option<Range<usize>>,
}

impl Syntax {
    /// Puts every range elsewhere. The order of offsets must stay.
    pub fn map_offsets(&mut self, place: impl Fn(usize) -> usize) {
        let map = |range: &mut Range<usize>| *range = place(range.start)..place(range.end);
        self.tree.map_ranges(map);
        self.slips.iter_mut().for_each(|slip| map(&mut slip.range));
        self.comments.iter_mut().for_each(map);
        self.ignored.iter_mut().for_each(map);
    }
}

/// Reads the first document of a text.
#[must_use]
pub fn parse(text: &str) -> Syntax {
    parse_with_tokens(text).0
}

/// The same, with the words and signs that it was read from.
#[must_use]
pub fn parse_with_tokens(text: &str) -> (Syntax, Vec<Token>) {
    let scan = scanner::scan(text);
    if scan.too_large {
        let syntax = Syntax { slips: scan.slips, too_large: true, ..Syntax::default() };
        return (syntax, scan.tokens);
    }
    let (mut tokens, mut slips) = (scan.tokens, scan.slips);
    let built = settle(text, &mut tokens, &mut slips);
    let mut late = built.slips;
    let mut ignored = (scan.end < text.len()).then_some(scan.end..text.len());
    if let Some(rest) = tokens.get(built.next) {
        // The root is complete, so the original stops reading here.
        slips.retain(|slip| slip.range.start < rest.range.start);
        late.retain(|slip| slip.range.start < rest.range.start);
        ignored = Some(rest.range.start..text.len());
    }
    late.extend(decode::slips(&built.tree));
    join(text, &mut slips, late);
    let comments = scan.comments;
    (Syntax { tree: built.tree, slips, comments, too_large: false, ignored }, tokens)
}

/// The words and signs of a text, in order. Where there are slips, they are what is made of them;
/// what stands behind the first document may be missing.
#[must_use]
pub fn tokens(text: &str) -> Vec<Token> {
    scanner::scan(text).tokens
}

/// Adds what was found in the tree. Of a line that the scanner stumbled on, only what it says
/// first counts: the rest follows from that.
fn join(text: &str, slips: &mut Vec<Slip>, late: Vec<Slip>) {
    /// Bytes between two slips on one line that have to do with each other.
    const NEAR: usize = 1000;
    slips.sort_by_key(|slip| slip.range.start);
    let on_one_line = |first: &Slip, second: &Slip| {
        let between = first.range.start..second.range.start;
        between.len() < NEAR && !text.get(between).unwrap_or("").contains(['\n', '\r'])
    };
    slips.dedup_by(|second, first| on_one_line(first, second));
    let mut added = Vec::new();
    for slip in late {
        let after = slips.partition_point(|other| other.range.start <= slip.range.start);
        let before = after.checked_sub(1).and_then(|index| slips.get(index));
        if before.is_some_and(|before| on_one_line(before, &slip)) {
            continue;
        }
        if slips.get(after).is_some_and(|next| on_one_line(&slip, next)) {
            slips.remove(after);
        }
        added.push(slip);
    }
    slips.extend(added);
    slips.sort_by_key(|slip| slip.range.start);
}

/// Builds the tree, without the lines that nest with nothing.
fn settle(text: &str, tokens: &mut Vec<Token>, slips: &mut Vec<Slip>) -> build::Built {
    /// Lines that may be taken out; each costs a pass over all tokens.
    const PASSES: usize = 32;
    /// Tokens that all passes together may look at.
    const BUDGET: usize = 4 << 20;
    let passes = PASSES.min(BUDGET / tokens.len().max(1));
    for pass in 0.. {
        let mut builder = Builder::new(text, tokens);
        let misfit = grammar::walk(tokens, |step, properties| builder.step(step, properties));
        let Some(misfit) = misfit else { return builder.finish() };
        let Some(line) = token_line(tokens, misfit.token) else { return builder.finish() };
        let range = content_of(tokens, line);
        if !slips.iter().any(|slip| slip.range.start <= range.end && range.start <= slip.range.end)
        {
            slips.push(Slip { kind: SlipKind::Misplaced, range });
        }
        if pass >= passes || misfit.final_one {
            return builder.finish();
        }
        remove_line(tokens, line);
    }
    build::Built::default()
}

/// The line of a token; of the last one for an index past the end.
fn token_line(tokens: &[Token], index: usize) -> Option<u32> {
    tokens.get(index).or(tokens.last()).map(|token| token.line)
}

/// The bytes that the tokens of a line stand in.
fn content_of(tokens: &[Token], line: u32) -> Range<usize> {
    let on_line = tokens.iter().filter(|token| token.line == line);
    let (mut start, mut end) = (usize::MAX, 0);
    for token in on_line {
        (start, end) = (start.min(token.range.start), end.max(token.range.end));
    }
    start.min(end)..end
}

/// Takes out the tokens that start on a line, brackets whole.
fn remove_line(tokens: &mut Vec<Token>, line: u32) {
    let mut removing = false;
    tokens.retain(|token| {
        let inside = token.depth > 0 || matches!(token.kind, TokenKind::Close(_));
        removing = token.line == line || (removing && inside);
        !removing
    });
}
