//! The disk, as a walk asks it: one folder at a time, entries by their names in it.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(any(not(target_os = "linux"), test))]
mod portable;

#[cfg(target_os = "linux")]
pub(super) use self::linux::{Buffer, Dir};
#[cfg(not(target_os = "linux"))]
pub(super) use self::portable::{Buffer, Dir};
use std::io;

use crate::ignore::tree::{Kind, Snag};

/// What a closer look at an entry tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Facts {
    pub(super) kind: Kind,
    pub(super) size: u64,
    /// Whether it may be read.
    pub(super) is_readable: bool,
}

/// What keeps an entry from being read.
pub(super) fn snag(error: &io::Error) -> Snag {
    #[cfg(unix)]
    if rustix::io::Errno::from_io_error(error) == Some(rustix::io::Errno::LOOP) {
        return Snag::LinkLoop;
    }
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Snag::LinkToNothing,
        io::ErrorKind::PermissionDenied => Snag::Denied,
        _ => Snag::Failed,
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests;
