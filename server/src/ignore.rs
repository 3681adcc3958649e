//! Which paths a push leaves out or takes, by which line, and why.
//!
//! Two readings of the same lines go side by side. The *documented* one decides: gitignore's
//! semantics over the documented default list, then the `.spaceignore` in the project's root. The
//! *original* one is what the Space CLI's own matcher does with these lines, which differs.

mod defaults;
mod documented;
mod index;
mod lines;
mod odd;
mod original;
mod readings;
mod shape;
pub mod summary;
pub mod tree;
pub mod upload;
pub mod walk;
pub mod why;

use std::num::NonZeroU32;
use std::ops::Range;
use std::sync::Arc;

pub use documented::{Never, Pattern};
pub use original::{Dropped, Fault};
pub use readings::Readings;

use defaults::DEFAULTS;
use index::{Found, Index, Shapes, Wanted};
use lines::Place;
use odd::OddLines;
use original::Known;

/// The lines that decide, the defaults first; of those that match, the last one counts.
#[derive(Debug, Clone)]
pub struct Rules {
    text: Arc<[u8]>,
    places: Vec<Place>,
    /// For each line, whether it takes back what an earlier one left out: by the documentation,
    /// and for the original.
    negated: Vec<(bool, bool)>,
    index: Index,
    odd: OddLines,
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

    /// Why it is for nothing by the documentation, if it is a pattern there and that is so.
    #[must_use]
    pub fn never(&self) -> Option<Never> {
        self.documented().and_then(|pattern| pattern.never(self.pattern))
    }

    /// Why the Space CLI drops it, if it does.
    #[must_use]
    pub fn dropped(&self) -> Option<Dropped> {
        original::dropped(self.full)
    }

    /// Whether the Space CLI takes it to take back what an earlier line left out.
    #[must_use]
    pub fn original_negated(&self) -> bool {
        original::is_negated(self.full)
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineId(NonZeroU32);

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

/// In which readings a line is for a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Matches {
    /// By the documentation.
    pub documented: bool,
    /// By what the Space CLI does.
    pub original: bool,
}

/// What is already decided for everything in a folder: made by [`Rules::top`] for the root, and
/// by [`Rules::enter`] for the folders below.
#[derive(Debug, Clone, Copy)]
pub struct Scope {
    /// What holds for everything below an ignored folder.
    documented: Option<Decision>,
    original: Option<Decision>,
    /// The last lines that are for everything in the folder.
    found: Found,
    /// Where the folder is among those that lines name.
    folder: index::Folder,
    /// How many bytes of a path in the folder come before the last name.
    length: usize,
    /// Whether there is a line feed in them.
    has_line_feed: bool,
}

impl Rules {
    /// Reads the bytes of a `.spaceignore`; without one there are the defaults only.
    #[must_use]
    pub fn new(spaceignore: Option<&[u8]>) -> Self {
        let text: Arc<[u8]> = spaceignore.unwrap_or_default().into();
        let places = lines::of(&text).collect();
        let index = Shapes::new().index();
        let mut rules = Self { text, places, negated: Vec::new(), index, odd: OddLines::default() };
        rules.build();
        rules
    }

    fn build(&mut self) {
        let mut shapes = Shapes::new();
        let mut odd = OddLines::default();
        let mut negated = Vec::new();
        for (id, line) in self.lines() {
            let pattern = line.documented();
            negated.push((
                pattern.as_ref().is_some_and(|pattern| pattern.negated),
                original::is_negated(line.full),
            ));
            let number = id.number();
            let documented = pattern.and_then(|pattern| pattern.shape(line.pattern).ok());
            let original = match original::known(line.full) {
                Some(Known::Shape(shape, facets)) => Some((shape, facets)),
                Some(Known::Nothing) => None,
                None => {
                    odd.add(id, line.full);
                    None
                }
            };
            match (documented, original) {
                (Some((shape, facets)), Some((same, others))) if shape == same => {
                    shapes.add(number, &shape, facets | others);
                }
                (documented, original) => {
                    for (shape, facets) in documented.into_iter().chain(original) {
                        shapes.add(number, &shape, facets);
                    }
                }
            }
        }
        self.negated = negated;
        self.index = shapes.index();
        self.odd = odd;
    }

    /// The bytes of the `.spaceignore`; none without one.
    #[must_use]
    pub fn text(&self) -> &[u8] {
        &self.text
    }

    /// Every line, in order.
    pub fn lines(&self) -> impl DoubleEndedIterator<Item = (LineId, Line<'_>)> {
        let count = u32::try_from(DEFAULTS.len() + self.places.len()).unwrap_or(u32::MAX);
        (1..=count).filter_map(LineId::of).map(|id| (id, self.line(id)))
    }

    /// A line.
    #[must_use]
    pub fn line(&self, id: LineId) -> Line<'_> {
        let index = id.index();
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

