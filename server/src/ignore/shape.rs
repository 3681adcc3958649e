//! What a line compares, in one notation for both readings: so it is seen where they agree, and
//! they share one index.

use std::ops::Range;

use super::documented::{glob, last_name};

/// A pattern in gitignore's notation, written in one way only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shape {
    /// Literal characters, each special one with a `\` before it; `?`, `*`, classes; in a path
    /// also `/`, and `**` as one of its names.
    pub(super) glob: Vec<u8>,
    /// It is compared with the whole path, not with the last name of it.
    pub(super) is_path: bool,
    /// Whether a star comes last.
    starred: bool,
}

/// How a line is for what its shape is for, as bits.
pub(super) type Facets = u8;

/// By the documentation: for the entry itself.
pub(super) const ENTRY: Facets = 1;
/// By the documentation: for the entry itself if it is a folder.
pub(super) const FOLDER: Facets = 1 << 1;
/// By the documentation: for everything below it.
pub(super) const BELOW: Facets = 1 << 2;
/// By the original: for the entry itself and everything below it.
pub(super) const ORIGINAL: Facets = 1 << 3;
/// By the original: for everything below it.
pub(super) const ORIGINAL_BELOW: Facets = 1 << 4;

impl Shape {
    pub(super) fn new(is_path: bool) -> Self {
        Self { glob: Vec::new(), is_path, starred: false }
    }

    /// Adds a byte that stands for itself.
    pub(super) fn literal(&mut self, byte: u8) {
        if matches!(byte, b'*' | b'?' | b'[' | b'\\') {
            self.glob.push(b'\\');
        }
        self.glob.push(byte);
        self.starred = false;
    }

    /// Adds a `*`, unless there is one already.
    pub(super) fn star(&mut self) {
        if !self.starred {
            self.glob.push(b'*');
        }
        self.starred = true;
    }

    /// Adds something else as it is.
    pub(super) fn raw(&mut self, bytes: &[u8]) {
        self.glob.extend_from_slice(bytes);
        self.starred = false;
    }

    /// Whether it is for an entry itself.
    pub(super) fn matches(&self, path: &[u8]) -> bool {
        glob::matches(&self.glob, if self.is_path { path } else { last_name(path) }, self.is_path)
    }

    /// Nothing more is added. Goes without the names before the last one where they don't matter:
    /// `**/name`.
    pub(super) fn finish(&mut self) {
        self.starred = false;
        if let Some(rest) = self.glob.strip_prefix(b"**/")
            && rest != b"**"
            && names(rest).nth(1).is_none()
        {
            self.glob.drain(..3);
            self.is_path = false;
        }
    }
}

/// The names of a path's shape, as ranges of bytes; a slash in a class is none between names.
pub(super) fn names(glob: &[u8]) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    std::iter::from_fn(move || {
        if start > glob.len() {
            return None;
        }
        let mut end = start;
        while glob.get(end).is_some_and(|&byte| byte != b'/') {
            end = glob::after(glob, end);
        }
        let name = start..end.min(glob.len());
        start = end + 1;
        Some(name)
    })
}

/// The pieces of a name's shape: what stands for itself, and `None` for what does not.
pub(super) fn pieces(name: &[u8]) -> impl Iterator<Item = Option<u8>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let byte = *name.get(at)?;
        let quoted = name.get(at + 1).copied();
        at = glob::after(name, at);
        Some(match byte {
            b'*' | b'?' | b'[' => None,
            b'\\' => quoted,
            _ => Some(byte),
        })
    })
}
