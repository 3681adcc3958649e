//! The client's folders, and the Spacefiles in them that are not open.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tower_lsp::lsp_types as lsp;

use crate::analysis::Levels;
use crate::ignore::upload::Upload;
use crate::ignore::walk::SPACEIGNORE;
use crate::modes::search;
use crate::project::{SPACEFILE, is_nearly_spacefile};

use super::checked::Checked;
use super::uri;

/// What is known of the client's folders.
#[derive(Debug, Default)]
pub(super) struct Files {
    folders: Vec<PathBuf>,
    known: BTreeMap<PathBuf, Arc<Checked>>,
}

/// Files that were looked at, with what was found; nothing for one that is gone.
pub(super) type Looked = BTreeMap<PathBuf, Option<Arc<Checked>>>;

impl Files {
    pub(super) fn add_folders(&mut self, folders: impl IntoIterator<Item = lsp::Url>) {
        self.folders.extend(folders.into_iter().filter_map(|folder| uri::path(&folder)));
    }

    pub(super) fn remove_folders(&mut self, folders: &[lsp::Url]) {
        let removed: Vec<_> = folders.iter().filter_map(uri::path).collect();
        self.folders.retain(|folder| !removed.contains(folder));
    }

    /// The client's folders on this disk.
    pub(super) fn folders(&self) -> Vec<PathBuf> {
        self.folders.clone()
    }

    pub(super) fn paths(&self) -> Vec<PathBuf> {
        self.known.keys().cloned().collect()
    }

    pub(super) fn all(&self) -> Vec<Arc<Checked>> {
        self.known.values().cloned().collect()
    }

    pub(super) fn get(&self, path: &Path) -> Option<Arc<Checked>> {
        self.known.get(path).cloned()
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
                (None, Some(found)) => found.analysis.diagnostics.is_empty(),
                (Some(_), None) => false,
                (None, None) => true,
            };
            if !is_known {
                news.insert(path, found);
            }
        }
        news
    }
}

/// Gives what would go up of a folder, if it can be read.
pub(super) type Look<'a> = &'a dyn Fn(&Path) -> Option<Arc<Upload>>;

/// Searches all folders; what was `known` before and isn't found is gone.
pub(super) fn search(
    folders: &[PathBuf],
    known: Vec<PathBuf>,
    levels: &Levels,
    upload: Look<'_>,
) -> Looked {
    let gone = known.into_iter().map(|path| (path, None));
    let found = search::files(folders).into_iter().map(|path| read(path, levels, upload));
    gone.chain(found).collect()
}

/// Looks at what may have changed since something happened to the paths `touched`.
pub(super) fn look(
    folders: &[PathBuf],
    known: Vec<PathBuf>,
    touched: &BTreeSet<PathBuf>,
    levels: &Levels,
    upload: Look<'_>,
) -> Looked {
    let is_known = |path: &PathBuf| known.binary_search(path).is_ok();
    // A Spacefile that comes or goes, or a wrong name, may change what the whole search finds, and
    // a folder may bring one.
    let changes_search = |path: &&PathBuf| {
        let name = path.file_name().unwrap_or_default();
        let is_right = name == SPACEFILE || name == SPACEIGNORE;
        let is_other = !is_right || search::is_file(path) != is_known(path);
        let is_named = is_right || is_nearly_spacefile(name);
        is_searched(folders, path) && is_other && (is_named || search::is_folder(path))
    };
    // With a folder that has gone, a right name may have gone.
    let holds_known = |path: &&PathBuf| {
        let next = known.partition_point(|known| known <= *path);
        known.get(next).is_some_and(|known| known.starts_with(path)) && !search::is_folder(path)
    };
    if touched.iter().any(|path| changes_search(&path) || holds_known(&path)) {
        return search(folders, known, levels, upload);
    }
    let is_affected = |path: &PathBuf| path.parent().is_some_and(|it| is_affected(it, touched));
    let affected = known.into_iter().filter(is_affected);
    affected.map(|path| read(path, levels, upload)).collect()
}

fn read(path: PathBuf, levels: &Levels, upload: Look<'_>) -> (PathBuf, Option<Arc<Checked>>) {
    let checked = Checked::read(&path, levels, upload);
    (path, checked.map(|checked| Arc::new(checked.only_findings())))
}

/// Whether what is found in the Spacefile of a folder may be another since something happened to
/// the paths `touched`.
pub(super) fn is_affected(folder: &Path, touched: &BTreeSet<PathBuf>) -> bool {
    // The order of paths has what a folder holds right behind it.
    let first_inside = touched.range(folder.to_owned()..).next();
    let is_inside = first_inside.is_some_and(|path| path.starts_with(folder));
    let mut above = folder.ancestors();
    is_inside || above.any(|it| touched.contains(it) || touched.contains(&it.join(SPACEFILE)))
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
