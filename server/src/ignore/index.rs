//! Finding the last line that is for an entry without comparing with every line.
//!
//! A line is found by the last name it is for: in a table if that name is plain text, else by the
//! text at the name's start or end. Lines for one folder only are kept with that folder.

mod build;
mod edges;
mod words;

use super::documented::glob;
use super::shape::{BELOW, ENTRY, FOLDER, Facets, ORIGINAL, ORIGINAL_BELOW};

use edges::Edges;
use words::Words;

pub(super) use build::Shapes;

/// A line by its number, from 1; 0 is none. So a later line is a larger number.
pub(super) type Number = u32;

/// A folder that lines name, by its place in the tree of such folders.
pub(super) type Folder = u32;

/// The root of that tree.
pub(super) const ROOT: Folder = 0;

/// Any folder, or one that no line names.
pub(super) const ANY: Folder = u32::MAX;

/// The end of a chain.
const NONE: u32 = u32::MAX;

/// Everything that is needed to judge.
#[derive(Debug, Clone)]
pub(super) struct Index {
    /// The shapes of all rules, the texts of all words.
    bytes: Vec<u8>,
    /// Rules that have to be compared; those that are found together are chained, the last first.
    rules: Vec<Rule>,
    words: Words,
    edges: Edges,
    folders: Vec<Hints>,
    /// The lines that are for everything, by the documentation.
    everything: Number,
}

/// A shape that has to be compared.
#[derive(Debug, Clone, Copy)]
struct Rule {
    start: u32,
    length: u32,
    line: Number,
    /// The next one to be tried, which is from an earlier line.
    next: u32,
    facets: Facets,
    is_path: bool,
    /// Whether what it is found by is all that it asks for.
    is_certain: bool,
}

impl Rule {
    fn glob<'b>(&self, bytes: &'b [u8]) -> &'b [u8] {
        let start = self.start as usize;
        bytes.get(start..start + self.length as usize).unwrap_or_default()
    }
}

/// What is kept with a folder.
#[derive(Debug, Clone, Copy)]
struct Hints {
    /// Whether it has words.
    words: bool,
    /// How long the starts and the ends are that rules are found by, as bits.
    starts: u8,
    ends: u8,
    /// The rules that have neither.
    rest: u32,
}

impl Hints {
    const NONE: Self = Self { words: false, starts: 0, ends: 0, rest: NONE };
}

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted {
    documented: Facets,
    original: Facets,
}

impl Wanted {
    /// What is for the entry itself.
    pub(super) fn entry(is_folder: bool) -> Self {
        let folder = if is_folder { FOLDER } else { 0 };
        Self { documented: ENTRY | folder, original: ORIGINAL }
    }

    /// What is for everything below a folder because it is for the folder.
    pub(super) const BELOW: Self = Self { documented: BELOW, original: ORIGINAL | ORIGINAL_BELOW };
}

impl Wanted {
    /// Whether it is what is for everything below.
    pub(super) fn is_below(self) -> bool {
        self.documented == BELOW
    }
}

/// The last line for each reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Found {
    pub(super) documented: Number,
    pub(super) original: Number,
}

impl Found {
    /// The later ones of two.
    pub(super) fn max(self, other: Self) -> Self {
        Self {
            documented: self.documented.max(other.documented),
            original: self.original.max(other.original),
        }
    }
}

impl Index {
    /// What holds for everything.
    pub(super) fn everything(&self) -> Found {
        Found { documented: self.everything, original: 0 }
    }

    /// The folder of this name in a folder, if lines name both.
    pub(super) fn folder(&self, folder: Folder, name: &[u8]) -> Folder {
        let word = self.words.get(&self.bytes, folder, name);
        word.map_or(ANY, |word| word.folder)
    }

    /// The last lines for an entry; `name` is the last one of `path`, and `folder` what it is in.
    pub(super) fn find(&self, folder: Folder, path: &[u8], name: &[u8], wanted: Wanted) -> Found {
        let mut search = Search { index: self, path, name, wanted, found: Found::default() };
        if self.words.may_have(name) {
            search.word(ANY);
        }
        let (starts, ends) = self.edges.lengths(name);
        search.edges(ANY, starts, ends);
        search.chain(self.edges.rest);
        if let Some(hints) = self.folders.get(folder as usize) {
            if hints.words {
                search.word(folder);
            }
            search.edges(folder, hints.starts, hints.ends);
            search.chain(hints.rest);
        }
        search.found
    }
}

/// A search for the last lines.
struct Search<'s> {
    index: &'s Index,
    path: &'s [u8],
    name: &'s [u8],
    wanted: Wanted,
    found: Found,
}

impl Search<'_> {
    fn word(&mut self, folder: Folder) {
        let Some(word) = self.index.words.get(&self.index.bytes, folder, self.name) else { return };
        for (bit, &line) in word.lines.iter().enumerate() {
            self.add(1 << bit, line);
        }
        self.chain(word.rules);
    }

    fn edges(&mut self, folder: Folder, starts: u8, ends: u8) {
        if starts | ends == 0 {
            return;
        }
        let index = self.index;
        index.edges.each(folder, self.name, starts, ends, |chain| self.chain(chain));
    }

    /// Compares the rules of a chain.
    fn chain(&mut self, start: u32) {
        let mut at = start;
        while let Some(rule) = self.index.rules.get(at as usize) {
            let documented =
                rule.facets & self.wanted.documented != 0 && rule.line > self.found.documented;
            let original =
                rule.facets & self.wanted.original != 0 && rule.line > self.found.original;
            if rule.line <= self.found.documented.min(self.found.original) {
                return;
            }
            at = rule.next;
            if (documented || original) && (rule.is_certain || self.is_for(rule)) {
                self.add(rule.facets, rule.line);
            }
        }
    }

    fn is_for(&self, rule: &Rule) -> bool {
        let subject = if rule.is_path { self.path } else { self.name };
        glob::matches(rule.glob(&self.index.bytes), subject, rule.is_path)
    }

    fn add(&mut self, facets: Facets, line: Number) {
        if facets & self.wanted.documented != 0 {
            self.found.documented = self.found.documented.max(line);
        }
        if facets & self.wanted.original != 0 {
            self.found.original = self.found.original.max(line);
        }
    }
}
