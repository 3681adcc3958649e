//! Looks through a project's folder: one pass that can be stopped at any time.
//!
//! Names and kinds come first; files are measured and links looked at only where asked for, and
//! only of what goes up. Ignored folders are not entered unless their totals are wanted. Nothing is
//! opened but folders, and no link is followed into one.

mod descent;
mod disk;
mod doors;
mod measure;
mod read;
mod spaceignore;
mod update;

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64};

use self::descent::Walker;
pub use self::spaceignore::{MOST_BYTES, SPACEIGNORE, Spaceignore, Unread, spaceignore};
pub use self::update::{changed, completed, refreshed};
use super::Rules;
use super::tree::Tree;
use super::tree::listing::Listing;
use super::tree::packed::Packed;

/// How much to look at.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options<'a> {
    /// What to do about folders that both readings ignore.
    pub inside: Inside,
    /// Whether to measure files, and to look for what a push would stumble over.
    pub measure: bool,
    /// Whether to note when folders changed, so that [`refreshed`] need not read them all again.
    pub times: bool,
    /// Counts what was seen so far, for whoever wants to show it.
    pub seen: Option<&'a AtomicU64>,
}

impl Options<'_> {
    /// What goes up, measured, and nothing else.
    pub const UPLOAD: Self =
        Self { inside: Inside::Closed, measure: true, times: false, seen: None };
}

/// What to do about folders that both readings ignore.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Inside {
    /// They stay closed.
    #[default]
    Closed,
    /// What lies in them is counted.
    Counted,
    /// What lies in them is listed.
    Listed,
}

/// Why there is no tree.
#[derive(Debug)]
pub enum Stop {
    /// Somebody set the flag.
    Cancelled,
    /// The root can't be read, or more lies in it than fits.
    Failed(io::Error),
}

/// Walks a folder and judges what lies in it.
///
/// What can't be read below the root is marked so in the tree.
///
/// # Errors
/// If somebody sets `stop`, or the root can't be read.
pub fn walk(
    root: &Path,
    rules: Arc<Rules>,
    options: &Options<'_>,
    stop: &AtomicBool,
) -> Result<Tree, Stop> {
    let listing = Arc::new(Listing::new());
    let mut tree = Tree { root: root.to_owned(), rules, listing, verdicts: vec![Packed::KEPT] };
    Walker::new(&mut tree, options, false, stop).run()?;
    Ok(tree)
}
