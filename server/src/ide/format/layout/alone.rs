//! Comments that stand alone on their lines.

use std::ops::Range;

use super::{Parts, Walk};
use crate::ide::format::atoms::{Kind, lines};
use crate::ide::format::comments::{Alone, Before, Next, Trailing, place};
use crate::ide::format::levels::STEP;
use crate::syntax::{Style, TokenKind};

impl Walk<'_> {
    /// The column of a comment that stands alone on its line, behind so many blanks.
    pub(super) fn comment(&mut self, index: usize, blanks: usize) -> usize {
        if let Some(flow) = self.flows.last() {
            return flow.base + STEP;
        }
        let placed = |(first, columns): &(usize, Vec<_>)| {
            index.checked_sub(*first).and_then(|at| columns.get(at).copied())
        };
        let column = placed(&self.alone).or_else(|| {
            self.alone = (index, self.place(index));
            placed(&self.alone)
        });
        match column.flatten() {
            Some(column) => column,
            None => {
                let gap = self.gaps.len();
                self.trailing.push(Trailing { line: self.line, old: blanks, end: None, gap });
                0
            }
        }
    }

    /// The columns of all comments that stand one below the other from this one on.
    fn place(&self, index: usize) -> Vec<Option<usize>> {
        let Parts { text, atoms, tokens, levels } = self.parts;
        let run = atoms.get(index..).unwrap_or_default();
        let run: Vec<_> =
            run.iter().take_while(|atom| atom.kind == Kind::Comment).cloned().collect();
        let before = index.checked_sub(1).and_then(|before| atoms.get(before));
        let mut end = before.map_or(0, |before| before.range.end);
        let mut alone = Vec::with_capacity(run.len());
        for atom in &run {
            let pieces: Vec<_> = lines(text, end..atom.range.start).collect();
            let words = text.get(atom.range.clone()).unwrap_or_default();
            let old = pieces.last().map_or(0, Range::len);
            alone.push(Alone { old, words, is_adjacent: pieces.len() == 2 });
            end = atom.range.end;
        }
        let next = atoms.get(index + run.len()).and_then(|next| match next.kind {
            Kind::Token(token) => tokens.get(token),
            _ => None,
        });
        let next = next.map(|token| Next {
            old: token.column as usize,
            new: self.column_of(token),
            level: levels.starting_at(token.range.start),
        });
        let is_block = before.is_some_and(|before| match before.kind {
            Kind::Token(token) => tokens.get(token).is_some_and(|token| {
                matches!(token.kind, TokenKind::Scalar(Style::Literal | Style::Folded))
            }),
            _ => false,
        });
        let beside = before
            .filter(|before| before.kind == Kind::Comment)
            .and_then(|_| self.trailing.last())
            .map(|comment| comment.old);
        place(&alone, levels, Before { level: self.level, beside, is_block }, next)
    }
}
