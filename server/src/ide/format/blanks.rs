//! How many blanks stand between two things on one line.

use crate::syntax::TokenKind;

/// The blanks between two neighbours, where `some` says whether there are any now.
///
/// None are put in or taken away where that could make other words of what stands there: `*a :` is
/// an alias and a colon, but `*a:` is an alias named `a:` to some readers.
pub(super) fn between(left: TokenKind, right: TokenKind, some: bool) -> usize {
    use TokenKind::{Alias, Anchor, Close, Colon, Comma, Dash, Open, Question, Scalar, Tag};
    match (left, right) {
        (Dash | Question, _) => 1,
        // A tag reaches up to the next blank, whatever stands there.
        (Tag | Anchor, _) | (Alias, Colon) => usize::from(some),
        (Colon, Comma | Close(_)) => usize::from(some),
        (Scalar(_) | Close(_), Colon) | (_, Comma | Close(_)) | (Open(_), _) => 0,
        (Colon | Comma, _) => 1,
        _ => usize::from(some),
    }
}
