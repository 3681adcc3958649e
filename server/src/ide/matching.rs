//! How well a candidate answers to what was typed.

use crate::rules::words::nearest;

/// How a candidate answers, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Match {
    /// It starts with what was typed.
    Start,
    /// What was typed starts a word of it.
    Word,
    /// It has the characters that were typed, in their order.
    Scattered,
}

/// How a candidate answers to what was typed, in any case; `None` if not at all.
pub(super) fn matches(typed: &str, candidate: &str) -> Option<Match> {
    let (typed, candidate) = (typed.to_lowercase(), candidate.to_lowercase());
    if candidate.starts_with(&typed) {
        return Some(Match::Start);
    }
    let starts_word = |(at, _): (usize, &str)| {
        let before = candidate.get(..at).and_then(|before| before.chars().next_back());
        before.is_some_and(|before| !before.is_alphanumeric())
    };
    if candidate.match_indices(&typed).any(starts_word) {
        return Some(Match::Word);
    }
    let mut rest = candidate.chars();
    let is_scattered = typed.chars().all(|wanted| rest.any(|found| found == wanted));
    is_scattered.then_some(Match::Scattered)
}

/// The candidate that somebody who typed this may have meant, where none answers to it.
pub(super) fn meant<'c>(
    typed: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    /// With fewer characters anything is near.
    const LEAST: usize = 3;
    // Behind a blank it is finished.
    let is_open = typed.chars().count() >= LEAST && !typed.ends_with(char::is_whitespace);
    is_open.then(|| nearest(typed, candidates)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_start_counts_more_than_a_word_and_that_more_than_letters() {
        for (typed, candidate, expected) in [
            ("", "engine", Some(Match::Start)),
            ("En", "engine", Some(Match::Start)),
            ("rou", "public_routes", Some(Match::Word)),
            ("pr", "public_routes", Some(Match::Scattered)),
            ("kit", "svelte-kit", Some(Match::Word)),
            ("xe", "engine", None),
            ("engines", "engine", None),
        ] {
            assert_eq!(matches(typed, candidate), expected, "{typed}");
        }
    }

    #[test]
    fn a_slip_of_the_finger_is_forgiven() {
        assert_eq!(meant("enigne", ["name", "engine"]), Some("engine"));
        assert_eq!(meant("xy", ["name", "engine"]), None);
    }
}
