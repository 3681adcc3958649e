//! The text as a row of things that stay, with nothing but blanks and line breaks between them.

use std::ops::Range;

use crate::syntax::Token;

/// Something that stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The token with this index.
    Token(usize),
    /// A comment, without the blanks at its end.
    Comment,
    /// Whatever else there is: a document marker, a directive.
    Other,
}

/// A thing that stays, and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Atom {
    pub(super) kind: Kind,
    /// Bytes of the text.
    pub(super) range: Range<usize>,
    /// Whether it begins its line.
    pub(super) is_first: bool,
}

/// All things that stand before `end`, in order.
pub(super) fn atoms(
    text: &str,
    end: usize,
    tokens: &[Token],
    comments: &[Range<usize>],
) -> Vec<Atom> {
    let tokens =
        tokens.iter().enumerate().map(|(index, it)| (Kind::Token(index), it.range.clone()));
    let comments = comments.iter().map(|comment| {
        let words = text.get(comment.clone()).unwrap_or_default();
        (Kind::Comment, comment.start..comment.start + words.trim_end_matches(BLANKS).len())
    });
    let mut known: Vec<_> = tokens.chain(comments).filter(|(_, range)| range.start < end).collect();
    known.sort_by_key(|(_, range)| range.start);
    let mut found = Vec::with_capacity(known.len());
    let mut at = 0;
    for (kind, range) in known {
        // The comment behind a `|` is part of that token.
        if range.start < at {
            continue;
        }
        others(text, at..range.start, &mut found);
        at = range.end;
        found.push(Atom { kind, range, is_first: false });
    }
    others(text, at..end, &mut found);
    let mut at = 0;
    for atom in &mut found {
        let between = text.get(at..atom.range.start).unwrap_or_default();
        atom.is_first = at == 0 || between.contains(is_break);
        at = atom.range.end;
    }
    found
}

/// Takes what is neither token nor comment, word by word.
fn others(text: &str, range: Range<usize>, found: &mut Vec<Atom>) {
    let between = text.get(range.clone()).unwrap_or_default();
    let mut rest = between;
    loop {
        rest = rest.trim_start_matches(|it| BLANKS.contains(&it) || is_break(it));
        if rest.is_empty() {
            return;
        }
        let length = rest.find(|it| BLANKS.contains(&it) || is_break(it)).unwrap_or(rest.len());
        let start = range.start + between.len() - rest.len();
        found.push(Atom { kind: Kind::Other, range: start..start + length, is_first: false });
        rest = rest.get(length..).unwrap_or_default();
    }
}

/// What may stand between two things on a line.
pub(super) const BLANKS: [char; 2] = [' ', '\t'];

/// Whether a character breaks a line, or is part of what does: as the original's reader sees it,
/// which knows more of them than most editors.
pub(super) fn is_break(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The pieces between the line breaks of a text, from this offset on: those before, between and
/// behind them, each without its break.
pub(super) fn lines(text: &str, range: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let mut at = Some(range.start);
    std::iter::from_fn(move || {
        let start = at?;
        let rest = text.get(start..range.end).unwrap_or_default();
        let length = rest.find(is_break);
        let end = start + length.unwrap_or(rest.len());
        at = length.map(|_| end + break_length(text.get(end..range.end).unwrap_or_default()));
        Some(start..end)
    })
}

/// Bytes of the line break that a text starts with.
fn break_length(text: &str) -> usize {
    if text.starts_with("\r\n") { 2 } else { text.chars().next().map_or(0, char::len_utf8) }
}
