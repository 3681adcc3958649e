//! What would go up of each project: one tree a folder, walked once and then kept up to date.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::ignore::Rules;
use crate::ignore::upload::Upload;
use crate::ignore::walk::{Inside, Options, Stop, changed, completed, refreshed, walk};

/// The projects that somebody has asked for, by their folders.
#[derive(Debug, Default)]
pub(super) struct Uploads {
    projects: Mutex<HashMap<PathBuf, Arc<Project>>>,
}

#[derive(Debug, Default)]
struct Project {
    /// Held while somebody is at the disk, so that nobody walks twice.
    turn: Mutex<()>,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// As it was when it was looked at last.
    upload: Option<Arc<Upload>>,
    /// What has happened since, relative to the folder.
    touched: BTreeSet<Vec<u8>>,
    /// Whether anything may have happened.
    everything: bool,
    /// Whether somebody wants to know how much lies in the folders that are left out.
    counts: bool,
}

/// Takes a lock that no panic may keep from being taken again: what it guards stays whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Uploads {
    /// What is known of a project; nobody asks the disk.
    pub(super) fn known(&self, root: &Path) -> Option<Arc<Upload>> {
        let project = lock(&self.projects).get(root).cloned()?;

        lock(&project.state).upload.clone()
    }

    /// The same, judged by the lines of this text, which is the newest. Asks the disk only what
    /// these lines bring up that was not asked before. `None` if somebody sets `stop`, or nothing
    /// is known.
    pub(super) fn judged(
        &self,
        root: &Path,
        text: &[u8],
        stop: &AtomicBool,
    ) -> Option<Arc<Upload>> {
        let upload = self.known(root)?;
        if upload.tree().rules().text() == text {
            return Some(upload);
        }
        let tree = upload.tree().judged(Arc::new(Rules::new(Some(text))), stop)?;
        // What lies in folders that are left out is counted later: nobody who types waits for it.
        let tree = completed(tree, &options(false), stop).ok()?;
        let read = tree.reads() - upload.tree().reads();
        tracing::debug!(folder = %root.display(), read, "judged by other lines");
        let upload = Arc::new(Upload::new(tree));
        if let Some(project) = lock(&self.projects).get(root) {
            lock(&project.state).upload = Some(Arc::clone(&upload));
        }
        Some(upload)
    }

    /// From now on, what lies in folders that are left out is counted. True if it wasn't before.
    pub(super) fn count(&self, root: &Path) -> bool {
        let project = lock(&self.projects).get(root).cloned();
        project.is_some_and(|project| !std::mem::replace(&mut lock(&project.state).counts, true))
    }

    fn options(&self, root: &Path) -> Options<'static> {
        let project = lock(&self.projects).get(root).cloned();
        options(project.is_some_and(|project| lock(&project.state).counts))
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
    ) -> Option<Arc<Upload>> {
        let project = Arc::clone(lock(&self.projects).entry(root.to_owned()).or_default());
        let _turn = lock(&project.turn);
        let (before, touched, everything) = {
            let mut state = lock(&project.state);
            let touched = std::mem::take(&mut state.touched);
            (state.upload.clone(), touched, std::mem::take(&mut state.everything))
        };
        let (text, options) = (text(), &self.options(root));
        let rules = || Arc::new(Rules::new(text.as_deref()));
        let looked = match before.as_deref().map(Upload::tree) {
            None => walk(root, rules(), options, stop),
            Some(tree) => {
                let is_same = tree.rules().text() == text.as_deref().unwrap_or_default();
                let tree = if is_same { Some(tree.clone()) } else { tree.judged(rules(), stop) };
                let tree = tree.ok_or(Stop::Cancelled);
                let paths = || touched.iter().map(Vec::as_slice);
                match everything {
                    true => tree.and_then(|tree| refreshed(tree, options, stop)),
                    false => tree
                        .and_then(|tree| changed(tree, paths(), options, stop))
                        .and_then(|tree| completed(tree, options, stop)),
                }
            }
        };
        if let Ok(tree) = &looked {
            let before = before.as_deref().map_or(0, |before| before.tree().reads());
            tracing::debug!(
                folder = %root.display(), read = tree.reads() - before, "looked at the upload"
            );
        }
        let upload = looked.ok().map(|tree| Arc::new(Upload::new(tree)));
        let mut state = lock(&project.state);
        // If it was given up, or the folder is gone, the next one starts anew.
        state.upload.clone_from(&upload);
        upload
    }
}

/// How a folder is looked at; `counts`: with what lies in folders that are left out.
fn options(counts: bool) -> Options<'static> {
    let inside = if counts { Inside::Counted } else { Inside::Closed };
    Options { inside, times: true, ..Options::UPLOAD }
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
