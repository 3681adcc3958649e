//! Brings a tree up to date without walking again.

use std::sync::atomic::AtomicBool;

use super::descent::Walker;
use super::{Options, Stop};
use crate::ignore::tree::Tree;

/// Looks into the folders that nobody has looked into and that new rules keep, or whose totals are
/// wanted, and measures what was not measured; asks the disk about nothing else.
///
/// # Errors
/// If somebody sets `stop`, or the root can't be read.
pub fn completed(mut tree: Tree, options: &Options<'_>, stop: &AtomicBool) -> Result<Tree, Stop> {
    Walker::new(&mut tree, options, false, stop).run()?;
    tree.tidy();
    Ok(tree)
}

/// Looks again at paths that were made, changed or removed: at the folder each stands in, and at
/// new folders with what lies in them. Paths are relative to the root, with `/` between names; what
/// lies in folders that nobody looks into is of no interest.
///
/// # Errors
/// If somebody sets `stop`, or the root can't be read.
pub fn changed<'p>(
    mut tree: Tree,
    paths: impl IntoIterator<Item = &'p [u8]>,
    options: &Options<'_>,
    stop: &AtomicBool,
) -> Result<Tree, Stop> {
    let mut any = false;
    for path in paths {
        any |= tree.outdate(path);
    }
    if !any {
        return Ok(tree);
    }
    tree.outdate_links();
    completed(tree, options, stop)
}

/// Looks again at every folder that has changed since, by its time, and measures all files anew.
///
/// # Errors
/// If somebody sets `stop`, or the root can't be read.
pub fn refreshed(mut tree: Tree, options: &Options<'_>, stop: &AtomicBool) -> Result<Tree, Stop> {
    Walker::new(&mut tree, options, true, stop).run()?;
    tree.tidy();
    Ok(tree)
}
