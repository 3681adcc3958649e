//! Go's regular expressions, as far as a line can become one.
//!
//! No flags, no groups without a number, and no repetition that takes as little as it can: each
//! would need a `?` that has no backslash before it, and every `?` of a line gets one. Whether a
//! text matches is all that is asked.

mod class;
mod name;
mod node;
mod parse;
mod program;
mod run;
mod unicode;

pub(super) use node::Node;
pub(super) use parse::parse;
pub(in crate::ignore) use program::Program;

/// What is wrong with an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The line is not UTF-8.
    NotText,
    /// A `(` is never closed.
    UnclosedGroup,
    /// A `)` closes nothing.
    UnopenedGroup,
    /// A `[` is never closed.
    UnclosedClass,
    /// A range such as `[z-a]` ends before it starts.
    BackwardsRange,
    /// There is no class of this name: `[[:foo:]]`, `\p{foo}`.
    UnknownClass,
    /// A `+`, `{2}` or the like has nothing before it to repeat.
    NothingToRepeat,
    /// A repetition is repeated: `c++`.
    RepeatedTwice,
    /// More than 1000 times, also by repetitions in each other, or from more to less.
    BadCount,
    /// A backslash before a character that it can't stand before.
    BadEscape,
    /// A backslash at the end.
    UnfinishedEscape,
    /// It is too long or nested too deeply.
    TooLarge,
}
