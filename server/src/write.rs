//! The only code that writes files: the old content or the new, never a part of either.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use tempfile::Builder;

/// Puts what `content` writes into a file, which need not exist yet.
///
/// It is written beside the file and takes its place at the end, with its permissions; through a
/// link, what the link leads to is replaced. What is no regular file (a pipe, a terminal) is
/// written to as it is.
///
/// # Errors
/// If anything fails; the file is as it was before then.
pub fn replace(
    path: &Path,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let before = fs::metadata(&real).ok();
    if before.as_ref().is_some_and(|before| !before.is_file()) {
        return fill(&mut OpenOptions::new().write(true).open(&real)?, content);
    }
    let folder = match real.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    if !folder.is_dir() {
        return Err(io::Error::new(io::ErrorKind::NotFound, "its folder does not exist"));
    }
    let mut builder = Builder::new();
    builder.prefix(".spacefile-lsp-");
    let permissions = before.map(|before| before.permissions());
    if let Some(permissions) = permissions.or_else(fresh) {
        builder.permissions(permissions);
    }
    let mut file = builder.tempfile_in(folder)?;
    fill(file.as_file_mut(), content)?;
    file.persist(&real).map_err(|error| error.error)?;
    Ok(())
}

fn fill(file: &mut File, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::new(file);
    content(&mut out)?;
    out.flush()
}

/// What a new file may be used for; the process's mask takes its part of that.
#[cfg(unix)]
fn fresh() -> Option<Permissions> {
    use std::os::unix::fs::PermissionsExt as _;

    Some(Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn fresh() -> Option<Permissions> {
    None
}
