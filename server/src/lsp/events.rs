//! What happens to files, and looking again at what that may have changed.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::time::Duration;

use tokio::task::spawn_blocking;
use tower_lsp::lsp_types as lsp;

use super::documents::Found;
use super::files::{self, Looked};
use super::server::Server;
use super::uri::{self, Key};

/// How long to wait for more to happen: tools touch many files at a time.
const PAUSE: Duration = Duration::from_millis(50);

/// What has happened and was not looked at yet.
#[derive(Debug, Default)]
pub(super) struct Touched {
    paths: BTreeSet<PathBuf>,
    /// Whether all folders have to be searched.
    everything: bool,
    /// Whether a task is at work on it.
    busy: bool,
}

/// Lets the next event start a task again, however this one ends.
struct Busy(Server);

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.touched().busy = false;
    }
}

impl Server {
    /// Whether the client tells us what happens to the files around a document.
    pub(super) fn is_watched(&self, uri: &lsp::Url) -> bool {
        let is_inside =
            |path: PathBuf| self.files().folders().iter().any(|folder| path.starts_with(folder));
        self.is_watching().load(Ordering::Relaxed) && uri::path(uri).is_some_and(is_inside)
    }

    /// Asks the client to watch files, if it can.
    pub(super) fn ask_to_watch(&self) {
        if !self.session().watches {
            return;
        }
        let server = self.clone();
        tokio::spawn(async move {
            match server.client.register_capability(files::watchers()).await {
                Ok(()) => {
                    server.is_watching().store(true, Ordering::Relaxed);
                    // Something may have happened before.
                    server.touch_everything();
                }
                Err(error) => tracing::warn!(%error, "the client doesn't watch files"),
            }
        });
    }

    /// Takes note that files have come, gone or changed.
    pub(super) fn touch(&self, paths: impl IntoIterator<Item = PathBuf>) {
        self.touched().paths.extend(paths);
        self.look_soon();
    }

    /// The same for files by their URIs; some may be of another kind, or none at all.
    pub(super) fn touch_uris<'u>(&self, uris: impl Iterator<Item = &'u str>) {
        let parsed = uris.filter_map(|uri| uri.parse().ok());
        self.touch(parsed.filter_map(|uri: lsp::Url| uri::path(&uri)));
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
        let busy = Busy(self.clone());
        tokio::spawn(async move {
            let Busy(server) = &busy;
            loop {
                if !server.touched().everything {
                    tokio::time::sleep(PAUSE).await;
                }
                server.look().await;
                let touched = server.touched();
                if touched.paths.is_empty() && !touched.everything {
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
        self.uploads().touch(&paths, everything);
        let has_changed = |folder: &Path| everything || files::is_affected(folder, &paths);
        self.look_at_uploads(has_changed);
        let doubted = self.documents().doubt(has_changed, |_| true);
        for (uri, _) in &doubted {
            self.publish(uri.clone());
        }
        let (folders, known) = {
            let files = self.files();
            (files.folders(), files.paths())
        };
        let asker = self.clone();
        let looked = spawn_blocking(move || {
            let levels = &asker.settings().levels;
            let upload = |folder: &Path| asker.upload(folder);
            match everything {
                true => files::search(&folders, known, levels, &upload),
                false => files::look(&folders, known, &paths, levels, &upload),
            }
        });
        let mut looked = looked.await.unwrap_or_default();
        // What is open counts as the client has it.
        looked.retain(|path, _| !self.is_open(path));
        let news = self.files().take(looked);
        self.forget_uploads();
        tracing::debug!(files = news.len(), "unopened Spacefiles with other findings than before");
        if !self.session().pulls {
            self.tell(news).await;
        } else if !news.is_empty() || self.any_changed(doubted).await {
            self.ask_to_pull();
        }
    }

    /// Whether other things are found in any of these documents than before.
    pub(super) async fn any_changed(&self, doubted: Vec<(lsp::Url, Found)>) -> bool {
        for (uri, before) in doubted {
            let now = self.checked(&uri).await.unwrap_or_default();
            let is_same = match (&before, &now) {
                (Some(before), Some(now)) => before.says_the_same(now),
                (before, now) => before.is_none() && now.is_none(),
            };
            if !is_same {
                return true;
            }
        }
        false
    }

    fn is_open(&self, path: &Path) -> bool {
        self.documents().is_open(&Key::File(path.to_owned()))
    }

    /// Tells of files that aren't open. One that was opened in the meantime is told otherwise.
    async fn tell(&self, news: Looked) {
        for (path, found) in news {
            if self.is_open(&path) {
                continue;
            }
            match (found, uri::of(&path)) {
                (Some(checked), _) => self.send(&checked).await,
                (None, Some(uri)) => self.clear(uri).await,
                (None, None) => {}
            }
        }
    }

    /// Tells a client that pulls that what it pulled may be out of date.
    pub(super) fn ask_to_pull(&self) {
        if self.session().refreshes {
            // A task of its own: the answer is of no interest, and must hold up nothing.
            let client = self.client.clone();
            tokio::spawn(async move { drop(client.workspace_diagnostic_refresh().await) });
        }
    }
}
