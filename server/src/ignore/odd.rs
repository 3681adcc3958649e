//! Lines of the original that have to be compared by their expressions, one after the other.

use std::collections::HashMap;

use super::original::{self, Odd, Sight};
use super::{LineId, Rules};

/// How many bytes the compiled expressions may take together. What is beyond is compiled each
/// time that it is needed.
const MOST_WEIGHT: usize = 16 << 20;

/// All such lines, the first one first.
#[derive(Debug, Clone, Default)]
pub(super) struct OddLines {
    lines: Vec<OddLine>,
}

/// A line with what may spare the comparison.
#[derive(Debug, Clone)]
struct OddLine {
    id: LineId,
    sight: Sight,
    odd: Option<Box<Odd>>,
}

impl OddLines {
    /// Takes lines in order; what comes with each is all of it but the LF.
    pub(super) fn new<'l>(lines: impl Iterator<Item = (LineId, &'l [u8])>) -> Self {
        // Of lines with the same text, the last one is all that counts.
        let mut last = HashMap::new();
        for (id, line) in lines {
            last.insert(original::text(line), (id, line));
        }
        let mut last: Vec<_> = last.into_values().collect();
        last.sort_unstable();
        let mut weight = 0;
        let lines = last.into_iter().filter_map(|(id, line)| {
            let odd = original::odd(line)?;
            let sight = odd.sight();
            weight += odd.weight();
            let fits = weight <= MOST_WEIGHT;
            weight -= if fits { 0 } else { odd.weight() };
            Some(OddLine { id, sight, odd: fits.then(|| Box::new(odd)) })
        });
        Self { lines: lines.collect() }
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
        let later = self.lines.iter().rev().take_while(|line| Some(line.id) > from);
        let mut fitting = later.filter(|line| {
            line.sight.may_fit(path, name, below)
                && match &line.odd {
                    Some(odd) => odd.is_for(path, name),
                    None => {
                        let odd = original::odd(rules.line(line.id).full);
                        odd.is_some_and(|odd| odd.is_for(path, name))
                    }
                }
        });
        fitting.next().map(|line| line.id)
    }
}
