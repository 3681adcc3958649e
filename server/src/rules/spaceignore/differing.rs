//! Where the two readings part on files that are there, and which lines are to blame.
//!
//! Worked out once for a context; each rule words one class of it.

mod blame;
mod chain;
mod lines;

use std::collections::BTreeMap;

use self::blame::blame;
use self::chain::Chain;
use self::lines::Lines;
use crate::ignore::LineId;
use crate::ignore::tree::{Kind, Totals, Tree};
use crate::rules::UploadContext;

/// Everything on which the readings part.
#[derive(Debug, Default)]
pub(in crate::rules) struct Differing {
    groups: Vec<Group>,
}

/// The files on which the readings part because of one line.
#[derive(Debug)]
pub(in crate::rules) struct Group {
    /// The line to blame; `None` where it is the file's name.
    pub(in crate::rules) line: Option<LineId>,
    /// How much the documentation lets go up and the Space CLI leaves out.
    pub(in crate::rules) left_out: Totals,
    /// How much the documentation leaves out and the Space CLI uploads.
    pub(in crate::rules) uploaded: Totals,
}

/// Whether one of the rules on differing readings speaks about a line: then nobody else needs to
/// say that it has no effect.
pub(in crate::rules) fn blamed(context: &UploadContext<'_>, line: LineId) -> bool {
    context.differing().groups.iter().any(|group| group.line == Some(line))
}

impl Differing {
    pub(in crate::rules) fn new(tree: &Tree) -> Self {
        let mut lines = Lines::new(tree.rules());
        let mut groups: BTreeMap<Option<LineId>, Group> = BTreeMap::new();
        let mut items = tree.items();
        while let Some(item) = items.next() {
            let verdict = item.verdict;
            // Folders are not uploaded.
            if item.kind == Kind::Folder || verdict.documented.kept == verdict.original.kept {
                continue;
            }
            let blame = blame(&Chain::new(tree, &item), &mut lines);
            let line = blame.map(|blame| blame.line);
            let group = groups.entry(line).or_insert_with(|| Group {
                line,
                left_out: Totals::default(),
                uploaded: Totals::default(),
            });
            let totals = match verdict.documented.kept {
                true => &mut group.left_out,
                false => &mut group.uploaded,
            };
            *totals += Totals { files: 1, bytes: item.size.unwrap_or_default() };
        }
        Self { groups: groups.into_values().collect() }
    }
}
