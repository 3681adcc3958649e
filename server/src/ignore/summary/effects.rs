//! What each line does.

use super::NAMED;
use crate::ignore::tree::{EntryId, Item, Kind, Totals, Tree};
use crate::ignore::LineId;

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
    /// The first of these.
    pub out_named: Vec<EntryId>,
    /// What it takes back, what lies in a folder that it takes back included.
    pub back: Totals,
    /// The first files of these.
    pub back_named: Vec<EntryId>,
    /// The largest that it leaves out or takes back, as far as it is measured.
    pub largest: Option<(EntryId, u64)>,
}

/// The effects of all lines, in the making.
pub(super) struct Effects<'t> {
    tree: &'t Tree,
    by_line: Vec<Option<Effect>>,
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
        let Some(effect) = self.effect(line) else { return };
        effect.back.add(item.size);
        if effect.back_named.len() < NAMED {
            effect.back_named.push(item.id);
        }
        effect.measure(item.id, item.size);
    }

    fn add_ignored(&mut self, item: &Item<'_>) {
        let Some(line) = item.verdict.documented.by else { return };
        let tree = self.tree;
        let is_topmost =
            tree.parent(item.id).is_none_or(|around| tree.verdict(around).documented.kept);
        let Some(effect) = self.effect(line) else { return };
        if is_topmost {
            effect.out_paths += 1;
            if effect.out_named.len() < NAMED {
                effect.out_named.push(item.id);
            }
        }
        let size = match (item.kind, tree.counted(item.id)) {
            (Kind::Folder, Some(counted)) => {
                effect.out += counted;
                Some(counted.bytes)
            }
            (Kind::Folder, None) => {
                effect.closed += u64::from(!tree.is_listed(item.id));
                return;
            }
            _ => {
                effect.out.add(item.size);
                item.size
            }
        };
        effect.measure(item.id, size);
    }

    fn effect(&mut self, line: LineId) -> Option<&mut Effect> {
        let effect = self.by_line.get_mut(line.0 as usize)?;
        Some(effect.get_or_insert_with(|| Effect::new(line)))
    }

    /// The effects, and what all of them leave out if that is known.
    pub(super) fn done(self) -> (Vec<Effect>, Option<Totals>) {
        let effects: Vec<Effect> = self.by_line.into_iter().flatten().collect();
        let mut ignored = Totals::default();
        for effect in &effects {
            ignored += effect.out;
        }
        let is_known = effects.iter().all(|effect| effect.closed == 0);
        (effects, is_known.then_some(ignored))
    }
}

impl Effect {
    fn new(line: LineId) -> Self {
        Self {
            line,
            out: Totals::default(),
            closed: 0,
            out_paths: 0,
            out_named: Vec::new(),
            back: Totals::default(),
            back_named: Vec::new(),
            largest: None,
        }
    }

    fn measure(&mut self, id: EntryId, size: Option<u64>) {
        let Some(size) = size else { return };
        if self.largest.is_none_or(|(_, largest)| largest < size) {
            self.largest = Some((id, size));
        }
    }
}
