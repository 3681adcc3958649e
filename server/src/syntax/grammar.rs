//! From tokens to events, by yaml-rust2's pull parser.
//!
//! The parser never sees the user's characters. It gets the tokens written out again in the
//! plainest spelling, with their columns, and so only decides what it is right about: how they
//! nest. Each scalar is spelled as its token's number, each bracket keeps its place in a table.

use std::fmt::Write;

use yaml_rust2::parser::{Event, Parser};

use super::token::{Shape, Style, Token, TokenKind, small};

/// The parser's limit is 255 brackets in each other; the original's is 10000. Anything deeper
/// than this counts as an empty collection: no Spacefile value nests that deep.
const FLOW_DEPTH: u32 = 200;

/// One step of the document's structure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// A mapping or sequence begins; the token of its bracket, if it has one.
    Start { shape: Shape, bracket: Option<usize> },
    /// The innermost one ends.
    End,
    /// A scalar, alias or collapsed collection: its token.
    Leaf(usize),
    /// Nothing is written where a value could stand.
    Empty,
}

/// Anchor and tag tokens before a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Properties {
    pub(super) first: usize,
    pub(super) count: usize,
}

/// A token that fits nowhere.
#[derive(Debug, Clone, Copy)]
pub(super) struct Misfit {
    /// Its index.
    pub(super) token: usize,
    /// Whether nothing from it on can be read, however often it is tried.
    pub(super) final_one: bool,
}

/// Asks the parser how the tokens nest, and hands each step on with the node's properties.
///
/// Gives the token that fits nowhere, if there is one; the steps end before it.
pub(super) fn walk(tokens: &[Token], mut take: impl FnMut(Step, Properties)) -> Option<Misfit> {
    let spelled = spell(tokens);
    let mut parser = Parser::new_from_str(&spelled.text);
    loop {
        let (event, mark) = match parser.next_token() {
            Ok(next) => next,
            Err(error) => {
                let mark = error.marker();
                let token = spelled.token_at(mark.line(), mark.col()).unwrap_or(tokens.len());
                return Some(Misfit { token, final_one: false });
            }
        };
        let bracket = || spelled.bracket_at(mark.line(), mark.col(), tokens);
        let (step, tag) = match event {
            Event::StreamEnd | Event::DocumentEnd => {
                return spelled.cut.map(|token| Misfit { token, final_one: true });
            }
            Event::Nothing | Event::StreamStart | Event::DocumentStart | Event::Alias(_) => {
                continue;
            }
            Event::Scalar(number, _, _, tag) => {
                (number.parse().map_or(Step::Empty, Step::Leaf), tag)
            }
            Event::SequenceStart(_, tag) => {
                (Step::Start { shape: Shape::Sequence, bracket: bracket() }, tag)
            }
            Event::MappingStart(_, tag) => {
                (Step::Start { shape: Shape::Mapping, bracket: bracket() }, tag)
            }
            Event::SequenceEnd | Event::MappingEnd => (Step::End, None),
        };
        take(step, properties(tag.as_ref().map(|tag| tag.suffix.as_str())));
    }
}

/// Reads a name such as `p12x2`: two tokens from the twelfth on.
fn properties(name: Option<&str>) -> Properties {
    let parts = name.and_then(|name| name.get(1..)?.split_once('x'));
    let numbers = parts.and_then(|(first, count)| Some((first.parse().ok()?, count.parse().ok()?)));
    numbers.map_or_else(Properties::default, |(first, count)| Properties { first, count })
}

/// Tokens written out for the parser.
struct Spelled {
    text: String,
    /// Line from 1, column from 0, and token of everything written, in order.
    places: Vec<(u32, u32, u32)>,
    /// The first token that is not written, if they take too much room.
    cut: Option<usize>,
}

