//! Actions, with their edits.

use tower_lsp::lsp_types as lsp;

use crate::diagnostic::Edit;
use crate::ide::actions::Action;
use crate::ide::refactors::{Kind, Refactor};
use crate::ignore::upload::Upload;
use crate::ignore::walk::SPACEIGNORE;
use crate::lsp::capabilities::{self, Session};
use crate::lsp::checked::Checked;
use crate::project::SPACEFILE;
use crate::rules::misnamed_spacefile;
use crate::text::Text;

use super::diagnostic;

/// Whether a kind of code actions is the one asked for, or one below it.
pub(in crate::lsp) fn is_kind(kind: &lsp::CodeActionKind, asked: &lsp::CodeActionKind) -> bool {
    let rest = kind.as_str().strip_prefix(asked.as_str());
    rest.is_some_and(|rest| asked.as_str().is_empty() || rest.is_empty() || rest.starts_with('.'))
}

/// `None` for one that makes a file, where the client can't.
pub(in crate::lsp) fn action(
    checked: &Checked,
    action: &Action<'_>,
    session: &Session,
) -> Option<lsp::CodeAction> {
    let edit = match action.beside {
        Some(name) => edit_beside(checked, name, &action.edits, session)?,
        None => workspace_edit(checked, &action.edits, session),
    };
    Some(lsp::CodeAction {
        title: action.title.clone().into_owned(),
        kind: Some(lsp::CodeActionKind::QUICKFIX),
        diagnostics: Some(vec![diagnostic(checked, action.diagnostic, session)]),
        edit: Some(edit),
        is_preferred: (action.preferred && session.client.preferred_actions).then_some(true),
        ..lsp::CodeAction::default()
    })
}

pub(in crate::lsp) fn fix_all(
    checked: &Checked,
    edits: &[Edit],
    session: &Session,
) -> lsp::CodeAction {
    lsp::CodeAction {
        title: "Apply all safe fixes".to_owned(),
        kind: Some(capabilities::fix_all()),
        edit: Some(workspace_edit(checked, edits, session)),
        ..lsp::CodeAction::default()
    }
}

/// The protocol's kind of a change.
pub(in crate::lsp) fn refactor_kind(kind: Kind) -> lsp::CodeActionKind {
    match kind {
        Kind::Add => lsp::CodeActionKind::new("refactor.add"),
        Kind::Rewrite => lsp::CodeActionKind::REFACTOR_REWRITE,
        Kind::Extract => lsp::CodeActionKind::REFACTOR_EXTRACT,
        Kind::Inline => lsp::CodeActionKind::REFACTOR_INLINE,
        Kind::Convert => lsp::CodeActionKind::new("refactor.convert"),
    }
}

pub(in crate::lsp) fn refactor(
    checked: &Checked,
    refactor: Refactor,
    session: &Session,
) -> lsp::CodeAction {
    lsp::CodeAction {
        kind: Some(refactor_kind(refactor.kind)),
        edit: Some(workspace_edit(checked, &refactor.edits, session)),
        title: refactor.title,
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
    let edits = super::edits(&checked.text, edits, session.unit);
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

/// Edits of the `.spaceignore` beside a document, which is made if it isn't there.
fn edit_beside(
    checked: &Checked,
    name: &str,
    edits: &[Edit],
    session: &Session,
) -> Option<lsp::WorkspaceEdit> {
    edit_of_lines(checked.upload.as_deref()?, checked.uri.join(name).ok()?, edits, session)
}

/// Edits of the `.spaceignore` of an upload, which is made if it isn't there. `None` where the
/// client can't make files.
pub(in crate::lsp) fn edit_of_lines(
    upload: &Upload,
    uri: lsp::Url,
    edits: &[Edit],
    session: &Session,
) -> Option<lsp::WorkspaceEdit> {
    let tree = upload.tree();
    let text = String::from_utf8_lossy(tree.rules().text());
    let text = Text::new(text.strip_prefix('\u{feff}').unwrap_or(&text));
    let edits = super::edits(&text, edits, session.unit);
    if tree.find(SPACEIGNORE.as_bytes()).is_some() {
        return Some(lsp::WorkspaceEdit::new([(uri, edits)].into()));
    }
    let create = lsp::ResourceOp::Create(lsp::CreateFile {
        uri: uri.clone(),
        options: Some(lsp::CreateFileOptions {
            overwrite: Some(false),
            ignore_if_exists: Some(true),
        }),
        annotation_id: None,
    });
    let edit = lsp::TextDocumentEdit {
        text_document: lsp::OptionalVersionedTextDocumentIdentifier { uri, version: None },
        edits: edits.into_iter().map(lsp::OneOf::Left).collect(),
    };
    let operations =
        vec![lsp::DocumentChangeOperation::Op(create), lsp::DocumentChangeOperation::Edit(edit)];
    session.file_creation.then(|| lsp::WorkspaceEdit {
        document_changes: Some(lsp::DocumentChanges::Operations(operations)),
        ..lsp::WorkspaceEdit::default()
    })
}

/// Gives a file the name that a push looks for, if that is what it lacks.
pub(in crate::lsp) fn rename_action(
    checked: &Checked,
    session: &Session,
) -> Option<lsp::CodeAction> {
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
        is_preferred: session.client.preferred_actions.then_some(true),
        ..lsp::CodeAction::default()
    })
}
