//! Lines that leave out nothing but what another one leaves out anyway, whatever is in the folder.
//!
//! Both readings must agree on that for every path there could be, so only plain names and stars
//! are compared, and no negation may stand in between.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::{Slip, What};
use crate::ignore::{Line, LineId, Readings, Rules, Source};
use crate::rules::UploadContext;
use crate::rules::spaceignore::shape::{Shape, is_literal, is_simple};

/// Patterns with stars that each line is compared with.
const MOST_GLOBS: usize = 200;

/// The lines since the last negation, by what they are for.
pub(super) struct Covers<'c> {
    /// The negation after which there is no other one.
    last_negation: Option<LineId>,
    /// By the pattern itself.
    same: HashMap<&'c [u8], LineId>,
    /// Names at any depth: the first line for each.
    names: HashMap<&'c str, First>,
    /// The same with stars.
    globs: Vec<(Readings, LineId, bool)>,
    /// Paths, with slashes between the names.
    paths: HashMap<(String, Kind), First>,
}

/// The first line for something: for all of it, and for folders only.
#[derive(Debug, Default, Clone, Copy)]
struct First {
    all: Option<LineId>,
    folders: Option<LineId>,
}

/// Where a path may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    /// At any depth in both readings.
    Anywhere,
    /// At the root by the documentation.
    Root,
    /// At the root in both readings.
    Rooted,
}

impl<'c> Covers<'c> {
    pub(super) fn new(context: &UploadContext<'_>) -> Self {
        let mut lines = context.tree.rules().lines().rev();
        let last = lines.find(|(_, line)| is_negation(line));
        Self {
            last_negation: last.map(|(id, _)| id),
            same: HashMap::new(),
            names: HashMap::new(),
            globs: Vec::new(),
            paths: HashMap::new(),
        }
    }

    /// Takes note of a line; gives the first one before it that covers it.
    pub(super) fn add(
        &mut self,
        id: LineId,
        line: &Line<'c>,
        shape: Option<&Shape<'c>>,
    ) -> Option<LineId> {
        if is_negation(line) {
            // It may take back what stands above, so that a line below leaves it out once more.
            self.same.clear();
            self.names.clear();
            self.globs.clear();
            self.paths.clear();
            return None;
        }
        // A byte order mark belongs to the pattern for one reading only.
        let shape = shape.filter(|_| line.range.start == line.whole.start)?;
        // What lies below a folder is left out as long as nothing can take the folder back.
        let below = self.last_negation.is_none_or(|last| last < id);
        let same = self.same.get(line.pattern).copied();
        let is_simple_one = shape.parts.iter().all(|part| is_simple(part) || *part == "**");
        let others = is_simple_one.then(|| self.others(shape, below)).flatten();
        let found = same.into_iter().chain(others).min();
        self.note(id, line, shape);
        found
    }

    fn others(&self, shape: &Shape<'_>, below: bool) -> Option<LineId> {
        let last = shape.parts.len().saturating_sub(1);
        let mut found = Vec::new();
        let mut path = String::new();
        for (at, part) in shape.parts.iter().enumerate() {
            path.push_str(if at > 0 { "/" } else { "" });
            path.push_str(part);
            // The original takes `folder/**` for the name `folder` too, be it that of a file.
            let is_folder = if at == last {
                shape.folders_only
            } else {
                shape.parts.get(at + 1) != Some(&"**")
            };
            if at < last && !below {
                continue;
            }
            if is_literal(part) {
                found.extend(self.names.get(part).and_then(|first| first.of(is_folder)));
                let globs = self.globs.iter().filter(|(_, _, only)| is_folder || !only);
                let fitting = globs.filter(|(line, _, _)| matches(line, part, is_folder));
                found.extend(fitting.map(|(_, id, _)| *id));
            }
            for kind in wider(shape) {
                let first = self.paths.get(&(path.clone(), *kind));
                found.extend(first.and_then(|first| first.of(is_folder)));
            }
        }
        found.into_iter().min()
    }

    fn note(&mut self, id: LineId, line: &Line<'c>, shape: &Shape<'c>) {
        self.same.entry(line.pattern).or_insert(id);
        if !shape.parts.iter().all(|part| is_simple(part)) {
            return;
        }
        match shape.parts.as_slice() {
            [name] if shape.anywhere && is_literal(name) => {
                self.names.entry(name).or_default().add(id, shape.folders_only);
            }
            [_] if shape.anywhere && self.globs.len() < MOST_GLOBS => {
                self.globs.push((Readings::new(line), id, shape.folders_only));
            }
            _ => {}
        }
        let key = (shape.parts.join("/"), kind(shape));
        self.paths.entry(key).or_default().add(id, shape.folders_only);
    }
}

impl First {
    fn add(&mut self, id: LineId, folders_only: bool) {
        let first = if folders_only { &mut self.folders } else { &mut self.all };
        first.get_or_insert(id);
    }

    fn of(&self, is_folder: bool) -> Option<LineId> {
        let folders = self.folders.filter(|_| is_folder);
        self.all.into_iter().chain(folders).min()
    }
}

fn kind(shape: &Shape<'_>) -> Kind {
    match (shape.anywhere, shape.rooted) {
        (true, _) => Kind::Anywhere,
        (false, false) => Kind::Root,
        (false, true) => Kind::Rooted,
    }
}

/// Where the path of another line must be for it to be wherever that of this line is.
fn wider(shape: &Shape<'_>) -> &'static [Kind] {
    match kind(shape) {
        Kind::Anywhere => &[Kind::Anywhere],
        Kind::Root => &[Kind::Anywhere, Kind::Root],
        Kind::Rooted => &[Kind::Anywhere, Kind::Root, Kind::Rooted],
    }
}

/// Whether both readings take a name for one that a line is for.
fn matches(line: &Readings, name: &str, is_folder: bool) -> bool {
    // The original takes a line for folders for what lies below them.
    let below = || line.original(format!("{name}/x").as_bytes());
    line.documented(name.as_bytes(), is_folder) && (line.original(name.as_bytes()) || below())
}

/// Whether a line may take something back in either reading.
fn is_negation(line: &Line<'_>) -> bool {
    let text = line.pattern.trim_ascii_start();
    line.source == Source::File && (line.documented().is_none() || text.starts_with(b"!"))
}

/// Takes back what was said of covered lines if the folder would be judged otherwise without them:
/// a name that no comparison foresaw.
pub(super) fn prove(context: &UploadContext<'_>, slips: &mut Vec<Slip>) {
    let rules = context.tree.rules();
    let covered: Vec<_> =
        slips.iter().filter(|slip| matches!(slip.what, What::Covered(_))).map(|it| it.id).collect();
    if covered.is_empty() {
        return;
    }
    let mut text = Vec::new();
    let mut done = 0;
    for id in covered {
        let whole = rules.line(id).whole;
        text.extend_from_slice(rules.text().get(done..whole.start).unwrap_or_default());
        done = whole.end;
    }
    text.extend_from_slice(rules.text().get(done..).unwrap_or_default());
    let without = Arc::new(Rules::new(Some(&text)));
    let Some(tree) = context.tree.judged(without, &AtomicBool::new(false)) else { return };
    let mut items = tree.items();
    while let Some(item) = items.next() {
        let before = context.tree.verdict(item.id);
        let same = (item.verdict.documented.kept, item.verdict.original.kept)
            == (before.documented.kept, before.original.kept);
        if !same {
            slips.retain(|slip| !matches!(slip.what, What::Covered(_)));
            return;
        }
    }
}
