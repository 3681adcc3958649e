//! Where comments go.

use super::layout::Gap;
use super::levels::{Level, Levels};

/// A comment that stands alone on its line.
#[derive(Debug)]
pub(super) struct Alone<'t> {
    /// Its column, in characters from 0.
    pub(super) old: usize,
    pub(super) words: &'t str,
    /// Whether the line right above has something on it.
    pub(super) is_adjacent: bool,
}

/// What follows a comment.
#[derive(Debug, Clone, Copy)]
pub(super) struct Next {
    pub(super) old: usize,
    pub(super) new: usize,
    /// The level that it starts an entry or item of.
    pub(super) level: Option<usize>,
}

/// What stands before a comment.
#[derive(Debug, Clone, Copy)]
pub(super) struct Before {
    /// The level of which an entry or item started last.
    pub(super) level: Option<usize>,
    /// The column of the comment at the end of the line above.
    pub(super) beside: Option<usize>,
    /// Whether it is a text whose indent tells where it ends.
    pub(super) is_block: bool,
}

/// The new columns of comments that stand one below the other; `None` for one that goes on with
/// what the comment at the end of the line above says, and is to stay below it.
///
/// A comment belongs to the level at whose column it stands, if that level goes on or ends there;
/// else to what follows. What is commented out together keeps its shape.
pub(super) fn place(
    run: &[Alone<'_>],
    levels: &Levels,
    before: Before,
    next: Option<Next>,
) -> Vec<Option<usize>> {
    let candidates = candidates(levels, before.level, next);
    let mut beside = before.beside;
    let mut above: Option<(usize, usize)> = None;
    let mut placed = Vec::with_capacity(run.len());
    for (index, comment) in run.iter().enumerate() {
        if !comment.is_adjacent {
            (beside, above) = (None, None);
        }
        let level = level_at(&candidates, comment);
        if level.is_none() && beside == Some(comment.old) {
            placed.push(None);
            continue;
        }
        beside = None;
        let column = match (level, above) {
            (Some(level), _) => level.new,
            (None, Some((old, new))) if !before.is_block => (new + comment.old).saturating_sub(old),
            _ if comment.old == 0 && is_commented_out(run, index) => 0,
            _ => {
                let around = candidates.iter().rfind(|level| level.old < comment.old);
                around.or(candidates.first()).map_or(0, |level| level.new)
            }
        };
        above = Some((comment.old, column));
        placed.push(Some(column));
    }
    placed
}

/// A column at which a comment may have been meant to stand.
#[derive(Debug)]
struct Candidate {
    old: usize,
    new: usize,
    is_list: bool,
}

/// The levels that a comment between two things can belong to, the outermost first.
fn candidates(levels: &Levels, last: Option<usize>, next: Option<Next>) -> Vec<Candidate> {
    let candidate =
        |level: &Level| Candidate { old: level.old, new: level.new, is_list: level.is_list };
    let target = next.map(|next| next.level);
    let goes_on = |index: usize| target == Some(Some(index));
    let mut found = Vec::new();
    let mut is_complete = target.is_none();
    for (index, level) in levels.chain(last) {
        found.push(candidate(level));
        if goes_on(index) {
            is_complete = true;
            break;
        }
    }
    if let Some(next) = next.filter(|_| !is_complete) {
        // What follows is deeper than all that is open.
        return vec![Candidate { old: next.old, new: next.new, is_list: false }];
    }
    found.reverse();
    found
}

/// The level at whose column a comment stands. Where a list stands at the column of its key, both
/// do: then it is the list for what looks like an item.
fn level_at<'c>(candidates: &'c [Candidate], comment: &Alone<'_>) -> Option<&'c Candidate> {
    let mut there = candidates.iter().filter(|level| level.old == comment.old);
    let first = there.next()?;
    let is_item = comment.words.trim_start_matches('#').trim_start().starts_with("- ");
    Some(there.find(|level| level.is_list && is_item).unwrap_or(first))
}

/// Whether a comment is one of several lines that were commented out at the left edge, as editors
/// do it. There they must stay: what stands behind the `#` has the right indent for that place.
fn is_commented_out(run: &[Alone<'_>], index: usize) -> bool {
    let (before, from) = run.split_at_checked(index).unwrap_or_default();
    let linked = |comment: &&Alone<'_>| comment.is_adjacent && comment.old == 0;
    // The first line of a block isn't adjacent to another one of it.
    let above = before.iter().rev().take_while({
        let mut goes_on = from.first().is_some_and(|comment| comment.is_adjacent);
        move |comment| std::mem::replace(&mut goes_on, linked(comment)) && comment.old == 0
    });
    let below = from.iter().skip(1).take_while(linked);
    let has_indent = |comment: &Alone<'_>| {
        let words = comment.words.trim_start_matches('#');
        let content = words.trim_start_matches([' ', '\t']);
        words.len() - content.len() > 1 && !content.is_empty()
    };
    above.chain(from.first()).chain(below).any(has_indent)
}

/// A comment at the end of a line, or one below it that goes on with it.
#[derive(Debug)]
pub(super) struct Trailing {
    /// Its line, from 0.
    pub(super) line: usize,
    /// Its column.
    pub(super) old: usize,
    /// The new column at which what stands before it ends; `None` if it stands alone.
    pub(super) end: Option<usize>,
    /// The blanks before it.
    pub(super) gap: usize,
}

/// Puts the comments at the ends of lines one blank behind what stands before them. Those on
/// neighbouring lines that stand at one column stay together.
pub(super) fn align(trailing: &[Trailing], gaps: &mut [Gap], is_inside: impl Fn(usize) -> bool) {
    let together =
        |one: &Trailing, next: &Trailing| one.line + 1 == next.line && one.old == next.old;
    for group in trailing.chunk_by(together) {
        let column = group.iter().filter_map(|it| it.end).max().unwrap_or_default() + 1;
        let mut starts = group.iter().filter_map(|it| gaps.get(it.gap)).map(|it| it.range.start);
        // Some of them can't be moved, so none is.
        let stays = starts.any(|start| !is_inside(start));
        for comment in group {
            let Some(gap) = gaps.get_mut(comment.gap) else { continue };
            gap.spaces = match comment.end {
                _ if stays => gap.range.len().max(1),
                Some(end) => column - end,
                None => column,
            };
        }
    }
}
