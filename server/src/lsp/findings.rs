//! Finding, and telling the client: unasked, or as it asks.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tokio::task::spawn_blocking;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types as lsp;

use super::checked::Checked;
use super::convert;
use super::documents::{Snapshot, State};
use super::files;
use super::server::Server;
use super::uri::{self, Key};

/// How long to wait for more to happen to files: tools touch many at a time.
const PAUSE: Duration = Duration::from_millis(20);

/// How long a document's findings count where nobody tells us what happens to files.
const TRUST: Duration = Duration::from_secs(2);

/// What has happened to files and was not looked at yet.
#[derive(Debug, Default)]
pub(super) struct Touched {
    paths: BTreeSet<PathBuf>,
    /// Whether all folders have to be searched.
    everything: bool,
    /// Whether a task is at work on it.
    busy: bool,
}

impl Server {
    /// What is found in an open document as it is now; worked out if it isn't known yet.
    pub(super) async fn checked(&self, uri: &lsp::Url) -> Result<Option<Arc<Checked>>> {
        loop {
            let state = self.documents().state(uri);
            match state {
                State::Closed => return Ok(None),
                State::Known(None) => return Err(Error::internal_error()),
                State::Known(Some(checked)) => return Ok(Some(checked)),
                State::Running(end) => end.await,
                State::Due(snapshot) => self.analyse(snapshot),
            }
        }
    }

    /// The same for a request: where nobody tells us of files, the folder may have changed since.
    pub(super) async fn asked(&self, uri: &lsp::Url) -> Result<Option<Arc<Checked>>> {
        let checked = self.checked(uri).await?;
        let is_old = |checked: &Arc<Checked>| checked.at.elapsed() > TRUST;
        if self.session().watches || !checked.as_ref().is_some_and(is_old) {
            return Ok(checked);
        }
        let path = uri::path(uri);
        self.documents().doubt(|folder| path.as_deref().and_then(Path::parent) == Some(folder));
        self.publish(uri.clone());
        self.checked(uri).await
    }

    /// Runs an analysis. In a task of its own: whoever asked for it may stop waiting.
    fn analyse(&self, snapshot: Snapshot) {
        let server = self.clone();
        tokio::spawn(async move {
            let (taken, asker) = (snapshot.clone(), server.clone());
            let check = move || Checked::open(&taken, &asker.session().levels).map(Arc::new);
            let found = spawn_blocking(check).await;
            if let Err(error) = &found {
                tracing::error!(uri = %snapshot.uri, %error, "the analysis broke down");
            }
            server.documents().keep(&snapshot, found.ok().flatten());
        });
    }

    /// Sends the findings of a document once they are known, unless the client asks for them.
    pub(super) fn publish(&self, uri: lsp::Url) {
        if self.session().pulls || !self.documents().start_telling(&uri) {
            return;
        }
        let server = self.clone();
        tokio::spawn(async move {
            // What went wrong is in the log.
            drop(server.checked(&uri).await);
            let news = server.documents().end_telling(&uri);
            if let Some(checked) = news {
                server.send(&checked).await;
            }
        });
    }

    /// Takes note that files have come, gone or changed.
    pub(super) fn touch(&self, paths: impl IntoIterator<Item = PathBuf>) {
        self.touched().paths.extend(paths);
        self.look_soon();
    }

    /// Takes note that anything may have happened to any file.
    pub(super) fn touch_everything(&self) {
        self.touched().everything = true;
        self.look_soon();
    }

    /// Looks at what was touched, without keeping the next message waiting.
    fn look_soon(&self) {
        if std::mem::replace(&mut self.touched().busy, true) {
            return;
        }
        let server = self.clone();
        tokio::spawn(async move {
            loop {
                if !server.touched().everything {
                    tokio::time::sleep(PAUSE).await;
                }
                server.look().await;
                let mut touched = server.touched();
                if touched.paths.is_empty() && !touched.everything {
                    touched.busy = false;
                    break;
                }
            }
        });
    }

    async fn look(&self) {
        let (paths, everything) = {
            let mut touched = self.touched();
            (std::mem::take(&mut touched.paths), std::mem::take(&mut touched.everything))
        };
        let doubted = self
            .documents()
            .doubt(|folder| everything || paths.iter().any(|path| path.starts_with(folder)));
        for uri in doubted {
            self.publish(uri);
        }
        let (folders, known) = {
            let files = self.files();
            (files.folders(), files.paths())
        };
        let asker = self.clone();
        let looked = spawn_blocking(move || {
            let levels = &asker.session().levels;
            match everything {
                true => files::search(&folders, known, levels),
                false => files::look(&folders, known, &paths, levels),
            }
        });
        let mut looked = looked.await.unwrap_or_default();
        // What is open counts as the client has it.
        looked.retain(|path, _| !self.documents().is_open(&Key::File(path.clone())));
        let news = self.files().take(looked);
        tracing::debug!(files = news.len(), "unopened Spacefiles with other findings than before");
        if self.session().pulls {
            self.ask_to_pull();
            return;
        }
        for (path, found) in news {
            match (found, uri::of(&path)) {
                (Some(checked), _) => self.send(&checked).await,
                (None, Some(uri)) => self.clear(uri).await,
                (None, None) => {}
            }
        }
    }

    /// Tells a client that pulls that what it pulled may be out of date.
    fn ask_to_pull(&self) {
        if self.session().refreshes {
            // A task of its own: the answer is of no interest, and must hold up nothing.
            let client = self.client.clone();
            tokio::spawn(async move { drop(client.workspace_diagnostic_refresh().await) });
        }
    }

    async fn send(&self, checked: &Checked) {
        let (uri, version) = (checked.uri.clone(), checked.version);
        self.client.publish_diagnostics(uri, self.diagnostics(checked), version).await;
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
