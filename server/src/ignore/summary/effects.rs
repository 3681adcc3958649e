//! What each line does.

use super::largest::Largest;
use crate::ignore::LineId;
use crate::ignore::tree::{EntryId, Item, Kind, Totals, Tree};

/// What one line does by the documentation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    /// The line.
    pub line: LineId,
    /// What it leaves out, as far as it was looked at.
    pub out: Totals,
    /// How many folders it leaves out of which nobody knows what is in them.
    pub closed: u64,
    /// The files and folders that it leaves out by their own names; a folder stands for all that
    /// lies in it.
    pub out_paths: u64,
    /// The largest of these, as far as they are measured, with their bytes.
    pub out_named: Vec<(EntryId, u64)>,
    /// What it takes back, what lies in a folder that it takes back included.
    pub back: Totals,
    /// The largest files of these, with their bytes.
    pub back_named: Vec<(EntryId, u64)>,
}

/// The effects of all lines, in the making.
pub(super) struct Effects<'t> {
    tree: &'t Tree,
    by_line: Vec<Option<Making>>,
    /// The line that takes a folder back, by the folder's place.
    back: Vec<Option<LineId>>,
}

impl<'t> Effects<'t> {
    pub(super) fn new(tree: &'t Tree) -> Self {
        let lines = tree.rules().lines().count();
        let back = vec![None; tree.listing.folders.len()];
        Self { tree, by_line: vec![None; lines], back }
    }

    /// Adds an item; a folder comes before what lies in it.
    pub(super) fn add(&mut self, item: &Item<'_>) {
        if item.verdict.documented.kept { self.add_kept(item) } else { self.add_ignored(item) }
    }

    fn add_kept(&mut self, item: &Item<'_>) {
        let entry = self.tree.listing.entry(item.id.0);
        let around = self.back.get(entry.parent as usize).copied().flatten();
        let Some(line) = item.verdict.documented.by.or(around) else { return };
        if let Some(back) = self.back.get_mut(entry.folder as usize) {
            *back = Some(line);
        }
        if item.kind == Kind::Folder {
            return;
        }
        let Some(making) = self.making(line) else { return };
        making.effect.back.add(item.size);
        making.back.add(item.id, item.size.unwrap_or_default());
    }

    fn add_ignored(&mut self, item: &Item<'_>) {
        let Some(line) = item.verdict.documented.by else { return };
        let tree = self.tree;
        let is_topmost =
            tree.parent(item.id).is_none_or(|around| tree.verdict(around).documented.kept);
        let counted = tree.counted(item.id);
        let is_closed = !tree.is_listed(item.id) && counted.is_none();
        let Some(Making { effect, out, .. }) = self.making(line) else { return };
        let size = match (item.kind, counted) {
            (Kind::Folder, Some(counted)) => {
                effect.out += counted;
                Some(counted.bytes)
            }
            (Kind::Folder, None) => {
                effect.closed += u64::from(is_closed);
                None
            }
            _ => {
                effect.out.add(item.size);
                item.size
            }
        };
        if is_topmost {
            effect.out_paths += 1;
            out.add(item.id, size.unwrap_or_default());
        }
    }

    fn making(&mut self, line: LineId) -> Option<&mut Making> {
        let making = self.by_line.get_mut(line.index())?;
        Some(making.get_or_insert_with(|| Making::new(line)))
    }

    /// The effects, and what all of them leave out if that is known.
    pub(super) fn done(self) -> (Vec<Effect>, Option<Totals>) {
        let done = |Making { effect, out, back }| Effect {
            out_named: out.done(),
            back_named: back.done(),
            ..effect
        };
        let effects: Vec<Effect> = self.by_line.into_iter().flatten().map(done).collect();
        let mut ignored = Totals::default();
        for effect in &effects {
            ignored += effect.out;
        }
        let is_known = effects.iter().all(|effect| effect.closed == 0);
        (effects, is_known.then_some(ignored))
    }
}

/// The effect of one line, in the making.
#[derive(Clone)]
struct Making {
    effect: Effect,
    out: Largest,
    back: Largest,
}

impl Making {
    fn new(line: LineId) -> Self {
        let effect = Effect {
            line,
            out: Totals::default(),
            closed: 0,
            out_paths: 0,
            out_named: Vec::new(),
            back: Totals::default(),
            back_named: Vec::new(),
        };
        Self { effect, out: Largest::default(), back: Largest::default() }
    }
}
