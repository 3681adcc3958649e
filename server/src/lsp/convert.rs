//! The one way out: from our values to those of the protocol, and the ranges back in.

use std::ops::Range;

use serde_json::json;
use tower_lsp::lsp_types as lsp;

use crate::diagnostic::{Diagnostic, Edit, Related, Severity};
use crate::ide::actions::Action;
use crate::ide::symbols::{Kind, Symbol};
use crate::project::SPACEFILE;
use crate::rules::misnamed_spacefile;
use crate::text::{Position, Text, Unit};

use super::capabilities::Session;
use super::checked::Checked;

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
    let page = session.rule_url.as_ref().and_then(|url| {
        let href = url.replace("{rule}", found.rule).parse().ok()?;
        Some(lsp::CodeDescription { href })
    });
    let has_tag = found.unnecessary && session.unnecessary_tag;
    lsp::Diagnostic {
        range: place(&found.range),
        severity: Some(match found.severity {
            Severity::Error => lsp::DiagnosticSeverity::ERROR,
            Severity::Warning => lsp::DiagnosticSeverity::WARNING,
            Severity::Info => lsp::DiagnosticSeverity::INFORMATION,
        }),
        code: Some(lsp::NumberOrString::String(found.rule.to_owned())),
        code_description: page,
        source: Some(SOURCE.to_owned()),
        message,
        related_information: (session.related_information && !found.related.is_empty())
            .then(|| found.related.iter().map(related).collect()),
        tags: has_tag.then(|| vec![lsp::DiagnosticTag::UNNECESSARY]),
        data: session.data.then(|| json!({"instance": found.instance, "disk": found.disk})),
    }
}

/// Whether a kind of code actions is the one asked for, or one below it.
pub(super) fn is_kind(kind: &lsp::CodeActionKind, asked: &lsp::CodeActionKind) -> bool {
    let rest = kind.as_str().strip_prefix(asked.as_str());
    rest.is_some_and(|rest| asked.as_str().is_empty() || rest.is_empty() || rest.starts_with('.'))
}

pub(super) fn action(checked: &Checked, action: &Action<'_>, session: &Session) -> lsp::CodeAction {
    lsp::CodeAction {
        title: action.title.to_owned(),
        kind: Some(lsp::CodeActionKind::QUICKFIX),
        diagnostics: Some(vec![diagnostic(checked, action.diagnostic, session)]),
        edit: Some(workspace_edit(checked, action.edits, session)),
        is_preferred: action.preferred.then_some(true),
        ..lsp::CodeAction::default()
    }
}

pub(super) fn fix_all(checked: &Checked, edits: &[Edit], session: &Session) -> lsp::CodeAction {
    lsp::CodeAction {
        title: "Apply all safe fixes".to_owned(),
        kind: Some(super::capabilities::fix_all()),
        edit: Some(workspace_edit(checked, edits, session)),
        ..lsp::CodeAction::default()
    }
}

/// Edits of one document; for exactly the version they were made for, if the client can tell.
pub(super) fn workspace_edit(
    checked: &Checked,
    edits: &[Edit],
    session: &Session,
) -> lsp::WorkspaceEdit {
    let uri = checked.uri.clone();
    let edits = self::edits(&checked.text, edits, session.unit);
    if !session.versioned_edits {
        return lsp::WorkspaceEdit::new([(uri, edits)].into());
    }
    let document = lsp::OptionalVersionedTextDocumentIdentifier { uri, version: checked.version };
    lsp::WorkspaceEdit {
        document_changes: Some(lsp::DocumentChanges::Edits(vec![lsp::TextDocumentEdit {
            text_document: document,
            edits: edits.into_iter().map(lsp::OneOf::Left).collect(),
        }])),
        ..lsp::WorkspaceEdit::default()
    }
}

/// Gives a file the name that a push looks for, if that is what it lacks.
pub(super) fn rename_action(checked: &Checked, session: &Session) -> Option<lsp::CodeAction> {
    let found = checked.analysis.diagnostics.first()?;
    let is_misnamed = found.rule == misnamed_spacefile::NAME && session.file_renames;
    let new_uri = checked.uri.join(SPACEFILE).ok().filter(|_| is_misnamed)?;
    let rename = lsp::ResourceOp::Rename(lsp::RenameFile {
        old_uri: checked.uri.clone(),
        new_uri,
        options: None,
        annotation_id: None,
    });
    let operations = vec![lsp::DocumentChangeOperation::Op(rename)];
    Some(lsp::CodeAction {
        title: format!("Rename to `{SPACEFILE}`"),
        kind: Some(lsp::CodeActionKind::QUICKFIX),
        diagnostics: Some(vec![diagnostic(checked, found, session)]),
        edit: Some(lsp::WorkspaceEdit {
            document_changes: Some(lsp::DocumentChanges::Operations(operations)),
            ..lsp::WorkspaceEdit::default()
        }),
        is_preferred: Some(true),
        ..lsp::CodeAction::default()
    })
}

/// An outline: a tree where the client takes one, else a list.
pub(super) fn symbols(
    checked: &Checked,
    app: Symbol,
    session: &Session,
) -> lsp::DocumentSymbolResponse {
    if session.nested_symbols {
        return vec![symbol(&checked.text, app, session.unit)].into();
    }
    let mut list = Vec::new();
    flatten(checked, app, None, session.unit, &mut list);
    list.into()
}

fn kind(kind: Kind) -> lsp::SymbolKind {
    match kind {
        Kind::App => lsp::SymbolKind::PACKAGE,
        Kind::Micro => lsp::SymbolKind::MODULE,
        Kind::Action => lsp::SymbolKind::EVENT,
    }
}

#[expect(deprecated, reason = "the protocol's type still has the field")]
fn symbol(text: &Text, symbol: Symbol, unit: Unit) -> lsp::DocumentSymbol {
    let children = symbol.children.into_iter().map(|child| self::symbol(text, child, unit));
    lsp::DocumentSymbol {
        name: symbol.name,
        detail: symbol.detail,
        kind: kind(symbol.kind),
        tags: None,
        deprecated: None,
        range: range(text, &symbol.range, unit),
        selection_range: range(text, &symbol.selection, unit),
        children: Some(children.collect()),
    }
}

#[expect(deprecated, reason = "the protocol's type still has the field")]
fn flatten(
    checked: &Checked,
    symbol: Symbol,
    container: Option<&str>,
    unit: Unit,
    list: &mut Vec<lsp::SymbolInformation>,
) {
    let range = range(&checked.text, &symbol.range, unit);
    list.push(lsp::SymbolInformation {
        name: symbol.name.clone(),
        kind: kind(symbol.kind),
        tags: None,
        deprecated: None,
        location: lsp::Location { uri: checked.uri.clone(), range },
        container_name: container.map(str::to_owned),
    });
    for child in symbol.children {
        flatten(checked, child, Some(&symbol.name), unit, list);
    }
}
