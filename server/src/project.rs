//! What a rule may know of the folder a Spacefile stands in.
//!
//! The only door from the rules to the disk. Nothing here writes, waits or fails: what can't be
//! found out is [`Found::Unknown`], or nothing. Paths are those of a Spacefile: text with `/`.

mod names;
pub mod path;
mod seen;

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::ignore::upload::Upload;

pub use names::{SPACEFILE, is_nearly_spacefile};
pub use seen::Seen;

/// How many entries of a folder are looked at.
const MOST_ENTRIES: usize = 10_000;

/// Paths of more bytes than this are not looked up: no system has any, and they take time to read.
const LONGEST_PATH: usize = 1 << 16;

/// How many folders upwards are looked at; no sane path is deeper.
const MOST_PARENTS: usize = 64;

/// The folder of a Spacefile at one moment: what was looked up once is not looked up again.
#[derive(Debug, Clone)]
pub struct Project {
    root: PathBuf,
    upload: Option<Arc<Upload>>,
    seen: Arc<Seen>,
}

/// What stands at a path, links followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// Nothing, and a push says so.
    Missing,
    /// Nothing, because a file stands where a folder would have to be: `file/sub`. A push doesn't
    /// count that as missing.
    Blocked,
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A pipe, a device or the like.
    Other,
    /// Nobody can tell: no permission, a name too long, a circle of links.
    Unknown,
}

impl Project {
    /// The project whose Spacefile stands in `root`.
    #[must_use]
    pub fn new(root: impl Into<PathBuf>) -> Self {
        let root = root.into();
        // The folder of a bare `Spacefile` is "", which names nothing.
        let root = if root.as_os_str().is_empty() { PathBuf::from(".") } else { root };
        Self { root, upload: None, seen: Arc::default() }
    }

    /// The same with what lies in it and would go up.
    #[must_use]
    pub fn with_upload(self, upload: Option<Arc<Upload>>) -> Self {
        Self { upload, ..self }
    }

    /// The same with what was seen of the disk before, which still holds.
    #[must_use]
    pub fn with_seen(self, seen: Arc<Seen>) -> Self {
        Self { seen, ..self }
    }

    /// What lies in it and would go up, if that is known.
    #[must_use]
    pub fn upload(&self) -> Option<&Upload> {
        self.upload.as_deref()
    }

    /// The folder itself.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// What stands at a path, joined as a push joins it: an absolute one too is below the root,
    /// `.` and `..` are resolved before the disk is asked, and `""` is the root.
    #[must_use]
    pub fn find(&self, path: &str) -> Found {
        if path.len() > LONGEST_PATH {
            return Found::Unknown;
        }
        self.seen.found.get(path, || found(fs::metadata(self.join(path))))
    }

    /// Whether a path leads out of the project once links are followed. `false` if nothing is
    /// there, or nobody can tell.
    #[must_use]
    pub fn leaves_by_link(&self, path: &str) -> bool {
        if path.len() > LONGEST_PATH {
            return false;
        }
        self.seen.leaves.get(path, || {
            // There is almost never one, and asking is much cheaper than following.
            if !self.has_link(path) {
                return false;
            }
            let real = |path: &Path| fs::canonicalize(path).ok();
            match (real(&self.root), real(&self.join(path))) {
                (Some(root), Some(target)) => !target.starts_with(root),
                _ => false,
            }
        })
    }

    /// Whether a link stands on the way.
    fn has_link(&self, path: &str) -> bool {
        let path = path::clean(path);
        let ends = path.match_indices('/').map(|(end, _)| end).chain([path.len()]);
        ends.filter_map(|end| path.get(..end)).any(|path| {
            self.seen.links.get(path, || {
                fs::symlink_metadata(self.root.join(path)).is_ok_and(|found| found.is_symlink())
            })
        })
    }

