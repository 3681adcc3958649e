//! Reads the project's `.spaceignore`.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use crate::project::open_regular;

/// The name of the file, in exactly this case. Only the one in the project's root counts.
pub const SPACEIGNORE: &str = ".spaceignore";

/// Nobody writes more by hand.
pub const MOST_BYTES: usize = 16 << 20;

/// What there is of a `.spaceignore`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spaceignore {
    /// None, or a link that leads nowhere: the defaults alone count, in both readings.
    Missing,
    /// Its bytes.
    Read(Vec<u8>),
    /// Something that can't be read: documented are the defaults alone, and a push fails.
    Unreadable(Unread),
}

/// Why a `.spaceignore` can't be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    /// It is a folder.
    Folder,
    /// It is a pipe, a device or the like; a push may wait for it forever.
    NoFile,
    /// It may not be read.
    Denied,
    /// It is larger than we read. A push would read it.
    TooLarge,
    /// Another reason.
    Failed,
}

impl Spaceignore {
    /// The bytes that count.
    #[must_use]
    pub fn bytes(&self) -> Option<&[u8]> {
        match self {
            Self::Read(bytes) => Some(bytes),
            Self::Missing | Self::Unreadable(_) => None,
        }
    }
}

/// Reads the `.spaceignore` of a project's root, through a link if it is one.
#[must_use]
pub fn spaceignore(root: &Path) -> Spaceignore {
    let path = root.join(SPACEIGNORE);
    let found = match fs::metadata(&path) {
        Ok(found) => found,
        Err(error) => return unreadable(&error),
    };
    if found.is_dir() {
        return Spaceignore::Unreadable(Unread::Folder);
    } else if !found.is_file() {
        return Spaceignore::Unreadable(Unread::NoFile);
    }
    let mut bytes = Vec::new();
    let limit = u64::try_from(MOST_BYTES).map_or(u64::MAX, |most| most + 1);
    let read = open_regular(&path).and_then(|file| file.take(limit).read_to_end(&mut bytes));
    match read {
        Ok(_) if bytes.len() > MOST_BYTES => Spaceignore::Unreadable(Unread::TooLarge),
        Ok(_) => Spaceignore::Read(bytes),
        Err(error) => unreadable(&error),
    }
}

fn unreadable(error: &io::Error) -> Spaceignore {
    match error.kind() {
        io::ErrorKind::NotFound => Spaceignore::Missing,
        io::ErrorKind::PermissionDenied => Spaceignore::Unreadable(Unread::Denied),
        _ => Spaceignore::Unreadable(Unread::Failed),
    }
}
