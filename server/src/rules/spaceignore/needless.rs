//! Folders and files that are plainly not the app's code and take much room.

use super::kept::taken_back;
use crate::ignore::tree::{EntryId, Glance, Kind, Tree};

/// Less than this is not worth a word: 10 MB.
pub(in crate::rules) const LARGE: u64 = 10_000_000;

/// A data file of fewer bytes may well be part of an app: 50 MB.
const LARGE_FILE: u64 = 50_000_000;

/// Folders that are pointed out at most.
const MOST: usize = 10;

/// Something large that is better left out.
#[derive(Debug)]
pub(in crate::rules) struct Needless {
    /// What it is.
    pub(in crate::rules) id: EntryId,
    /// In words.
    pub(in crate::rules) what: &'static str,
    /// How many bytes of it would go up.
    pub(in crate::rules) bytes: u64,
}

/// Folders that tools make and fill, which a build makes anew or nobody needs.
const FOLDERS: &[(&str, &str)] = &[
    (".eggs", "dependencies"),
    (".gradle", "a tool's cache"),
    (".idea", "an editor's files"),
    (".mypy_cache", "a tool's cache"),
    (".nox", "environments for tests"),
    (".parcel-cache", "a tool's cache"),
    (".pnpm-store", "dependencies"),
    (".pytest_cache", "a tool's cache"),
    (".ruff_cache", "a tool's cache"),
    (".terraform", "a tool's files"),
    (".tox", "environments for tests"),
    (".turbo", "a tool's cache"),
    (".vercel", "build output"),
    ("__pypackages__", "dependencies"),
    ("bower_components", "dependencies"),
    ("htmlcov", "a report of tests"),
    ("jspm_packages", "dependencies"),
    ("site-packages", "dependencies"),
];

/// Endings of files that hold data or copies of something else.
const FILES: &[(&str, &str)] = &[
    (".7z", "an archive"),
    (".bak", "a backup"),
    (".core", "a memory dump"),
    (".dmg", "a disk image"),
    (".dump", "a database dump"),
    (".heapsnapshot", "a memory dump"),
    (".hprof", "a memory dump"),
    (".iso", "a disk image"),
    (".log", "a log"),
    (".rar", "an archive"),
    (".tar", "an archive"),
    (".tar.bz2", "an archive"),
    (".tar.gz", "an archive"),
    (".tar.xz", "an archive"),
    (".tgz", "an archive"),
    (".zip", "an archive"),
];

/// What is better left out, in order. What a line brings back was wanted.
pub(in crate::rules) fn find(tree: &Tree) -> Vec<Needless> {
    let mut found: Vec<Needless> = Vec::new();
    // The path of the last one, as long as the walk is in it.
    let mut around: Option<Vec<u8>> = None;
    let mut items = tree.items();
    // In such a folder everything counts, elsewhere only what may be one, or a large file.
    while let Some(item) = items.next_if(|Glance { kind, size, verdict, .. }| {
        let may_be = kind == Kind::Folder || size.is_some_and(|size| size >= LARGE_FILE);
        verdict.documented.kept && (may_be || around.is_some())
    }) {
        let rest = around.as_ref().and_then(|around| item.path.strip_prefix(around.as_slice()));
        let is_inside = rest.is_some_and(|rest| rest.starts_with(b"/"));
        if !is_inside {
            around = None;
        }
        let bytes = item.size.unwrap_or_default();
        if let Some(folder) = found.last_mut().filter(|_| is_inside) {
            folder.bytes += bytes;
            continue;
        }
        let what = match item.kind {
            Kind::Folder => folder(tree, item.id),
            Kind::File if bytes >= LARGE_FILE => of(FILES, item.path, <[u8]>::ends_with),
            _ => None,
        };
        if let Some(what) = what.filter(|_| taken_back(tree, item.id).is_none()) {
            found.push(Needless { id: item.id, what, bytes });
            around = (item.kind == Kind::Folder).then(|| item.path.to_vec());
        }
    }
    found.retain(|it| it.bytes >= LARGE);
    found.truncate(MOST);
    found
}

/// What a folder is, if it is one of these.
fn folder(tree: &Tree, id: EntryId) -> Option<&'static str> {
    // Every environment that Python makes has this file, whatever its folder is called.
    if tree.child(id, b"pyvenv.cfg").is_some() {
        return Some("a Python environment");
    }
    of(FOLDERS, tree.name(id), |name, known| name == known)
}

fn of(
    known: &[(&str, &'static str)],
    path: &[u8],
    is_one: impl Fn(&[u8], &[u8]) -> bool,
) -> Option<&'static str> {
    known.iter().find(|(name, _)| is_one(path, name.as_bytes())).map(|(_, what)| *what)
}
