//! What the Space CLI's own matcher makes of a line: a few replacements of text, and what comes
//! out of them is a regular expression of Go. Source of every step: `Space CLI validator`.

mod expression;
mod shape;
mod steps;

pub use expression::Fault;
pub(super) use expression::Program;
pub(super) use shape::Known;

use super::shape::ORIGINAL;
use steps::Steps;

/// Why the original drops a line, without a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dropped {
    /// It is a comment, or nothing is on it.
    Nothing,
    /// What it is turned into is no regular expression.
    Invalid(Fault),
}

/// A line that has to be compared by its expression.
#[derive(Debug, Clone)]
pub(super) struct Odd {
    program: Program,
    subject: Subject,
}

/// What an expression is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Subject {
    /// With a path.
    Path,
    /// With a name; it is also for what is below it.
    Name,
    /// With a name; it is only for what is below it.
    Above,
}

impl Odd {
    /// How many bytes it takes, roughly.
    pub(super) fn weight(&self) -> usize {
        self.program.weight()
    }

    /// Whether it is for a path whose last name is `name`; or for everything below, because it is
    /// for that name.
    pub(super) fn is_for(&self, path: &[u8], name: &[u8], below: bool) -> bool {
        match self.subject {
            Subject::Path => !below && self.program.matches(path),
            Subject::Name => self.program.matches(name),
            Subject::Above => below && self.program.matches(name),
        }
    }
}

/// Whether a line is a rule, were it not dropped; `line` is all of it but the LF.
pub(super) fn is_rule(line: &[u8]) -> bool {
    Steps::new(line).is_some()
}

/// Whether a line takes back what an earlier one left out; `line` is all of it but the LF.
pub(super) fn is_negated(line: &[u8]) -> bool {
    Steps::new(line).is_some_and(|steps| steps.negated)
}

/// What is known of a line without its expression; `line` is all of it but the LF.
pub(super) fn known(line: &[u8]) -> Option<Known> {
    let text = std::str::from_utf8(Steps::new(line)?.rest).ok()?;
    shape::of(text)
}

/// Why a line is dropped, if it is; `line` is all of it but the LF.
pub(super) fn dropped(line: &[u8]) -> Option<Dropped> {
    expression(line).err()
}

/// Whether a line is for a path or for anything above it; `line` is all of it but the LF.
pub(super) fn is_for(line: &[u8], path: &[u8]) -> bool {
    match known(line).filter(|_| !path.contains(&b'\n')) {
        None => expression(line).is_ok_and(|tree| Program::new(&tree).matches(path)),
        Some(Known::Nothing) => false,
        Some(Known::Shape(shape, facets)) => {
            let slashes = path.iter().enumerate().filter(|(_, byte)| **byte == b'/');
            let above = slashes.filter_map(|(at, _)| path.get(..at));
            let itself = Some(path).filter(|_| facets == ORIGINAL);
            above.chain(itself).any(|path| shape.matches(path))
        }
    }
}

/// The expression that the original compares a path with; `None` for a line that it drops.
pub(super) fn program(line: &[u8]) -> Option<Program> {
    expression(line).ok().map(|tree| Program::new(&tree))
}

/// The same for a line of which nothing is known without it. `None` if it is for nothing.
pub(super) fn odd(line: &[u8]) -> Result<Option<Odd>, Dropped> {
    let tree = expression(line)?;
    if tree.is_for_nothing() {
        return Ok(None);
    }
    let (tree, subject) = match tree.name() {
        Some((name, true)) => (name, Subject::Above),
        Some((name, false)) => (name, Subject::Name),
        None => (tree, Subject::Path),
    };
    Ok(Some(Odd { program: Program::new(&tree), subject }))
}

fn expression(line: &[u8]) -> Result<expression::Node, Dropped> {
    let steps = Steps::new(line).ok_or(Dropped::Nothing)?;
    let text = std::str::from_utf8(steps.rest).map_err(|_| Dropped::Invalid(Fault::NotText))?;
    expression::parse(&steps::expression(text)).map_err(Dropped::Invalid)
}
