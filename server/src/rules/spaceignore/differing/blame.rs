//! Which line it is that makes the readings part on a file, and how.

use super::chain::{Chain, Step};
use super::lines::Lines;
use crate::ignore::LineId;

/// The line to blame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Blame {
    pub(super) line: LineId,
    pub(super) way: Way,
    /// The step at which it counts.
    pub(super) at: usize,
    /// The step at which a reading leaves out the first: all below is one matter.
    pub(super) top: usize,
}

/// How a line makes the readings part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Way {
    /// The documentation has it name something where the Space CLI doesn't find it.
    Misses,
    /// The Space CLI finds it where the documentation has it name nothing.
    Finds,
    /// It takes back a folder, and for the Space CLI also what an earlier line leaves out in there.
    Subtree,
    /// It takes back what lies in a folder that is left out; for the Space CLI that opens the
    /// folder.
    Opens,
    /// The same, but the Space CLI has looked into the folder anyway.
    Below,
}

/// Finds the line; `None` if none decides, which can't be where the readings part.
pub(super) fn blame(chain: &Chain<'_>, lines: &mut Lines<'_>) -> Option<Blame> {
    if chain.steps.last()?.verdict.documented.kept {
        left_out(chain, lines)
    } else {
        uploaded(chain, lines)
    }
}

/// The documentation keeps it, the Space CLI doesn't.
fn left_out(chain: &Chain<'_>, lines: &mut Lines<'_>) -> Option<Blame> {
    let at = chain.steps.iter().position(|step| !step.verdict.original.kept)?;
    let line = chain.steps.get(at)?.verdict.original.by?;
    let named = first_named(chain, chain.down_to(at), line, lines);
    match named.and_then(|step| step.verdict.documented.by) {
        None => Some(Blame { line, way: Way::Finds, at, top: at }),
        // A later line takes back what the Space CLI says is left out.
        Some(later) => Some(Blame { line: later, way: Way::Misses, at, top: at }),
    }
}

/// The Space CLI keeps it, the documentation doesn't.
fn uploaded(chain: &Chain<'_>, lines: &mut Lines<'_>) -> Option<Blame> {
    let at = chain.steps.iter().position(|step| !step.verdict.documented.kept)?;
    let ignored = chain.steps.get(at)?.verdict.documented.by?;
    let taken_back = |step: &Step| step.verdict.original.by.filter(|line| *line > ignored);
    let later = chain.from(at).iter().find_map(taken_back);
    let Some(line) = later.filter(|_| lines.get(ignored).readings.original(chain.path)) else {
        let last = chain.steps.len() - 1;
        return Some(Blame { line: ignored, way: Way::Misses, at: last, top: at });
    };
    let way = if first_named(chain, chain.above(at), line, lines).is_some() {
        Way::Subtree
    } else if first_named(chain, chain.from(at), line, lines).is_none() {
        Way::Finds
    } else {
        let folder = chain.steps.get(at).map(|step| chain.path_of(step));
        let opens = folder.is_some_and(|folder| lines.get(line).readings.original(folder));
        if opens { Way::Opens } else { Way::Below }
    };
    Some(Blame { line, way, at, top: at })
}

/// The first of some steps that a line names by the documentation.
fn first_named<'s>(
    chain: &Chain<'_>,
    steps: &'s [Step],
    line: LineId,
    lines: &mut Lines<'_>,
) -> Option<&'s Step> {
    let known = lines.get(line);
    steps.iter().find(|step| known.readings.documented(chain.path_of(step), step.is_folder))
}
