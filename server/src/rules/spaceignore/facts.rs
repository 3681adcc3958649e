//! What the lines do to what lies in the folder, found out once for all rules.

use std::collections::{BTreeMap, BTreeSet};

use crate::ignore::tree::{Glance, Item, Kind, Tree};
use crate::ignore::{Decision, LineId, Rules, Source, Verdict};

/// Negations that are looked at more closely.
const MOST_NEGATIONS: usize = 100;

/// What the lines of a `.spaceignore` do.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// Lines that decide on something in either reading.
    decides: BTreeSet<LineId>,
    /// Negations by what they do.
    negations: BTreeMap<LineId, Negation>,
}

/// What a negation does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Negation {
    /// Something would be left out without it.
    Effective,
    /// What it is for goes up without it too, by this line if any says so.
    Needless(Option<LineId>),
    /// A later line, this one, leaves out again what it is for.
    Overridden(LineId),
}

impl Facts {
    pub(super) fn new(tree: &Tree) -> Self {
        let mut facts = Self::default();
        let mut before = Before { tree, rules: BTreeMap::new() };
        let first = first_of_file(tree.rules());
        let is_of_file = |line: LineId| first.is_some_and(|first| line >= first);
        // One line mostly decides on many entries in a row.
        let mut last = [None; 2];
        let mut items = tree.items();
        while let Some(item) = items.next_if(|Glance { verdict, .. }| {
            [verdict.documented.by, verdict.original.by].iter().any(|by| by.is_some_and(is_of_file))
        }) {
            let Verdict { documented, original } = item.verdict;
            let by = [documented.by, original.by].map(|by| by.filter(|by| is_of_file(*by)));
            if by != last {
                facts.decides.extend(by.into_iter().flatten());
                last = by;
            }
            for (decision, reading) in
                [(documented, Reading::Documented), (original, Reading::Original)]
            {
                let negation = decision.by.filter(|by| decision.kept && is_of_file(*by));
                if let Some(line) = negation {
                    facts.weigh(line, reading, &item, &mut before);
                }
            }
        }
        facts.add_overridden(tree);
        facts
    }

    /// Whether a line decides on anything there is, in either reading.
    pub(super) fn decides(&self, line: LineId) -> bool {
        self.decides.contains(&line)
    }

    /// What a negation does; `None` if nothing that it is for can be seen.
    pub(super) fn negation(&self, line: LineId) -> Option<Negation> {
        self.negations.get(&line).copied()
    }

    /// Finds out whether an item that a negation takes back would go up without it.
    fn weigh(&mut self, line: LineId, reading: Reading, item: &Item<'_>, before: &mut Before<'_>) {
        if self.negations.get(&line) == Some(&Negation::Effective) {
            return;
        }
        // Of more lines than anybody writes, it is taken on trust.
        let Some(without) = before.judge(line, reading, item) else {
            self.negations.insert(line, Negation::Effective);
            return;
        };
        let rules = before.tree.rules();
        let same = |by| rules.line(by).pattern == rules.line(line).pattern;
        let new = match without {
            Decision { kept: true, by: None } => Negation::Needless(None),
            Decision { kept: true, by: Some(by) } if same(by) => Negation::Needless(Some(by)),
            // What it adds to another negation shows only where more is left out.
            _ => Negation::Effective,
        };
        match (self.negations.get(&line), new) {
            (Some(Negation::Needless(Some(_))), Negation::Needless(_)) => {}
            _ => drop(self.negations.insert(line, new)),
        }
    }

    /// Finds the negations that never decide since a later line does.
    fn add_overridden(&mut self, tree: &Tree) {
        let idle: Vec<_> = tree
            .rules()
            .lines()
            .filter(|(id, line)| {
                let is_negation = line.documented().is_some_and(|pattern| pattern.negated);
                line.source == Source::File && is_negation && !self.decides(*id)
            })
            .take(MOST_NEGATIONS)
            .map(|(id, line)| (id, Rules::new(Some(line.pattern))))
            .collect();
        if idle.is_empty() {
            return;
        }
        let mut items = tree.items();
        while let Some(item) = items.next() {
            let is_out = !item.verdict.documented.kept && !item.verdict.original.kept;
            let around = tree.parent(item.id).is_none_or(|id| tree.verdict(id).documented.kept);
            let Some(by) = item.verdict.documented.by.filter(|_| is_out && around) else {
                continue;
            };
            for (id, rules) in idle.iter().filter(|(id, _)| *id < by) {
                let alone = rules.alone(item.path, item.kind == Kind::Folder);
                if alone.documented.by.is_some_and(|by| rules.line(by).source == Source::File) {
                    self.negations.entry(*id).or_insert(Negation::Overridden(by));
                }
            }
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    Documented,
    Original,
}

/// The rules without a line and those after it. As that line is the last one that matches, those
/// after it don't.
struct Before<'t> {
    tree: &'t Tree,
    rules: BTreeMap<LineId, Rules>,
}

impl Before<'_> {
    fn judge(&mut self, line: LineId, reading: Reading, item: &Item<'_>) -> Option<Decision> {
        if !self.rules.contains_key(&line) {
            if self.rules.len() >= MOST_NEGATIONS {
                return None;
            }
            self.rules.insert(line, before(self.tree.rules(), line));
        }
        let rules = self.rules.get(&line)?;
        let verdict = rules.alone(item.path, item.kind == Kind::Folder);
        Some(match reading {
            Reading::Documented => verdict.documented,
            Reading::Original => verdict.original,
        })
    }
}

/// The rules above a line.
pub(super) fn before(rules: &Rules, line: LineId) -> Rules {
    Rules::new(rules.text().get(..rules.line(line).whole.start))
}

fn first_of_file(rules: &Rules) -> Option<LineId> {
    rules.lines().find(|(_, line)| line.source == Source::File).map(|(id, _)| id)
}
