//! What the server of one client knows, shared by all requests under way.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use tower_lsp::Client;

use super::capabilities::Session;
use super::documents::Documents;
use super::events::Touched;
use super::files::Files;
use super::settings::Settings;
use super::uploads::Uploads;
use crate::write::Shelf;

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

    /// Keeps what was agreed on; `None` if the session has begun before.
    pub(super) fn start(&self, session: Session) -> Option<()> {
        self.shared.session.set(session).ok()
    }

    /// What was agreed on.
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
