//! The requests and notifications: each converts in, asks, and converts out.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use serde_json::Value;
use tokio::task::spawn_blocking;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types as lsp;
use tower_lsp::{Client, LanguageServer, async_trait};

use crate::ide::symbols;

use crate::write::Shelf;

use super::capabilities::{Session, folders};
use super::convert;
use super::documents::Documents;
use super::events::Touched;
use super::files::Files;
use super::parent;
use super::paths::{IGNORE, KEEP, target};
use super::preview::PREVIEW;
use super::settings::Settings;
use super::uploads::Uploads;
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
    uploads: Uploads,
    shelf: Mutex<Option<Shelf>>,
    /// Whether the client has asked for a preview.
    has_previews: AtomicBool,
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

    /// Whether the client has asked for a preview: then it is told when that may be another.
    pub(super) fn has_previews(&self) -> &AtomicBool {
        &self.shared.has_previews
    }

    /// Writes a preview where the client can open it.
    pub(super) fn keep_preview(&self, root: &Path, words: &str) -> io::Result<PathBuf> {
        let mut shelf = lock(&self.shared.shelf);
        let shelf = match &mut *shelf {
            Some(shelf) => shelf,
            none => none.insert(Shelf::new()?),
        };
        let name = root.file_name().unwrap_or_default().to_string_lossy();
        shelf.put(&format!("{name} - upload preview.txt"), words)
    }

    pub(super) fn uploads(&self) -> &Uploads {
        &self.shared.uploads
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
            self.publish(uri.clone());
            self.look_at_upload_of(&uri);
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

    async fn completion(
        &self,
        params: lsp::CompletionParams,
    ) -> Result<Option<lsp::CompletionResponse>> {
        let at = params.text_document_position;
        match uri::is_spaceignore(&at.text_document.uri) {
            true => self.complete_line(at).await,
            false => self.complete(at).await,
        }
    }

    async fn completion_resolve(&self, item: lsp::CompletionItem) -> Result<lsp::CompletionItem> {
        Ok(self.resolve(item))
    }

    async fn hover(&self, params: lsp::HoverParams) -> Result<Option<lsp::Hover>> {
        let at = params.text_document_position_params;
        match uri::is_spaceignore(&at.text_document.uri) {
            true => self.explain_line(at).await,
            false => self.explain(at).await,
        }
    }

    async fn goto_definition(
        &self,
        params: lsp::GotoDefinitionParams,
    ) -> Result<Option<lsp::GotoDefinitionResponse>> {
        self.define(params.text_document_position_params).await
    }

    async fn document_link(
        &self,
        params: lsp::DocumentLinkParams,
    ) -> Result<Option<Vec<lsp::DocumentLink>>> {
        match uri::is_spaceignore(&params.text_document.uri) {
            true => self.line_links(params.text_document.uri).await,
            false => self.links(params.text_document.uri).await,
        }
    }

    async fn references(&self, params: lsp::ReferenceParams) -> Result<Option<Vec<lsp::Location>>> {
        let with_definition = params.context.include_declaration;
        self.refer(params.text_document_position, with_definition).await
    }

    async fn document_highlight(
        &self,
        params: lsp::DocumentHighlightParams,
    ) -> Result<Option<Vec<lsp::DocumentHighlight>>> {
        self.highlight(params.text_document_position_params).await
    }

    async fn symbol(
        &self,
        params: lsp::WorkspaceSymbolParams,
    ) -> Result<Option<Vec<lsp::SymbolInformation>>> {
        self.search(params.query).await
    }

    async fn prepare_rename(
        &self,
        params: lsp::TextDocumentPositionParams,
    ) -> Result<Option<lsp::PrepareRenameResponse>> {
        self.prepare(params).await
    }

    async fn rename(&self, params: lsp::RenameParams) -> Result<Option<lsp::WorkspaceEdit>> {
        self.give_name(params.text_document_position, params.new_name).await
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
        match params.command.as_str() {
            PREVIEW => self.show_preview(&target(&params.arguments)?).await?,
            IGNORE => self.change_path(&target(&params.arguments)?, false).await?,
            KEEP => self.change_path(&target(&params.arguments)?, true).await?,
            _ => return self.execute(&params),
        }
        Ok(None)
    }

    async fn formatting(
        &self,
        params: lsp::DocumentFormattingParams,
    ) -> Result<Option<Vec<lsp::TextEdit>>> {
        let uri = params.text_document.uri;
        match uri::is_spaceignore(&uri) {
            true => self.format_lines(uri).await,
            false => self.format(&uri).await,
        }
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
        let uri = params.text_document.uri;
        match uri::is_spaceignore(&uri) {
            true => self.line_folds(uri).await,
            false => self.folds(&uri).await,
        }
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
        match uri::is_spaceignore(&params.text_document.uri) {
            true => self.line_hints(params).await,
            false => self.hints(&params.text_document.uri, params.range).await,
        }
    }

    async fn code_lens(&self, params: lsp::CodeLensParams) -> Result<Option<Vec<lsp::CodeLens>>> {
        let uri = params.text_document.uri;
        match uri::is_spaceignore(&uri) {
            true => self.line_lenses(uri).await,
            false => self.lenses(&uri).await,
        }
    }
}
