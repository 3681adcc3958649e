//! Names that lines spell out.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::{ANY, Folder, NONE, Number};

/// What is known of a name, in any folder or in one that lines name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    parent: Folder,
    start: u32,
    length: u32,
    /// The last line for each facet.
    pub(super) lines: [Number; 5],
    /// The rules for paths that end with this name.
    pub(super) rules: u32,
    /// What lines say of this name's folder, if it is one.
    pub(super) folder: Folder,
}

/// All such names.
#[derive(Debug, Clone)]
pub(super) struct Words {
    hasher: DefaultHashBuilder,
    table: HashTable<Word>,
    /// By the first and the last byte: the lengths of the names for any folder, as bits.
    lengths: Box<[u64; 256]>,
}

impl Words {
    pub(super) fn new() -> Self {
        let hasher = DefaultHashBuilder::default();
        Self { hasher, table: HashTable::new(), lengths: Box::new([0; 256]) }
    }

    /// Whether a name may be among those for any folder.
    pub(super) fn may_have(&self, name: &[u8]) -> bool {
        self.lengths.get(ends(name)).is_some_and(|lengths| lengths & length_bit(name) != 0)
    }

    pub(super) fn get(&self, bytes: &[u8], parent: Folder, name: &[u8]) -> Option<&Word> {
        let hash = self.hasher.hash_one((parent, name));
        self.table.find(hash, |word| word.is(bytes, parent, name))
    }

    /// The word to be changed; it is made if it is not there.
    pub(super) fn entry(&mut self, bytes: &mut Vec<u8>, parent: Folder, name: &[u8]) -> &mut Word {
        if parent == ANY
            && let Some(lengths) = self.lengths.get_mut(ends(name))
        {
            *lengths |= length_bit(name);
        }
        let hasher = &self.hasher;
        let hash = hasher.hash_one((parent, name));
        let found = self.table.entry(
            hash,
            |word| word.is(bytes, parent, name),
            |word| hasher.hash_one((word.parent, word.text(bytes))),
        );
        let start = short(bytes.len());
        let word = Word {
            parent,
            start,
            length: short(name.len()),
            lines: [0; 5],
            rules: NONE,
            folder: ANY,
        };
        let slot = found.or_insert(word).into_mut();
        if slot.start == start && slot.length as usize == name.len() {
            bytes.extend_from_slice(name);
        }
        slot
    }
}

impl Word {
    fn is(&self, bytes: &[u8], parent: Folder, name: &[u8]) -> bool {
        self.parent == parent && self.text(bytes) == name
    }

    fn text<'b>(&self, bytes: &'b [u8]) -> &'b [u8] {
        let start = self.start as usize;
        bytes.get(start..start + self.length as usize).unwrap_or_default()
    }
}

/// The place of a first and a last byte.
fn ends(name: &[u8]) -> usize {
    let (Some(&first), Some(&last)) = (name.first(), name.last()) else { return 0 };
    usize::from(first.wrapping_mul(3) ^ last)
}

/// All names from 63 bytes on have the same.
fn length_bit(name: &[u8]) -> u64 {
    1 << name.len().min(63)
}

/// There are no more than 4 GiB of lines.
pub(super) fn short(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
