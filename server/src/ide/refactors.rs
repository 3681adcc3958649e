//! Changes that somebody may want although nothing is wrong.
//!
//! Each is a draft first: the text after it is read again, and only if that is sound, holds every
//! comment and, where that is the point, says the same as before, is it offered.

mod add_micro;
mod brackets;
mod convert;
mod extract;
mod inline;
mod lines;
mod public_routes;
mod sort_keys;
mod value;

use std::collections::HashMap;
use std::ops::Range;

use crate::analysis::Analysis;
use crate::diagnostic::{Edit, apply};
use crate::document::Document;

/// What a change is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Something new is written.
    Add,
    /// The same is written in another way.
    Rewrite,
    /// What stands in several places gets a name.
    Extract,
    /// What has a name is written out.
    Inline,
    /// The whole file becomes a Spacefile.
    Convert,
}

/// A change that can be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refactor {
    /// What it does, in the imperative.
    pub title: String,
    /// What it is for.
    pub kind: Kind,
    /// The edits, by ascending offset; they don't overlap.
    pub edits: Vec<Edit>,
}

/// Finds changes of one kind.
type Source = fn(&Scene<'_>) -> Vec<Draft>;

/// A change that was not proven yet.
#[derive(Debug)]
struct Draft {
    title: String,
    kind: Kind,
    edits: Vec<Edit>,
    /// Whether the file has to say the same afterwards.
    keeps_value: bool,
}

/// A document and the place in it that somebody looks at.
#[derive(Debug, Clone, Copy)]
struct Scene<'a> {
    analysis: &'a Analysis,
    document: &'a Document,
    /// The bytes that are selected; empty where the cursor is.
    range: &'a Range<usize>,
}

impl Scene<'_> {
    /// Whether the selection starts in a range, its ends included.
    fn is_in(&self, range: &Range<usize>) -> bool {
        range.start <= self.range.start && self.range.start <= range.end
    }
}

/// Bytes of the largest document that is looked at: each draft takes reading it once more.
const LARGEST: usize = 64 << 10;

/// The changes that can be made at a range of bytes, if their kind is `wanted`.
#[must_use]
pub fn refactors(
    analysis: &Analysis,
    range: &Range<usize>,
    wanted: impl Fn(Kind) -> bool,
) -> Vec<Refactor> {
    let document = &analysis.document;
    // What isn't read for certain isn't rewritten.
    let is_sound = document.syntax.slips.is_empty() && !document.syntax.too_large;
    if !is_sound || analysis.ok.is_none() || document.text.len() > LARGEST {
        return Vec::new();
    }
    let scene = Scene { analysis, document, range };
    let sources: [(Kind, Source); 7] = [
        (Kind::Convert, convert::drafts),
        (Kind::Rewrite, public_routes::drafts),
        (Kind::Rewrite, brackets::drafts),
        (Kind::Rewrite, sort_keys::drafts),
        (Kind::Extract, extract::drafts),
        (Kind::Inline, inline::drafts),
        (Kind::Add, add_micro::drafts),
    ];
    let drafts = sources.into_iter().filter(|(kind, _)| wanted(*kind));
    drafts.flat_map(|(_, source)| source(&scene)).filter_map(|it| proven(document, it)).collect()
}

fn proven(before: &Document, mut draft: Draft) -> Option<Refactor> {
    draft.edits.sort_by_key(|edit| (edit.offset, edit.end_offset));
    let apart = draft.edits.windows(2).all(|pair| match pair {
        [one, next] => one.end_offset <= next.offset,
        _ => true,
    });
    if draft.edits.is_empty() || !apart {
        return None;
    }
    let after = Document::from_text(apply(&draft.edits, &before.text));
    let is_same = || value::same(before, &after);
    let is_proven = after.syntax.slips.is_empty()
        && comments_stay(before, &after, draft.kind)
        && (!draft.keeps_value || is_same());
    let Draft { title, kind, edits, .. } = draft;
    is_proven.then_some(Refactor { title, kind, edits })
}

/// Whether every comment is still there. What becomes a comment as a whole may hold some.
fn comments_stay(before: &Document, after: &Document, kind: Kind) -> bool {
    let comments = |of: &Document| -> Vec<String> {
        let comments = of.syntax.comments.iter();
        comments.map(|comment| of.slice(comment.clone()).trim_end().to_owned()).collect()
    };
    let mut left: HashMap<String, usize> = HashMap::new();
    for comment in comments(after) {
        *left.entry(comment).or_default() += 1;
    }
    comments(before).into_iter().all(|comment| match left.get_mut(&comment) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        _ => kind == Kind::Convert && left.keys().any(|other| other.contains(&comment)),
    })
}
