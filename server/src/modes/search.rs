//! Finds the Spacefiles that the PATHs of a command line mean.

use std::collections::HashSet;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::input;
use super::shown::Shown;
use crate::ignore::walk::SPACEIGNORE;
use crate::project::{SPACEFILE as NAME, has_spacefile, is_nearly_spacefile as is_near};
use crate::report::{STDIN, Trouble};

/// Folders that hold other people's code, or what a tool made and can make again: a Spacefile in
/// one of them is a copy, or not the user's.
const SKIPPED: [&str; 30] = [
    // version control
    ".bzr",
    ".git",
    ".hg",
    ".jj",
    ".svn",
    // dependencies and environments
    ".tox",
    ".nox",
    ".venv",
    "bower_components",
    "node_modules",
    "site-packages",
    "venv",
    // built
    ".next",
    ".nuxt",
    ".output",
    ".svelte-kit",
    "build",
    "dist",
    "target",
    // caches and tools' own
    ".cache",
    ".gradle",
    ".mypy_cache",
    ".parcel-cache",
    ".pytest_cache",
    ".ruff_cache",
    ".space",
    ".terraform",
    ".turbo",
    ".vercel",
    "__pycache__",
];

/// Something to judge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Input {
    /// A file named `Spacefile`.
    Spacefile(PathBuf),
    /// The `.spaceignore` beside one.
    Spaceignore(PathBuf),
    /// A file whose name is nearly that, where no Spacefile is.
    Misnamed(PathBuf),
    /// Standard input, and the Spacefile it stands for, if any.
    Stdin(Option<PathBuf>),
}

impl Input {
    /// The name it is shown under.
    pub(super) fn name(&self, shown: &Shown) -> String {
        match self {
            Self::Spacefile(path)
            | Self::Spaceignore(path)
            | Self::Misnamed(path)
            | Self::Stdin(Some(path)) => shown.show(path),
            Self::Stdin(None) => STDIN.to_owned(),
        }
    }
}

/// What a search came to.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// What is to be judged, in no particular order, nothing twice.
    pub(super) inputs: Vec<Input>,
    /// What could not be searched, or held nothing.
    pub(super) troubles: Vec<Trouble>,
}

/// Searches all PATHs; none at all means the working directory.
pub(super) fn search(paths: &[PathBuf], stdin_path: Option<&Path>, shown: &Shown) -> Found {
    let mut search = Search { found: Found::default(), seen: HashSet::new(), shown };
    if paths.iter().any(|path| is_stdin(path)) {
        search.stdin(stdin_path);
    }
    if paths.is_empty() {
        search.path(Path::new("."));
    }
    for path in paths.iter().filter(|path| !is_stdin(path)) {
        search.path(path);
    }
    search.found
}

/// The Spacefiles in some folders, and a file that was meant to be one where none is; what can't
/// be searched is left out.
pub(crate) fn files(folders: &[PathBuf]) -> Vec<PathBuf> {
    let folders: Vec<_> = folders.iter().filter(|folder| folder.is_dir()).cloned().collect();
    if folders.is_empty() {
        return Vec::new();
    }
    let found = search(&folders, None, &Shown::new()).inputs.into_iter();
    let path = |input| match input {
        Input::Spacefile(path) | Input::Spaceignore(path) | Input::Misnamed(path) => Some(path),
        Input::Stdin(_) => None,
    };
    found.filter_map(path).collect()
}

/// Whether a search would take this for a file, by whatever way it is named.
pub(crate) fn is_file(path: &Path) -> bool {
    path.is_file()
}

/// Whether a search would take this for a folder: a link to one is none.
pub(crate) fn is_folder(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|found| found.is_dir())
}

/// Whether a search of a folder would enter one of this name.
pub(crate) fn is_entered(name: &OsStr) -> bool {
    SKIPPED.iter().all(|skipped| name != *skipped)
}

struct Search<'a> {
    found: Found,
    /// The folder without links and the name of every file found so far.
    seen: HashSet<(PathBuf, OsString)>,
    shown: &'a Shown,
}

