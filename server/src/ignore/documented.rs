//! What a line means by the documentation: gitignore's syntax, on bytes.

mod class;
pub(super) mod glob;
mod shape;

use std::ops::Range;

/// The parts of a line as gitignore reads it. Ranges are of bytes, from the line's start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// It takes back what an earlier line left out.
    pub negated: bool,
    /// It is compared with the whole path, not with the last name of it.
    pub anchored: bool,
    /// It is for folders only.
    pub folders_only: bool,
    /// What is compared, without `!` and without the slashes at its ends.
    pub body: Range<usize>,
}

/// Why a pattern is for nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Never {
    /// Nothing is left of it without `!` and slashes.
    Empty,
    /// A name in it is empty, `.` or `..`, as none in a path is.
    NoName,
    /// A class has no end, or a name in it that there is not: `[a`, `[[:foo:]]`.
    BadClass,
    /// A backslash at the end.
    UnfinishedEscape,
}

impl Pattern {
    /// Reads a line that is no comment, without its end and without the blanks before that.
    pub(super) fn parse(line: &[u8]) -> Self {
        let negated = line.first() == Some(&b'!');
        let mut start = usize::from(negated);
        let mut end = line.len();
        let folders_only = end > start && line.last() == Some(&b'/');
        end -= usize::from(folders_only);
        let body = line.get(start..end).unwrap_or_default();
        let anchored = body.contains(&b'/');
        start += usize::from(body.first() == Some(&b'/'));
        Self { negated, anchored, folders_only, body: start..end }
    }

    /// Why it is for nothing at all, if that is so; `line` is what was parsed.
    pub(super) fn never(&self, line: &[u8]) -> Option<Never> {
        self.shape(line).err()
    }

    /// Whether it matches an entry itself; `line` is what was parsed. `path` is relative to the
    /// root.
    pub(super) fn matches(&self, line: &[u8], path: &[u8], is_folder: bool) -> bool {
        if self.folders_only && !is_folder {
            return false;
        }
        let body = line.get(self.body.clone()).unwrap_or_default();
        glob::matches(body, if self.anchored { path } else { last_name(path) }, self.anchored)
    }
}

/// What follows the last slash.
pub(super) fn last_name(path: &[u8]) -> &[u8] {
    path.rsplit(|&byte| byte == b'/').next().unwrap_or(path)
}
