//! The text as it would be with a mark at the cursor, read.

use std::ops::Range;

use crate::document::{Document, Kind};
use crate::encoding::Encoding;
use crate::ide::site::Site;
use crate::syntax::{NodeId, NodeKind, SlipKind, Style, parse};

/// A text with a mark in it.
#[derive(Debug)]
pub(super) struct Draft {
    text: String,
    mark: String,
    /// Where something was put in, and how many bytes, the mark included.
    at: usize,
    added: usize,
}

impl Draft {
    /// Puts a mark into a text. It stands behind `before` and is followed by `after`; both are put
    /// in, too.
    pub(super) fn new(text: &str, cursor: usize, before: &str, after: &str) -> Option<Self> {
        let mut marks = (0..10).map(|number| format!("cursor{number}here"));
        let mark = marks.find(|mark| !text.contains(mark.as_str()))?;
        let (head, tail) = text.split_at_checked(cursor)?;
        let added = before.len() + mark.len() + after.len();
        let text = format!("{head}{before}{mark}{after}{tail}");
        Some(Self { text, mark, at: cursor, added })
    }

    /// Puts another text in, too, at an offset of the draft behind the mark.
    pub(super) fn insert(mut self, at: usize, text: &str) -> Self {
        if self.text.is_char_boundary(at) {
            self.text.insert_str(at, text);
        }
        self
    }

    /// The mark.
    pub(super) fn mark(&self) -> &str {
        &self.mark
    }

    /// What an offset of the draft is in the text without the mark.
    pub(super) fn original(&self, range: &Range<usize>) -> Range<usize> {
        let place = |offset: usize| match offset <= self.at {
            true => offset,
            false => offset.saturating_sub(self.added).max(self.at),
        };
        place(range.start)..place(range.end)
    }

    /// The document with the mark, and the node that the mark is in: a scalar on one line, or an
    /// alias. A broken text is read as it was most likely meant, if the schema knows the place
    /// that the mark then has: the mark itself may have led astray.
    pub(super) fn read(&self) -> Option<(Document, NodeId)> {
        let syntax = parse(&self.text);
        let is_clean = syntax.slips.is_empty();
        let kind = Kind::Spacefile;
        let plain = Document { kind, text: self.text.clone(), encoding: Encoding::Utf8, syntax };
        let mended = (!is_clean).then(|| Document::from_text(self.text.clone()));
        let found = |document: Document| {
            let node = self.find(&document)?;
            Some((document, node))
        };
        let mut readings: Vec<_> = mended.into_iter().chain([plain]).filter_map(found).collect();
        let is_known = |(document, node): &(Document, NodeId)| Site::of(document, *node).is_some();
        let best = readings.iter().position(is_known).unwrap_or(0);
        (best < readings.len()).then(|| readings.swap_remove(best))
    }

    /// Whether the line of the mark was read as it is written, as far as the mark. A tab before it
    /// is wrong whatever follows.
    pub(super) fn is_sound(&self, document: &Document, line_start: usize) -> bool {
        let line = line_start..=self.at + self.added;
        let mut slips = document.syntax.slips.iter();
        !slips.any(|slip| line.contains(&slip.range.start) && slip.kind != SlipKind::Tab)
    }

    /// The same with the brackets closed that are open at the mark; `None` if none are.
    pub(super) fn closed(self) -> Option<Self> {
        let unclosed = |kind: &SlipKind| matches!(kind, SlipKind::UnclosedBracket { .. });
        let slips = parse(&self.text).slips;
        let end = crate::rules::edits::line_end(&self.text, self.at);
        let first = slips.iter().find(|slip| unclosed(&slip.kind))?.range.start;
        let closers = closers(self.text.get(first..end)?);
        let rest = self.text.get(self.at + self.added..end)?;
        // Behind a comment they would be part of it.
        let at = if rest.trim_start().starts_with('#') { self.at + self.added } else { end };
        (!closers.is_empty()).then(|| self.insert(at, &closers))
    }

    fn find(&self, document: &Document) -> Option<NodeId> {
        let has_mark = |text: &str| text.contains(&self.mark);
        let mut nodes = document.tree().iter();
        let (node, found) = nodes.find(|(_, node)| match &node.kind {
            NodeKind::Scalar { text, .. } => has_mark(text),
            NodeKind::Alias(_) => has_mark(document.slice(node.range.clone())),
            _ => false,
        })?;
        let is_block =
            matches!(found.kind, NodeKind::Scalar { style: Style::Literal | Style::Folded, .. });
        let is_line = !document.slice(found.range.clone()).contains(['\n', '\r']);
        (is_line && !is_block).then_some(node)
    }
}

/// What closes the brackets that are open at the end of a text in flow style.
fn closers(text: &str) -> String {
    let mut open = Vec::new();
    let mut quote = None;
    let mut before = ' ';
    for character in text.chars() {
        match (quote, character) {
            (Some(end), _) if end == character => quote = None,
            (Some(_), _) => {}
            // Within a word a quote is an apostrophe.
            (None, '"' | '\'') if !before.is_alphanumeric() => quote = Some(character),
            (None, '[') => open.push(']'),
            (None, '{') => open.push('}'),
            (None, ']' | '}') if open.last() == Some(&character) => {
                open.pop();
            }
            _ => {}
        }
        before = character;
    }
    quote.into_iter().chain(open.into_iter().rev()).collect()
}
