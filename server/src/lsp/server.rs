//! The requests and notifications: each converts in, asks, and converts out.

use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use serde_json::Value;
use tokio::task::spawn_blocking;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types as lsp;
use tower_lsp::{Client, LanguageServer, async_trait};

use crate::ide::symbols;

use super::capabilities::{Session, folders};
use super::convert;
use super::documents::Documents;
use super::events::Touched;
use super::files::Files;
use super::parent;
use super::settings::Settings;
use super::uri;

/// The server of one client.
#[derive(Debug, Clone)]
pub(super) struct Server {
    pub(super) client: Client,
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    session: OnceLock<Session>,
    documents: Mutex<Documents>,
    files: Mutex<Files>,
    touched: Mutex<Touched>,
    settings: Mutex<Arc<Settings>>,
    is_watching: AtomicBool,
}

/// Takes a lock that no panic may keep from being taken again: what it guards stays whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Server {
    pub(super) fn new(client: Client) -> Self {
        Self { client, shared: Arc::default() }
    }

    pub(super) fn session(&self) -> &Session {
        self.shared.session.get_or_init(Session::default)
    }

    pub(super) fn documents(&self) -> MutexGuard<'_, Documents> {
        lock(&self.shared.documents)
    }

    pub(super) fn files(&self) -> MutexGuard<'_, Files> {
        lock(&self.shared.files)
    }

    pub(super) fn touched(&self) -> MutexGuard<'_, Touched> {
        lock(&self.shared.touched)
    }

    /// What is set now.
    pub(super) fn now(&self) -> MutexGuard<'_, Arc<Settings>> {
        lock(&self.shared.settings)
    }

    /// Whether the client tells us what happens to the files in its folders.
    pub(super) fn is_watching(&self) -> &AtomicBool {
        &self.shared.is_watching
    }
}

