//! Paths as a Spacefile writes them, seen as text only.

/// A path relative to the root, as short as it gets: without `.`, empty parts and leading `/`, and
/// with `..` only at its start. The root itself is `.`.
#[must_use]
pub fn clean(path: &str) -> String {
    // Asked often, and mostly of paths that are clean.
    if path.split('/').all(|part| !matches!(part, "" | "." | "..")) {
        return path.to_owned();
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    if parts.is_empty() { ".".to_owned() } else { parts.join("/") }
}

/// A path inside a folder.
#[must_use]
pub fn join(folder: &str, path: &str) -> String {
    clean(&format!("{folder}/{path}"))
}

/// Whether a path leaves the folder it starts in by `..`, with either kind of slash.
#[must_use]
pub fn leaves(path: &str) -> bool {
    let leads_up = |path: &str| path == ".." || path.starts_with("../");
    if !path.contains("..") {
        return false;
    }
    leads_up(&clean(path)) || path.contains('\\') && leads_up(&clean(&path.replace('\\', "/")))
}

/// Whether a path starts at the top of a disk: `/`, `\` or `C:\`.
#[must_use]
pub fn is_absolute(path: &str) -> bool {
    path.starts_with('/') || is_windows_absolute(path)
}

/// Whether a path starts at the top of a disk as Windows writes it.
#[must_use]
pub fn is_windows_absolute(path: &str) -> bool {
    match path.as_bytes() {
        [b'\\', ..] => true,
        [drive, b':', b'\\' | b'/', ..] => drive.is_ascii_alphabetic(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_cleaned_as_a_push_does() {
        let cases = [
            ("", "."),
            (".", "."),
            ("./", "."),
            ("/", "."),
            ("/api", "api"),
            ("./api/", "api"),
            ("a//b/./c", "a/b/c"),
            ("a/../b", "b"),
            ("a/..", "."),
            ("..", ".."),
            ("/../x", "../x"),
            ("a/../../../b", "../../b"),
            (" a ", " a "),
            ("a\\b", "a\\b"),
        ];
        for (path, expected) in cases {
            assert_eq!(clean(path), expected, "{path}");
        }
    }

    #[test]
    fn leaving_is_seen_in_any_spelling() {
        for path in ["..", "../a", "a/../..", "/..", "..\\a", "a\\..\\..\\b", "./../x"] {
            assert!(leaves(path), "{path}");
        }
        for path in ["", ".", "a/..", "a/../b", "..a", "a..", "/a", "...", "a\\b"] {
            assert!(!leaves(path), "{path}");
        }
    }

    #[test]
    fn absolute_paths_of_both_worlds_are_known() {
        for path in ["/", "/a", "C:\\a", "c:/a", "\\\\server\\share", "\\a"] {
            assert!(is_absolute(path), "{path}");
        }
        for path in ["", "a", "./a", "C:", "a:b", "~/a", "https://example.com", "é:/"] {
            assert!(!is_absolute(path), "{path}");
        }
    }
}
