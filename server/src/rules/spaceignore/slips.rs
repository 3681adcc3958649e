//! What is wrong with each line of a `.spaceignore`: at most one thing, the one that tells most.
//!
//! The rules about lines report what they find here, so that no line is blamed twice.

mod cover;
mod negation;
mod spelling;
mod unmatched;
mod usual;

pub(super) use negation::Cause;
pub(super) use spelling::Fault;
pub(super) use unmatched::Hint;

use super::differing;
use super::facts::Facts;
use super::shape::Shape;
use crate::ignore::{Line, LineId, Source};
use crate::rules::UploadContext;

/// Lines that are looked at: nobody writes more.
const MOST_LINES: usize = 5_000;

/// A line and what is wrong with it.
#[derive(Debug)]
pub(crate) struct Slip {
    /// The line.
    pub(super) id: LineId,
    /// What is wrong with it.
    pub(super) what: What,
}

/// What is wrong with a line.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum What {
    /// It begins or ends with a tab, which counts.
    Tab,
    /// The `#` at this offset of the pattern was meant to begin a comment.
    Comment(usize),
    /// A name in it is `.` or `..`, which no entry of a folder is.
    Dots,
    /// It can't match anything, as told.
    Malformed(Fault),
    /// A backslash was meant to divide names.
    Backslash,
    /// It takes back something, to no effect.
    Ineffective(Cause),
    /// It takes back what goes up anyway, by this line if any says so.
    Needless(Option<LineId>),
    /// This line leaves out all that it would.
    Covered(LineId),
    /// There is nothing for it.
    Unmatched(Hint),
    /// It ends with blanks, which don't count.
    Blanks,
}

/// All slips of a `.spaceignore`, in order.
pub(super) fn all(context: &UploadContext<'_>) -> Vec<Slip> {
    let rules = context.tree.rules();
    let facts = facts(context);
    let mut covers = cover::Covers::new(context);
    let mut unmatched = unmatched::Candidates::default();
    let mut slips = Vec::new();
    for (id, line) in rules.lines() {
        let shape = Shape::of(&line);
        let cover = covers.add(id, &line, shape.as_ref());
        if line.source != Source::File || slips.len() >= MOST_LINES {
            continue;
        }
        // The line was said to do something else in each reading.
        if is_blamed(context, id) || line.documented().is_none() {
            continue;
        }
        let idle = !facts.decides(id);
        let what = spelling::slip(&line, idle).or_else(|| match &shape {
            Some(shape) if shape.negated => negation::slip(context, facts, id, shape),
            _ => cover.map(What::Covered),
        });
        if let Some(what) = what {
            slips.push(Slip { id, what });
        } else if let Some(shape) = shape.filter(|_| idle && facts.negation(id).is_none()) {
            unmatched.add(id, shape);
        }
    }
    slips.extend(unmatched.judge(context));
    slips.sort_by_key(|slip| slip.id);
    let known: Vec<_> = slips.iter().map(|slip| slip.id).collect();
    let blanks = rules.lines().filter(|(id, line)| {
        let is_free = known.binary_search(id).is_err() && !is_blamed(context, *id);
        line.source == Source::File && is_free && spelling::ends_with_blanks(context, line)
    });
    slips.extend(blanks.take(MOST_LINES).map(|(id, _)| Slip { id, what: What::Blanks }));
    cover::prove(context, &mut slips);
    slips
}

/// Whether the two readings part over a line on something there is: then that is said of it, and
/// nothing else.
pub(super) fn is_blamed(context: &UploadContext<'_>, line: LineId) -> bool {
    differing::blamed(context, line)
}

fn facts<'c>(context: &'c UploadContext<'_>) -> &'c Facts {
    context.known.facts.get_or_init(|| Facts::new(context.tree))
}

/// The lines of which something is true, with what it is.
pub(super) fn of<'c, T>(
    context: &'c UploadContext<'_>,
    pick: impl Fn(&'c What) -> Option<T>,
) -> Vec<(LineId, Line<'c>, T)> {
    let slips = context.known.slips.get_or_init(|| all(context));
    let line = |id| context.tree.rules().line(id);
    slips.iter().filter_map(|slip| Some((slip.id, line(slip.id), pick(&slip.what)?))).collect()
}
