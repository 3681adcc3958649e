//! A verdict in eight bytes: there is one for each entry.

use crate::ignore::{Decision, LineId, Verdict};

/// What both readings say: the documented one, the original one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ignore) struct Packed(u32, u32);

/// Set in a decision that keeps. The rest is 0 or the line that decides, from 1.
const KEPT: u32 = 1 << 31;

impl Packed {
    /// Kept by both because no line matches.
    pub(in crate::ignore) const KEPT: Self = Self(KEPT, KEPT);

    pub(in crate::ignore) fn new(verdict: Verdict) -> Self {
        Self(pack(verdict.documented), pack(verdict.original))
    }

    pub(in crate::ignore) fn unpack(self) -> Verdict {
        Verdict { documented: unpack(self.0), original: unpack(self.1) }
    }

    /// Whether either reading keeps it.
    pub(in crate::ignore) fn is_kept(self) -> bool {
        (self.0 | self.1) & KEPT != 0
    }

    /// Whether the original reading keeps it.
    pub(in crate::ignore) fn is_original_kept(self) -> bool {
        self.1 & KEPT != 0
    }
}

fn pack(decision: Decision) -> u32 {
    let line = decision.by.map_or(0, LineId::number);
    if decision.kept { line | KEPT } else { line }
}

fn unpack(packed: u32) -> Decision {
    let line = packed & !KEPT;
    Decision { kept: packed & KEPT != 0, by: LineId::of(line) }
}
