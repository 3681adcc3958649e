//! Lines for something that isn't there.
//!
//! A line for what comes and goes says nothing by matching nothing today. So stars alone, what
//! everybody lists, what Git ignores too and the files of tools, whose names start with a dot, are
//! left in peace; unless there is something that the line was likely meant for.

use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::usual::is_usual;
use super::{Slip, What};
use crate::ignore::LineId;
use crate::ignore::tree::{Glance, Item, Kind, Tree};
use crate::project::Project;
use crate::rules::UploadContext;
use crate::rules::spaceignore::facts::before;
use crate::rules::spaceignore::shape::{Shape, is_literal};

/// As much of a `.gitignore` as is read.
const MOST_BYTES: usize = 64 << 10;

/// Names beside each other among which a similar one is looked for.
const MOST_NAMES: usize = 1_000;

/// What a line for nothing was likely meant for. Paths are relative to the root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::rules::spaceignore) enum Hint {
    /// Nobody knows.
    None,
    /// This, whose name is nearly that.
    Near(String),
    /// This, which lies elsewhere.
    Elsewhere(String),
    /// This, which is no folder, though the line is for one.
    NoFolder(String, Kind),
}

/// The lines that may be for nothing.
#[derive(Debug, Default)]
pub(super) struct Candidates<'l> {
    lines: Vec<Candidate<'l>>,
}

#[derive(Debug)]
struct Candidate<'l> {
    id: LineId,
    shape: Shape<'l>,
    /// The names it starts with, as far as they mean themselves.
    path: String,
    hint: Option<Hint>,
    /// There is something it is for: then another line decides on it.
    is_met: bool,
}

impl<'l> Candidates<'l> {
    /// Adds a line that does nothing to what there is.
    pub(super) fn add(&mut self, id: LineId, shape: Shape<'l>) {
        let start = shape.literal_start();
        let is_whole = start.len() == shape.parts.len();
        // Of a pattern with stars, the folders in front of them can be looked for.
        if start.is_empty() || !is_whole && shape.anywhere {
            return;
        }
        let path = start.join("/");
        if !is_usual(&path) {
            self.lines.push(Candidate { id, shape, path, hint: None, is_met: false });
        }
    }

    /// The lines that are for nothing.
    pub(super) fn judge(mut self, context: &UploadContext<'_>) -> Vec<Slip> {
        let tree = context.tree;
        if self.lines.is_empty() {
            return Vec::new();
        }
        self.look_around(tree);
        let ignored = of_git(tree);
        let siblings = OnceCell::new();
        let mut slips = Vec::new();
        for mut line in self.lines {
            line.look(tree);
            if line.is_met || line.shape.negated && line.is_for_later(context) {
                continue;
            }
            let hint =
                line.hint.take().or_else(|| near(tree, &siblings, &line.path).map(Hint::Near));
            let comes_and_goes = || {
                let name = line.path.rsplit('/').next().unwrap_or_default();
                name.starts_with('.')
                    || line.path.starts_with('.')
                    || ignored.contains(line.path.as_str())
                    || ignored.contains(name)
            };
            let hint = match hint {
                None if comes_and_goes() => continue,
                // A negation for nothing takes nothing else back either.
                _ if line.shape.negated => Hint::None,
                hint => hint.unwrap_or(Hint::None),
            };
            slips.push(Slip { id: line.id, what: What::Unmatched(hint) });
        }
        slips
    }

    /// Looks through the folder for what has the last name of a line.
    fn look_around(&mut self, tree: &Tree) {
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        // Most names are told by their length, which is that of the lower case if they are ASCII.
        // Systems have none of more than 255 bytes.
        let mut lengths = [false; 256];
        for (index, line) in self.lines.iter().enumerate() {
            let name = line.path.rsplit('/').next().unwrap_or_default().to_lowercase();
            if let Some(is_one) = lengths.get_mut(name.len()) {
                *is_one = true;
            }
            by_name.entry(name).or_default().push(index);
        }
        let mut items = tree.items();
        while let Some(item) = items.next_if(|Glance { name, .. }| {
            lengths.get(name.len()).copied().unwrap_or_default() || !name.is_ascii()
        }) {
            let name = tree.name(item.id);
            let Ok(path) = std::str::from_utf8(item.path) else { continue };
            let name = String::from_utf8_lossy(name).to_lowercase();
            for index in by_name.get(&name).into_iter().flatten() {
                if let Some(line) = self.lines.get_mut(*index) {
                    line.meet(&item, path);
                }
            }
        }
    }
}

