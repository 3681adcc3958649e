//! The only code that writes files: the old content or the new, never a part of either.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, TempDir};

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
    if fs::metadata(&real).is_ok_and(|before| !before.is_file()) {
        return fill(&mut OpenOptions::new().write(true).open(&real)?, content);
    }
    put(&real, content, || Ok(()))
}

/// A folder of ours for what is only shown. It goes when this does.
#[derive(Debug)]
pub struct Shelf(TempDir);

impl Shelf {
    /// Makes the folder, where the system has room for such things.
    ///
    /// # Errors
    /// If it can't be made.
    pub fn new() -> io::Result<Self> {
        Builder::new().prefix("spacefile-lsp-").tempdir().map(Self)
    }

    /// Puts a text there, which nobody is to change; an older one of this name goes. Gives its
    /// path.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn put(&self, name: &str, text: &str) -> io::Result<PathBuf> {
        let path = self.0.path().join(name);
        let mut file = Builder::new().tempfile_in(self.0.path())?;
        file.write_all(text.as_bytes())?;
        let mut permissions = file.as_file().metadata()?.permissions();
        permissions.set_readonly(true);
        file.as_file().set_permissions(permissions)?;
        file.persist(&path).map_err(|error| error.error)?;
        Ok(path)
    }
}

/// Puts other bytes into a file of the user's that holds `before`.
///
/// # Errors
/// If anything fails, the file may not be written, holds something else by now, or is a link that
/// leads out of its folder; the file is as it was before then.
pub fn change(path: &Path, before: &[u8], after: &[u8]) -> io::Result<()> {
    let real = fs::canonicalize(path)?;
    let folder = fs::canonicalize(folder_of(path))?;
    if !real.starts_with(folder) {
        return Err(io::Error::other("the link leads out of its folder, where nothing is changed"));
    }
    // A file that may not be written could still be replaced; that isn't what its owner wants.
    drop(OpenOptions::new().write(true).open(&real)?);
    let is_unchanged = || match fs::read(&real)? == before {
        true => Ok(()),
        false => Err(io::Error::other("the file has changed meanwhile, and stays as it is")),
    };
    put(&real, |out| out.write_all(after), is_unchanged)
}

/// Writes a file beside another one and lets it take that one's place, if it still may by then.
fn put(
    real: &Path,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    may_replace: impl FnOnce() -> io::Result<()>,
) -> io::Result<()> {
    let folder = folder_of(real);
    if !folder.is_dir() {
        return Err(io::Error::new(io::ErrorKind::NotFound, "its folder does not exist"));
    }
    let mut builder = Builder::new();
    builder.prefix(".spacefile-lsp-");
    let permissions = fs::metadata(real).ok().map(|before| before.permissions());
    if let Some(permissions) = permissions.or_else(fresh) {
        builder.permissions(permissions);
    }
    let mut file = builder.tempfile_in(folder)?;
    #[cfg(unix)]
    keep_owner(real, file.as_file());
    fill(file.as_file_mut(), content)?;
    file.as_file().sync_all()?;
    may_replace()?;
    file.persist(real).map_err(|error| error.error)?;
    Ok(())
}

/// Gives a file to the owner of the one it replaces, where the system lets us.
#[cfg(unix)]
fn keep_owner(real: &Path, file: &File) {
    use std::os::unix::fs::{MetadataExt as _, fchown};

    if let Ok(before) = fs::metadata(real) {
        // Who may not give it away keeps it, as with every other tool.
        drop(fchown(file, Some(before.uid()), Some(before.gid())));
    }
}

fn folder_of(path: &Path) -> &Path {
    let parent = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    parent.unwrap_or(Path::new("."))
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

/// Standard output without the buffer that looks for line ends.
///
/// # Errors
/// There is no standard output.
pub(crate) fn standard_output() -> io::Result<File> {
    #[cfg(unix)]
    let owned = std::os::fd::AsFd::as_fd(&io::stdout()).try_clone_to_owned()?;
    #[cfg(windows)]
    let owned = std::os::windows::io::AsHandle::as_handle(&io::stdout()).try_clone_to_owned()?;
    Ok(File::from(owned))
}
