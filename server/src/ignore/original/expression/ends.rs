//! The bytes that a text may start or end with, for a first look at it.

use super::node::Node;

/// A set of bytes in which two bytes that differ by 64 are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct Bytes(u64);

impl Bytes {
    const NONE: Self = Self(0);
    const ALL: Self = Self(u64::MAX);

    /// Whether the byte may be in it.
    pub(in super::super) fn may_have(self, byte: Option<&u8>) -> bool {
        byte.is_some_and(|byte| self.0 & 1 << (byte % 64) != 0)
    }

    fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl Node {
    /// The first bytes of all texts that fit, or the last ones; of the empty text there are none.
    pub(in super::super) fn ends(&self, last: bool) -> Bytes {
        match self {
            Self::Empty | Self::Look(_) => Bytes::NONE,
            Self::Any => Bytes::ALL,
            Self::Text(text) => match if last { text.last() } else { text.first() } {
                Some(&character) if character < 0x80 => Bytes(1 << (character % 64)),
                _ => Bytes::ALL,
            },
            Self::Class(class) => {
                let ascii = (0..0x80).filter(|&character| class.contains(character));
                let ascii = ascii.fold(0, |bytes, character| bytes | 1 << (character % 64));
                if class.is_ascii() { Bytes(ascii) } else { Bytes::ALL }
            }
            Self::Group(node) | Self::Repeat(node, _) => node.ends(last),
            Self::Either(nodes) => {
                nodes.iter().map(|node| node.ends(last)).fold(Bytes::NONE, Bytes::or)
            }
            Self::All(nodes) => {
                let mut bytes = Bytes::NONE;
                let count = nodes.len();
                for at in 0..count {
                    let Some(node) = nodes.get(if last { count - 1 - at } else { at }) else {
                        break;
                    };
                    bytes = bytes.or(node.ends(last));
                    if node.least() > 0 {
                        break;
                    }
                }
                bytes
            }
        }
    }
}
