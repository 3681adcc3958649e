//! The client's folders, and the Spacefiles in them that are not open.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::PathBuf;
use std::sync::Arc;

use tower_lsp::lsp_types as lsp;

use crate::modes::search;

use super::documents::Checked;

/// What is known of the client's folders.
#[derive(Debug, Default)]
pub(super) struct Workspace {
    folders: Vec<lsp::Url>,
    /// The Spacefiles that are not open, as they were found last.
    files: Vec<Arc<Checked>>,
}

impl Workspace {
    pub(super) fn add(&mut self, folders: &[lsp::Url]) {
        self.folders.extend(folders.iter().cloned());
    }

    pub(super) fn remove(&mut self, folders: &[lsp::Url]) {
        self.folders.retain(|folder| !folders.contains(folder));
    }

    /// The folders on this disk.
    pub(super) fn folders(&self) -> Vec<PathBuf> {
        let local = self.folders.iter().filter(|folder| folder.scheme() == "file");
        local.filter_map(|folder| folder.to_file_path().ok()).collect()
    }

    pub(super) fn files(&self) -> Vec<Arc<Checked>> {
        self.files.clone()
    }

    /// Takes what was found now; gives what was found before and is no more.
    pub(super) fn replace(&mut self, files: Vec<Arc<Checked>>) -> Vec<lsp::Url> {
        let before = std::mem::replace(&mut self.files, files);
        let is_gone = |uri: &lsp::Url| self.files.iter().all(|file| file.uri != *uri);
        before.iter().map(|file| file.uri.clone()).filter(is_gone).collect()
    }
}

/// Checks every Spacefile in some folders.
pub(super) fn read(folders: &[PathBuf]) -> Vec<Arc<Checked>> {
    let files = search::spacefiles(folders);
    let uris = files.iter().filter_map(|file| lsp::Url::from_file_path(file).ok());
    uris.filter_map(|uri| Checked::read(&uri).map(Arc::new)).collect()
}

/// What the client should watch: any file may be a `src` or an icon that appears or vanishes,
/// but only of a Spacefile does the content matter.
pub(super) fn watchers() -> Vec<lsp::Registration> {
    let watcher = |glob: &str, kind| lsp::FileSystemWatcher {
        glob_pattern: lsp::GlobPattern::String(glob.to_owned()),
        kind,
    };
    let options = lsp::DidChangeWatchedFilesRegistrationOptions {
        watchers: vec![
            watcher("**/Spacefile", None),
            watcher("**/*", Some(lsp::WatchKind::Create | lsp::WatchKind::Delete)),
        ],
    };
    vec![lsp::Registration {
        id: "spacefile-files".to_owned(),
        method: "workspace/didChangeWatchedFiles".to_owned(),
        register_options: serde_json::to_value(options).ok(),
    }]
}

/// A name for these findings: the same for the same ones.
pub(super) fn fingerprint(diagnostics: &[lsp::Diagnostic]) -> String {
    let mut hasher = DefaultHasher::new();
    serde_json::to_string(diagnostics).unwrap_or_default().hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
