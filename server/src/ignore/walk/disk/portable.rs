//! Every other system: what the standard library offers.

use std::ffi::OsString;
use std::fs::{self, File, FileType, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::Facts;
use crate::ignore::tree::Kind;
use crate::ignore::tree::listing::Time;

/// A folder.
#[derive(Debug)]
pub(in crate::ignore::walk) struct Dir(PathBuf);

/// Nothing: the standard library has room of its own.
#[derive(Debug)]
pub(in crate::ignore::walk) struct Buffer;

impl Buffer {
    pub(in crate::ignore::walk) fn new() -> Self {
        Self
    }
}

impl Dir {
    /// A folder by its path, links followed.
    pub(in crate::ignore::walk) fn root(path: &Path) -> io::Result<Self> {
        // What can't be read can't be opened either.
        fs::read_dir(path)?;
        Ok(Self(path.to_owned()))
    }

    /// A folder in this one; a link to one is none.
    pub(in crate::ignore::walk) fn child(&self, name: &[u8]) -> io::Result<Self> {
        let path = self.join(name);
        if !fs::symlink_metadata(&path)?.is_dir() {
            return Err(io::ErrorKind::NotADirectory.into());
        }
        Self::root(&path)
    }

    /// When the folder changed last.
    pub(in crate::ignore::walk) fn time(&self) -> Option<Time> {
        let changed = fs::metadata(&self.0).ok()?.modified().ok()?;
        let since = changed.duration_since(UNIX_EPOCH).ok()?;
        Some((i64::try_from(since.as_secs()).ok()?, since.subsec_nanos()))
    }

    /// Lists the folder in no particular order.
    pub(in crate::ignore::walk) fn read(
        &self,
        _: &mut Buffer,
        mut see: impl FnMut(&[u8], Kind) -> io::Result<()>,
    ) -> io::Result<()> {
        for entry in fs::read_dir(&self.0)? {
            let entry = entry?;
            let kind = entry.file_type().map_or(Kind::Unknown, kind);
            see(&bytes(entry.file_name()), kind)?;
        }
        Ok(())
    }

    /// Looks at an entry itself.
    pub(in crate::ignore::walk) fn look(&self, name: &[u8]) -> io::Result<Facts> {
        let path = self.join(name);
        Ok(facts(&path, &fs::symlink_metadata(&path)?))
    }

    /// Looks at what a link leads to.
    pub(in crate::ignore::walk) fn follow(&self, name: &[u8]) -> io::Result<Facts> {
        let path = self.join(name);
        Ok(facts(&path, &fs::metadata(&path)?))
    }

    fn join(&self, name: &[u8]) -> PathBuf {
        self.0.join(from_bytes(name))
    }
}

fn facts(path: &Path, found: &Metadata) -> Facts {
    let kind = kind(found.file_type());
    // Opening anything else could wait or do harm.
    let is_readable = kind != Kind::File || File::open(path).is_ok();
    Facts { kind, size: found.len(), is_readable }
}

fn kind(found: FileType) -> Kind {
    if found.is_file() {
        return Kind::File;
    } else if found.is_dir() {
        return Kind::Folder;
    } else if found.is_symlink() {
        return Kind::Link;
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if found.is_fifo() {
            return Kind::Pipe;
        } else if found.is_socket() {
            return Kind::Socket;
        } else if found.is_block_device() || found.is_char_device() {
            return Kind::Device;
        }
    }
    Kind::Unknown
}

#[cfg(unix)]
fn bytes(name: OsString) -> Vec<u8> {
    std::os::unix::ffi::OsStringExt::into_vec(name)
}

#[cfg(unix)]
fn from_bytes(name: &[u8]) -> OsString {
    std::os::unix::ffi::OsStringExt::from_vec(name.to_vec())
}

/// A name that is no Unicode is shown as well as it can be, and can't be looked at any closer.
#[cfg(not(unix))]
fn bytes(name: OsString) -> Vec<u8> {
    name.to_string_lossy().into_owned().into_bytes()
}

#[cfg(not(unix))]
fn from_bytes(name: &[u8]) -> OsString {
    String::from_utf8_lossy(name).into_owned().into()
}
