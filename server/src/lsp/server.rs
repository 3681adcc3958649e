//! The requests and notifications: each converts in, asks, and converts out.

use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types as lsp;
use tower_lsp::{Client, LanguageServer, async_trait};

use crate::ide::{actions, symbols};

use super::capabilities::{Session, fix_all};
use super::convert;
use super::documents::{Checked, Documents};
use super::workspace::{self, Workspace};

/// The server of one client.
#[derive(Debug, Clone)]
pub(super) struct Server {
    client: Client,
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    session: OnceLock<Session>,
    documents: Mutex<Documents>,
    workspace: Mutex<Workspace>,
}

/// Takes a lock that no panic may keep from being taken again: what it guards stays whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Server {
    pub(super) fn new(client: Client) -> Self {
        Self { client, shared: Arc::default() }
    }

    fn session(&self) -> &Session {
        self.shared.session.get_or_init(Session::default)
    }

    fn documents(&self) -> MutexGuard<'_, Documents> {
        lock(&self.shared.documents)
    }

    /// What is found in an open document as it is now; worked out if it isn't known yet.
    async fn checked(&self, uri: &lsp::Url) -> Result<Option<Arc<Checked>>> {
        let known = self.documents().checked(uri);
        if known.is_some() {
            return Ok(known);
        }
        let Some(snapshot) = self.documents().snapshot(uri) else { return Ok(None) };
        let checked = tokio::task::spawn_blocking(move || Arc::new(snapshot.check())).await;
        let checked = checked.map_err(|_| Error::internal_error())?;
        self.documents().keep(&checked);
        Ok(Some(checked))
    }

    /// Sends the findings of a document that has changed, unless the client asks for them.
    fn publish(&self, uri: lsp::Url) {
        if self.session().pulls {
            return;
        }
        let server = self.clone();
        tokio::spawn(async move {
            let Ok(Some(checked)) = server.checked(&uri).await else { return };
            // A newer change has a task of its own.
            if server.documents().checked(&uri).is_some_and(|now| Arc::ptr_eq(&now, &checked)) {
                let found = server.diagnostics(&checked);
                server.client.publish_diagnostics(uri, found, checked.version).await;
            }
        });
    }

    fn diagnostics(&self, checked: &Checked) -> Vec<lsp::Diagnostic> {
        let convert =
            |found| convert::diagnostic(&checked.text, found, &checked.uri, self.session());
        checked.analysis.diagnostics.iter().map(convert).collect()
    }

    /// Looks at the Spacefiles of the folders again and tells the client.
    async fn refresh(&self) {
        self.documents().doubt();
        let folders = lock(&self.shared.workspace).folders();
        let open = self.documents().uris();
        let read = tokio::task::spawn_blocking(move || workspace::read(&folders)).await;
        let mut found = read.unwrap_or_default();
        found.retain(|file| !open.contains(&file.uri));
        let gone = lock(&self.shared.workspace).replace(found.clone());
        if self.session().pulls {
            if self.session().refreshes {
                // A task of its own: the answer is of no interest, and must hold up nothing.
                let client = self.client.clone();
                tokio::spawn(async move { drop(client.workspace_diagnostic_refresh().await) });
            }
            return;
        }
        for uri in gone.into_iter().filter(|uri| !open.contains(uri)) {
            self.client.publish_diagnostics(uri, Vec::new(), None).await;
        }
        for file in &found {
            self.client.publish_diagnostics(file.uri.clone(), self.diagnostics(file), None).await;
        }
        for uri in open {
            self.publish(uri);
        }
    }

    /// Does the same without keeping the next message waiting.
    fn refresh_soon(&self) {
        let server = self.clone();
        tokio::spawn(async move { server.refresh().await });
    }

    fn report(&self, checked: &Checked, previous: Option<&str>) -> Report {
        let items = self.diagnostics(checked);
        let id = workspace::fingerprint(&items);
        if previous == Some(id.as_str()) { Report::Same(id) } else { Report::Full(id, items) }
    }
}

/// Findings as a client pulls them.
enum Report {
    /// What the client has is still right.
    Same(String),
    Full(String, Vec<lsp::Diagnostic>),
}