impl Candidate<'_> {
    /// Looks at the path itself.
    fn look(&mut self, tree: &Tree) {
        let is_whole = self.shape.path().is_some();
        if let Some(id) = tree.find(self.path.as_bytes()) {
            let is_folder = tree.kind(id) == Kind::Folder;
            self.is_met |= is_folder || is_whole && !self.shape.folders_only;
        }
        // Nobody knows what is in a folder that is left out.
        self.is_met |= super::negation::around(tree, &self.shape).is_some();
    }

    /// Looks at something whose name is the last one of the path, but for case.
    fn meet(&mut self, item: &Item<'_>, path: &str) {
        let is_folder = item.kind == Kind::Folder;
        let is_fit = is_folder || !self.shape.folders_only;
        let is_kept = item.verdict.documented.kept;
        let is_whole = self.shape.path().is_some();
        let ends = path.strip_suffix(self.path.as_str());
        let ends = ends.is_some_and(|before| before.is_empty() || before.ends_with('/'));
        if ends && self.shape.anywhere {
            if is_fit {
                self.is_met = true;
            } else if is_kept {
                self.hint.get_or_insert(Hint::NoFolder(path.to_owned(), item.kind));
            }
        } else if ends && is_whole && is_kept {
            let hint = match (path == self.path, is_fit) {
                (true, false) => Hint::NoFolder(path.to_owned(), item.kind),
                (false, true) => Hint::Elsewhere(path.to_owned()),
                _ => return,
            };
            self.hint.get_or_insert(hint);
        } else if is_whole && is_fit && is_kept && is_same_but_for_case(path, self) {
            self.hint.get_or_insert(Hint::Near(path.to_owned()));
        }
    }

    /// Whether a negation is for what another line would leave out, if it were there.
    fn is_for_later(&self, context: &UploadContext<'_>) -> bool {
        let rules = before(context.tree.rules(), self.id);
        let out = |is_folder: bool| !rules.alone(self.path.as_bytes(), is_folder).documented.kept;
        self.shape.path().is_none() || out(false) || out(true)
    }
}

fn is_same_but_for_case(path: &str, line: &Candidate<'_>) -> bool {
    let end = path.len().checked_sub(line.path.len());
    let tail = end.and_then(|end| Some((path.get(..end)?, path.get(end..)?)));
    tail.is_some_and(|(before, tail)| {
        let at_start = before.is_empty() || line.shape.anywhere && before.ends_with('/');
        at_start && tail != line.path && tail.to_lowercase() == line.path.to_lowercase()
    })
}

/// Names by the folder they lie in.
type Siblings = BTreeMap<String, Vec<String>>;

/// The names that go up, by the folder they lie in; of each folder, only so many.
fn siblings(tree: &Tree) -> Siblings {
    let mut siblings = Siblings::new();
    let mut items = tree.items();
    while let Some(item) = items.next() {
        let is_deep = item.path.iter().filter(|byte| **byte == b'/').count() > 2;
        if is_deep || !item.verdict.documented.kept {
            continue;
        }
        let Ok(path) = std::str::from_utf8(item.path) else { continue };
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let names = siblings.entry(folder.to_owned()).or_default();
        if names.len() < MOST_NAMES {
            names.push(name.to_owned());
        }
    }
    siblings
}

/// A path that is there and differs by a slip of the finger in one name.
fn near(tree: &Tree, siblings: &OnceCell<Siblings>, path: &str) -> Option<String> {
    let mut folder = String::new();
    let mut rest = path.split('/');
    while let Some(name) = rest.next() {
        let here = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
        if tree.find(here.as_bytes()).is_some() {
            folder = here;
            continue;
        }
        let siblings = siblings.get_or_init(|| self::siblings(tree));
        let similar = siblings.get(&folder)?.iter().find(|there| is_slip(name, there))?;
        let found = std::iter::once(similar.as_str()).chain(rest).collect::<Vec<_>>().join("/");
        let found = if folder.is_empty() { found } else { format!("{folder}/{found}") };
        return tree.find(found.as_bytes()).map(|_| found).filter(|_| is_literal(name));
    }
    None
}

/// Whether two names differ by so little that one was meant to be the other.
fn is_slip(typed: &str, there: &str) -> bool {
    const LONGEST: usize = 64;
    let (shorter, longer) = (typed.len().min(there.len()), typed.len().max(there.len()));
    let allowed = if shorter >= 8 { 2 } else { 1 };
    shorter >= 4
        && longer <= LONGEST
        && longer - shorter <= allowed
        // Numbers tell apart what is meant to be told apart.
        && digits(typed) == digits(there)
        && strsim::damerau_levenshtein(typed, there) <= allowed
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// What stands in the `.gitignore`, without slashes at the ends: it comes and goes.
fn of_git(tree: &Tree) -> HashSet<String> {
    let project = Project::new(tree.root());
    let bytes = project.read(".gitignore", MOST_BYTES).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let lines = text.lines().map(|line| line.trim().trim_start_matches("**/"));
    lines.map(|line| line.trim_matches('/').to_owned()).collect()
}
