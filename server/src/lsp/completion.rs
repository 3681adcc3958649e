//! Completions, and what more there is to say of one.

use std::path::Path;

use tokio::task::spawn_blocking;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types as lsp;

use crate::ide::completion::complete;
use crate::ide::pages::Page;
use crate::project::Project;
use crate::rules::document_too_large::MAX_BYTES;

use super::convert;
use super::server::Server;
use super::uri;

impl Server {
    /// What can be put in at a place in a document as it is now.
    pub(super) async fn complete(
        &self,
        at: lsp::TextDocumentPositionParams,
    ) -> Result<Option<lsp::CompletionResponse>> {
        let uri = at.text_document.uri;
        let text = self.documents().text(&uri).filter(|_| !uri::is_nearly_spacefile(&uri));
        let Some(text) = text else { return Ok(None) };
        self.turn().await;
        let server = self.clone();
        let found = spawn_blocking(move || {
            let session = server.session();
            let range = lsp::Range::new(at.position, at.position);
            let cursor = convert::bytes(&text, range, session.unit).start;
            let written = text.to_string();
            if written.len() > MAX_BYTES {
                return None;
            }
            let path = uri::path(&uri);
            let project = path.as_deref().and_then(Path::parent).map(Project::new);
            let found = complete(&written, cursor, project.as_ref());
            Some(convert::completions(&text, &written, cursor, found, session))
        });
        found.await.map_err(|_| Error::internal_error())
    }

    /// Adds the documentation of an item of ours.
    pub(super) fn resolve(&self, item: lsp::CompletionItem) -> lsp::CompletionItem {
        let page = item.data.as_ref().and_then(|data| Page::find(data.as_str()?));
        match page {
            Some(page) => {
                let words = convert::documentation(&page.words(), self.session());
                lsp::CompletionItem { documentation: Some(words), ..item }
            }
            None => item,
        }
    }
}
