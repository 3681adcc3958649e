//! The one way out: from our values to those of the protocol, and the ranges back in.

mod actions;
mod completion;
mod navigation;
mod outline;
mod reading;
mod rename;

use std::ops::Range;

use serde_json::json;
use tower_lsp::lsp_types as lsp;

use crate::diagnostic::{Diagnostic, Edit, Related, Severity};
use crate::text::{Position, Text, Unit};

use super::capabilities::Session;
use super::checked::Checked;

pub(super) use actions::{
    action, edit_of_lines, fix_all, is_kind, refactor, refactor_kind, rename_action,
};
pub(super) use completion::{completions, documentation, lines, words};
pub(super) use navigation::{definition, highlight, link, location};
pub(super) use outline::{found, symbols};
pub(super) use reading::{folds, hint, lens, selection};
pub(super) use rename::{name, rename};

/// What is named as the origin of findings.
const SOURCE: &str = "spacefile";

pub(super) fn position(text: &Text, offset: usize, unit: Unit) -> lsp::Position {
    of_position(text.position(offset, unit))
}

fn of_position(at: Position) -> lsp::Position {
    let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    lsp::Position { line: number(at.line), character: number(at.column) }
}

pub(super) fn range(text: &Text, range: &Range<usize>, unit: Unit) -> lsp::Range {
    lsp::Range { start: position(text, range.start, unit), end: position(text, range.end, unit) }
}

/// The bytes that a range of the client's means; one outside of the text is cut to it.
pub(super) fn bytes(text: &Text, range: lsp::Range, unit: Unit) -> Range<usize> {
    let offset = |at: lsp::Position| {
        text.offset(Position { line: at.line as usize, column: at.character as usize }, unit)
    };
    let (start, end) = (offset(range.start), offset(range.end));
    start.min(end)..start.max(end)
}

pub(super) fn edits(text: &Text, edits: &[Edit], unit: Unit) -> Vec<lsp::TextEdit> {
    let ends: Vec<_> = edits.iter().flat_map(|edit| [edit.offset, edit.end_offset]).collect();
    let mut positions = text.positions(&ends, unit).into_iter().map(of_position);
    let mut next = || positions.next().unwrap_or_default();
    let edit = |edit: &Edit| lsp::TextEdit {
        range: lsp::Range { start: next(), end: next() },
        new_text: edit.text.clone(),
    };
    edits.iter().map(edit).collect()
}

pub(super) fn diagnostic(
    checked: &Checked,
    found: &Diagnostic,
    session: &Session,
) -> lsp::Diagnostic {
    let place = |range: &Range<usize>| self::range(&checked.text, range, session.unit);
    let message = match &found.help {
        Some(help) => format!("{}\n{help}", found.message),
        None => found.message.clone(),
    };
    let related = |related: &Related| lsp::DiagnosticRelatedInformation {
        location: lsp::Location { uri: checked.uri.clone(), range: place(&related.range) },
        message: related.message.clone(),
    };
    let page = session.page(found.rule).and_then(|url| url.parse().ok());
    let has_tag = found.unnecessary && session.unnecessary_tag;
    lsp::Diagnostic {
        range: place(&found.range),
        severity: Some(match found.severity {
            Severity::Error => lsp::DiagnosticSeverity::ERROR,
            Severity::Warning => lsp::DiagnosticSeverity::WARNING,
            Severity::Info => lsp::DiagnosticSeverity::INFORMATION,
        }),
        code: Some(lsp::NumberOrString::String(found.rule.to_owned())),
        code_description: page.map(|href| lsp::CodeDescription { href }),
        source: Some(SOURCE.to_owned()),
        message,
        related_information: (session.related_information && !found.related.is_empty())
            .then(|| found.related.iter().map(related).collect()),
        tags: has_tag.then(|| vec![lsp::DiagnosticTag::UNNECESSARY]),
        data: session.data.then(|| json!({"instance": found.instance, "disk": found.disk})),
    }
}
