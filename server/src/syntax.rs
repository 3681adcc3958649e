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
pub use resolve::Scalar;
pub use token::{Shape, Slip, SlipKind, Style};
pub use tree::{Entry, Item, Node, NodeId, NodeKind, Tree};

use token::Token;

/// A text, read.
#[derive(Debug, Clone)]
pub struct Syntax {
    /// The first document.
    pub tree: Tree,
    /// What the original's loader refuses, by position.
    pub slips: Vec<Slip>,
    /// The comments, each from its `#` to the end of its line.
    pub comments: Vec<Range<usize>>,
    /// What follows the first document and is never read: from its marker or first character.
    pub ignored: Option<Range<usize>>,
}

/// Reads the first document of a text.
#[must_use]
pub fn parse(text: &str) -> Syntax {
    let scan = scanner::scan(text);
    let mut slips = scan.slips;
    let tokens = scan.tokens;
    let (tokens, structure) = settle(tokens, &mut slips);
    let built = build::build(text, &tokens, &structure.steps);
    slips.extend(built.slips);
    let mut ignored = (scan.end < text.len()).then_some(scan.end..text.len());
    if let Some(rest) = tokens.get(built.next) {
        // The root is complete, so the original stops reading here.
        slips.retain(|slip| slip.range.start < rest.range.start);
        ignored = Some(rest.range.start..text.len());
    }
    slips.extend(decode::slips(&built.tree));
    slips.sort_by_key(|slip| slip.range.start);
    Syntax { tree: built.tree, slips, comments: scan.comments, ignored }
}

/// Takes out the lines that nothing nests with, until the rest does.
fn settle(mut tokens: Vec<Token>, slips: &mut Vec<Slip>) -> (Vec<Token>, grammar::Structure) {
    /// Passes over the tokens that repair may cost; then the text counts up to the misfit.
    const PASSES: usize = 32;
    let mut pass = 0;
    loop {
        let structure = grammar::structure(&tokens);
        let Some(misfit) = structure.misfit else {
            return (tokens, structure);
        };
        let index = misfit.min(tokens.len().saturating_sub(1));
        let Some(line) = tokens.get(index).map(|token| token.line) else {
            return (tokens, structure);
        };
        let on_line = |token: &&Token| token.line == line && token.depth == 0;
        let start = tokens.iter().find(on_line).map_or(0, |token| token.range.start);
        let end = tokens.iter().filter(on_line).map(|token| token.range.end).max().unwrap_or(start);
        if !slips.iter().any(|slip| slip.range.start <= end && start <= slip.range.end) {
            slips.push(Slip { kind: SlipKind::Misplaced, range: start..end });
        }
        pass += 1;
        if pass > PASSES {
            tokens.truncate(index);
            let structure = grammar::structure(&tokens);
            return (tokens, structure);
        }
        let first = tokens.iter().position(|token| token.line == line).unwrap_or(index);
        let mut last = tokens.iter().rposition(|token| token.line == line).unwrap_or(index);
        // Brackets go whole.
        while tokens.get(last + 1).is_some_and(|token| {
            token.depth > 0 || matches!(token.kind, token::TokenKind::Close(_))
        }) {
            last += 1;
        }
        tokens.drain(first..=last);
    }
}
