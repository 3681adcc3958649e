//! Linux: names and kinds by `getdents64`, everything relative to an open folder.

use std::io;
use std::os::fd::OwnedFd;
use std::path::Path;

use rustix::fs::{
    Access, AtFlags, CWD, FileType, Mode, OFlags, RawDir, StatxFlags, accessat, fstat, openat,
    statx,
};

use super::Facts;
use crate::ignore::tree::Kind;
use crate::ignore::tree::listing::Time;

/// Room for what the kernel tells at once.
const ROOM: usize = 64 << 10;

/// Everybody may read it.
const READABLE: u32 = 0o444;

/// An open folder.
#[derive(Debug)]
pub(in crate::ignore::walk) struct Dir(OwnedFd);

/// Room to read a folder into.
#[derive(Debug)]
pub(in crate::ignore::walk) struct Buffer(Vec<u8>);

impl Buffer {
    pub(in crate::ignore::walk) fn new() -> Self {
        Self(Vec::with_capacity(ROOM))
    }
}

impl Dir {
    /// Opens a folder by its path, links followed.
    pub(in crate::ignore::walk) fn root(path: &Path) -> io::Result<Self> {
        Ok(Self(openat(CWD, path, flags(), Mode::empty())?))
    }

    /// Opens a folder in this one; a link to one is none.
    pub(in crate::ignore::walk) fn child(&self, name: &[u8]) -> io::Result<Self> {
        Ok(Self(openat(&self.0, name, flags() | OFlags::NOFOLLOW, Mode::empty())?))
    }

    /// When the folder changed last: by the time that nobody can set.
    pub(in crate::ignore::walk) fn time(&self) -> Option<Time> {
        let found = fstat(&self.0).ok()?;
        Some((found.st_ctime, u32::try_from(found.st_ctime_nsec).ok()?))
    }

    /// Lists the folder in no particular order.
    pub(in crate::ignore::walk) fn read(
        &self,
        buffer: &mut Buffer,
        mut see: impl FnMut(&[u8], Kind) -> io::Result<()>,
    ) -> io::Result<()> {
        buffer.0.clear();
        let mut entries = RawDir::new(&self.0, buffer.0.spare_capacity_mut());
        while let Some(entry) = entries.next() {
            let entry = entry?;
            let name = entry.file_name().to_bytes();
            if matches!(name, b"." | b"..") {
                continue;
            }
            let kind = match entry.file_type() {
                // Some file systems tell on demand only.
                FileType::Unknown => self.look(name).map_or(Kind::Unknown, |facts| facts.kind),
                told => kind(told),
            };
            see(name, kind)?;
        }
        Ok(())
    }

    /// Looks at an entry itself.
    pub(in crate::ignore::walk) fn look(&self, name: &[u8]) -> io::Result<Facts> {
        self.facts(name, AtFlags::SYMLINK_NOFOLLOW)
    }

    /// Looks at what a link leads to.
    pub(in crate::ignore::walk) fn follow(&self, name: &[u8]) -> io::Result<Facts> {
        self.facts(name, AtFlags::empty())
    }

    fn facts(&self, name: &[u8], flags: AtFlags) -> io::Result<Facts> {
        let mask = StatxFlags::TYPE | StatxFlags::MODE | StatxFlags::SIZE;
        let found = statx(&self.0, name, flags | AtFlags::STATX_DONT_SYNC, mask)?;
        let mode = u32::from(found.stx_mode);
        let kind = kind(FileType::from_raw_mode(mode));
        // Asking costs as much as looking, and for most files there is no need to.
        let is_readable = mode & READABLE == READABLE
            || kind == Kind::Link
            || accessat(&self.0, name, Access::READ_OK, AtFlags::EACCESS).is_ok();
        Ok(Facts { kind, size: found.stx_size, is_readable })
    }
}

fn flags() -> OFlags {
    OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC | OFlags::NOCTTY
}

fn kind(told: FileType) -> Kind {
    match told {
        FileType::RegularFile => Kind::File,
        FileType::Directory => Kind::Folder,
        FileType::Symlink => Kind::Link,
        FileType::Fifo => Kind::Pipe,
        FileType::Socket => Kind::Socket,
        FileType::CharacterDevice | FileType::BlockDevice => Kind::Device,
        FileType::Unknown => Kind::Unknown,
    }
}