impl Search<'_> {
    fn path(&mut self, path: &Path) {
        match input::metadata(path) {
            Err(error) => self.found.troubles.push(Trouble::reading(self.shown.show(path), &error)),
            Ok(metadata) if metadata.is_dir() => self.folder(path),
            Ok(_) if path.file_name().is_some_and(|name| name == NAME) => {
                self.add(path.to_owned(), Input::Spacefile);
            }
            Ok(_) if path.file_name().is_some_and(|name| name == SPACEIGNORE) => {
                self.spaceignore(path);
            }
            Ok(metadata) => self.other(path, metadata.is_file()),
        }
    }

    /// Standard input, which may stand for a file that is not there yet.
    fn stdin(&mut self, path: Option<&Path>) {
        match path {
            Some(path) if path.is_dir() => self.trouble(path, "is a folder, not a file".to_owned()),
            Some(path) if path.file_name().is_none_or(|name| name != NAME) => {
                self.other(path, true);
            }
            path => self.found.inputs.push(Input::Stdin(path.map(Path::to_owned))),
        }
    }

    /// A `.spaceignore` that the user named: one of a push, or of some other program.
    fn spaceignore(&mut self, path: &Path) {
        if has_spacefile(folder_of(path)) {
            self.add(path.to_owned(), Input::Spaceignore);
        } else {
            let what = format!("has no `{NAME}` beside it, so that no push reads it");
            self.trouble(path, what);
        }
    }

    /// Something that the user named and that has another name than a Spacefile.
    fn other(&mut self, path: &Path, is_file: bool) {
        if has_spacefile(folder_of(path)) {
            let proper = self.shown.show(&path.with_file_name(NAME));
            self.trouble(path, format!("is not named `{NAME}`; did you mean `{proper}`?"));
        } else if is_file && path.file_name().is_some_and(is_near) {
            self.add(path.to_owned(), Input::Misnamed);
        } else {
            self.trouble(path, format!("is not named `{NAME}` (the name is case-sensitive)"));
        }
    }

    /// A folder that the user named.
    fn folder(&mut self, root: &Path) {
        let mut any = false;
        let mut near: Option<(usize, PathBuf)> = None;
        let troubles = self.found.troubles.len();
        for entry in WalkDir::new(root).into_iter().filter_entry(|entry| !is_skipped(entry)) {
            match entry {
                // Whatever it is, it bears the name; reading it will tell whether it is a file.
                Ok(entry) if entry.depth() > 0 && entry.file_name() == NAME => {
                    any = true;
                    let spaceignore = entry.path().with_file_name(SPACEIGNORE);
                    self.add(entry.into_path(), Input::Spacefile);
                    if spaceignore.is_file() {
                        self.add(spaceignore, Input::Spaceignore);
                    }
                }
                Ok(entry) if is_near(entry.file_name()) && entry.path().is_file() => {
                    let candidate = (entry.depth(), entry.into_path());
                    // A disk lists its files in any order.
                    near = Some(near.map_or(candidate.clone(), |near| near.min(candidate)));
                }
                Ok(_) => {}
                Err(error) => {
                    let place = self.shown.show(error.path().unwrap_or(root));
                    self.found.troubles.push(match error.io_error() {
                        Some(error) => Trouble::reading(place, error),
                        None => Trouble::new(place, error.to_string()),
                    });
                }
            }
        }
        if any {
            return;
        }
        // A near name right here was meant; further down, it may be anything.
        let near = match near {
            Some((1, near)) => return self.add(near, Input::Misnamed),
            near => near.map(|(_, near)| self.shown.show(&near)),
        };
        if self.found.troubles.len() > troubles {
            // Nobody knows what is in there, and that was said.
            return;
        }
        let near = near.map(|near| format!(", though there is `{near}`")).unwrap_or_default();
        let what = format!(
            "no file named `{NAME}` here or in any folder below{near} (the name is case-sensitive; \
             folders like node_modules, .git and dist are not searched)"
        );
        self.trouble(root, what);
    }

    fn add(&mut self, path: PathBuf, input: fn(PathBuf) -> Input) {
        let folder = folder_of(&path);
        // The folder decides what a Spacefile means, so two links to one file are two inputs, but
        // two ways to one folder are not.
        let real = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        if self.seen.insert((real, path.file_name().unwrap_or_default().to_owned())) {
            self.found.inputs.push(input(path));
        }
    }

    fn trouble(&mut self, path: &Path, what: String) {
        self.found.troubles.push(Trouble::new(self.shown.show(path), what));
    }
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// The folder a file stands in.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if parent.as_os_str().is_empty() => Path::new("."),
        Some(parent) => parent,
        None => path,
    }
}

fn is_skipped(entry: &DirEntry) -> bool {
    // The user may well name such a folder: then it is meant.
    entry.depth() > 0 && entry.file_type().is_dir() && !is_entered(entry.file_name())
}
