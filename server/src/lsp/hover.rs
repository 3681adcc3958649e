//! Hovers.

use std::time::SystemTime;

use tokio::task::spawn_blocking;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types as lsp;

use crate::ide::hover::hover;

use super::convert;
use super::server::Server;

impl Server {
    /// What there is to say of a place.
    pub(super) async fn explain(
        &self,
        at: lsp::TextDocumentPositionParams,
    ) -> Result<Option<lsp::Hover>> {
        let Some((offset, checked)) = self.place(at).await? else { return Ok(None) };
        let server = self.clone();
        let found = spawn_blocking(move || {
            let (document, app) = (&checked.analysis.document, &checked.analysis.app);
            let (project, now) = (checked.project(), SystemTime::now().into());
            let found = hover(document, app, offset, project.as_ref(), now)?;
            let session = server.session();
            let words = convert::words(&found.words, session.offers.markdown_hover);
            Some(lsp::Hover {
                contents: lsp::HoverContents::Markup(words),
                range: Some(convert::range(&checked.text, &found.range, session.unit)),
            })
        });
        found.await.map_err(|_| Error::internal_error())
    }
}
