//! Paths as a CI service reads them: relative to the repository it checked out.

use std::path::{Component, Path, PathBuf};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::STDIN;

/// What stands in a URI as it is: a colon in the first name would make it another scheme.
const ENCODED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The folder that paths are relative to, and the one they were relative to.
#[derive(Debug, Clone, Default)]
pub struct Root {
    folder: PathBuf,
    here: PathBuf,
}

impl Root {
    /// Both without links; `here` is where shown paths start.
    #[must_use]
    pub fn new(folder: PathBuf, here: PathBuf) -> Self {
        Self { folder, here }
    }

    /// A shown path, relative to the root; absolute where it leads elsewhere.
    #[must_use]
    pub fn path(&self, shown: &str) -> String {
        if shown == STDIN {
            return shown.to_owned();
        }
        let whole = without_dots(&self.here.join(shown));
        slashed(whole.strip_prefix(&self.folder).unwrap_or(&whole))
    }

    /// The URI of the root itself, if it is known.
    #[must_use]
    pub fn uri(&self) -> Option<String> {
        let folder = self.folder.is_absolute().then(|| slashed(&self.folder))?;
        let uri = uri(&folder);
        Some(if uri.ends_with('/') { uri } else { uri + "/" })
    }
}

/// A path as a URI: relative as it is, absolute with a scheme.
#[must_use]
pub(super) fn uri(path: &str) -> String {
    let encoded = utf8_percent_encode(path, ENCODED).to_string();
    match path {
        path if path.starts_with('/') => format!("file://{encoded}"),
        path if is_absolute(path) => format!("file:///{encoded}"),
        _ => encoded,
    }
}

/// Whether what [`Root::path`] gave lies outside of the root.
pub(super) fn is_absolute(path: &str) -> bool {
    Path::new(path).is_absolute()
}

/// Without `.` and `..`, as far as the words alone tell.
fn without_dots(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(plain.pop()),
            part => plain.push(part),
        }
    }
    plain
}

fn slashed(path: &Path) -> String {
    let path = path.to_string_lossy();
    if cfg!(windows) { path.replace('\\', "/") } else { path.into_owned() }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn paths_start_at_the_root() {
        let root = Root::new("/home/me".into(), "/home/me/app".into());
        for (shown, path, as_uri) in [
            ("Spacefile", "app/Spacefile", "app/Spacefile"),
            ("../b/Spacefile", "b/Spacefile", "b/Spacefile"),
            ("../../b/Spacefile", "/home/b/Spacefile", "file:///home/b/Spacefile"),
            ("/home/me/c/Spacefile", "c/Spacefile", "c/Spacefile"),
            ("a b/ä%,:/x", "app/a b/ä%,:/x", "app/a%20b/%C3%A4%25%2C%3A/x"),
            ("<stdin>", "<stdin>", "%3Cstdin%3E"),
        ] {
            assert_eq!(root.path(shown), path);
            assert_eq!(uri(&root.path(shown)), as_uri);
        }
        assert_eq!(root.uri().as_deref(), Some("file:///home/me/"));
        assert_eq!(Root::new("/".into(), "/".into()).uri().as_deref(), Some("file:///"));
        assert_eq!(Root::default().path("a/Spacefile"), "a/Spacefile");
        assert_eq!(Root::default().uri(), None);
    }
}
