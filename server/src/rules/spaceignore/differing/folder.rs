//! Fixes of lines that take back a folder.

use super::case::Case;
use super::mend::{Folders, Meaning};
use super::{Portable, words};
use crate::diagnostic::Fix;
use crate::ignore::{LineId, Readings, Source};

/// Takes back a folder with everything in it.
pub(in crate::rules) fn whole(
    case: &Case<'_>,
    folder: &Portable,
    meaning: Meaning<'_>,
) -> Option<Fix> {
    let title = format!("Take back {} with everything in it", name(folder, folder.rooted));
    case.instead(meaning, title, &folder.with_content(folder.rooted))
}

/// The same wherever such a folder is, though the pattern is for the root only.
pub(in crate::rules) fn anywhere(
    case: &Case<'_>,
    folder: &Portable,
    meaning: Meaning<'_>,
) -> Option<Fix> {
    let title = format!("Take back {} with everything in it", name(folder, false));
    case.instead(meaning, title, &folder.with_content(false))
}

/// Takes back a folder with everything in it but `.env` and its variants.
pub(in crate::rules) fn but_env(
    case: &Case<'_>,
    folder: &Portable,
    taken: &Folders,
) -> Option<Fix> {
    let folder_name = name(folder, folder.rooted);
    let title = format!("Take back {folder_name} with everything in it but `.env` files");
    let [first, second] = folder.with_content(folder.rooted);
    let lines = [first, second, ".env".to_owned(), ".env.*".to_owned()];
    case.instead(Meaning::KeptButEnv(taken), title, &lines)
}

/// Takes back a folder, and leaves out in it what the lines above leave out, by writing those once
/// more below.
pub(in crate::rules) fn documented(
    case: &Case<'_>,
    folder: &Portable,
    taken: &Folders,
) -> Option<Fix> {
    let again = Portable { folders_only: false, ..folder.clone() }.same();
    let repeated = repeated(case, taken);
    let title = format!(
        "Take back {} and repeat the defaults below, as documented",
        name(folder, folder.rooted)
    );
    let lines: Vec<String> = [again].into_iter().chain(repeated).collect();
    case.instead(Meaning::Documented, title, &lines)
}

/// The defaults, and the lines above that leave out something in these folders; but none that leave
/// out the folders themselves.
fn repeated(case: &Case<'_>, taken: &Folders) -> Vec<String> {
    let (tree, rules) = (case.context.tree, case.context.tree.rules());
    let mut used: Vec<LineId> = Vec::new();
    let mut items = tree.items();
    while let Some(item) = items.next() {
        let by = item.verdict.documented.by.filter(|_| taken.hold(item.path));
        used.extend(by.filter(|by| !used.contains(by)));
    }
    let mut lines = Vec::new();
    for (id, line) in rules.lines() {
        let is_wanted = match line.source {
            Source::Default => true,
            Source::OriginalDefault => false,
            Source::File => Some(id) < case.group.line && used.contains(&id),
        };
        let readings = Readings::new(&line);
        if is_wanted && !taken.paths().any(|path| readings.documented(path, true)) {
            lines.push(String::from_utf8_lossy(line.pattern).into_owned());
        }
    }
    lines
}

/// What a folder is called in a title.
fn name(folder: &Portable, rooted: bool) -> String {
    let name = folder.folder.as_ref().unwrap_or(&folder.body);
    let name = words::shown(name.as_bytes());
    if rooted { format!("{name} in the root") } else { format!("every {name}") }
}
