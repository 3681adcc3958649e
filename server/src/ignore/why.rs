//! Why a path goes up or is left out: every line that matches, and the one that decides.

use super::{Decision, LineId, Matches, Rules, Verdict};

/// What one reading says of a path, and by what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// What it comes to.
    pub decision: Decision,
    /// How much of the path it is decided on, in bytes: all of it, or the folder around that is
    /// ignored.
    pub at: usize,
    /// Every line that matches there, in order; the last one decides.
    pub lines: Vec<LineId>,
}

/// The reasons of both readings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    /// By the documentation.
    pub documented: Reason,
    /// By what the Space CLI does.
    pub original: Reason,
}

/// Tells why a path goes up or is left out. It need not exist. `path` is relative to the root,
/// bytes with `/` between the names, and `is_folder` is false for links.
#[must_use]
pub fn why(rules: &Rules, path: &[u8], is_folder: bool) -> Why {
    let ends = path.iter().enumerate().filter(|(_, byte)| **byte == b'/').map(|(end, _)| end);
    let mut scope = rules.top();
    let (mut documented, mut original) = (None, None);
    for end in ends.chain([path.len()]) {
        let here = path.get(..end).unwrap_or_default();
        let is_last = end == path.len();
        let verdict = rules.judge(&scope, here, is_folder || !is_last);
        scope = rules.enter(&scope, here, verdict);
        let Verdict { documented: by_documents, original: by_original } = verdict;
        if documented.is_none() && (is_last || !by_documents.kept) {
            documented = Some((by_documents, end));
        }
        if original.is_none() && (is_last || !by_original.kept) {
            original = Some((by_original, end));
        }
    }
    let reason = |found: Option<(Decision, usize)>, is_for: fn(&Matches) -> bool| {
        let kept = Decision { kept: true, by: None };
        let (decision, at) = found.unwrap_or((kept, path.len()));
        let here = path.get(..at).unwrap_or_default();
        let matching = rules.matching(here, is_folder || at < path.len());
        let lines = matching.filter(|(_, matches)| is_for(matches)).map(|(id, _)| id).collect();
        Reason { decision, at, lines }
    };
    Why {
        documented: reason(documented, |matches| matches.documented),
        original: reason(original, |matches| matches.original),
    }
}
