//! Fixes of lines that take back a folder.

use super::case::Case;
use super::mend::{Meaning, Paths};
use super::{Portable, words};
use crate::diagnostic::Fix;
use crate::ignore::tree::{Kind, Tree};
use crate::ignore::{LineId, Readings, Source};

/// Takes back a folder with everything in it, in the root or everywhere.
pub(in crate::rules) fn whole(
    case: &Case<'_>,
    folder: &Portable,
    rooted: bool,
    meaning: Meaning<'_>,
) -> Option<Fix> {
    let title = format!("Take back {} with everything in it", name(folder, rooted));
    case.instead(meaning, title, &folder.with_content(rooted))
}

/// The same, and nothing is said of what the readings made of it before.
pub(in crate::rules) fn all_of(case: &Case<'_>, folder: &Portable, rooted: bool) -> Option<Fix> {
    let taken = taken(case.context.tree, folder, rooted);
    whole(case, folder, rooted, Meaning::All(&taken, true))
}

/// Takes back a folder with everything in it but `.env` and its variants, if there are any.
pub(in crate::rules) fn but_env(case: &Case<'_>, folder: &Portable, rooted: bool) -> Option<Fix> {
    let title = format!("Take back {} with all in it but `.env` files", name(folder, rooted));
    let [first, second] = folder.with_content(rooted);
    let lines = [first, second, ".env".to_owned(), ".env.*".to_owned()];
    let taken = taken(case.context.tree, folder, rooted);
    taken.hold_env(case.context.tree).then_some(())?;
    case.instead(Meaning::AllButEnv(&taken), title, &lines)
}

/// Takes back a folder, and leaves out in it what the lines above leave out, by writing those once
/// more below.
pub(in crate::rules) fn documented(case: &Case<'_>, folder: &Portable) -> Option<Fix> {
    let folder = Portable { folders_only: false, ..folder.clone() };
    let repeated = repeated(case, &taken(case.context.tree, &folder, folder.rooted));
    let name = name(&folder, folder.rooted);
    let title = format!("Take back {name} and repeat the defaults below, as documented");
    let lines: Vec<String> = [folder.same()].into_iter().chain(repeated).collect();
    case.instead(Meaning::Documented, title, &lines)
}

/// The defaults, and the lines above that decide in these folders; but none that would leave out
/// what a line takes back.
fn repeated(case: &Case<'_>, taken: &Paths) -> Vec<String> {
    let (tree, rules) = (case.context.tree, case.context.tree.rules());
    let mut used: Vec<LineId> = Vec::new();
    let mut lines: Vec<_> = rules
        .lines()
        .filter(|(id, line)| line.source != Source::OriginalDefault && Some(*id) < case.group.line)
        .map(|(id, line)| (id, Readings::new(&line), line))
        .collect();
    let mut items = tree.items();
    while let Some(item) = items.next() {
        let Some(by) = item.verdict.documented.by else { continue };
        if item.verdict.documented.kept {
            let is_folder = item.kind == Kind::Folder;
            lines.retain(|(id, readings, _)| {
                *id == by || !readings.documented(item.path, is_folder)
            });
        }
        if taken.hold(item.path) && !used.contains(&by) {
            used.push(by);
        }
    }
    let wanted = lines
        .into_iter()
        .filter(|(id, _, line)| line.source == Source::Default || used.contains(id));
    wanted.map(|(_, _, line)| String::from_utf8_lossy(line.pattern).into_owned()).collect()
}

/// The folders that are taken back with everything in them.
fn taken(tree: &Tree, folder: &Portable, rooted: bool) -> Paths {
    let [first, _] = folder.with_content(rooted);
    Readings::of(first.as_bytes()).map(|line| Paths::folders(tree, &line)).unwrap_or_default()
}

/// What a folder is called in a title.
fn name(folder: &Portable, rooted: bool) -> String {
    let name = folder.folder.as_ref().unwrap_or(&folder.body);
    let name = words::shown(name.as_bytes());
    if rooted { format!("{name} in the root") } else { format!("every {name}") }
}
