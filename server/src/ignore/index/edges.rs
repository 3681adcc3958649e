//! Rules by a text that the names they are for have: at the start, at the end, or else inside.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::{ANY, Folder, NONE};
use crate::ignore::shape;

/// A text of up to eight bytes, and where it stands in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Edge {
    folder: Folder,
    text: u64,
    length: u8,
    place: Place,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Place {
    Start,
    End,
    /// Anywhere.
    Inside,
}

/// How long the texts are by which rules are found, as bits: the lowest is for a single byte.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Lengths {
    starts: u8,
    ends: u8,
    insides: u8,
}

/// The chains of rules.
#[derive(Debug, Clone)]
pub(super) struct Edges {
    hasher: DefaultHashBuilder,
    table: HashTable<(Edge, u32)>,
    /// For any folder, by two bytes of a name, the outer or later one first.
    lengths: Box<[Lengths; PAIRS]>,
    /// Whether any rule for any folder is found by a text inside.
    has_insides: bool,
    /// For any folder: the rules that have no text.
    pub(super) rest: u32,
}

/// How many bytes are looked at.
const MOST: usize = 8;

/// How many pairs of bytes are told apart.
const PAIRS: usize = 1 << 12;

impl Edge {
    /// The text of a shape, and whether that and a star are all of the shape. `None` if it has
    /// none.
    pub(super) fn of(folder: Folder, name: &[u8]) -> Option<(Self, bool)> {
        let mut texts = vec![Vec::new()];
        let mut count = 0;
        for piece in shape::pieces(name) {
            count += 1;
            match (piece, texts.last_mut()) {
                (Some(byte), Some(text)) => text.push(byte),
                _ => texts.push(Vec::new()),
            }
        }
        let (start, end) = (texts.first()?, texts.last()?);
        let (place, text) = match (start.len().min(MOST), end.len().min(MOST)) {
            (0, 0) => (Place::Inside, texts.iter().max_by_key(|text| text.len())?),
            (start_length, end_length) if end_length > start_length => (Place::End, end),
            _ => (Place::Start, start),
        };
        let length = u8::try_from(text.len().min(MOST)).ok().filter(|&length| length > 0)?;
        let is_all = count == text.len() + 1
            && match place {
                Place::Start => name.ends_with(b"*"),
                Place::End => name.starts_with(b"*"),
                Place::Inside => false,
            };
        let is_all = is_all && text.len() <= MOST;
        let text = if place == Place::Start { first(text) } else { last(text) };
        Some((Self { folder, text: cut(text, length, place), length, place }, is_all))
    }
}

impl Lengths {
    pub(super) fn note(&mut self, edge: &Edge) {
        let lengths = match edge.place {
            Place::Start => &mut self.starts,
            Place::End => &mut self.ends,
            Place::Inside => &mut self.insides,
        };
        *lengths |= 1 << (edge.length - 1);
    }
}

impl Edges {
    pub(super) fn new() -> Self {
        Self {
            hasher: DefaultHashBuilder::default(),
            table: HashTable::new(),
            lengths: Box::new([Lengths::default(); PAIRS]),
            has_insides: false,
            rest: NONE,
        }
    }

    /// Calls with each chain of rules for any folder by whose text a name is found.
    pub(super) fn each(&self, name: &[u8], mut chain: impl FnMut(u32)) {
        let (Some(first), Some(last)) = (name.first(), name.last()) else { return };
        let second = name.get(1).unwrap_or(&0);
        let before = name.iter().nth_back(1).unwrap_or(&0);
        let starts = self.lengths(*first, *second).starts;
        let ends = self.lengths(*last, *before).ends;
        if starts != 0 {
            self.probe(ANY, starts, Place::Start, name, &mut chain);
        }
        if ends != 0 {
            self.probe(ANY, ends, Place::End, name, &mut chain);
        }
        if self.has_insides {
            let mut before = 0;
            for (at, &byte) in name.iter().enumerate() {
                let insides = self.lengths(byte, before).insides;
                if insides != 0 {
                    let name = name.get(..=at).unwrap_or_default();
                    self.probe(ANY, insides, Place::Inside, name, &mut chain);
                }
                before = byte;
            }
        }
    }

    /// The same for a folder, by texts of such lengths.
    pub(super) fn each_of(
        &self,
        folder: Folder,
        lengths: Lengths,
        name: &[u8],
        mut chain: impl FnMut(u32),
    ) {
        self.probe(folder, lengths.starts, Place::Start, name, &mut chain);
        self.probe(folder, lengths.ends, Place::End, name, &mut chain);
        if lengths.insides != 0 {
            for end in 1..=name.len() {
                let name = name.get(..end).unwrap_or_default();
                self.probe(folder, lengths.insides, Place::Inside, name, &mut chain);
            }
        }
    }

    fn probe(
        &self,
        folder: Folder,
        mut lengths: u8,
        place: Place,
        name: &[u8],
        chain: &mut impl FnMut(u32),
    ) {
        let whole = if place == Place::Start { first(name) } else { last(name) };
        while lengths != 0 {
            let length = 1 + (lengths.trailing_zeros() & 7) as u8;
            lengths &= lengths - 1;
            if usize::from(length) <= name.len() {
                let edge = Edge { folder, text: cut(whole, length, place), length, place };
                let found = self.table.find(self.hasher.hash_one(edge), |(it, _)| *it == edge);
                if let Some((_, start)) = found {
                    chain(*start);
                }
            }
        }
    }

    fn lengths(&self, outer: u8, inner: u8) -> Lengths {
        self.lengths.get(pair(outer, inner)).copied().unwrap_or_default()
    }

    fn note(&mut self, edge: &Edge) {
        self.has_insides |= edge.place == Place::Inside;
        let [a, b, .., y, z] = edge.text.to_le_bytes();
        let (outer, inner) = if edge.place == Place::Start { (a, b) } else { (z, y) };
        let inners = if edge.length == 1 { 0..=u8::MAX } else { inner..=inner };
        for inner in inners {
            if let Some(lengths) = self.lengths.get_mut(pair(outer, inner)) {
                lengths.note(edge);
            }
        }
    }

    /// The start of a chain, to be changed.
    pub(super) fn entry(&mut self, edge: Edge) -> &mut u32 {
        if edge.folder == ANY {
            self.note(&edge);
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

fn pair(outer: u8, inner: u8) -> usize {
    (usize::from(outer) << 4 ^ usize::from(inner)) & (PAIRS - 1)
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
    number.unbounded_shl(8 * (MOST.saturating_sub(name.len())) as u32)
}

/// So many of the first or last bytes, from 1 to 8.
fn cut(whole: u64, length: u8, place: Place) -> u64 {
    let zeros = 64 - 8 * u32::from(length);
    if place == Place::Start { whole << zeros >> zeros } else { whole >> zeros << zeros }
}
