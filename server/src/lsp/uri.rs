//! What a URI names, however it is spelled.

use std::path::{Path, PathBuf};

use tower_lsp::lsp_types::Url;

use crate::ignore::walk::SPACEIGNORE;
use crate::project::{self, SPACEFILE};

/// A document, whichever of its spellings a URI uses: `file:///c%3A/app` and `file:///C:/app` are
/// one file.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Key {
    /// A file on this disk.
    File(PathBuf),
    /// Anything else, by its whole URI.
    Other(String),
}

impl Key {
    pub(super) fn of(uri: &Url) -> Self {
        path(uri).map_or_else(|| Self::Other(uri.to_string()), Self::File)
    }
}

/// The path of a file on this disk; `None` for anything else. A drive's letter is small.
pub(super) fn path(uri: &Url) -> Option<PathBuf> {
    let path = uri.to_file_path().ok().filter(|_| uri.scheme() == "file")?;
    Some(match path.to_str().and_then(with_small_drive) {
        Some(spelled) => PathBuf::from(spelled),
        None => path,
    })
}

/// The URI of a path.
pub(super) fn of(path: &Path) -> Option<Url> {
    Url::from_file_path(path).ok()
}

/// The name decides, in exactly this case; the language only where there is no name yet.
pub(super) fn is_spacefile(uri: &Url, language: &str) -> bool {
    if uri.scheme() == "untitled" {
        return language == "spacefile";
    }
    match path(uri) {
        Some(path) => path.file_name().is_some_and(|name| name == SPACEFILE),
        None => uri.path_segments().and_then(|mut names| names.next_back()) == Some(SPACEFILE),
    }
}

/// The same for a `.spaceignore`.
pub(super) fn is_spaceignore(uri: &Url) -> bool {
    path(uri).is_some_and(|path| path.file_name().is_some_and(|name| name == SPACEIGNORE))
}

/// Whether a file's name is one that somebody may take for a Spacefile's.
pub(super) fn is_nearly_spacefile(uri: &Url) -> bool {
    path(uri).and_then(|path| path.file_name().map(project::is_nearly_spacefile)) == Some(true)
}

/// `C:\app` and `/C:/app` with a small letter; `None` where nothing is to change.
fn with_small_drive(path: &str) -> Option<String> {
    let rest = path.strip_prefix('/').unwrap_or(path);
    let letter = rest.chars().next().filter(char::is_ascii_uppercase)?;
    let behind = rest.get(1..)?.strip_prefix(':')?;
    let slash = path.get(..path.len() - rest.len())?;
    (behind.is_empty() || behind.starts_with(['/', '\\']))
        .then(|| format!("{slash}{}:{behind}", letter.to_ascii_lowercase()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops at the unexpected")]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_file_are_one_key() {
        let key = |uri: &str| Key::of(&Url::parse(uri).unwrap());
        let same = [
            ("file:///c%3A/my%20app/Spacefile", "file:///C:/my app/Spacefile"),
            ("file:///c%3a/a/%53pacefile", "file:///c:/a/Spacefile"),
            ("file:///home/me/a%5Bb%5D/Spacefile", "file:///home/me/a[b]/Spacefile"),
            ("file://localhost/a/Spacefile", "file:///a/Spacefile"),
        ];
        for (one, other) in same {
            assert_eq!(key(one), key(other), "{one}");
        }
        assert_ne!(key("file:///a/Spacefile"), key("file:///A/Spacefile"));
        assert_ne!(key("git:/a/Spacefile?1"), key("git:/a/Spacefile?2"));
    }

    #[test]
    fn the_name_counts_in_exactly_this_case() {
        let is = |uri: &str, language| is_spacefile(&Url::parse(uri).unwrap(), language);
        assert!(is("file:///a/Spacefile", "yaml"));
        assert!(is("file:///a/%53pacefile", ""));
        assert!(is("vscode-vfs://github/me/app/Spacefile", "plaintext"));
        assert!(is("git:/a/Spacefile?ref=HEAD", "spacefile"));
        assert!(is("untitled:Untitled-1", "spacefile"));
        assert!(!is("untitled:Spacefile", "yaml"));
        assert!(!is("file:///a/spacefile", "spacefile"));
        assert!(!is("file:///Spacefile/other", "spacefile"));
    }
}
