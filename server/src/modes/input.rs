//! Reads what is to be judged: no more than is needed, and nothing that could block.

use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::Path;

/// One byte more than is ever analysed: whoever gets that many knows that it was too much.
const READ_LIMIT: u64 = 4 * 1024 * 1024 + 1;

/// The beginning of a regular file, as much of it as the analysis can want.
pub(super) fn file(path: &Path) -> io::Result<Vec<u8>> {
    let metadata = metadata(path)?;
    if metadata.is_dir() {
        return Err(io::Error::other("is a folder, not a file"));
    }
    // Opening a pipe would wait for somebody to write into it.
    if !metadata.is_file() {
        return Err(io::Error::other("is not a regular file"));
    }
    limited(File::open(path)?)
}

/// What is known of a file or folder, links followed.
pub(super) fn metadata(path: &Path) -> io::Result<Metadata> {
    fs::metadata(path).map_err(|error| match error.kind() {
        // The link itself is there for everybody to see.
        io::ErrorKind::NotFound if fs::symlink_metadata(path).is_ok_and(|it| it.is_symlink()) => {
            io::Error::other("the link leads nowhere")
        }
        _ => error,
    })
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
