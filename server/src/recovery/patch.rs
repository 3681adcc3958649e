//! A change to a private copy of the text, and the way back to offsets of the text itself.

use std::ops::Range;

use crate::syntax::Slip;

/// Some bytes of the text read as others.
#[derive(Debug, Clone)]
pub(super) struct Patch {
    /// Byte offsets into the text.
    pub(super) range: Range<usize>,
    pub(super) text: String,
    /// What is reported of it.
    pub(super) slip: Option<Slip>,
}

impl Patch {
    pub(super) fn new(range: Range<usize>, text: impl Into<String>) -> Self {
        Self { range, text: text.into(), slip: None }
    }

    pub(super) fn overlaps(&self, other: &Self) -> bool {
        self.range.start <= other.range.end && other.range.start <= self.range.end
    }
}

/// The text with patches in it, which are in order and apart from each other.
pub(super) fn apply(text: &str, patches: &[&Patch]) -> String {
    let mut patched = String::with_capacity(text.len());
    let mut at = 0;
    for patch in patches {
        patched.push_str(text.get(at..patch.range.start).unwrap_or(""));
        patched.push_str(&patch.text);
        at = patch.range.end;
    }
    patched.push_str(text.get(at..).unwrap_or(""));
    patched
}

/// Where an offset into the patched text stands in the text itself.
pub(super) fn original(text: &str, patches: &[&Patch], offset: usize) -> usize {
    let mut shift = 0isize;
    for patch in patches {
        let start = patch.range.start.saturating_add_signed(shift);
        if offset < start {
            break;
        }
        if offset < start + patch.text.len() {
            let inside = (patch.range.start + offset - start).min(patch.range.end);
            return char_boundary(text, inside);
        }
        shift += patch.text.len().cast_signed() - patch.range.len().cast_signed();
    }
    offset.saturating_add_signed(-shift)
}

fn char_boundary(text: &str, mut offset: usize) -> usize {
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}
