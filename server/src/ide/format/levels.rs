//! The lists and mappings that are written in lines: where each stands, and where it is to stand.

use std::collections::HashMap;
use std::ops::Range;

use crate::syntax::{NodeId, NodeKind, Token, TokenKind, Tree};

/// How much deeper a level stands than the one around it.
pub(super) const STEP: usize = 2;

/// A list or mapping written in lines.
#[derive(Debug, Clone)]
pub(super) struct Level {
    /// Column of its keys or dashes, in characters from 0.
    pub(super) old: usize,
    /// The column that they are to have.
    pub(super) new: usize,
    pub(super) is_list: bool,
    /// The one around it.
    pub(super) parent: Option<usize>,
}

/// All levels, each behind the one around it.
#[derive(Debug, Default)]
pub(super) struct Levels {
    all: Vec<Level>,
    /// Where an entry or item of a level starts; by offset.
    starts: Vec<(usize, usize)>,
}

impl Levels {
    /// Finds the levels of a tree. Those that `moves` says no to stay at their columns.
    pub(super) fn new(
        tree: &Tree,
        tokens: &[Token],
        moves: impl Fn(&Range<usize>) -> bool,
    ) -> Self {
        let mut levels = Self::default();
        let mut known: HashMap<NodeId, usize> = HashMap::new();
        for (id, node) in tree.iter() {
            let (is_list, starts): (_, Vec<usize>) = match &node.kind {
                NodeKind::Sequence(items) => {
                    (true, items.iter().map(|item| item.range.start).collect())
                }
                NodeKind::Mapping(entries) => {
                    (false, entries.iter().map(|entry| entry.range.start).collect())
                }
                NodeKind::Scalar { .. } | NodeKind::Alias(_) => continue,
            };
            let first = token_at(tokens, node.range.start);
            let Some(first) = first.filter(|it| it.depth == 0 && !is_open(it.kind)) else {
                continue;
            };
            let parent = node.parent.and_then(|parent| known.get(&parent).copied());
            let old = first.column as usize;
            let around = parent.and_then(|parent| levels.all.get(parent));
            let new = match around {
                _ if !moves(&node.range) => old,
                Some(around) => around.new + STEP,
                None => 0,
            };
            let index = levels.all.len();
            known.insert(id, index);
            levels.all.push(Level { old, new, is_list, parent });
            levels.starts.extend(starts.into_iter().map(|start| (start, index)));
        }
        levels.starts.sort_unstable();
        levels
    }

    pub(super) fn get(&self, index: usize) -> Option<&Level> {
        self.all.get(index)
    }

    /// The level of which an entry or item starts at an offset.
    pub(super) fn starting_at(&self, offset: usize) -> Option<usize> {
        let found = self.starts.binary_search_by_key(&offset, |(start, _)| *start).ok()?;
        self.starts.get(found).map(|(_, level)| *level)
    }

    /// A level and all those around it, the innermost first.
    pub(super) fn chain(&self, from: Option<usize>) -> impl Iterator<Item = (usize, &Level)> {
        let with_index = |index: usize| self.all.get(index).map(|level| (index, level));
        std::iter::successors(from.and_then(with_index), move |(_, level)| {
            level.parent.and_then(with_index)
        })
    }
}

/// The token that starts at an offset.
fn token_at(tokens: &[Token], offset: usize) -> Option<&Token> {
    let found = tokens.partition_point(|token| token.range.start < offset);
    tokens.get(found).filter(|token| token.range.start == offset)
}

fn is_open(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Open(_))
}
