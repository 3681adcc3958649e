//! When what would go up is looked at, and who is told that it is known or has changed.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use tokio::task::spawn_blocking;
use tower_lsp::lsp_types as lsp;

use crate::ignore::upload::Upload;
use crate::ignore::walk::{SPACEIGNORE, spaceignore};
use crate::project::has_spacefile;

use super::server::Server;
use super::uri;

impl Server {
    /// What would go up of a folder as it is now. Takes its time.
    pub(super) fn upload(&self, folder: &Path) -> Option<Arc<Upload>> {
        self.upload_until(folder, &AtomicBool::new(false))
    }

    /// The same, until somebody sets `stop`: then it is `None`.
    pub(super) fn upload_until(&self, folder: &Path, stop: &AtomicBool) -> Option<Arc<Upload>> {
        self.uploads().look(folder, || self.spaceignore(folder), stop)
    }

    /// From now on, what lies in folders that a document's project leaves out is counted.
    pub(super) fn count_left_out(&self, uri: &lsp::Url) {
        let path = uri::path(uri);
        let folder = path.as_deref().and_then(Path::parent);
        if let Some(folder) = folder.filter(|folder| self.uploads().count(folder)) {
            self.look_at_upload(folder);
        }
    }

    /// The bytes of a folder's `.spaceignore`: as the client has it, else as it is on disk.
    fn spaceignore(&self, folder: &Path) -> Option<Vec<u8>> {
        let uri = uri::of(&folder.join(SPACEIGNORE));
        let open = uri.and_then(|uri| self.documents().text(&uri));
        open.map(|text| text.to_string().into_bytes())
            .or_else(|| spaceignore(folder).bytes().map(<[u8]>::to_vec))
    }

    /// Looks at the folder of an open document, and then at the document again.
    pub(super) fn look_at_upload_of(&self, uri: &lsp::Url) {
        if let Some(folder) = uri::path(uri).as_deref().and_then(Path::parent) {
            self.look_at_upload(folder);
        }
    }

    /// The same for the folders of all open documents in which something has changed.
    pub(super) fn look_at_uploads(&self, has_changed: impl Fn(&Path) -> bool) {
        let folders = self.documents().folders();
        for folder in folders.iter().filter(|folder| has_changed(folder)) {
            self.look_at_upload(folder);
        }
    }

    fn look_at_upload(&self, folder: &Path) {
        let (server, folder) = (self.clone(), folder.to_owned());
        tokio::spawn(async move {
            let asker = server.clone();
            let look = move || {
                let before = asker.uploads().known(&folder);
                // Other programs have files of these names, too, and large folders.
                let now = has_spacefile(&folder).then(|| asker.upload(&folder)).flatten();
                let is_same = match (&before, &now) {
                    (Some(before), Some(now)) => Arc::ptr_eq(before, now),
                    (before, now) => before.is_none() && now.is_none(),
                };
                (!is_same).then_some(folder)
            };
            if let Ok(Some(changed)) = spawn_blocking(look).await {
                server.upload_changed(&changed, |_| true);
            }
        });
    }

    /// Looks again at the other documents of a folder, whose `.spaceignore` has other lines now.
    pub(super) fn lines_changed(&self, uri: &lsp::Url) {
        let Some(path) = uri::path(uri) else { return };
        if let Some(folder) = path.parent() {
            self.upload_changed(folder, |other| other != uri);
        }
    }

    fn upload_changed(&self, folder: &Path, is_concerned: impl Fn(&lsp::Url) -> bool) {
        self.preview_changed(folder);
        self.refresh_views();
        let doubted = self.documents().doubt(|doubted| doubted == folder, is_concerned);
        for (uri, _) in &doubted {
            self.publish(uri.clone());
        }
        if self.session().pulls {
            let server = self.clone();
            tokio::spawn(async move {
                if server.any_changed(doubted).await {
                    server.ask_to_pull();
                }
            });
        }
    }

    /// Tells the client that what stands behind and above lines may be out of date.
    fn refresh_views(&self) {
        let (client, able) = (self.client.clone(), self.session().client.clone());
        // A task of its own: the answers are of no interest, and must hold up nothing.
        tokio::spawn(async move {
            if able.refreshes_hints {
                drop(client.inlay_hint_refresh().await);
            }
            if able.refreshes_lenses {
                drop(client.code_lens_refresh().await);
            }
        });
    }

    /// Forgets what nobody asks for any more: neither a document nor a Spacefile of the client's
    /// folders is there.
    pub(super) fn forget_uploads(&self) {
        let open = self.documents().folders();
        let known = self.files().paths();
        self.uploads().retain(|root| {
            open.contains(root) || known.iter().any(|path| path.parent() == Some(root))
        });
    }
}
