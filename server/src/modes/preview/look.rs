//! Looks at the folder, and tells what could not be read.

use std::env;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::progress;
use crate::ignore::Rules;
use crate::ignore::tree::{Snag, Tree};
use crate::ignore::walk::{self, MOST_BYTES, Spaceignore, Stop, Unread, spaceignore, walk};
use crate::modes::shown::Shown;
use crate::modes::{Outcome, input, say};
use crate::report::Trouble;

/// More paths that can't be read are counted, not named.
const MOST_TROUBLES: usize = 20;

/// What was found in a folder.
pub(super) struct Looked {
    pub(super) tree: Tree,
    pub(super) spaceignore: Spaceignore,
    /// Whether something could not be read, which was said.
    pub(super) outcome: Outcome,
}

/// Reads the `.spaceignore` and walks the folder.
///
/// # Errors
/// If the folder itself can't be read, which was said.
pub(super) fn look(folder: &Path, options: walk::Options<'_>) -> Result<Looked, Outcome> {
    let shown = Shown::new();
    let trouble = |path: &Path, what: &str| {
        say(&Trouble::new(shown.show(path), what).to_string());
        Outcome::Trouble
    };
    match input::metadata(folder) {
        Ok(found) if found.is_dir() => {}
        Ok(_) => return Err(trouble(folder, "is a file, not the folder of a project")),
        Err(error) => {
            say(&Trouble::reading(shown.show(folder), &error).to_string());
            return Err(Outcome::Trouble);
        }
    }
    let mut outcome = Outcome::Clean;
    let spaceignore = spaceignore(folder);
    if let Spaceignore::Unreadable(unread) = &spaceignore {
        let limit = format!("is larger than {} MiB, and is not read", MOST_BYTES >> 20);
        let (what, is_trouble) = match unread {
            // These can be known all about.
            Unread::Folder => ("is a folder, and counts for nothing", false),
            Unread::NoFile => ("is no file, and counts for nothing", false),
            Unread::Denied => ("permission denied", true),
            Unread::Failed => ("can't be read", true),
            Unread::TooLarge => (limit.as_str(), true),
        };
        let said = trouble(&folder.join(walk::SPACEIGNORE), what);
        outcome = if is_trouble { said } else { outcome };
    }
    let rules = Arc::new(Rules::new(spaceignore.bytes()));
    let stop = AtomicBool::new(false);
    let walked = progress::shown(|seen| {
        walk(folder, rules, &walk::Options { seen: Some(seen), ..options }, &stop)
    });
    let tree = match walked {
        Ok(tree) => tree,
        Err(Stop::Failed(error)) => {
            say(&Trouble::reading(shown.show(folder), &error).to_string());
            return Err(Outcome::Trouble);
        }
        // Nobody sets the flag.
        Err(Stop::Cancelled) => return Err(Outcome::Trouble),
    };
    let is_complete = tell_unread(&tree, folder, &shown);
    let outcome = if is_complete { outcome } else { Outcome::Trouble };
    Ok(Looked { tree, spaceignore, outcome })
}

/// Says which paths that may go up could not be read. Whether there are none.
fn tell_unread(tree: &Tree, folder: &Path, shown: &Shown) -> bool {
    let unread = tree.unread();
    let root = shown.show(folder);
    for (id, snag) in unread.iter().take(MOST_TROUBLES) {
        let path = tree.path(*id);
        let path = String::from_utf8_lossy(&path);
        let place = if root == "." { path.into_owned() } else { format!("{root}/{path}") };
        let what = match snag {
            Snag::Denied => "permission denied",
            _ => "can't be read",
        };
        say(&Trouble::new(place, what).to_string());
    }
    if let Some(more) = unread.len().checked_sub(MOST_TROUBLES).filter(|more| *more > 0) {
        say(&Trouble::new(root, format!("{more} more folders or files can't be read")).to_string());
    }
    unread.is_empty()
}

/// Whether a push would find a link at the root: as the folder was named, or as the shell got here.
pub(super) fn is_link(folder: &Path) -> bool {
    // Without the slash behind it, which would lead through the link.
    let named = folder.components().as_path();
    let is_link = |path: &Path| fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink());
    if named.as_os_str().is_empty() || named == Path::new(".") {
        let here = env::var_os("PWD").map(std::path::PathBuf::from);
        let real = |path: &Path| fs::canonicalize(path).ok();
        return here.is_some_and(|here| {
            here.is_absolute() && real(&here) == real(Path::new(".")) && is_link(&here)
        });
    }
    is_link(named)
}
