//! One walk over the text: what stands between its words, and what is to stand there.

mod alone;

use std::ops::Range;

use super::atoms::{Atom, BLANKS, Kind, is_break, lines};
use super::blanks;
use super::comments::{Trailing, align};
use super::levels::{Level, Levels, STEP};
use super::scalars;
use crate::diagnostic::Edit;
use crate::syntax::{Style, Token, TokenKind};

/// Blanks that are to be others.
#[derive(Debug)]
pub(super) struct Gap {
    pub(super) range: Range<usize>,
    /// How many spaces are to stand there.
    pub(super) spaces: usize,
}

/// A bracket that is open.
#[derive(Debug)]
struct Flow {
    /// The line it stands on.
    line: u32,
    /// The column of its line, at which its counterpart is to stand.
    base: usize,
}

/// A document, taken apart.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parts<'t> {
    pub(super) text: &'t str,
    pub(super) atoms: &'t [Atom],
    pub(super) tokens: &'t [Token],
    pub(super) levels: &'t Levels,
}

/// The walk, and where it has come to.
#[derive(Debug)]
struct Walk<'t> {
    parts: Parts<'t>,
    gaps: Vec<Gap>,
    /// The level of which an entry or item started last.
    level: Option<usize>,
    flows: Vec<Flow>,
    /// The line of the next atom, and where it starts.
    line: usize,
    line_start: usize,
    /// The new column behind the last atom.
    column: usize,
    trailing: Vec<Trailing>,
    /// The atom of the first of the comments that were placed last, and their new columns.
    alone: (usize, Vec<Option<usize>>),
}

/// The edits that give every line its layout, by ascending offset: of blanks and nothing else.
/// Only those `inside` are to be made.
pub(super) fn edits(parts: Parts<'_>, inside: &Range<usize>) -> Vec<Edit> {
    let mut walk = Walk {
        parts,
        gaps: Vec::new(),
        level: None,
        flows: Vec::new(),
        line: 0,
        line_start: 0,
        column: 0,
        trailing: Vec::new(),
        alone: (0, Vec::new()),
    };
    let mut at = 0;
    for (index, atom) in parts.atoms.iter().enumerate() {
        walk.gap(at..atom.range.start, index, atom);
        walk.atom(atom, inside);
        at = atom.range.end;
    }
    align(&walk.trailing, &mut walk.gaps, |at| inside.contains(&at));
    let is_inside = |range: &Range<usize>| inside.start <= range.start && range.end <= inside.end;
    let gaps = walk.gaps.into_iter().filter(|gap| is_inside(&gap.range));
    let changed = gaps.filter_map(|gap| {
        let spaces = " ".repeat(gap.spaces);
        let is_same = parts.text.get(gap.range.clone()) == Some(spaces.as_str());
        (!is_same).then(|| Edit::replace(gap.range, spaces))
    });
    changed.collect()
}

