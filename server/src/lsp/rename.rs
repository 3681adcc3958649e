//! Gives things other names.

use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types as lsp;

use crate::ide::rename::{prepare, rename};

use super::convert;
use super::server::Server;

impl Server {
    /// The name at a place, if it can be changed.
    pub(super) async fn prepare(
        &self,
        at: lsp::TextDocumentPositionParams,
    ) -> Result<Option<lsp::PrepareRenameResponse>> {
        let Some((offset, checked)) = self.place(at).await? else { return Ok(None) };
        let name = prepare(&checked.analysis.document, offset);
        Ok(name.map(|name| convert::name(&checked, name, self.session())))
    }

    /// The edits that give another name to what is named at a place. What else changes by that is
    /// said, too.
    pub(super) async fn give_name(
        &self,
        at: lsp::TextDocumentPositionParams,
        new: String,
    ) -> Result<Option<lsp::WorkspaceEdit>> {
        let Some((offset, checked)) = self.place(at).await? else { return Ok(None) };
        let (document, app) = (&checked.analysis.document, &checked.analysis.app);
        let found = rename(document, app, offset, &new).map_err(Error::invalid_params)?;
        let Some(found) = found else { return Ok(None) };
        if let Some(note) = found.note.clone() {
            // A task of its own: the client may be busy with what it asked for.
            let client = self.client.clone();
            tokio::spawn(async move { client.show_message(lsp::MessageType::INFO, note).await });
        }
        Ok(Some(convert::rename(&checked, &found, self.session())))
    }
}