#[async_trait]
impl LanguageServer for Server {
    async fn initialize(&self, params: lsp::InitializeParams) -> Result<lsp::InitializeResult> {
        let session = Session::new(&params);
        tracing::info!(client = ?params.client_info, ?session, "initialize");
        self.files().add_folders(folders(&params));
        let mut capabilities = session.offer();
        session.client.add_to(&mut capabilities);
        *self.now() = Arc::new(session.settings.clone());
        self.shared.session.set(session).map_err(|_| Error::invalid_request())?;
        parent::watch(params.process_id);
        Ok(lsp::InitializeResult {
            capabilities,
            server_info: Some(lsp::ServerInfo {
                name: env!("CARGO_PKG_NAME").to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
        })
    }

    async fn initialized(&self, _: lsp::InitializedParams) {
        self.complain(self.session().complaints.clone()).await;
        self.ask_for_settings();
        self.ask_to_watch();
        self.touch_everything();
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, params: lsp::DidOpenTextDocumentParams) {
        let uri = params.text_document.uri.clone();
        if self.documents().open(params.text_document) {
            if let Some(path) = uri::path(&uri) {
                self.files().forget(&path);
            }
            self.publish(uri);
        }
    }

    async fn did_change(&self, params: lsp::DidChangeTextDocumentParams) {
        let uri = params.text_document.uri.clone();
        if self.documents().change(params, self.session().unit) {
            self.publish(uri);
        }
    }

    async fn did_save(&self, params: lsp::DidSaveTextDocumentParams) {
        if !self.is_watched(&params.text_document.uri) {
            self.touch_everything();
        }
    }

    async fn did_close(&self, params: lsp::DidCloseTextDocumentParams) {
        let uri = params.text_document.uri;
        if self.documents().close(&uri) {
            self.touch(uri::path(&uri));
            self.closed(uri);
        }
    }

    async fn did_change_watched_files(&self, params: lsp::DidChangeWatchedFilesParams) {
        self.touch(params.changes.iter().filter_map(|change| uri::path(&change.uri)));
    }

    async fn did_create_files(&self, params: lsp::CreateFilesParams) {
        self.touch_uris(params.files.iter().map(|file| file.uri.as_str()));
    }

    async fn did_rename_files(&self, params: lsp::RenameFilesParams) {
        let both = |file: &'_ lsp::FileRename| [file.old_uri.clone(), file.new_uri.clone()];
        let uris: Vec<_> = params.files.iter().flat_map(both).collect();
        self.touch_uris(uris.iter().map(String::as_str));
    }

    async fn did_delete_files(&self, params: lsp::DeleteFilesParams) {
        self.touch_uris(params.files.iter().map(|file| file.uri.as_str()));
    }

    async fn will_rename_files(
        &self,
        params: lsp::RenameFilesParams,
    ) -> Result<Option<lsp::WorkspaceEdit>> {
        self.follow_renames(&params.files).await
    }

    async fn did_change_workspace_folders(&self, params: lsp::DidChangeWorkspaceFoldersParams) {
        let uris = |folders: Vec<lsp::WorkspaceFolder>| -> Vec<_> {
            folders.into_iter().map(|folder| folder.uri).collect()
        };
        self.files().remove_folders(&uris(params.event.removed));
        self.files().add_folders(uris(params.event.added));
        self.touch_everything();
    }

    async fn did_change_configuration(&self, params: lsp::DidChangeConfigurationParams) {
        self.settings_changed(&params.settings).await;
    }

    async fn diagnostic(
        &self,
        params: lsp::DocumentDiagnosticParams,
    ) -> Result<lsp::DocumentDiagnosticReportResult> {
        Ok(self.pull(params).await?.into())
    }

    async fn workspace_diagnostic(
        &self,
        params: lsp::WorkspaceDiagnosticParams,
    ) -> Result<lsp::WorkspaceDiagnosticReportResult> {
        Ok(self.pull_all(params).await?.into())
    }

    async fn document_symbol(
        &self,
        params: lsp::DocumentSymbolParams,
    ) -> Result<Option<lsp::DocumentSymbolResponse>> {
        let uri = params.text_document.uri;
        let Some(checked) = self.asked(&uri).await? else { return Ok(None) };
        // A large one takes its time.
        let server = self.clone();
        let outline = spawn_blocking(move || {
            let app = symbols::symbols(&checked.analysis.document, &checked.analysis.app)?;
            Some(convert::symbols(&checked, app, server.session()))
        });
        outline.await.map_err(|_| Error::internal_error())
    }

    async fn code_action(
        &self,
        params: lsp::CodeActionParams,
    ) -> Result<Option<lsp::CodeActionResponse>> {
        self.actions(params).await
    }

    async fn execute_command(&self, params: lsp::ExecuteCommandParams) -> Result<Option<Value>> {
        self.execute(params)
    }

    async fn formatting(
        &self,
        params: lsp::DocumentFormattingParams,
    ) -> Result<Option<Vec<lsp::TextEdit>>> {
        self.format(&params.text_document.uri).await
    }

    async fn range_formatting(
        &self,
        params: lsp::DocumentRangeFormattingParams,
    ) -> Result<Option<Vec<lsp::TextEdit>>> {
        self.format_part(&params.text_document.uri, params.range).await
    }

    async fn on_type_formatting(
        &self,
        params: lsp::DocumentOnTypeFormattingParams,
    ) -> Result<Option<Vec<lsp::TextEdit>>> {
        let at = params.text_document_position;
        self.format_line(&at.text_document.uri, at.position, &params.ch).await
    }

    async fn folding_range(
        &self,
        params: lsp::FoldingRangeParams,
    ) -> Result<Option<Vec<lsp::FoldingRange>>> {
        self.folds(&params.text_document.uri).await
    }

    async fn selection_range(
        &self,
        params: lsp::SelectionRangeParams,
    ) -> Result<Option<Vec<lsp::SelectionRange>>> {
        self.selections(&params.text_document.uri, params.positions).await
    }

    async fn semantic_tokens_full(
        &self,
        params: lsp::SemanticTokensParams,
    ) -> Result<Option<lsp::SemanticTokensResult>> {
        Ok(self.words(&params.text_document.uri).await?.map(Into::into))
    }

    async fn semantic_tokens_range(
        &self,
        params: lsp::SemanticTokensRangeParams,
    ) -> Result<Option<lsp::SemanticTokensRangeResult>> {
        let words = self.words_in(&params.text_document.uri, params.range).await?;
        Ok(words.map(Into::into))
    }

    async fn inlay_hint(
        &self,
        params: lsp::InlayHintParams,
    ) -> Result<Option<Vec<lsp::InlayHint>>> {
        self.hints(&params.text_document.uri, params.range).await
    }

    async fn code_lens(&self, params: lsp::CodeLensParams) -> Result<Option<Vec<lsp::CodeLens>>> {
        self.lenses(&params.text_document.uri).await
    }
}
