//! The parts of a pattern, as the documentation has it read.

use std::ops::Range;

use crate::ignore::{Line, Pattern, Readings};

/// A part of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) what: What,
    /// Where it stands in the pattern.
    pub(super) range: Range<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    /// This byte itself.
    Byte(u8),
    /// Any byte: `?`.
    One,
    /// Any number of bytes: one star, or several that mean the same.
    Star,
    /// Any number of folders: two stars that stand alone between slashes.
    Folders,
    /// One of some bytes.
    Class(Set),
    Slash,
}

/// The bytes of a class such as `[a-z]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Set {
    /// Whether it lists what does not belong to it.
    pub(super) negated: bool,
    /// What it lists, in order; never a slash, which no class contains.
    pub(super) listed: Vec<u8>,
}

/// The parts of a line's pattern; `None` if it names nothing, whatever the path.
pub(super) fn tokens(line: &Line<'_>, pattern: &Pattern) -> Option<Vec<Token>> {
    let text = line.pattern;
    let mut tokens = Vec::new();
    let mut at = pattern.body.start;
    while at < pattern.body.end {
        let rest = text.get(at..pattern.body.end)?;
        let (what, length) = match *rest.first()? {
            b'/' => (What::Slash, 1),
            b'?' => (What::One, 1),
            b'\\' => match *rest.get(1)? {
                b'/' => (What::Slash, 2),
                quoted => (What::Byte(quoted), 2),
            },
            b'*' => {
                let run = rest.iter().take_while(|byte| **byte == b'*').count();
                let alone = run == 2
                    && pattern.anchored
                    && (at == pattern.body.start || text.get(at - 1) == Some(&b'/'))
                    && rest.get(run).is_none_or(|after| *after == b'/');
                (if alone { What::Folders } else { What::Star }, run)
            }
            b'[' => {
                let length = class_length(rest)?;
                (What::Class(set(rest.get(..length)?)), length)
            }
            byte => (What::Byte(byte), 1),
        };
        tokens.push(Token { what, range: at..at + length });
        at += length;
    }
    Some(tokens)
}

/// How long the class is that a text starts with; `None` if it has no end.
fn class_length(text: &[u8]) -> Option<usize> {
    let negated = matches!(text.get(1), Some(b'!' | b'^'));
    let first = 1 + usize::from(negated);
    let mut at = first;
    loop {
        match *text.get(at)? {
            b']' if at > first => return Some(at + 1),
            b'\\' => at += 2,
            b'[' if text.get(at + 1) == Some(&b':') => {
                let start = at + 2;
                let end = start + text.get(start..)?.iter().position(|byte| *byte == b']')?;
                let is_named = text.get(start..end)?.ends_with(b":");
                at = if is_named { end + 1 } else { at + 1 };
            }
            _ => at += 1,
        }
    }
}

/// What a class stands for, going by the reading itself.
fn set(class: &[u8]) -> Set {
    let negated = matches!(class.get(1), Some(b'!' | b'^'));
    let reading = Readings::of(class);
    let holds = |byte: u8| reading.as_ref().is_some_and(|it| it.documented(&[byte], false));
    let listed = (0..=u8::MAX).filter(|byte| *byte != b'/' && holds(*byte) != negated).collect();
    Set { negated, listed }
}
