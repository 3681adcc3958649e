//! Whether two texts say the same.

use crate::syntax::{NodeKind, Syntax, Token, Tree};

use super::atoms::BLANKS;

/// A text that was read, with its words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading<'t> {
    pub(super) text: &'t str,
    pub(super) syntax: &'t Syntax,
    pub(super) tokens: &'t [Token],
}

/// Whether both are free of slips and have the same words, comments and values, in the same order.
pub(super) fn say_the_same(one: Reading<'_>, other: Reading<'_>) -> bool {
    let is_sound = |it: Reading<'_>| it.syntax.slips.is_empty() && !it.syntax.too_large;
    is_sound(one)
        && is_sound(other)
        && one.tokens.len() == other.tokens.len()
        && one
            .tokens
            .iter()
            .zip(other.tokens)
            .all(|(a, b)| a.kind == b.kind && a.depth == b.depth && word(one, a) == word(other, b))
        && comments(one).eq(comments(other))
        && same_trees(one, other)
        && ignored(one) == ignored(other)
}

/// What a token says: its value where it has one, else the text itself.
fn word<'t>(reading: Reading<'t>, token: &'t Token) -> &'t str {
    let written = || reading.text.get(token.range.clone()).unwrap_or_default();
    token.value().unwrap_or_else(written)
}

fn comments<'t>(reading: Reading<'t>) -> impl Iterator<Item = &'t str> {
    let words = |range: &std::ops::Range<usize>| {
        reading.text.get(range.clone()).unwrap_or_default().trim_end_matches(BLANKS)
    };
    reading.syntax.comments.iter().map(words)
}

fn ignored<'t>(reading: Reading<'t>) -> Option<&'t str> {
    reading.text.get(reading.syntax.ignored.clone()?)
}

fn same_trees(one: Reading<'_>, other: Reading<'_>) -> bool {
    let (a, b): (&Tree, &Tree) = (&one.syntax.tree, &other.syntax.tree);
    let same_nodes = a.iter().zip(b.iter()).all(|((_, x), (_, y))| {
        let same_kind = match (&x.kind, &y.kind) {
            (NodeKind::Scalar { text: x, .. }, NodeKind::Scalar { text: y, .. }) => x == y,
            (NodeKind::Sequence(x), NodeKind::Sequence(y)) => {
                x.iter().map(|it| it.value).eq(y.iter().map(|it| it.value))
            }
            (NodeKind::Mapping(x), NodeKind::Mapping(y)) => {
                x.iter().map(|it| (it.key, it.value)).eq(y.iter().map(|it| (it.key, it.value)))
            }
            (NodeKind::Alias(x), NodeKind::Alias(y)) => x == y,
            _ => false,
        };
        same_kind
            && x.tag == y.tag
            && x.parent == y.parent
            && x.anchor.is_some() == y.anchor.is_some()
    });
    same_nodes && a.iter().count() == b.iter().count() && a.root() == b.root()
}
