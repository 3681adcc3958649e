//! The one way out: from our values to those of the protocol, and the ranges back in.

use std::ops::Range;

use tower_lsp::lsp_types as lsp;

use crate::diagnostic::{Diagnostic, Edit, Severity};
use crate::ide::actions::Action;
use crate::ide::symbols::{Kind, Symbol};
use crate::text::{Position, Text, Unit};

use super::capabilities::Session;
use super::documents::Checked;

/// What is named as the origin of findings.
const SOURCE: &str = "spacefile";

pub(super) fn position(text: &Text, offset: usize, unit: Unit) -> lsp::Position {
    let at = text.position(offset, unit);
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
    let edit = |edit: &Edit| lsp::TextEdit {
        range: range(text, &(edit.offset..edit.end_offset), unit),
        new_text: edit.text.clone(),
    };
    edits.iter().map(edit).collect()
}

pub(super) fn diagnostic(
    text: &Text,
    found: &Diagnostic,
    uri: &lsp::Url,
    session: &Session,
) -> lsp::Diagnostic {
    let message = match &found.help {
        Some(help) => format!("{}\n{help}", found.message),
        None => found.message.clone(),
    };
    let related = session.related_information.then(|| {
        let information = found.related.iter().map(|related| lsp::DiagnosticRelatedInformation {
            location: lsp::Location {
                uri: uri.clone(),
                range: range(text, &related.range, session.unit),
            },
            message: related.message.clone(),
        });
        information.collect()
    });
    lsp::Diagnostic {
        range: range(text, &found.range, session.unit),
        severity: Some(match found.severity {
            Severity::Error => lsp::DiagnosticSeverity::ERROR,
            Severity::Warning => lsp::DiagnosticSeverity::WARNING,
            Severity::Info => lsp::DiagnosticSeverity::INFORMATION,
        }),
        code: Some(lsp::NumberOrString::String(found.rule.to_owned())),
        source: Some(SOURCE.to_owned()),
        message,
        related_information: related,
        ..lsp::Diagnostic::default()
    }
}

/// Whether a kind of code actions is the one asked for, or one below it.
pub(super) fn is_kind(kind: &lsp::CodeActionKind, asked: &lsp::CodeActionKind) -> bool {
    let rest = kind.as_str().strip_prefix(asked.as_str());
    rest.is_some_and(|rest| asked.as_str().is_empty() || rest.is_empty() || rest.starts_with('.'))
}

pub(super) fn action(checked: &Checked, action: &Action<'_>, session: &Session) -> lsp::CodeAction {
    let mended = diagnostic(&checked.text, action.diagnostic, &checked.uri, session);
    lsp::CodeAction {
        title: action.title.to_owned(),
        kind: Some(lsp::CodeActionKind::QUICKFIX),
        diagnostics: Some(vec![mended]),
        edit: Some(workspace_edit(checked, action.edits, session.unit)),
        is_preferred: action.preferred.then_some(true),
        ..lsp::CodeAction::default()
    }
}

pub(super) fn fix_all(checked: &Checked, edits: &[Edit], unit: Unit) -> lsp::CodeAction {
    lsp::CodeAction {
        title: "Apply all safe fixes".to_owned(),
        kind: Some(super::capabilities::fix_all()),
        edit: Some(workspace_edit(checked, edits, unit)),
        ..lsp::CodeAction::default()
    }
}

fn workspace_edit(checked: &Checked, edits: &[Edit], unit: Unit) -> lsp::WorkspaceEdit {
    let edits = self::edits(&checked.text, edits, unit);
    lsp::WorkspaceEdit::new([(checked.uri.clone(), edits)].into())
}

#[expect(deprecated, reason = "the protocol's type still has the field")]
pub(super) fn symbol(text: &Text, symbol: Symbol, unit: Unit) -> lsp::DocumentSymbol {
    let children = symbol.children.into_iter().map(|child| self::symbol(text, child, unit));
    lsp::DocumentSymbol {
        name: symbol.name,
        detail: symbol.detail,
        kind: match symbol.kind {
            Kind::App => lsp::SymbolKind::PACKAGE,
            Kind::Micro => lsp::SymbolKind::MODULE,
            Kind::Action => lsp::SymbolKind::EVENT,
        },
        tags: None,
        deprecated: None,
        range: range(text, &symbol.range, unit),
        selection_range: range(text, &symbol.selection, unit),
        children: Some(children.collect()),
    }
}
