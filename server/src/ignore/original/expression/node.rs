//! The tree of an expression, and what its size is.

use super::class::Class;

/// A piece of an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) enum Node {
    /// Nothing.
    Empty,
    /// These characters, one after the other.
    Text(Vec<u32>),
    /// A character of a class.
    Class(Class),
    /// Any character but a line feed.
    Any,
    /// A place, not a character.
    Look(Look),
    /// A group with a number.
    Group(Box<Node>),
    /// One after the other.
    All(Vec<Node>),
    /// One of these.
    Either(Vec<Node>),
    /// Again and again.
    Repeat(Box<Node>, Count),
}

/// A place in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Look {
    /// Before the first character.
    Start,
    /// After the last one.
    End,
    /// Between a letter, digit or `_` of ASCII and anything else.
    Border,
    /// Anywhere else.
    NoBorder,
}

/// How often something is repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct Count {
    /// At least.
    pub(super) least: u32,
    /// At most; `None` is without end.
    pub(super) most: Option<u32>,
    /// Written with braces.
    pub(super) braces: bool,
}

/// How many repetitions in each other Go takes, multiplied.
const MOST_COPIES: u32 = 1000;

/// How deeply Go lets pieces be nested.
pub(super) const MOST_DEPTH: u32 = 1000;

/// How many steps Go lets a compiled expression have.
pub(super) const MOST_STEPS: u64 = (128 << 20) / 40;

impl Node {
    pub(super) fn inner(&self) -> &[Self] {
        match self {
            Self::All(nodes) | Self::Either(nodes) => nodes,
            Self::Group(node) | Self::Repeat(node, _) => std::slice::from_ref(node),
            _ => &[],
        }
    }

    /// Whether the repetitions in each other are few enough.
    pub(super) fn copies_are_few(&self) -> bool {
        self.copies() <= MOST_COPIES
    }

    fn copies(&self) -> u32 {
        let inner = self.inner().iter().map(Self::copies).max().unwrap_or(1).max(1);
        match self {
            Self::Repeat(_, Count { most: Some(0), braces: true, .. }) => 1,
            Self::Repeat(_, Count { least, most, braces: true }) => {
                inner.saturating_mul(most.unwrap_or(*least).max(1))
            }
            _ => inner,
        }
    }

    /// How many steps Go takes it to have, once compiled.
    pub(super) fn steps(&self) -> u64 {
        let inner: u64 = self.inner().iter().map(Self::steps).sum();
        let steps = match self {
            Self::Text(text) => text.len() as u64,
            Self::All(_) => inner,
            Self::Either(nodes) => inner + (nodes.len() as u64).saturating_sub(1),
            Self::Group(_) => inner + 2,
            Self::Repeat(_, Count { least: 0, most: None, .. }) => inner + 2,
            Self::Repeat(_, Count { least, most: None, .. }) => inner * u64::from(*least) + 1,
            Self::Repeat(_, Count { least, most: Some(most), .. }) => {
                inner * u64::from(*most) + u64::from(most.saturating_sub(*least))
            }
            _ => 1,
        };
        steps.max(1)
    }

    /// How many characters it takes at least.
    pub(super) fn least(&self) -> usize {
        match self {
            Self::Text(text) => text.len(),
            Self::Class(_) | Self::Any => 1,
            Self::Empty | Self::Look(_) => 0,
            Self::Group(node) => node.least(),
            Self::All(nodes) => nodes.iter().map(Self::least).fold(0, usize::saturating_add),
            Self::Either(nodes) => nodes.iter().map(Self::least).min().unwrap_or(0),
            Self::Repeat(node, count) => node.least().saturating_mul(count.least as usize),
        }
    }
}
