//! What the Space CLI's own matcher makes of a line: a few replacements of text, and what comes
//! out of them is a regular expression of Go. Source of every step: `Space CLI validator`.

mod expression;
mod steps;

pub use expression::Fault;
pub(super) use expression::Program;

use steps::Steps;

/// Why the original drops a line, without a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dropped {
    /// It is a comment, or nothing is on it.
    Nothing,
    /// What it is turned into is no regular expression.
    Invalid(Fault),
}

/// Whether a line is a rule, were it not dropped; `line` is all of it but the LF.
pub(super) fn is_rule(line: &[u8]) -> bool {
    Steps::new(line).is_some()
}

/// Whether a line takes back what an earlier one left out; `line` is all of it but the LF.
pub(super) fn is_negated(line: &[u8]) -> bool {
    Steps::new(line).is_some_and(|steps| steps.negated)
}

/// The expression that the original compares a path with; `line` is all of it but the LF.
pub(super) fn compile(line: &[u8]) -> Result<Program, Dropped> {
    let steps = Steps::new(line).ok_or(Dropped::Nothing)?;
    let text = std::str::from_utf8(steps.rest).map_err(|_| Dropped::Invalid(Fault::NotText))?;
    expression::compile(&steps::expression(text)).map_err(Dropped::Invalid)
}