#[async_trait]
impl LanguageServer for Server {
    async fn initialize(&self, params: lsp::InitializeParams) -> Result<lsp::InitializeResult> {
        let session = Session::new(&params);
        lock(&self.shared.workspace).add(&session.folders);
        let capabilities = session.offer();
        self.shared.session.set(session).map_err(|_| Error::invalid_request())?;
        Ok(lsp::InitializeResult {
            capabilities,
            server_info: Some(lsp::ServerInfo {
                name: env!("CARGO_PKG_NAME").to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
        })
    }

    async fn initialized(&self, _: lsp::InitializedParams) {
        if self.session().watches {
            let client = self.client.clone();
            let registration = workspace::watchers();
            tokio::spawn(async move { drop(client.register_capability(registration).await) });
        }
        self.refresh_soon();
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, params: lsp::DidOpenTextDocumentParams) {
        let uri = params.text_document.uri.clone();
        self.documents().open(params.text_document);
        if self.documents().is_open(&uri) {
            self.publish(uri);
        }
    }

    async fn did_change(&self, params: lsp::DidChangeTextDocumentParams) {
        let uri = params.text_document.uri.clone();
        self.documents().change(params, self.session().unit);
        self.publish(uri);
    }

    async fn did_save(&self, _: lsp::DidSaveTextDocumentParams) {
        if !self.session().watches {
            self.refresh_soon();
        }
    }

    async fn did_close(&self, params: lsp::DidCloseTextDocumentParams) {
        let uri = params.text_document.uri;
        if self.documents().close(&uri) {
            if !self.session().pulls {
                self.client.publish_diagnostics(uri, Vec::new(), None).await;
            }
            self.refresh_soon();
        }
    }

    async fn did_change_watched_files(&self, _: lsp::DidChangeWatchedFilesParams) {
        self.refresh_soon();
    }

    async fn did_change_workspace_folders(&self, params: lsp::DidChangeWorkspaceFoldersParams) {
        let uris = |folders: Vec<lsp::WorkspaceFolder>| -> Vec<_> {
            folders.into_iter().map(|folder| folder.uri).collect()
        };
        lock(&self.shared.workspace).remove(&uris(params.event.removed));
        lock(&self.shared.workspace).add(&uris(params.event.added));
        self.refresh_soon();
    }

    async fn did_change_configuration(&self, _: lsp::DidChangeConfigurationParams) {
        // Several clients send this unasked; there is nothing to configure yet.
    }

    async fn diagnostic(
        &self,
        params: lsp::DocumentDiagnosticParams,
    ) -> Result<lsp::DocumentDiagnosticReportResult> {
        let previous = params.previous_result_id.as_deref();
        let report = match self.checked(&params.text_document.uri).await? {
            Some(checked) => self.report(&checked, previous),
            None => Report::Full(String::new(), Vec::new()),
        };
        let report = match report {
            Report::Same(result_id) => lsp::RelatedUnchangedDocumentDiagnosticReport {
                unchanged_document_diagnostic_report: lsp::UnchangedDocumentDiagnosticReport {
                    result_id,
                },
                related_documents: None,
            }
            .into(),
            Report::Full(result_id, items) => {
                lsp::DocumentDiagnosticReport::Full(lsp::RelatedFullDocumentDiagnosticReport {
                    full_document_diagnostic_report: lsp::FullDocumentDiagnosticReport {
                        result_id: Some(result_id),
                        items,
                    },
                    related_documents: None,
                })
            }
        };
        Ok(report.into())
    }

    async fn workspace_diagnostic(
        &self,
        params: lsp::WorkspaceDiagnosticParams,
    ) -> Result<lsp::WorkspaceDiagnosticReportResult> {
        let mut files = lock(&self.shared.workspace).files();
        let open = self.documents().uris();
        for uri in open {
            files.retain(|file| file.uri != uri);
            files.extend(self.checked(&uri).await?);
        }
        let items = files.iter().map(|file| {
            let previous = params.previous_result_ids.iter().find(|id| id.uri == file.uri);
            let (uri, version) = (file.uri.clone(), file.version.map(i64::from));
            match self.report(file, previous.map(|id| id.value.as_str())) {
                Report::Same(result_id) => lsp::WorkspaceDocumentDiagnosticReport::Unchanged(
                    lsp::WorkspaceUnchangedDocumentDiagnosticReport {
                        uri,
                        version,
                        unchanged_document_diagnostic_report:
                            lsp::UnchangedDocumentDiagnosticReport { result_id },
                    },
                ),
                Report::Full(result_id, items) => lsp::WorkspaceDocumentDiagnosticReport::Full(
                    lsp::WorkspaceFullDocumentDiagnosticReport {
                        uri,
                        version,
                        full_document_diagnostic_report: lsp::FullDocumentDiagnosticReport {
                            result_id: Some(result_id),
                            items,
                        },
                    },
                ),
            }
        });
        Ok(lsp::WorkspaceDiagnosticReport { items: items.collect() }.into())
    }

    async fn document_symbol(
        &self,
        params: lsp::DocumentSymbolParams,
    ) -> Result<Option<lsp::DocumentSymbolResponse>> {
        let checked = self.checked(&params.text_document.uri).await?;
        let unit = self.session().unit;
        Ok(checked.and_then(|checked| {
            let app = symbols::symbols(&checked.analysis.document)?;
            Some(vec![convert::symbol(&checked.text, app, unit)].into())
        }))
    }

    async fn code_action(
        &self,
        params: lsp::CodeActionParams,
    ) -> Result<Option<lsp::CodeActionResponse>> {
        let Some(checked) = self.checked(&params.text_document.uri).await? else { return Ok(None) };
        let session = self.session();
        let range = convert::bytes(&checked.text, params.range, session.unit);
        let wanted = |kind: &lsp::CodeActionKind| match &params.context.only {
            Some(only) => only.iter().any(|only| convert::is_kind(kind, only)),
            None => *kind == lsp::CodeActionKind::QUICKFIX,
        };
        let mut found: lsp::CodeActionResponse = Vec::new();
        let diagnostics = &checked.analysis.diagnostics;
        if wanted(&lsp::CodeActionKind::QUICKFIX) {
            let fixes = actions::quick_fixes(diagnostics, &range).into_iter();
            found.extend(fixes.map(|fix| convert::action(&checked, &fix, session).into()));
        }
        let edits = if wanted(&fix_all()) { actions::fix_all(diagnostics) } else { Vec::new() };
        if !edits.is_empty() {
            found.push(convert::fix_all(&checked, &edits, session.unit).into());
        }
        Ok(Some(found))
    }
}
