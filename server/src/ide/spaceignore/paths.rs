//! Lines that leave a path out, or take it back, in both readings.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use crate::ignore::Rules;
use crate::ignore::tree::{Kind, Tree};

/// The pattern for exactly this path, which is relative to the root. `None` where no pattern means
/// the same in both readings.
#[must_use]
pub fn pattern(path: &str, is_folder: bool) -> Option<String> {
    let mut pattern = String::from("/");
    for character in path.chars() {
        match character {
            // Escaped, it means something else to the Space CLI.
            '?' => pattern.push_str("[?]"),
            '\\' | '*' | '[' | ']' | '(' | ')' | '{' | '}' | '+' | '|' | '^' | '$' => {
                pattern.extend(['\\', character]);
            }
            other => pattern.push(other),
        }
    }
    if let Some(before) = pattern.strip_suffix(' ') {
        pattern = format!("{before}[ ]");
    }
    let rules = Rules::new(Some(pattern.as_bytes()));
    let verdict = rules.alone(path.as_bytes(), is_folder);
    let is_one_line = !path.is_empty() && !path.contains(['\n', '\r']);
    let is_out = !verdict.documented.kept && !verdict.original.kept;
    (is_one_line && is_out).then_some(pattern)
}

/// Lines to add at the end so that a path stays out, and nothing else than before does. `None`
/// where there are none, or it is out already.
#[must_use]
pub fn ignore(tree: &Tree, path: &str) -> Option<Vec<String>> {
    let is_folder = is_folder(tree, path)?;
    let lines = vec![pattern(path, is_folder)?];
    does(tree, path, &lines, false).then_some(lines)
}

/// Lines to add at the end so that a path goes up with all that lies in it, and nothing else than
/// before does. `None` where there are none, or it goes up already.
#[must_use]
pub fn keep(tree: &Tree, path: &str) -> Option<Vec<String>> {
    let mut lines = Vec::new();
    let ends = path.match_indices('/').map(|(end, _)| end);
    for folder in ends.filter_map(|end| path.get(..end)) {
        let verdict = tree.find(folder.as_bytes()).map(|id| tree.verdict(id));
        let is_kept = verdict.is_some_and(|it| it.documented.kept && it.original.kept);
        if lines.is_empty() && is_kept {
            continue;
        }
        // The folder comes back, what else lies in it doesn't.
        let pattern = pattern(folder, true)?;
        lines.extend([format!("!{pattern}"), format!("{pattern}/*")]);
    }
    // What lies in a folder that nobody looked into is not known; it may be one as well.
    let is_folder = is_folder(tree, path).unwrap_or(false);
    let pattern = pattern(path, is_folder)?;
    lines.push(format!("!{pattern}"));
    if is_folder {
        lines.push(format!("!{pattern}/**"));
    }
    does(tree, path, &lines, true).then_some(lines)
}

fn is_folder(tree: &Tree, path: &str) -> Option<bool> {
    tree.find(path.as_bytes()).map(|id| tree.kind(id) == Kind::Folder)
}

/// Whether both readings say so of a path once these lines are added, and of everything else that
/// is known what they said before.
fn does(tree: &Tree, path: &str, lines: &[String], kept: bool) -> bool {
    let mut text = tree.rules().text().to_vec();
    if text.last().is_some_and(|last| *last != b'\n') {
        text.push(b'\n');
    }
    text.extend(lines.iter().flat_map(|line| [line.as_bytes(), b"\n"]).flatten());
    let rules = Arc::new(Rules::new(Some(&text)));
    let Some(after) = tree.judged(rules, &AtomicBool::new(false)) else { return false };
    let mut changes = false;
    let mut items = after.items();
    while let Some(item) = items.next() {
        if item.kind == Kind::Folder {
            continue;
        }
        let rest = item.path.strip_prefix(path.as_bytes());
        let is_it = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(b"/"));
        let before = tree.verdict(item.id);
        let (old, new) = (
            (before.documented.kept, before.original.kept),
            (item.verdict.documented.kept, item.verdict.original.kept),
        );
        if is_it && new != (kept, kept) || !is_it && new != old {
            return false;
        }
        changes |= new != old;
    }
    // Of what lies in a closed folder only the rules themselves can tell.
    changes || kept && tree.find(path.as_bytes()).is_none_or(|id| !tree.is_listed(id))
}
