//! Which paths a push leaves out or takes, by which line, and why.
//!
//! Two readings of the same lines go side by side. The *documented* one decides: gitignore's
//! semantics over the documented default list, then the `.spaceignore` in the project's root. The
//! *original* one is what the Space CLI's own matcher does with these lines, which differs.

use std::ops::Range;

/// The lines that decide, the defaults first; of those that match, the last one counts.
#[derive(Debug, Clone)]
pub struct Rules {
    lines: Vec<Line>,
}

/// A line with a pattern: comments and blank lines are none.
#[derive(Debug, Clone)]
pub struct Line {
    /// Where it stands.
    pub source: Source,
    /// Its number there, from 1: in the file, or in the list of defaults.
    pub number: u32,
    /// Its pattern as written, `!` included: byte offsets into the file as it is on disk, a byte
    /// order mark included. Empty for a default.
    pub range: Range<usize>,
    /// What stands in that range.
    pub pattern: Box<[u8]>,
}

/// Where a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// In the list of defaults that the documentation gives.
    Default,
    /// In the list that the released CLI has beyond that (`Space CLI validator`): it counts for the
    /// original reading only.
    OriginalDefault,
    /// In the project's `.spaceignore`.
    File,
}

/// A line's place among all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineId(u32);

/// What one reading says of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision {
    /// Whether it goes up.
    pub kept: bool,
    /// The line that decides; `None` where none matches. For what lies below an ignored folder it
    /// is the folder's.
    pub by: Option<LineId>,
}

/// What both readings say of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// By the documentation.
    pub documented: Decision,
    /// By what the Space CLI does.
    pub original: Decision,
}

/// What is already decided for everything in a folder: made by [`Rules::top`] for the root, and
/// by [`Rules::enter`] for the folders below.
#[derive(Debug, Clone)]
pub struct Scope {}

impl Rules {
    /// Reads the bytes of a `.spaceignore`; without one there are the defaults only.
    #[must_use]
    pub fn new(spaceignore: Option<&[u8]>) -> Self;

    /// Every line, in order.
    #[must_use]
    pub fn lines(&self) -> &[Line];

    /// A line.
    #[must_use]
    pub fn line(&self, id: LineId) -> &Line;

    /// What is decided for the project's root.
    #[must_use]
    pub fn top(&self) -> Scope;

    /// Judges an entry of the scope's folder. `path` is relative to the root, bytes with `/`
    /// between the names; `is_folder` is false for links. Allocates nothing.
    #[must_use]
    pub fn judge(&self, scope: &Scope, path: &[u8], is_folder: bool) -> Verdict;

    /// What is decided for everything in a folder that was just judged.
    #[must_use]
    pub fn enter(&self, scope: &Scope, path: &[u8], verdict: Verdict) -> Scope;
}
