//! The standard layout of a Spacefile.
//!
//! Two spaces a level, also for the items of a list below its key; one blank after `:` and `-` and
//! before a comment; `[a, b]` and `{a: 1}`; no blanks at the ends of lines and one line break at
//! the end of the file. Only blanks change, and empty lines at the very end go: no line is joined,
//! cut or moved, and keys, quotes, anchors, comments and empty lines stay as they are.
//!
//! The result is read again before anybody sees it: it says the same, or there is none.

mod atoms;
mod blanks;
mod comments;
mod layout;
mod levels;
mod refusal;
mod same;
mod scalars;

use std::cmp::Reverse;
use std::ops::Range;

use crate::diagnostic::{Edit, apply};
use crate::document::Document;
use crate::rules::edits::{line_break, line_end, line_start};
use crate::syntax::{Style, TokenKind, parse_with_tokens, tokens};

pub use refusal::{Refusal, reason};

use atoms::{Kind, atoms, lines};
use layout::Parts;
use levels::Levels;
use same::{Reading, say_the_same};
use scalars::Chomp;

/// The edits that give a document the standard layout, by ascending offset.
///
/// # Errors
/// It can't be formatted, or isn't to be.
pub fn format(document: &Document) -> Result<Vec<Edit>, Refusal> {
    edits(document, 0..document.text.len())
}

/// The same for the lines that a range of bytes touches. What only begins or ends there keeps its
/// column, and what it holds follows it.
///
/// # Errors
/// The document can't be formatted, or isn't to be.
pub fn format_range(document: &Document, range: &Range<usize>) -> Result<Vec<Edit>, Refusal> {
    let text = &document.text;
    edits(document, line_start(text, range.start)..line_end(text, range.end))
}

/// The same edits, but no more than an editor takes in no time: of too many, those that stand
/// nearest to each other become one.
#[must_use]
pub fn bounded(edits: Vec<Edit>, text: &str) -> Vec<Edit> {
    /// Each costs several positions and objects on its way.
    const MOST: usize = 1000;
    if edits.len() <= MOST {
        return edits;
    }
    let between = |at: usize| {
        let (before, behind) = (edits.get(at.checked_sub(1)?)?, edits.get(at)?);
        behind.offset.checked_sub(before.end_offset)
    };
    let mut starts: Vec<_> = (1..edits.len()).collect();
    starts.sort_by_key(|at| Reverse(between(*at)));
    starts.truncate(MOST - 1);
    starts.extend([0, edits.len()]);
    starts.sort_unstable();
    let runs = starts.windows(2).filter_map(|ends| edits.get(*ends.first()?..*ends.last()?));
    runs.filter_map(|run| one_for(run, text)).collect()
}

/// One edit that does what some do, which stand in order.
fn one_for(edits: &[Edit], text: &str) -> Option<Edit> {
    let range = edits.first()?.offset..edits.last()?.end_offset;
    let mut new = String::with_capacity(range.len());
    let mut at = range.start;
    for edit in edits {
        new.push_str(text.get(at..edit.offset)?);
        new.push_str(&edit.text);
        at = edit.end_offset;
    }
    Some(Edit::replace(range, new))
}

fn edits(document: &Document, inside: Range<usize>) -> Result<Vec<Edit>, Refusal> {
    let (text, syntax) = (&document.text, &document.syntax);
    if syntax.too_large {
        return Err(Refusal::TooLarge);
    }
    if let Some(slip) = syntax.slips.first() {
        return Err(Refusal::Broken(slip.range.clone()));
    }
    let tokens = tokens(text);
    let end = syntax.ignored.as_ref().map_or(text.len(), |ignored| ignored.start);
    let atoms = atoms(text, end, &tokens, &syntax.comments);
    let moves = |node: &Range<usize>| inside.start <= node.start && node.end <= inside.end;
    let levels = Levels::new(&syntax.tree, &tokens, moves);
    let parts = Parts { text, atoms: &atoms, tokens: &tokens, levels: &levels };
    let mut edits = layout::edits(parts, &inside);
    edits.extend(ending(parts, end));
    edits.retain(|edit| inside.start <= edit.offset && edit.end_offset <= inside.end);
    if edits.is_empty() {
        return Ok(edits);
    }
    let formatted = apply(&edits, text);
    let (read, words) = parse_with_tokens(&formatted);
    let before = Reading { text, syntax, tokens: &tokens };
    let after = Reading { text: &formatted, syntax: &read, tokens: &words };
    if say_the_same(before, after) { Ok(edits) } else { Err(Refusal::WouldChange) }
}

/// The edits behind the last thing that stays, up to `end`.
fn ending(parts: Parts<'_>, end: usize) -> Vec<Edit> {
    let Some(last) = parts.atoms.last() else { return Vec::new() };
    let block = match last.kind {
        Kind::Token(token) => parts.tokens.get(token).filter(|token| {
            matches!(token.kind, TokenKind::Scalar(Style::Literal | Style::Folded))
        }),
        _ => None,
    };
    let chomp = block.and_then(|block| parts.text.get(block.range.clone())).map(Chomp::of);
    let pieces: Vec<_> = lines(parts.text, last.range.end..end).collect();
    let goes_on = end < parts.text.len();
    match pieces.as_slice() {
        // A line break would become part of the text.
        [_] if goes_on || matches!(chomp, Some(Chomp::Clip | Chomp::Keep)) => Vec::new(),
        [blanks] => vec![Edit::replace(blanks.clone(), line_break(parts.text))],
        [first, second, ..] if !goes_on && chomp != Some(Chomp::Keep) => {
            let rest = second.start..end;
            let edits = [first.clone(), rest].map(|range| Edit::replace(range, ""));
            edits.into_iter().filter(|edit| edit.offset < edit.end_offset).collect()
        }
        pieces => {
            // What goes on has its own column.
            let kept = pieces.len() - usize::from(goes_on);
            let blanks = pieces.iter().take(kept).filter(|piece| !piece.is_empty());
            blanks.map(|piece| Edit::replace(piece.clone(), "")).collect()
        }
    }
}
