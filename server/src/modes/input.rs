//! Reads what is to be judged: no more than is needed, and nothing that could block.

use std::fs::{self, Metadata};
use std::io::{self, Read};
use std::path::Path;

use crate::project::open_regular;
use crate::rules::document_too_large::MAX_BYTES;

/// One byte more than is ever analysed: whoever gets that many knows that it was too much.
const READ_LIMIT: u64 = MAX_BYTES as u64 + 1;

/// The beginning of a regular file, as much of it as the analysis can want.
pub(super) fn file(path: &Path) -> io::Result<Vec<u8>> {
    limited(open_regular(path).map_err(|error| explained(path, error))?)
}

/// What is known of a file or folder, links followed.
pub(super) fn metadata(path: &Path) -> io::Result<Metadata> {
    fs::metadata(path).map_err(|error| explained(path, error))
}

fn explained(path: &Path, error: io::Error) -> io::Error {
    match error.kind() {
        // The link itself is there for everybody to see.
        io::ErrorKind::NotFound if fs::symlink_metadata(path).is_ok_and(|it| it.is_symlink()) => {
            io::Error::other("the link leads nowhere")
        }
        _ => error,
    }
}

/// The beginning of standard input.
pub(super) fn stdin() -> io::Result<Vec<u8>> {
    limited(io::stdin().lock())
}

fn limited(reader: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(READ_LIMIT).read_to_end(&mut bytes)?;
    Ok(bytes)
}