impl Spelled {
    fn token_at(&self, line: usize, column: usize) -> Option<usize> {
        let place = (small(line), small(column));
        let after = self.places.partition_point(|(line, column, _)| (*line, *column) <= place);
        self.places.get(after.checked_sub(1)?).map(|(_, _, token)| *token as usize)
    }

    /// The opening bracket that stands exactly here.
    fn bracket_at(&self, line: usize, column: usize, tokens: &[Token]) -> Option<usize> {
        let index = self.token_at(line, column)?;
        let place = (small(line), small(column), small(index));
        let open = matches!(tokens.get(index)?.kind, TokenKind::Open(_));
        (open && self.places.binary_search(&place).is_ok()).then_some(index)
    }
}

fn spell(tokens: &[Token]) -> Spelled {
    /// Bytes that may be written: deep columns on many lines would take far more than the text.
    const MOST: usize = 32 << 20;
    let mut text = String::with_capacity(tokens.len() * 8);
    let mut places = Vec::with_capacity(tokens.len());
    let (mut line, mut start_of_line) = (1, 0);
    let mut index = 0;
    let mut cut = None;
    while let Some(token) = tokens.get(index) {
        if text.len() > MOST {
            cut = Some(index);
            break;
        }
        // A block scalar is never a key, whatever column its `|` has.
        let block = matches!(token.kind, TokenKind::Scalar(Style::Literal | Style::Folded));
        if token.fresh && !block {
            text.push('\n');
            (line, start_of_line) = (line + 1, text.len());
        }
        let column = text.len() - start_of_line;
        let wanted = if token.depth == 0 { token.column as usize } else { 0 };
        let least = usize::from(column > 0);
        let gap = wanted.saturating_sub(column).max(least);
        text.extend(std::iter::repeat_n(' ', gap));
        places.push((line, small(column + gap), small(index)));
        index = write(&mut text, tokens, index, token);
    }
    text.push('\n');
    Spelled { text, places, cut }
}

/// Writes a token, and others that go with it; gives the index of the next one.
fn write(text: &mut String, tokens: &[Token], index: usize, token: &Token) -> usize {
    match token.kind {
        TokenKind::Dash => text.push('-'),
        TokenKind::Question => text.push('?'),
        TokenKind::Colon => text.push(':'),
        TokenKind::Comma => text.push(','),
        TokenKind::Open(_) if token.depth >= FLOW_DEPTH => {
            leaf(text, index);
            return closing(tokens, index) + 1;
        }
        TokenKind::Open(Shape::Sequence) => text.push('['),
        TokenKind::Open(Shape::Mapping) => text.push('{'),
        TokenKind::Close(Shape::Sequence) => text.push(']'),
        TokenKind::Close(Shape::Mapping) => text.push('}'),
        TokenKind::Anchor | TokenKind::Tag => {
            let next = tokens.get(index + 1);
            let both = next.is_some_and(|next| {
                matches!(next.kind, TokenKind::Anchor | TokenKind::Tag)
                    && next.kind != token.kind
                    && next.line == token.line
            });
            let count = if both { 2 } else { 1 };
            text.push_str(&format!("!p{index}x{count}"));
            return index + count;
        }
        TokenKind::Alias | TokenKind::Scalar(_) => leaf(text, index),
    }
    index + 1
}

/// Writes a value in quotes, so that no line after it can seem to continue it.
fn leaf(text: &mut String, index: usize) {
    // A `String` takes all that is written to it.
    write!(text, "\"{index}\"").unwrap_or_default();
}

/// The bracket that closes the one at `open`.
pub(super) fn closing(tokens: &[Token], open: usize) -> usize {
    let depth = tokens.get(open).map_or(0, |token| token.depth);
    let rest = tokens.iter().enumerate().skip(open + 1);
    let mut closes = rest.filter(|(_, token)| matches!(token.kind, TokenKind::Close(_)));
    closes.find(|(_, token)| token.depth == depth).map_or(tokens.len(), |(index, _)| index)
}
