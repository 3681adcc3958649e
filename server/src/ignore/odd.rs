//! Lines of the original that have to be compared by their expressions, one after the other.

use super::original::{self, Odd};
use super::{LineId, Rules};

/// How many bytes the compiled expressions may take together. What is beyond is compiled each
/// time that it is needed.
const MOST_WEIGHT: usize = 16 << 20;

/// All such lines, the first one first.
#[derive(Debug, Clone, Default)]
pub(super) struct OddLines {
    lines: Vec<(LineId, Option<Odd>)>,
    weight: usize,
}

impl OddLines {
    /// Adds a line; `full` is all of it but the LF. Lines come in order.
    pub(super) fn add(&mut self, id: LineId, full: &[u8]) {
        if let Ok(Some(odd)) = original::odd(full) {
            let weight = odd.weight();
            let fits = self.weight + weight <= MOST_WEIGHT;
            self.weight += if fits { weight } else { 0 };
            self.lines.push((id, fits.then_some(odd)));
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The last line after `from` that is for a path, or for everything below it because it is for
    /// the path. Expressions for whole paths are never for what is below: that is compared itself.
    pub(super) fn find(
        &self,
        rules: &Rules,
        from: Option<LineId>,
        path: &[u8],
        name: &[u8],
        below: bool,
    ) -> Option<LineId> {
        let later = self.lines.iter().rev().take_while(|(id, _)| Some(*id) > from);
        let is_for = |odd: &Odd| odd.is_for(path, name, below);
        let mut fitting = later.filter(|(id, odd)| match odd {
            Some(odd) => is_for(odd),
            None => {
                original::odd(rules.line(*id).full).ok().flatten().is_some_and(|it| is_for(&it))
            }
        });
        fitting.next().map(|(id, _)| *id)
    }
}
