//! Rules by the text at the start or at the end of the names they are for.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::{ANY, Folder, NONE};
use crate::ignore::shape;

/// A text of up to eight bytes, and whether it is at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Edge {
    folder: Folder,
    text: u64,
    length: u8,
    is_end: bool,
}

/// The chains of rules.
#[derive(Debug, Clone)]
pub(super) struct Edges {
    hasher: DefaultHashBuilder,
    table: HashTable<(Edge, u32)>,
    /// For any folder, by the outermost two bytes of a name: how long the starts are that it may
    /// have, as bits; the lowest is for a single byte.
    starts: Box<[u8; OUTERMOST]>,
    /// The same for the ends.
    ends: Box<[u8; OUTERMOST]>,
    /// For any folder: the rules that have neither.
    pub(super) rest: u32,
}

/// How many bytes are looked at.
const MOST: usize = 8;

/// How many outermost two bytes are told apart.
const OUTERMOST: usize = 1 << 12;

impl Edge {
    /// The longer one of a shape's start and end, and whether that and a star are all of the
    /// shape. `None` if it has neither.
    pub(super) fn of(folder: Folder, name: &[u8]) -> Option<(Self, bool)> {
        let mut start = Vec::new();
        let mut end = Vec::new();
        let mut is_start = true;
        let mut count = 0;
        for piece in shape::pieces(name) {
            is_start &= piece.is_some();
            count += 1;
            match piece {
                Some(byte) if is_start => start.push(byte),
                Some(byte) => end.push(byte),
                None => end.clear(),
            }
        }
        start.truncate(MOST);
        end.drain(..end.len().saturating_sub(MOST));
        let is_end = end.len() > start.len();
        let text = if is_end { end } else { start };
        let length = u8::try_from(text.len()).ok().filter(|&length| length > 0)?;
        let whole = if is_end { last(&text) } else { first(&text) };
        let is_all = count == text.len() + 1
            && if is_end { name.starts_with(b"*") } else { name.ends_with(b"*") };
        Some((Self { folder, text: cut(whole, length, is_end), length, is_end }, is_all))
    }

    /// Its length as a bit.
    pub(super) fn bit(&self) -> (u8, bool) {
        (1 << (self.length - 1), self.is_end)
    }
}

impl Edges {
    pub(super) fn new() -> Self {
        Self {
            hasher: DefaultHashBuilder::default(),
            table: HashTable::new(),
            starts: Box::new([0; OUTERMOST]),
            ends: Box::new([0; OUTERMOST]),
            rest: NONE,
        }
    }

    /// The lengths to be looked up for a name in any folder.
    pub(super) fn lengths(&self, name: &[u8]) -> (u8, u8) {
        let at = |table: &[u8; OUTERMOST], two| table.get(outermost(two)).copied().unwrap_or(0);
        match name {
            [first, second, .., before, last] => {
                (at(&self.starts, [*first, *second]), at(&self.ends, [*last, *before]))
            }
            // Too short to be worth it.
            _ => (u8::MAX, u8::MAX),
        }
    }

    /// Calls with each chain of rules whose start or end a name has.
    pub(super) fn each(
        &self,
        folder: Folder,
        name: &[u8],
        starts: u8,
        ends: u8,
        mut chain: impl FnMut(u32),
    ) {
        for (mut lengths, is_end) in [(starts, false), (ends, true)] {
            let whole = if is_end { last(name) } else { first(name) };
            while lengths != 0 {
                let length = lengths.trailing_zeros() as u8 + 1;
                lengths &= lengths - 1;
                if usize::from(length) <= name.len() {
                    let edge = Edge { folder, text: cut(whole, length, is_end), length, is_end };
                    self.get(&edge).map(&mut chain);
                }
            }
        }
    }

    fn get(&self, edge: &Edge) -> Option<u32> {
        let found = self.table.find(self.hasher.hash_one(edge), |(it, _)| it == edge);
        found.map(|(_, chain)| *chain)
    }

    fn note(&mut self, edge: Edge) {
        let (bit, is_end) = edge.bit();
        let table = if is_end { &mut self.ends } else { &mut self.starts };
        let mut bytes = edge.text.to_le_bytes();
        if is_end {
            bytes.reverse();
        }
        let [first, second, ..] = bytes;
        let seconds = if edge.length == 1 { 0..=u8::MAX } else { second..=second };
        for second in seconds {
            if let Some(lengths) = table.get_mut(outermost([first, second])) {
                *lengths |= bit;
            }
        }
    }

    /// The start of a chain, to be changed.
    pub(super) fn entry(&mut self, edge: Edge) -> &mut u32 {
        if edge.folder == ANY {
            self.note(edge);
        }
        let hasher = &self.hasher;
        let found = self.table.entry(
            hasher.hash_one(edge),
            |(it, _)| *it == edge,
            |(it, _)| hasher.hash_one(it),
        );
        &mut found.or_insert((edge, NONE)).into_mut().1
    }
}

/// The place of the outermost two bytes, the very first or last one first.
fn outermost([first, second]: [u8; 2]) -> usize {
    (usize::from(first) << 4 ^ usize::from(second)) & (OUTERMOST - 1)
}

/// The first bytes as a number, the first one lowest.
fn first(name: &[u8]) -> u64 {
    if let Some(bytes) = name.first_chunk::<MOST>() {
        return u64::from_le_bytes(*bytes);
    }
    name.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte))
}

/// The last bytes as a number, the last one highest.
fn last(name: &[u8]) -> u64 {
    if let Some(bytes) = name.last_chunk::<MOST>() {
        return u64::from_le_bytes(*bytes);
    }
    let number = name.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte));
    number << (8 * (MOST - name.len().min(MOST - 1)))
}

/// So many of the first or last bytes, from 1 to 8.
fn cut(whole: u64, length: u8, is_end: bool) -> u64 {
    let zeros = 64 - 8 * u32::from(length);
    if is_end { whole >> zeros << zeros } else { whole << zeros >> zeros }
}
