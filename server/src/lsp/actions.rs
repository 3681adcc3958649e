//! Code actions: as such, or as commands to clients that know only these.

use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types as lsp;

use std::ops::Range;

use crate::document::Kind as Document;
use crate::ide::actions;
use crate::ide::refactors::{Kind, Refactor, refactors};
use crate::ide::spaceignore;

use super::capabilities::fix_all;
use super::checked::Checked;
use super::convert;
use super::server::Server;
use super::settings::Feature;

/// The command that applies an edit: its arguments are a document, its version and the edit.
pub(super) const APPLY: &str = "spacefile.applyEdit";

impl Server {
    pub(super) async fn actions(
        &self,
        params: lsp::CodeActionParams,
    ) -> Result<Option<lsp::CodeActionResponse>> {
        let (uri, session) = (params.text_document.uri, self.session());
        let only = params.context.only.filter(|only| !only.is_empty());
        let server = self.clone();
        let found = self.answer_at(&uri, params.range, None, move |checked, range| {
            let session = server.session();
            let wanted = |kind: &lsp::CodeActionKind| match &only {
                Some(only) => only.iter().any(|only| convert::is_kind(kind, only)),
                // What concerns the whole file is for those who ask for it.
                None => *kind != fix_all(),
            };
            let mut found = Vec::new();
            let diagnostics = &checked.analysis.diagnostics;
            if wanted(&lsp::CodeActionKind::QUICKFIX) {
                let fixes = actions::quick_fixes(&checked.analysis, &range).into_iter();
                found.extend(fixes.filter_map(|fix| convert::action(checked, &fix, session)));
                found.extend(convert::rename_action(checked, session));
            }
            let edits = if wanted(&fix_all()) { actions::fix_all(diagnostics) } else { Vec::new() };
            if !edits.is_empty() {
                found.push(convert::fix_all(checked, &edits, session));
            }
            if server.settings().has(Feature::Refactorings) {
                let wanted = |kind| wanted(&convert::refactor_kind(kind));
                let changes = match checked.analysis.document.kind {
                    Document::Spacefile => refactors(&checked.analysis, &range, wanted),
                    Document::Spaceignore => lines(checked, &range, wanted),
                };
                found.extend(changes.into_iter().map(|it| convert::refactor(checked, it, session)));
            }
            Some((found, checked.version))
        });
        let Some((found, version)) = found.await? else { return Ok(None) };
        if session.client.action_literals {
            return Ok(Some(found.into_iter().map(Into::into).collect()));
        }
        if !session.client.applies_edits {
            return Ok(Some(Vec::new()));
        }
        let command = |action: lsp::CodeAction| {
            let arguments = vec![json!(uri), json!(version), json!(action.edit)];
            lsp::Command::new(action.title, APPLY.to_owned(), Some(arguments)).into()
        };
        Ok(Some(found.into_iter().map(command).collect()))
    }

    /// Lets the client apply what it got as a command.
    ///
    /// # Errors
    /// There is no such command, or the document has changed since.
    pub(super) fn execute(&self, params: &lsp::ExecuteCommandParams) -> Result<Option<Value>> {
        let [uri, version, edit] = params.arguments.as_slice() else {
            return Err(Error::invalid_params("there is no such command"));
        };
        let read = |value: &Value| serde_json::from_value(value.clone()).ok();
        let (Some(uri), Some(edit), APPLY) =
            (read(uri), serde_json::from_value(edit.clone()).ok(), params.command.as_str())
        else {
            return Err(Error::invalid_params("there is no such command"));
        };
        if self.documents().version(&uri).map(i64::from) != version.as_i64() {
            return Err(Error::content_modified());
        }
        // A task of its own: the answer is of no interest, and must hold up nothing.
        let client = self.client.clone();
        tokio::spawn(async move { drop(client.apply_edit(edit).await) });
        Ok(None)
    }
}

/// The lines that a user may want to add to a `.spaceignore`.
fn lines(checked: &Checked, range: &Range<usize>, wanted: impl Fn(Kind) -> bool) -> Vec<Refactor> {
    let upload = checked.upload.as_deref().filter(|_| wanted(Kind::Add));
    let found =
        upload.map(|it| spaceignore::actions::actions(&checked.analysis.document, it, range));
    let refactor = |action: spaceignore::actions::Action| Refactor {
        title: action.title,
        kind: Kind::Add,
        edits: action.edits,
    };
    found.unwrap_or_default().into_iter().map(refactor).collect()
}