    /// The names in a folder of what is `wanted`, in order. `None` if it can't be read. Of a huge
    /// folder, only some.
    #[must_use]
    pub fn names(&self, folder: &str, wanted: Found) -> Option<Vec<String>> {
        let entries = fs::read_dir(self.join(folder)).ok()?;
        let entries = entries.take(MOST_ENTRIES).filter_map(Result::ok);
        let fits = |entry: &fs::DirEntry, name: &str| match entry.file_type() {
            Ok(kind) if kind.is_dir() => wanted == Found::Folder,
            Ok(kind) if kind.is_file() => wanted == Found::File,
            _ => self.find(&path::join(folder, name)) == wanted,
        };
        let names = entries.filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            fits(&entry, &name).then_some(name)
        });
        let mut names: Vec<_> = names.collect();
        names.sort();
        Some(names)
    }

    /// Whether a folder is there and may be looked into.
    #[must_use]
    pub fn is_readable_folder(&self, path: &str) -> bool {
        self.seen.readable.get(path, || fs::read_dir(self.join(path)).is_ok())
    }

    /// The first bytes of a regular file inside the project; fewer than `most` only if that is all
    /// there is. `None` for anything else.
    #[must_use]
    pub fn read(&self, path: &str, most: usize) -> Option<Vec<u8>> {
        let sane = path.len() <= LONGEST_PATH && !path::leaves(path);
        if !sane || self.leaves_by_link(path) {
            return None;
        }
        let file = open_regular(&self.join(path)).ok()?;
        let mut bytes = Vec::new();
        file.take(u64::try_from(most).ok()?).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }

    /// The way up to the nearest folder above this one that has a Spacefile too: `..`, `../..`.
    /// What lies above the top of a Git repository is none of its business.
    #[must_use]
    pub fn outer(&self) -> Option<String> {
        self.seen.outer.get_or_init(|| self.find_outer()).clone()
    }

    fn find_outer(&self) -> Option<String> {
        let root = fs::canonicalize(&self.root).ok()?;
        for (level, folder) in root.ancestors().enumerate().take(MOST_PARENTS) {
            if level > 0 && has_spacefile(folder) {
                return Some(vec![".."; level].join("/"));
            }
            if folder.join(".git").exists() {
                return None;
            }
        }
        None
    }

    fn join(&self, path: &str) -> PathBuf {
        // Not `Path::join`: for an absolute path that would forget the root.
        let mut joined = self.root.clone().into_os_string();
        match path::clean(path) {
            clean if clean == "." => {}
            clean => {
                joined.push("/");
                joined.push(clean);
            }
        }
        joined.into()
    }
}

fn found(answer: io::Result<Metadata>) -> Found {
    match answer {
        Ok(metadata) if metadata.is_dir() => Found::Folder,
        Ok(metadata) if metadata.is_file() => Found::File,
        Ok(_) => Found::Other,
        Err(error) => match error.kind() {
            ErrorKind::NotFound => Found::Missing,
            ErrorKind::NotADirectory => Found::Blocked,
            _ => Found::Unknown,
        },
    }
}

/// Opens a file to read it, and nothing else that may stand there.
///
/// # Errors
/// In words for the user, where something else stands there.
pub(crate) fn open_regular(path: &Path) -> io::Result<File> {
    // Opening a pipe would wait for somebody to write into it, so look before opening. Should one
    // have come in between, opening it doesn't wait either.
    must_be_regular(&fs::metadata(path)?)?;
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        let flags = rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::NOCTTY;
        options.custom_flags(i32::try_from(flags.bits()).map_err(io::Error::other)?);
    }
    let file = options.open(path)?;
    must_be_regular(&file.metadata()?)?;
    Ok(file)
}

fn must_be_regular(metadata: &Metadata) -> io::Result<()> {
    if metadata.is_file() {
        return Ok(());
    }
    let what = if metadata.is_dir() { "is a folder, not a file" } else { "is not a regular file" };
    Err(io::Error::other(what))
}

/// Whether a folder has a file of exactly this name, even where the disk ignores case.
pub(crate) fn has_spacefile(folder: &Path) -> bool {
    let path = folder.join(SPACEFILE);
    let is_exact = || {
        let real = fs::canonicalize(&path).ok()?;
        let link = fs::symlink_metadata(&path).ok()?.is_symlink();
        Some(link || real.file_name()? == SPACEFILE)
    };
    path.is_file() && is_exact() == Some(true)
}

#[cfg(test)]
mod tests;
