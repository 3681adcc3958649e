//! The client's folders, and the Spacefiles in them that are not open.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tower_lsp::lsp_types as lsp;

use crate::analysis::Levels;
use crate::modes::search;
use crate::project::{SPACEFILE, is_nearly_spacefile};

use super::checked::Checked;
use super::uri;

/// What is known of the client's folders.
#[derive(Debug, Default)]
pub(super) struct Files {
    folders: Vec<lsp::Url>,
    known: BTreeMap<PathBuf, Arc<Checked>>,
}

/// Files that were looked at, with what was found; nothing for one that is gone.
pub(super) type Looked = BTreeMap<PathBuf, Option<Arc<Checked>>>;

impl Files {
    pub(super) fn add_folders(&mut self, folders: impl IntoIterator<Item = lsp::Url>) {
        self.folders.extend(folders);
    }

    pub(super) fn remove_folders(&mut self, folders: &[lsp::Url]) {
        self.folders.retain(|folder| !folders.contains(folder));
    }

    /// The folders on this disk.
    pub(super) fn folders(&self) -> Vec<PathBuf> {
        self.folders.iter().filter_map(uri::path).collect()
    }

    pub(super) fn paths(&self) -> Vec<PathBuf> {
        self.known.keys().cloned().collect()
    }

    pub(super) fn all(&self) -> Vec<Arc<Checked>> {
        self.known.values().cloned().collect()
    }

    /// Forgets a file: from now on what the client has of it counts.
    pub(super) fn forget(&mut self, path: &Path) {
        self.known.remove(path);
    }

    /// Takes in what was found; gives what the client doesn't know yet.
    pub(super) fn take(&mut self, looked: Looked) -> Looked {
        let mut news = Looked::new();
        for (path, found) in looked {
            let before = match &found {
                Some(found) => self.known.insert(path.clone(), Arc::clone(found)),
                None => self.known.remove(&path),
            };
            let is_known = match (&before, &found) {
                (Some(before), Some(found)) => before.says_the_same(found),
                (None, None) => true,
                _ => false,
            };
            if !is_known {
                news.insert(path, found);
            }
        }
        news
    }
}

/// Searches all folders; what was `known` before and isn't found is gone.
pub(super) fn search(folders: &[PathBuf], known: Vec<PathBuf>, levels: &Levels) -> Looked {
    let gone = known.into_iter().map(|path| (path, None));
    let found = search::files(folders).into_iter().map(|path| {
        let checked = Checked::read(&path, levels).map(Arc::new);
        (path, checked)
    });
    gone.chain(found).collect()
}

/// Looks at what may have changed since something happened to the paths `touched`.
pub(super) fn look(
    folders: &[PathBuf],
    known: Vec<PathBuf>,
    touched: &BTreeSet<PathBuf>,
    levels: &Levels,
) -> Looked {
    let is_named = |path: &PathBuf| path.file_name().is_some_and(|name| name == SPACEFILE);
    let is_near = |path: &PathBuf| path.file_name().is_some_and(is_nearly_spacefile);
    let searched: Vec<_> = touched.iter().filter(|path| is_searched(folders, path)).collect();
    // A wrong name counts only where there is no right one in the whole folder.
    if searched.iter().any(|path| is_near(path) || is_named(path) && !path.is_file()) {
        return search(folders, known, levels);
    }
    let appeared = searched.iter().filter(|path| is_named(path)).map(|path| (*path).clone());
    let entered: Vec<_> = searched.iter().filter(|path| path.is_dir()).copied().cloned().collect();
    let affected = known.into_iter().filter(|path| {
        let folder = path.parent().unwrap_or(path);
        touched.iter().any(|touched| touched.starts_with(folder) || path.starts_with(touched))
    });
    let paths = affected.chain(appeared).chain(search::files(&entered));
    let paths: BTreeSet<_> = paths.collect();
    paths
        .into_iter()
        .map(|path| (path.clone(), Checked::read(&path, levels).map(Arc::new)))
        .collect()
}

/// Whether a search of the folders would come by this path.
fn is_searched(folders: &[PathBuf], path: &Path) -> bool {
    folders.iter().filter_map(|folder| path.strip_prefix(folder).ok()).any(|below| {
        let mut parts = below.components();
        parts.all(|part| search::is_entered(part.as_os_str()))
    })
}

/// What the client should watch: any file may be a `src`, an icon or an entry point.
pub(super) fn watchers() -> Vec<lsp::Registration> {
    let everything = lsp::FileSystemWatcher {
        glob_pattern: lsp::GlobPattern::String("**/*".to_owned()),
        kind: None,
    };
    let options = lsp::DidChangeWatchedFilesRegistrationOptions { watchers: vec![everything] };
    vec![lsp::Registration {
        id: "spacefile-files".to_owned(),
        method: "workspace/didChangeWatchedFiles".to_owned(),
        register_options: serde_json::to_value(options).ok(),
    }]
}
