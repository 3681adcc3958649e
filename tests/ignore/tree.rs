//! A tree of entries, and judging all of it.

use std::collections::BTreeMap;

use spacefile_lsp::ignore::{Rules, Scope, Source, Verdict};

/// Paths, and whether each is a folder. What is in a folder comes after it.
pub type Tree = BTreeMap<Vec<u8>, bool>;

/// Adds an entry and the folders it is in.
pub fn add(tree: &mut Tree, path: &[u8], is_folder: bool) {
    for (at, _) in path.iter().enumerate().filter(|(_, byte)| **byte == b'/') {
        tree.insert(path[..at].to_vec(), true);
    }
    tree.entry(path.to_vec()).or_insert(is_folder);
}

/// The folder of a path, empty for the root.
pub fn parent(path: &[u8]) -> &[u8] {
    path.iter().rposition(|&byte| byte == b'/').map_or(b"", |at| &path[..at])
}

/// What the engine says of each entry.
pub fn judge(rules: &Rules, tree: &Tree) -> BTreeMap<Vec<u8>, Verdict> {
    let mut scopes: BTreeMap<Vec<u8>, Scope> = BTreeMap::from([(Vec::new(), rules.top())]);
    let mut verdicts = BTreeMap::new();
    for (path, &is_folder) in tree {
        let scope = scopes[parent(path)];
        let verdict = rules.judge(&scope, path, is_folder);
        if is_folder {
            scopes.insert(path.clone(), rules.enter(&scope, path, verdict));
        }
        verdicts.insert(path.clone(), verdict);
    }
    verdicts
}

/// What one reading says: whether an entry is kept, and the number of the deciding line, from 1
/// over all lines: the list of defaults and then the file, comments and blank lines counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said {
    pub kept: bool,
    pub line: Option<usize>,
}

/// What the engine says in one reading, in such numbers. `defaults` are those of the reading.
pub fn said(rules: &Rules, decision: spacefile_lsp::ignore::Decision, defaults: &[String]) -> Said {
    let line = decision.by.map(|id| {
        let line = rules.line(id);
        match line.source {
            Source::File => defaults.len() + line.number as usize,
            _ => {
                let at = defaults.iter().position(|it| it.as_bytes() == line.pattern);
                at.expect("it is a default") + 1
            }
        }
    });
    Said { kept: decision.kept, line }
}

/// The defaults of the documentation, or those of the original.
pub fn defaults(documented: bool) -> Vec<String> {
    let rules = Rules::new(None);
    let lines = rules.lines().map(|(_, line)| line);
    let lines = lines.filter(|line| !documented || line.source == Source::Default);
    lines.map(|line| String::from_utf8(line.pattern.to_vec()).unwrap()).collect()
}

/// Goes top-down: what is below an ignored folder is decided with it; else the last line decides
/// that `is_for` an entry. Each line is whether it takes back, and the numbers start from 1.
pub fn decide(
    tree: &Tree,
    negated: &[bool],
    is_for: impl Fn(usize, &[u8], bool) -> bool,
) -> BTreeMap<Vec<u8>, Said> {
    let mut said: BTreeMap<Vec<u8>, Said> = BTreeMap::new();
    for (path, &is_folder) in tree {
        let above = said.get(parent(path)).copied().filter(|above| !above.kept);
        let decided = above.unwrap_or_else(|| {
            let line = (1..=negated.len()).rev().find(|&line| is_for(line, path, is_folder));
            Said { kept: line.is_none_or(|line| negated[line - 1]), line }
        });
        said.insert(path.clone(), decided);
    }
    said
}
