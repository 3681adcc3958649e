//! What would go up of each project: one tree a folder, walked once and then kept up to date.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::ignore::Rules;
use crate::ignore::tree::Tree;
use crate::ignore::walk::{Options, changed, completed, refreshed, walk};

/// The projects that somebody has asked for, by their folders.
#[derive(Debug, Default)]
pub(super) struct Uploads {
    projects: Mutex<HashMap<PathBuf, Arc<Upload>>>,
}

#[derive(Debug, Default)]
struct Upload {
    /// Held while somebody is at the disk, so that nobody walks twice.
    turn: Mutex<()>,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// As it was when it was looked at last.
    tree: Option<Arc<Tree>>,
    /// What has happened since, relative to the folder.
    touched: BTreeSet<Vec<u8>>,
    /// Whether anything may have happened.
    everything: bool,
}

/// Takes a lock that no panic may keep from being taken again: what it guards stays whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Uploads {
    /// What is known of a project; nobody asks the disk.
    pub(super) fn known(&self, root: &Path) -> Option<Arc<Tree>> {
        let project = lock(&self.projects).get(root).cloned()?;
        let tree = lock(&project.state).tree.clone();
        tree
    }

    /// Takes in a tree that was judged by newer lines.
    pub(super) fn keep(&self, root: &Path, tree: Arc<Tree>) {
        if let Some(project) = lock(&self.projects).get(root) {
            lock(&project.state).tree = Some(tree);
        }
    }

    /// Notes that something happened to these paths, or that anything may have.
    pub(super) fn touch(&self, paths: &BTreeSet<PathBuf>, everything: bool) {
        for (root, project) in lock(&self.projects).iter() {
            let inside = paths.range(root.clone()..).take_while(|path| path.starts_with(root));
            let below = inside.filter_map(|path| bytes(path.strip_prefix(root).ok()?));
            let mut state = lock(&project.state);
            state.touched.extend(below);
            // A folder above may have come, gone or become another one.
            let above = || root.ancestors().any(|folder| paths.contains(folder));
            state.everything |= everything || above();
        }
    }

    /// Forgets the projects that nobody wants any more.
    pub(super) fn retain(&self, is_wanted: impl Fn(&Path) -> bool) {
        lock(&self.projects).retain(|root, _| is_wanted(root));
    }

    /// Brings a project up to date; `None` if its folder can't be read, or somebody sets `stop`.
    ///
    /// `text` gives the bytes of its `.spaceignore` as they are at the moment.
    pub(super) fn look(
        &self,
        root: &Path,
        text: impl Fn() -> Option<Vec<u8>>,
        stop: &AtomicBool,
    ) -> Option<Arc<Tree>> {
        let project = Arc::clone(lock(&self.projects).entry(root.to_owned()).or_default());
        let _turn = lock(&project.turn);
        let (before, touched, everything) = {
            let mut state = lock(&project.state);
            let touched = std::mem::take(&mut state.touched);
            (state.tree.clone(), touched, std::mem::take(&mut state.everything))
        };
        let text = text();
        let rules = || Arc::new(Rules::new(text.as_deref()));
        if let Some(tree) = before.as_ref().filter(|_| touched.is_empty() && !everything) {
            if tree.rules().text() == text.as_deref().unwrap_or_default() {
                return before;
            }
        }
        let options = &Options::UPLOAD;
        let looked = match before.as_deref().cloned() {
            None => walk(root, rules(), options, stop).ok(),
            Some(tree) => {
                let is_same = tree.rules().text() == text.as_deref().unwrap_or_default();
                let judged = if is_same { Some(tree) } else { tree.judged(rules(), stop) };
                judged.and_then(|tree| {
                    let paths = touched.iter().map(Vec::as_slice);
                    match everything {
                        true => refreshed(tree, options, stop).ok(),
                        false if is_same => changed(tree, paths, options, stop).ok(),
                        false => changed(tree, paths, options, stop)
                            .and_then(|tree| completed(tree, options, stop))
                            .ok(),
                    }
                })
            }
        };
        let tree = looked.map(Arc::new);
        let mut state = lock(&project.state);
        match &tree {
            Some(tree) => state.tree = Some(Arc::clone(tree)),
            // It was given up, or the folder is gone: the next one starts anew.
            None => (state.tree, state.everything) = (None, true),
        }
        tree
    }
}

/// A path below the root as the walk spells it.
fn bytes(path: &Path) -> Option<Vec<u8>> {
    let names = path.components().map(|part| {
        let name = part.as_os_str();
        #[cfg(unix)]
        return Some(std::os::unix::ffi::OsStrExt::as_bytes(name).to_owned());
        #[cfg(not(unix))]
        return name.to_str().map(|name| name.as_bytes().to_owned());
    });
    names.collect::<Option<Vec<_>>>().map(|names| names.join(&b'/'))
}
