//! Which paths a push leaves out or takes, by which line, and why.
//!
//! Two readings of the same lines go side by side. The *documented* one decides: gitignore's
//! semantics over the documented default list, then the `.spaceignore` in the project's root. The
//! *original* one is what the Space CLI's own matcher does with these lines, which differs.

mod defaults;
mod documented;
mod lines;
mod readings;
pub mod summary;
pub mod tree;
pub mod walk;
mod original;

use std::ops::Range;
use std::sync::Arc;

pub use documented::Pattern;
pub use original::{Dropped, Fault};
pub use readings::Readings;

use defaults::DEFAULTS;
use lines::Place;

/// The lines that decide, the defaults first; of those that match, the last one counts.
#[derive(Debug, Clone)]
pub struct Rules {
    text: Arc<[u8]>,
    places: Vec<Place>,
}

/// A line with a pattern in at least one reading: comments and blank lines are none. Ranges are
/// of bytes, from the start of the file as it is on disk; those of a default are empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line<'r> {
    /// Where it stands.
    pub source: Source,
    /// Its number there, from 1: in the file, or among the defaults of the same source.
    pub number: u32,
    /// Its pattern as written, `!` included, without a byte order mark before it and without the
    /// blanks and the CR after it.
    pub range: Range<usize>,
    /// What stands in that range, or the default.
    pub pattern: &'r [u8],
    /// All of the line but its LF.
    pub whole: Range<usize>,
    /// What stands in that range, or the default.
    full: &'r [u8],
    /// Whether it is a pattern by the documentation.
    is_documented: bool,
}

impl Line<'_> {
    /// What it means by the documentation, if anything.
    #[must_use]
    pub fn documented(&self) -> Option<Pattern> {
        self.is_documented.then(|| Pattern::parse(self.pattern))
    }

    /// Why the Space CLI drops it, if it does.
    #[must_use]
    pub fn dropped(&self) -> Option<Dropped> {
        original::compile(self.full).err()
    }

    /// Whether it is for this entry itself, by the documentation. `path` as for [`Rules::judge`].
    fn is_for(&self, path: &[u8], is_folder: bool) -> bool {
        self.documented().is_some_and(|pattern| pattern.matches(self.pattern, path, is_folder))
    }
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
#[derive(Debug, Clone, Copy)]
pub struct Scope {
    /// What holds for everything below an ignored folder.
    documented: Option<Decision>,
    original: Option<Decision>,
}

impl Rules {
    /// Reads the bytes of a `.spaceignore`; without one there are the defaults only.
    #[must_use]
    pub fn new(spaceignore: Option<&[u8]>) -> Self {
        let text: Arc<[u8]> = spaceignore.unwrap_or_default().into();
        let places = lines::of(&text).collect();
        Self { text, places }
    }

    /// The bytes of the `.spaceignore`; none without one.
    #[must_use]
    pub fn text(&self) -> &[u8] {
        &self.text
    }

    /// Every line, in order.
    pub fn lines(&self) -> impl DoubleEndedIterator<Item = (LineId, Line<'_>)> {
        let count = u32::try_from(DEFAULTS.len() + self.places.len()).unwrap_or(u32::MAX);
        (0..count).map(LineId).map(|id| (id, self.line(id)))
    }

    /// A line.
    #[must_use]
    pub fn line(&self, id: LineId) -> Line<'_> {
        let index = id.0 as usize;
        if let Some(&(source, pattern)) = DEFAULTS.get(index) {
            let alike = DEFAULTS.iter().take(index + 1).filter(|(other, _)| *other == source);
            let full = pattern.as_bytes();
            return Line {
                source,
                number: u32::try_from(alike.count()).unwrap_or(u32::MAX),
                range: 0..0,
                pattern: full,
                whole: 0..0,
                full,
                is_documented: source == Source::Default,
            };
        }
        let place = self.places.get(index - DEFAULTS.len()).copied().unwrap_or_default();
        let parts = place.parts(&self.text);
        let bytes = |range: &Range<usize>| self.text.get(range.clone()).unwrap_or_default();
        Line {
            source: Source::File,
            number: place.number,
            pattern: bytes(&parts.pattern),
            range: parts.pattern,
            full: bytes(&parts.whole),
            whole: parts.whole,
            is_documented: parts.is_documented,
        }
    }

    /// What is decided for the project's root.
    #[must_use]
    pub fn top(&self) -> Scope {
        Scope { documented: None, original: None }
    }

    /// Judges an entry of the scope's folder. `path` is relative to the root, bytes with `/`
    /// between the names; `is_folder` is false for links. Allocates nothing.
    #[must_use]
    pub fn judge(&self, scope: &Scope, path: &[u8], is_folder: bool) -> Verdict {
        let documented = || {
            let found = self.lines().rev().find(|(_, line)| line.is_for(path, is_folder));
            Decision {
                kept: found.as_ref().is_none_or(|(_, line)| line.pattern.starts_with(b"!")),
                by: found.map(|(id, _)| id),
            }
        };
        let original = || {
            let found = self.lines().rev().find(|(_, line)| {
                original::compile(line.full).is_ok_and(|program| program.matches(path))
            });
            Decision {
                kept: found.as_ref().is_none_or(|(_, line)| original::is_negated(line.full)),
                by: found.map(|(id, _)| id),
            }
        };
        Verdict {
            documented: scope.documented.unwrap_or_else(documented),
            original: scope.original.unwrap_or_else(original),
        }
    }

    /// What is decided for everything in a folder that was just judged.
    #[must_use]
    pub fn enter(&self, _scope: &Scope, _path: &[u8], verdict: Verdict) -> Scope {
        let fixed = |decision: Decision| (!decision.kept).then_some(decision);
        Scope { documented: fixed(verdict.documented), original: fixed(verdict.original) }
    }
}