impl Walk<'_> {
    /// What stands before an atom.
    fn gap(&mut self, range: Range<usize>, index: usize, atom: &Atom) {
        if !atom.is_first {
            let spaces = self.blanks(range.clone(), index);
            self.column += spaces;
            self.gaps.push(Gap { range, spaces });
            return;
        }
        let mut pieces = lines(self.parts.text, range).enumerate().peekable();
        while let Some((number, piece)) = pieces.next() {
            if number > 0 {
                self.line += 1;
                self.line_start = piece.start;
            }
            let is_last = pieces.peek().is_none();
            let spaces = if is_last { self.indent(index, atom, piece.len()) } else { 0 };
            self.column = spaces;
            self.gaps.push(Gap { range: piece, spaces });
        }
    }

    /// The blanks before an atom that another one stands before on its line.
    fn blanks(&mut self, range: Range<usize>, index: usize) -> usize {
        let atoms = self.parts.atoms;
        let kind = |index: usize| atoms.get(index).map(|atom| atom.kind);
        let token = |kind| match kind {
            Some(Kind::Token(token)) => self.parts.tokens.get(token),
            _ => None,
        };
        let (before, this) = (index.checked_sub(1).and_then(kind), kind(index));
        if this == Some(Kind::Comment) {
            let words = self.parts.text.get(self.line_start..range.end).unwrap_or_default();
            self.trailing.push(Trailing {
                line: self.line,
                old: words.chars().count(),
                end: Some(self.column),
                gap: self.gaps.len(),
            });
            return 1;
        }
        let some = !range.is_empty();
        let (Some(left), Some(right)) = (token(before), token(this)) else {
            return usize::from(some);
        };
        match (left.kind, self.starting(right)) {
            // It may have to stay where it is.
            (TokenKind::Dash | TokenKind::Question, Some(inner)) => {
                inner.new.saturating_sub(self.column)
            }
            _ => blanks::between(left.kind, right.kind, some),
        }
    }

    /// The column of an atom that begins its line, behind so many blanks.
    fn indent(&mut self, index: usize, atom: &Atom, blanks: usize) -> usize {
        match atom.kind {
            Kind::Token(token) => {
                self.parts.tokens.get(token).map_or(blanks, |token| self.column_of(token))
            }
            Kind::Comment => self.comment(index, blanks),
            Kind::Other => blanks,
        }
    }

    /// The column of a token that begins its line.
    fn column_of(&self, token: &Token) -> usize {
        if let Some(flow) = self.flows.last() {
            let is_close = matches!(token.kind, TokenKind::Close(_));
            // Some readers want it deeper than the key that it belongs to; where it is, it stays so.
            let is_deeper =
                |level: &Level| level.new >= flow.base && (token.column as usize) > level.old;
            let stays = is_close && !self.around().is_some_and(is_deeper);
            return if stays { flow.base } else { flow.base + STEP };
        }
        if let Some(level) = self.starting(token) {
            return level.new;
        }
        if token.kind == TokenKind::Colon {
            let mut around = self.parts.levels.chain(self.level);
            let level = around.find(|(_, it)| !it.is_list && it.old == token.column as usize);
            return level.map_or(0, |(_, level)| level.new);
        }
        self.inside()
    }

    /// The level that a token starts an entry or item of.
    fn starting(&self, token: &Token) -> Option<&Level> {
        let levels = self.parts.levels;
        levels.get(levels.starting_at(token.range.start)?)
    }

    /// The level of the last entry or item.
    fn around(&self) -> Option<&Level> {
        self.parts.levels.get(self.level?)
    }

    /// The column of what belongs to the last entry or item and stands below it.
    fn inside(&self) -> usize {
        self.around().map_or(0, |level| level.new + STEP)
    }

    /// Takes note of an atom and of what stands inside of it.
    fn atom(&mut self, atom: &Atom, inside: &Range<usize>) {
        let written = self.parts.text.get(atom.range.clone()).unwrap_or_default();
        let token = match atom.kind {
            Kind::Token(token) => self.parts.tokens.get(token),
            Kind::Comment | Kind::Other => None,
        };
        if let Some(token) = token {
            self.level = self.parts.levels.starting_at(token.range.start).or(self.level);
            match token.kind {
                TokenKind::Open(_) => self.open(token),
                TokenKind::Close(_) => drop(self.flows.pop()),
                TokenKind::Scalar(style) if written.contains(is_break) => {
                    return self.lines(token, style, inside);
                }
                _ => {}
            }
        }
        self.column += written.chars().count();
    }

    fn open(&mut self, token: &Token) {
        let before = self.parts.text.get(self.line_start..token.range.start).unwrap_or_default();
        let begins_line = before.trim_matches(BLANKS).is_empty();
        let base = match (self.flows.last(), self.around()) {
            (Some(flow), _) if flow.line == token.line => flow.base,
            (Some(flow), _) => flow.base + STEP,
            (None, Some(level)) if level.is_list || begins_line => level.new + STEP,
            (None, level) => level.map_or(0, |level| level.new),
        };
        self.flows.push(Flow { line: token.line, base });
    }

    /// A text that has several lines.
    fn lines(&mut self, token: &Token, style: Style, inside: &Range<usize>) {
        let text = self.parts.text;
        let lines: Vec<_> = lines(text, token.range.clone()).collect();
        let Some(last) = lines.last() else { return };
        let written = text.get(token.range.clone()).unwrap_or_default();
        let column = match (self.flows.last(), self.around()) {
            (Some(flow), _) => Some(flow.base + STEP),
            (None, Some(_)) => Some(self.inside()),
            // Of a text that is all there is, some lines could become document markers.
            (None, None) => None,
        };
        let gaps = match (style, self.around(), column) {
            // Some readers take these for line breaks, others for part of the text.
            _ if written.contains(['\u{85}', '\u{2028}', '\u{2029}']) => Vec::new(),
            (Style::Literal | Style::Folded, Some(around), _)
                if inside.start <= token.range.start && token.range.end <= inside.end =>
            {
                scalars::block(text, &lines, around)
            }
            (Style::Literal | Style::Folded, ..) | (.., None) => Vec::new(),
            (style, _, Some(column)) => scalars::flowing(text, &lines, column, style),
        };
        self.gaps.extend(gaps);
        let words = text.get(last.clone()).unwrap_or_default().trim_start_matches(BLANKS);
        self.column = column.unwrap_or_default() + words.chars().count();
        self.line += lines.len() - 1;
        self.line_start = last.start;
    }
}
