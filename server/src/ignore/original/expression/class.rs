//! A set of characters.

use super::unicode::Table;

/// A class such as `[^a-z\d]`. Characters are code points.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in super::super) struct Class {
    negated: bool,
    /// First and last, both included; in order once [`Class::finish`] was called.
    ranges: Vec<(u32, u32)>,
    /// Classes of Unicode, and whether what is not in them is meant.
    tables: Vec<(Table, bool)>,
}

/// The last code point.
const LAST: u32 = char::MAX as u32;

impl Class {
    pub(super) fn new(negated: bool) -> Self {
        Self { negated, ..Self::default() }
    }

    pub(super) fn add(&mut self, first: u32, last: u32) {
        self.ranges.push((first, last));
    }

    pub(super) fn add_table(&mut self, table: Table, negated: bool) {
        self.tables.push((table, negated));
    }

    /// Adds ranges that are in order, or what is between them.
    pub(super) fn add_all(&mut self, ranges: &[(u32, u32)], negated: bool) {
        if !negated {
            self.ranges.extend_from_slice(ranges);
            return;
        }
        let mut from = 0;
        for &(first, last) in ranges {
            if from < first {
                self.ranges.push((from, first - 1));
            }
            from = last + 1;
        }
        self.ranges.push((from, LAST));
    }

    /// Puts the ranges in order, each character in one only.
    pub(super) fn finish(&mut self) {
        self.ranges.sort_unstable();
        self.ranges.dedup_by(|next, kept| {
            let joins = next.0 <= kept.1.saturating_add(1);
            if joins {
                kept.1 = kept.1.max(next.1);
            }
            joins
        });
        self.ranges.shrink_to_fit();
    }

    /// The only character that is in it, if there is just one.
    pub(super) fn single(&self) -> Option<u32> {
        match (self.negated, self.ranges.as_slice(), self.tables.as_slice()) {
            (false, [(first, last)], []) if first == last => Some(*first),
            _ => None,
        }
    }

    /// How much memory it takes, roughly, in bytes.
    pub(super) fn weight(&self) -> usize {
        size_of_val(self.ranges.as_slice())
            + size_of_val(self.tables.as_slice())
            + size_of::<Self>()
    }

    pub(super) fn contains(&self, character: u32) -> bool {
        let found = is_in(&self.ranges, character)
            || self.tables.iter().any(|(table, not)| is_in(table.ranges(), character) != *not);
        found != self.negated
    }
}

/// Whether one of the ranges, which are in order, contains the character.
fn is_in(ranges: &[(u32, u32)], character: u32) -> bool {
    let after = ranges.partition_point(|&(first, _)| first <= character);
    after.checked_sub(1).and_then(|at| ranges.get(at)).is_some_and(|&(_, last)| character <= last)
}

/// The classes that are written with a backslash and a small letter; a capital one is the rest.
pub(super) fn by_letter(letter: u8) -> Option<&'static [(u32, u32)]> {
    Some(match letter {
        b'd' => &[(0x30, 0x39)],
        b's' => &[(0x09, 0x0a), (0x0c, 0x0d), (0x20, 0x20)],
        b'w' => &[(0x30, 0x39), (0x41, 0x5a), (0x5f, 0x5f), (0x61, 0x7a)],
        _ => return None,
    })
}

/// The classes that are written `[:name:]`.
pub(super) fn by_name(name: &str) -> Option<&'static [(u32, u32)]> {
    Some(match name {
        "alnum" => &[(0x30, 0x39), (0x41, 0x5a), (0x61, 0x7a)],
        "alpha" => &[(0x41, 0x5a), (0x61, 0x7a)],
        "ascii" => &[(0, 0x7f)],
        "blank" => &[(0x09, 0x09), (0x20, 0x20)],
        "cntrl" => &[(0, 0x1f), (0x7f, 0x7f)],
        "digit" => &[(0x30, 0x39)],
        "graph" => &[(0x21, 0x7e)],
        "lower" => &[(0x61, 0x7a)],
        "print" => &[(0x20, 0x7e)],
        "punct" => &[(0x21, 0x2f), (0x3a, 0x40), (0x5b, 0x60), (0x7b, 0x7e)],
        "space" => &[(0x09, 0x0d), (0x20, 0x20)],
        "upper" => &[(0x41, 0x5a)],
        "word" => &[(0x30, 0x39), (0x41, 0x5a), (0x5f, 0x5f), (0x61, 0x7a)],
        "xdigit" => &[(0x30, 0x39), (0x41, 0x46), (0x61, 0x66)],
        _ => return None,
    })
}
