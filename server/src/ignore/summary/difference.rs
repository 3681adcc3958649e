//! On what the two readings part, and which line is to blame.

use std::collections::BTreeMap;

use super::NAMED;
use crate::ignore::tree::{EntryId, Item, Kind, Totals};
use crate::ignore::{LineId, Verdict};

/// The paths on which the two readings part because of one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The line to blame.
    pub line: LineId,
    /// What the documentation lets go up and the original leaves out, as far as it is known.
    pub left_out: Totals,
    /// The first of these; a folder stands for all that lies in it.
    pub left_out_named: Vec<EntryId>,
    /// What the documentation leaves out and the original would upload.
    pub uploaded: Totals,
    /// The first of these.
    pub uploaded_named: Vec<EntryId>,
}

/// The line to blame where the readings part: the last one that either goes by, but rather a line
/// of the user's than a default.
#[must_use]
pub fn blame(verdict: Verdict) -> Option<LineId> {
    let Verdict { documented, original } = verdict;
    // The defaults come first, the user's lines later.
    (documented.kept != original.kept).then(|| documented.by.max(original.by))?
}

#[derive(Debug, Default)]
pub(super) struct Differences {
    by_line: BTreeMap<LineId, Difference>,
}

impl Differences {
    pub(super) fn add(&mut self, item: &Item<'_>) {
        // Folders are not uploaded; but one that the original leaves out stands for its files.
        let Some(line) = blame(item.verdict) else { return };
        let difference = self.by_line.entry(line).or_insert_with(|| Difference {
            line,
            left_out: Totals::default(),
            left_out_named: Vec::new(),
            uploaded: Totals::default(),
            uploaded_named: Vec::new(),
        });
        let (totals, named) = if item.verdict.documented.kept {
            (&mut difference.left_out, &mut difference.left_out_named)
        } else {
            (&mut difference.uploaded, &mut difference.uploaded_named)
        };
        if item.kind == Kind::Folder {
            return;
        }
        totals.add(item.size);
        if named.len() < NAMED {
            named.push(item.id);
        }
    }

    pub(super) fn done(self) -> Vec<Difference> {
        let all = self.by_line.into_values();
        all.filter(|it| it.left_out.files + it.uploaded.files > 0).collect()
    }
}
