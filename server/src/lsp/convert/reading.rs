//! Reading aids.

use std::cmp::Reverse;
use std::ops::Range;

use tower_lsp::lsp_types as lsp;

use crate::ide::folding::Fold;
use crate::ide::hints::Hint;
use crate::ide::lenses::Lens;
use crate::lsp::capabilities::Session;
use crate::text::{Text, Unit};

use super::{edits, position, range};

/// Folds, as the client can show them: the longest, if it wants few.
pub(in crate::lsp) fn folds(
    text: &Text,
    folds: &[Fold],
    session: &Session,
) -> Vec<lsp::FoldingRange> {
    let mut wanted: Vec<_> = folds.iter().collect();
    if let Some(most) = session.client.most_folds.filter(|most| *most < wanted.len()) {
        wanted.sort_by_key(|fold| Reverse(fold.range.len()));
        wanted.truncate(most);
        wanted.sort_by_key(|fold| fold.range.start);
    }
    let fold = |fold: &Fold| {
        let lsp::Range { start, end } = range(text, &fold.range, session.unit);
        let has_columns = !session.client.folds_lines;
        let is_comment = fold.is_comment && session.client.comment_folds;
        lsp::FoldingRange {
            start_line: start.line,
            start_character: has_columns.then_some(start.character),
            end_line: end.line,
            end_character: has_columns.then_some(end.character),
            kind: is_comment.then_some(lsp::FoldingRangeKind::Comment),
            collapsed_text: None,
        }
    };
    wanted.into_iter().map(fold).collect()
}

/// Ranges, each inside of the next.
pub(in crate::lsp) fn selection(
    text: &Text,
    ranges: &[Range<usize>],
    unit: Unit,
) -> Option<lsp::SelectionRange> {
    ranges.iter().rev().fold(None, |parent, inner| {
        let range = range(text, inner, unit);
        Some(lsp::SelectionRange { range, parent: parent.map(Box::new) })
    })
}

pub(in crate::lsp) fn hint(text: &Text, hint: Hint, unit: Unit) -> lsp::InlayHint {
    lsp::InlayHint {
        position: position(text, hint.offset, unit),
        label: hint.label.into(),
        kind: None,
        text_edits: hint.edit.map(|edit| edits(text, &[edit], unit)),
        tooltip: Some(hint.reason.into()),
        padding_left: Some(true),
        padding_right: None,
        data: None,
    }
}

/// A lens that says something and does nothing, as an empty command does.
pub(in crate::lsp) fn lens(text: &Text, lens: &Lens, unit: Unit) -> lsp::CodeLens {
    let title = lens.parts.join(" · ");
    lsp::CodeLens {
        range: range(text, &lens.range, unit),
        command: Some(lsp::Command { title, command: String::new(), arguments: None }),
        data: None,
    }
}
