//! Finding, and telling the client of it.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use tokio::task::spawn_blocking;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types as lsp;

use super::checked::Checked;
use super::convert;
use super::documents::{News, Snapshot, State};
use super::state::Server;
use super::uri::{self, Key};

/// How long a document's findings count where nobody tells us what happens to files.
const TRUST: Duration = Duration::from_secs(2);

impl Server {
    /// What is found in an open document as it is now, or as it is by the time that is known.
    pub(super) async fn checked(&self, uri: &lsp::Url) -> Result<Option<Arc<Checked>>> {
        let now = self.documents().generation(uri);
        loop {
            let state = self.documents().state(uri, now);
            match state {
                State::Closed => return Ok(None),
                State::Known(found) => return found.map(Some).ok_or_else(Error::internal_error),
                State::Running(end) => end.await,
                State::Due(snapshot) => self.analyse(snapshot),
            }
        }
    }

    /// Ends the part of a request that looks at the state of things as they are when it comes; the
    /// rest waits for its turn.
    pub(super) async fn turn(&self) {
        tokio::task::yield_now().await;
    }

    /// What is found in all Spacefiles, open or in the folders.
    pub(super) async fn everything(&self) -> Vec<Arc<Checked>> {
        let open = self.documents().uris();
        let mut found = Vec::new();
        for uri in open {
            // What goes wrong is in the log, and no reason to keep the others back.
            found.extend(self.checked(&uri).await.unwrap_or_default());
        }
        // Only now, as documents may have been opened and closed meanwhile.
        let unopened = self.files().all();
        found.extend(
            unopened.into_iter().filter(|file| !self.documents().is_open(&Key::of(&file.uri))),
        );
        found
    }

    /// The same as [`checked`] for a request: where nobody tells us of files, the folder may have
    /// changed since.
    ///
    /// [`checked`]: Self::checked
    pub(super) async fn asked(&self, uri: &lsp::Url) -> Result<Option<Arc<Checked>>> {
        self.turn().await;
        let checked = self.checked(uri).await?;
        let is_old = |checked: &Arc<Checked>| checked.at.elapsed() > TRUST;
        if self.is_watched(uri) || !checked.as_ref().is_some_and(is_old) {
            return Ok(checked);
        }
        let path = uri::path(uri);
        let folder = path.as_deref().and_then(Path::parent);
        let doubted = self.documents().doubt(|doubted| Some(doubted) == folder, |_| true);
        for (uri, _) in doubted {
            self.publish(uri);
        }
        self.checked(uri).await
    }

    /// The same for a request about a place in some version.
    ///
    /// # Errors
    /// The text has changed since, so that the place means nothing.
    pub(super) async fn asked_of(
        &self,
        uri: &lsp::Url,
        version: i32,
    ) -> Result<Option<Arc<Checked>>> {
        match self.asked(uri).await? {
            Some(checked) if checked.version != Some(version) => Err(Error::content_modified()),
            checked => Ok(checked),
        }
    }

    /// Runs an analysis. In a task of its own: whoever asked for it may stop waiting.
    fn analyse(&self, mut snapshot: Snapshot) {
        if !self.is_watched(&snapshot.uri) {
            // Anything may have happened.
            snapshot.seen = Arc::default();
        }
        let server = self.clone();
        tokio::spawn(async move {
            let (taken, asker) = (snapshot.clone(), server.clone());
            let check = move || {
                let levels = &asker.settings().levels;
                Checked::open(&taken, levels, asker.uploads()).map(Arc::new)
            };
            let found = spawn_blocking(check).await;
            if let Err(error) = &found {
                tracing::error!(uri = %snapshot.uri, %error, "the analysis broke down");
            }
            server.documents().keep(&snapshot, found.ok().flatten());
            if uri::is_spaceignore(&snapshot.uri) {
                server.lines_changed(&snapshot.uri);
            }
        });
    }

    /// Sends the findings of a document once they are known, unless the client asks for them.
    pub(super) fn publish(&self, uri: lsp::Url) {
        if self.session().pulls || !self.documents().start_telling(&uri) {
            return;
        }
        let server = self.clone();
        tokio::spawn(async move {
            loop {
                let news = server.documents().news(&uri);
                match news {
                    News::None => break,
                    News::Found(checked) => server.send(&checked).await,
                    // What goes wrong is in the log.
                    News::Later => drop(server.checked(&uri).await),
                }
            }
        });
    }

    pub(super) async fn send(&self, checked: &Checked) {
        let uri = checked.uri.clone();
        let version = checked.version.filter(|_| self.session().client.versioned_findings);
        self.client.publish_diagnostics(uri, self.diagnostics(checked), version).await;
    }

    /// Takes back what the client was told of a document, which it has closed.
    pub(super) fn closed(&self, uri: lsp::Url) {
        if self.session().pulls {
            self.ask_to_pull();
            return;
        }
        let server = self.clone();
        tokio::spawn(async move { server.clear(uri).await });
    }

    /// Takes back what the client was told of a document.
    pub(super) async fn clear(&self, uri: lsp::Url) {
        if !self.session().pulls {
            self.client.publish_diagnostics(uri, Vec::new(), None).await;
        }
    }

    /// The findings in the client's terms.
    pub(super) fn diagnostics(&self, checked: &Checked) -> Vec<lsp::Diagnostic> {
        let found = checked.analysis.diagnostics.iter();
        found.map(|found| convert::diagnostic(checked, found, self.session())).collect()
    }
}
