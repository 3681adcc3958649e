//! From tokens to events, by yaml-rust2's pull parser.
//!
//! The parser never sees the user's characters. It gets the tokens written out again in the
//! plainest spelling, with their columns, and so only decides what it is right about: how they
//! nest. Each scalar is spelled as its token's number, each bracket keeps its place in a table.

use yaml_rust2::parser::{Event, Parser};

use super::token::{Style, Token, TokenKind};

/// The parser's limit is 255 brackets in each other; the original's is 10000. Anything deeper
/// than this counts as an empty collection: no Spacefile value nests that deep.
const FLOW_DEPTH: usize = 200;

/// One step of the document's structure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// A mapping or sequence begins; the token of its bracket, if it has one.
    Start { sequence: bool, bracket: Option<usize> },
    /// The innermost one ends.
    End,
    /// A scalar, alias or collapsed collection: its token.
    Leaf(usize),
    /// Nothing is written where a value could stand.
    Empty,
}

/// The structure of the first document.
#[derive(Debug)]
pub(super) struct Structure {
    /// The steps with the anchor and tag tokens of each: the index of the first, and how many.
    pub(super) steps: Vec<(Step, Properties)>,
    /// Index of the token that fits nowhere, if there is one.
    pub(super) misfit: Option<usize>,
}

/// Anchor and tag tokens before a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Properties {
    pub(super) first: usize,
    pub(super) count: usize,
}

/// Asks the parser how the tokens nest.
pub(super) fn structure(tokens: &[Token]) -> Structure {
    let spelled = spell(tokens);
    let mut parser = Parser::new_from_str(&spelled.text);
    let mut steps = Vec::with_capacity(tokens.len() + 8);
    loop {
        let (event, mark) = match parser.next_token() {
            Ok(next) => next,
            Err(error) => {
                let misfit = spelled.token_at(error.marker().line(), error.marker().col());
                return Structure { steps, misfit: misfit.or(Some(tokens.len())) };
            }
        };
        let place = (mark.line(), mark.col());
        let step = match event {
            Event::StreamEnd | Event::DocumentEnd => {
                return Structure { steps, misfit: None };
            }
            Event::Nothing | Event::StreamStart | Event::DocumentStart | Event::Alias(_) => {
                continue;
            }
            Event::Scalar(name, _, _, tag) => {
                let step = name.parse().map_or(Step::Empty, Step::Leaf);
                (step, properties(tag.map(|tag| tag.suffix)))
            }
            Event::SequenceStart(_, tag) => {
                let bracket = spelled.bracket_at(place, tokens);
                (Step::Start { sequence: true, bracket }, properties(tag.map(|tag| tag.suffix)))
            }
            Event::MappingStart(_, tag) => {
                let bracket = spelled.bracket_at(place, tokens);
                (Step::Start { sequence: false, bracket }, properties(tag.map(|tag| tag.suffix)))
            }
            Event::SequenceEnd | Event::MappingEnd => (Step::End, Properties::default()),
        };
        steps.push(step);
    }
}

/// Reads a name such as `p12x2`: two tokens from the twelfth on.
fn properties(name: Option<String>) -> Properties {
    let parts = name.as_deref().and_then(|name| name.get(1..)?.split_once('x'));
    let numbers = parts.and_then(|(first, count)| Some((first.parse().ok()?, count.parse().ok()?)));
    numbers.map_or_else(Properties::default, |(first, count)| Properties { first, count })
}

/// Tokens written out for the parser.
struct Spelled {
    text: String,
    /// Line from 1, column from 0, and token of everything written, in order.
    places: Vec<(usize, usize, usize)>,
}

impl Spelled {
    fn token_at(&self, line: usize, column: usize) -> Option<usize> {
        let after = self.places.partition_point(|(l, c, _)| (*l, *c) <= (line, column));
        self.places.get(after.checked_sub(1)?).map(|(_, _, token)| *token)
    }

    fn bracket_at(&self, place: (usize, usize), tokens: &[Token]) -> Option<usize> {
        let token = self.token_at(place.0, place.1)?;
        let exact = self.places.binary_search(&(place.0, place.1, token)).is_ok();
        let open = matches!(tokens.get(token).map(|token| token.kind), Some(TokenKind::Open(_)));
        (exact && open).then_some(token)
    }
}

fn spell(tokens: &[Token]) -> Spelled {
    let mut text = String::with_capacity(tokens.len() * 8);
    let mut places = Vec::with_capacity(tokens.len());
    let (mut line, mut column) = (1, 0);
    let mut source_line = 0;
    let mut index = 0;
    while let Some(token) = tokens.get(index) {
        // A block scalar is never a key, whatever column its `|` has.
        let stays = matches!(
            token.kind,
            TokenKind::Close(_) | TokenKind::Scalar(Style::Literal | Style::Folded)
        );
        if token.depth == 0 && token.line > source_line && !stays {
            text.push('\n');
            (line, column) = (line + 1, 0);
        }
        source_line = source_line.max(token.line);
        let gap =
            if column == 0 { token.column } else { token.column.saturating_sub(column).max(1) };
        let gap = if token.depth == 0 { gap } else { 1 };
        text.extend(std::iter::repeat_n(' ', gap));
        column += gap;
        places.push((line, column, index));
        let before = text.len();
        index = write(&mut text, tokens, index, token);
        column += text.len() - before;
    }
    text.push('\n');
    Spelled { text, places }
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
        TokenKind::Open(super::token::Shape::Sequence) => text.push('['),
        TokenKind::Open(super::token::Shape::Mapping) => text.push('{'),
        TokenKind::Close(super::token::Shape::Sequence) => text.push(']'),
        TokenKind::Close(super::token::Shape::Mapping) => text.push('}'),
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
    text.push('"');
    text.push_str(&index.to_string());
    text.push('"');
}

/// The bracket that closes the one at `open`.
pub(super) fn closing(tokens: &[Token], open: usize) -> usize {
    let depth = tokens.get(open).map_or(0, |token| token.depth);
    let rest = tokens.iter().enumerate().skip(open + 1);
    let mut closes = rest.filter(|(_, token)| matches!(token.kind, TokenKind::Close(_)));
    closes.find(|(_, token)| token.depth == depth).map_or(tokens.len(), |(index, _)| index)
}
