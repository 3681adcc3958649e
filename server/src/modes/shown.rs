//! How a path is shown.

use std::env;
use std::path::{Component, Path, PathBuf};

/// Shows paths relative to the working directory.
#[derive(Debug)]
pub(super) struct Shown {
    here: Option<PathBuf>,
}

impl Shown {
    /// Seen from the process's working directory.
    pub(super) fn new() -> Self {
        // Without a working directory, paths are shown as they were given.
        Self { here: env::current_dir().ok() }
    }

    /// The working directory.
    pub(super) fn here(&self) -> Option<&Path> {
        self.here.as_deref()
    }

    /// The path relative to the working directory, with `/` between its parts.
    ///
    /// An absolute path that leads elsewhere stays absolute.
    pub(super) fn show(&self, path: &Path) -> String {
        let inside = self.here.as_deref().and_then(|here| path.strip_prefix(here).ok());
        let mut shown = String::new();
        for part in inside.unwrap_or(path).components() {
            match part {
                Component::CurDir => continue,
                Component::RootDir => shown.push('/'),
                part => {
                    if !shown.is_empty() && !shown.ends_with('/') {
                        shown.push('/');
                    }
                    shown.push_str(&part.as_os_str().to_string_lossy());
                }
            }
        }
        if shown.is_empty() { ".".to_owned() } else { shown }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_relative_where_they_can_be() {
        let shown = Shown { here: Some("/home/me/app".into()) };
        let cases = [
            (".", "."),
            ("./Spacefile", "Spacefile"),
            ("./a/./b", "a/b"),
            ("../b", "../b"),
            ("/home/me/app", "."),
            ("/home/me/app/a/Spacefile", "a/Spacefile"),
            ("/home/me/application", "/home/me/application"),
            ("/", "/"),
        ];
        for (path, expected) in cases {
            assert_eq!(shown.show(Path::new(path)), expected, "{path}");
        }
    }
}
