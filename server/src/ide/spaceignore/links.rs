//! Lines of a `.spaceignore` that name one file that is there.

use std::ops::Range;

use crate::ignore::Source;
use crate::ignore::tree::{Kind, Tree};

/// A file that a line names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The path in the line: bytes of the text.
    pub range: Range<usize>,
    /// The file, relative to the folder of the `.spaceignore`.
    pub path: String,
}

/// The files that the lines of a tree's `.spaceignore` name.
#[must_use]
pub fn links(tree: &Tree) -> Vec<Link> {
    let lines = tree.rules().lines().filter(|(_, line)| line.source == Source::File);
    let named = lines.filter_map(|(_, line)| {
        let pattern = std::str::from_utf8(line.pattern).ok()?;
        let path = pattern.strip_prefix('!').unwrap_or(pattern);
        let start = line.range.end - path.len();
        let path = path.strip_prefix('/').unwrap_or(path);
        let is_plain = !path.contains(['*', '?', '[', '\\']);
        let found = tree.find(path.as_bytes()).filter(|_| is_plain && !path.is_empty())?;
        (tree.kind(found) == Kind::File)
            .then(|| Link { range: start..line.range.end, path: path.to_owned() })
    });
    named.collect()
}
