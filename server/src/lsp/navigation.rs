//! Going from one place to another.

use std::sync::Arc;

use tokio::task::spawn_blocking;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types as lsp;

use crate::ide::occurrences::{definition, occurrences};
use crate::ide::search::search;
use crate::ide::targets::{target_at, targets};

use super::checked::Checked;
use super::convert;
use super::server::Server;

impl Server {
    /// A place in a document as it is now: the byte offset, and what was found in the document.
    pub(super) async fn place(
        &self,
        at: lsp::TextDocumentPositionParams,
    ) -> Result<Option<(usize, Arc<Checked>)>> {
        let (uri, range) = (at.text_document.uri, lsp::Range::new(at.position, at.position));
        let located = self.documents().locate(&uri, range, self.session().unit);
        let Some((range, version)) = located else { return Ok(None) };
        let checked = self.asked_of(&uri, version).await?;
        Ok(checked.map(|checked| (range.start, checked)))
    }

    /// Where what is named at a place is.
    pub(super) async fn define(
        &self,
        at: lsp::TextDocumentPositionParams,
    ) -> Result<Option<lsp::GotoDefinitionResponse>> {
        let Some((offset, checked)) = self.place(at).await? else { return Ok(None) };
        let server = self.clone();
        let found = spawn_blocking(move || {
            let (document, app) = (&checked.analysis.document, &checked.analysis.app);
            let session = server.session();
            if let Some(anchor) = definition(document, offset) {
                return Some(convert::location(&checked, &anchor, session).into());
            }
            let project = checked.project()?;
            let target = target_at(document, app, &project, offset)?;
            convert::definition(&checked, &project, &target, session)
        });
        found.await.map_err(|_| Error::internal_error())
    }

    /// The files and folders that a document names.
    pub(super) async fn links(&self, uri: lsp::Url) -> Result<Option<Vec<lsp::DocumentLink>>> {
        let Some(checked) = self.asked(&uri).await? else { return Ok(None) };
        let server = self.clone();
        let found = spawn_blocking(move || {
            let (document, app) = (&checked.analysis.document, &checked.analysis.app);
            let project = checked.project()?;
            let targets = targets(document, app, &project).into_iter();
            let session = server.session();
            Some(targets.filter_map(|it| convert::link(&checked, &project, &it, session)).collect())
        });
        found.await.map_err(|_| Error::internal_error())
    }

    /// All places of a name, with or without those that give it.
    pub(super) async fn refer(
        &self,
        at: lsp::TextDocumentPositionParams,
        with_definition: bool,
    ) -> Result<Option<Vec<lsp::Location>>> {
        let Some((offset, checked)) = self.place(at).await? else { return Ok(None) };
        let found = occurrences(&checked.analysis.document, &checked.analysis.app, offset);
        let found = found.into_iter().filter(|found| with_definition || !found.is_definition);
        let session = self.session();
        Ok(Some(found.map(|it| convert::location(&checked, &it.range, session)).collect()))
    }

    /// The same, to be shown in the document.
    pub(super) async fn highlight(
        &self,
        at: lsp::TextDocumentPositionParams,
    ) -> Result<Option<Vec<lsp::DocumentHighlight>>> {
        let Some((offset, checked)) = self.place(at).await? else { return Ok(None) };
        let found = occurrences(&checked.analysis.document, &checked.analysis.app, offset);
        let session = self.session();
        Ok(Some(found.iter().map(|it| convert::highlight(&checked, it, session)).collect()))
    }

    /// What answers to a query in all Spacefiles, open or in the folders.
    pub(super) async fn search(
        &self,
        query: String,
    ) -> Result<Option<Vec<lsp::SymbolInformation>>> {
        self.turn().await;
        let files = self.everything().await;
        let server = self.clone();
        let found = spawn_blocking(move || {
            let session = server.session();
            let all = files.iter().flat_map(|checked| {
                let outline = checked.outline();
                let found = outline.iter().flat_map(|outline| search(outline, &query));
                found.map(|it| convert::found(checked, &it, session)).collect::<Vec<_>>()
            });
            Some(all.collect())
        });
        found.await.map_err(|_| Error::internal_error())
    }
}