    /// Every line that is for an entry, in order: by the documentation for the entry itself, by
    /// the Space CLI also for what is above it. The arguments are those of [`Rules::judge`]. This
    /// compares with each line, and is for one path, not for all.
    pub fn matching(
        &self,
        path: &[u8],
        is_folder: bool,
    ) -> impl Iterator<Item = (LineId, Matches)> {
        self.lines().filter_map(move |(id, line)| {
            let documented = line.is_for(path, is_folder);
            let original = original::is_for(line.full, path);
            (documented || original).then_some((id, Matches { documented, original }))
        })
    }

    /// What the lines say of a path by itself, whatever they say of the folders around it. The
    /// arguments are those of [`Rules::judge`]. This compares with each line, and is for few paths.
    #[must_use]
    pub fn alone(&self, path: &[u8], is_folder: bool) -> Verdict {
        let found = self.lines().rev().find(|(_, line)| line.is_for(path, is_folder));
        let (documented, original) = (found.map(|(id, _)| id), LineId::of(self.original_of(path)));
        Verdict {
            documented: Decision {
                kept: documented.is_none_or(|id| self.negated_by(id).0),
                by: documented,
            },
            original: Decision {
                kept: original.is_none_or(|id| self.negated_by(id).1),
                by: original,
            },
        }
    }

    /// What is decided for the project's root.
    #[must_use]
    pub fn top(&self) -> Scope {
        Scope {
            documented: None,
            original: None,
            found: self.index.everything(),
            folder: index::ROOT,
            length: 0,
            has_line_feed: false,
        }
    }

    /// Judges an entry of the scope's folder. `path` is relative to the root, bytes with `/`
    /// between the names; `is_folder` is false for links. Allocates nothing.
    #[must_use]
    pub fn judge(&self, scope: &Scope, path: &[u8], is_folder: bool) -> Verdict {
        if let (Some(documented), Some(original)) = (scope.documented, scope.original) {
            return Verdict { documented, original };
        }
        let name = path.get(scope.length..).unwrap_or_default();
        let mut found = self.find(scope, path, name, Wanted::entry(is_folder)).max(scope.found);
        // A line is not for what is below if a line feed is on the way there.
        if scope.has_line_feed || (scope.found.original > 0 && name.contains(&b'\n')) {
            found.original = self.original_of(path);
        }
        let (documented, original) = (LineId::of(found.documented), LineId::of(found.original));
        Verdict {
            documented: scope.documented.unwrap_or_else(|| Decision {
                kept: documented.is_none_or(|id| self.negated_by(id).0),
                by: documented,
            }),
            original: scope.original.unwrap_or_else(|| Decision {
                kept: original.is_none_or(|id| self.negated_by(id).1),
                by: original,
            }),
        }
    }

    /// What is decided for everything in a folder that was just judged.
    #[must_use]
    pub fn enter(&self, scope: &Scope, path: &[u8], verdict: Verdict) -> Scope {
        let fixed = |decision: Decision| (!decision.kept).then_some(decision);
        let (documented, original) = (fixed(verdict.documented), fixed(verdict.original));
        let name = path.get(scope.length..).unwrap_or_default();
        let mut entered = Scope {
            documented,
            original,
            found: scope.found,
            folder: index::ANY,
            length: path.len() + 1,
            has_line_feed: scope.has_line_feed || name.contains(&b'\n'),
        };
        if documented.is_none() || original.is_none() {
            entered.found = self.find(scope, path, name, Wanted::BELOW).max(scope.found);
            if scope.folder != index::ANY {
                entered.folder = self.index.folder(scope.folder, name);
            }
        }
        entered
    }

    fn find(&self, scope: &Scope, path: &[u8], name: &[u8], wanted: Wanted) -> Found {
        let mut found = self.index.find(scope.folder, path, name, wanted);
        if !self.odd.is_empty() {
            let from = LineId::of(found.original.max(scope.found.original));
            let odd = self.odd.find(self, from, path, name, wanted.is_below());
            found.original = odd.map_or(found.original, LineId::number);
        }
        found
    }

    /// The last line of the original for a path, without the index.
    fn original_of(&self, path: &[u8]) -> index::Number {
        let found = self.lines().rev().find(|(_, line)| original::is_for(line.full, path));
        found.map_or(0, |(id, _)| id.number())
    }

    fn negated_by(&self, id: LineId) -> (bool, bool) {
        self.negated.get(id.index()).copied().unwrap_or_default()
    }
}

impl LineId {
    /// From 1.
    fn number(self) -> index::Number {
        self.0.get()
    }

    fn of(number: index::Number) -> Option<Self> {
        NonZeroU32::new(number).map(Self)
    }

    /// Its place among all lines, from 0.
    fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}
