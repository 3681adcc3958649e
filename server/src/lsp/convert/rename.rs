//! Renames.

use tower_lsp::lsp_types as lsp;

use crate::ide::rename::{Name, Rename};
use crate::lsp::capabilities::Session;
use crate::lsp::checked::Checked;

use super::actions::workspace_edit;
use super::range;

/// The only note that the edits of a rename have.
const NOTE: &str = "rename";

pub(in crate::lsp) fn name(
    checked: &Checked,
    name: Name,
    session: &Session,
) -> lsp::PrepareRenameResponse {
    let range = range(&checked.text, &name.range, session.unit);
    lsp::PrepareRenameResponse::RangeWithPlaceholder { range, placeholder: name.text }
}

/// The edits of a rename. What else it changes stands beside them, where the client shows that.
pub(in crate::lsp) fn rename(
    checked: &Checked,
    rename: &Rename,
    session: &Session,
) -> lsp::WorkspaceEdit {
    let mut edit = workspace_edit(checked, &rename.edits, session);
    let documents = match &mut edit.document_changes {
        Some(lsp::DocumentChanges::Edits(documents)) if session.offers.annotations => documents,
        _ => return edit,
    };
    let Some(note) = &rename.note else { return edit };
    for edit in documents.iter_mut().flat_map(|document| &mut document.edits) {
        if let lsp::OneOf::Left(text_edit) = edit {
            let text_edit = std::mem::take(text_edit);
            let annotation_id = NOTE.to_owned();
            *edit = lsp::OneOf::Right(lsp::AnnotatedTextEdit { text_edit, annotation_id });
        }
    }
    let annotation = lsp::ChangeAnnotation {
        label: rename.title.clone(),
        needs_confirmation: None,
        description: Some(note.clone()),
    };
    edit.change_annotations = Some([(NOTE.to_owned(), annotation)].into());
    edit
}
