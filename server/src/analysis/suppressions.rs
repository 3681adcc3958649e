//! Comments that suppress findings.
//!
//! `# spacefile-lsp: ignore[rule]` counts for its own line or, alone on a line, for the next one
//! that is no comment; `# spacefile-lsp: ignore-file[rule]` above the first key for all of them.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::{Diagnostic, Edit};
use crate::document::{Document, Kind};
use crate::rules::edits::{line_end, line_start, next_line};
use crate::rules::{self, unused_suppression};

/// What such a comment starts with, behind its `#`.
const MARK: &str = "spacefile-lsp:";

/// A comment that suppresses.
#[derive(Debug)]
struct Suppression {
    /// From its `#` to the end of its line.
    comment: Range<usize>,
    /// The start of the line it is for; `None` for the whole file.
    line: Option<usize>,
    names: Vec<Name>,
    /// Whether somebody has written down why.
    has_reason: bool,
}

/// A rule that is named.
#[derive(Debug)]
struct Name {
    range: Range<usize>,
    used: bool,
}

/// All that suppress in a document.
struct Suppressions<'d> {
    document: &'d Document,
    all: Vec<Suppression>,
    /// Their positions, by the line they are for.
    by_line: BTreeMap<Option<usize>, Vec<usize>>,
}

/// Takes out what is suppressed, and gives it. With `judge_unused`, adds findings about comments
/// that suppress nothing.
pub(super) fn apply(
    document: &Document,
    diagnostics: &mut Vec<Diagnostic>,
    judge_unused: bool,
) -> Vec<Diagnostic> {
    let mut unused = Vec::new();
    let mut suppressions = Suppressions::new(document, read(document, &mut unused));
    if suppressions.all.is_empty() && unused.is_empty() {
        return Vec::new();
    }
    let mut suppressed: Vec<_> =
        diagnostics.extract_if(.., |found| suppressions.suppress(found)).collect();
    if judge_unused {
        unused.extend(suppressions.all.iter().flat_map(|it| complaints(document, it)));
        suppressed.extend(unused.extract_if(.., |found| suppressions.suppress(found)));
        diagnostics.append(&mut unused);
    }
    suppressed
}

/// Where the names end in the comment that suppresses findings of a line, if there is one; both
/// are offsets.
pub(super) fn names_end(document: &Document, line: usize) -> Option<usize> {
    let all = read(document, &mut Vec::new());
    let there = all.iter().find(|suppression| suppression.line == Some(line))?;
    there.names.last().map(|name| name.range.end)
}

/// Whether a comment suppresses a rule's findings in the line that starts at an offset.
pub(super) fn cover(document: &Document, line: usize, rule: &str) -> bool {
    let names_it = |name: &Name| document.slice(name.range.clone()) == rule;
    let all = read(document, &mut Vec::new());
    all.iter().any(|it| it.line == Some(line) && it.names.iter().any(names_it))
}

impl<'d> Suppressions<'d> {
    fn new(document: &'d Document, all: Vec<Suppression>) -> Self {
        let mut by_line: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (index, suppression) in all.iter().enumerate() {
            by_line.entry(suppression.line).or_default().push(index);
        }
        Self { document, all, by_line }
    }

    /// Whether a finding is suppressed; notes by what.
    fn suppress(&mut self, found: &Diagnostic) -> bool {
        let line = line_start(&self.document.text, found.range.start);
        let there = [self.by_line.get(&Some(line)), self.by_line.get(&None)];
        let mut is_suppressed = false;
        for index in there.into_iter().flatten().flatten() {
            for name in self.all.get_mut(*index).into_iter().flat_map(|it| &mut it.names) {
                let is_it = self.document.slice(name.range.clone()) == found.rule;
                name.used |= is_it;
                is_suppressed |= is_it;
            }
        }
        is_suppressed
    }
}

/// All comments that suppress; those that mean to and don't are findings.
fn read(document: &Document, broken: &mut Vec<Diagnostic>) -> Vec<Suppression> {
    let text = &document.text;
    let tree = document.tree();
    let head = match document.kind {
        Kind::Spacefile => tree.root().map_or(text.len(), |root| tree.get(root).range.start),
        Kind::Spaceignore => first_pattern(text),
    };
    let mut found = Vec::new();
    let comments = document.syntax.comments.iter();
    for (comment, start) in comments.flat_map(|comment| marked(document, comment)) {
        let rest = document.slice(start..comment.end);
        let has_reason = rest.split_once(']').is_some_and(|(_, more)| !more.trim().is_empty());
        match instruction(rest, start) {
            Some(("ignore", names)) => {
                let line = Some(line_of(text, &comment));
                found.push(Suppression { comment, line, names, has_reason });
            }
            Some(("ignore-file", names)) if comment.start < head => {
                found.push(Suppression { comment, line: None, names, has_reason });
            }
            Some(("ignore-file", _)) => broken.push(unused_suppression::misplaced(comment)),
            _ => broken.push(unused_suppression::unclear(comment)),
        }
    }
    found
}

/// Where the first line of a `.spaceignore` starts that is neither blank nor a comment.
fn first_pattern(text: &str) -> usize {
    let is_above = |line: &&str| line.trim().is_empty() || line.starts_with('#');
    text.split_inclusive('\n').take_while(is_above).map(str::len).sum()
}

/// The parts of a comment that are for us, `# other words # spacefile-lsp: ignore[rule]`: each from
/// its `#` to the next one's, and where its words start.
fn marked(document: &Document, comment: &Range<usize>) -> Vec<(Range<usize>, usize)> {
    let words = document.slice(comment.clone());
    let mut parts: Vec<(Range<usize>, usize)> = Vec::new();
    for (at, _) in words.match_indices(MARK) {
        let before = words.get(..at).unwrap_or_default().trim_end();
        let Some(sign) = before.strip_suffix('#') else { continue };
        let start = comment.start + sign.len();
        if let Some((previous, _)) = parts.last_mut() {
            previous.end = start;
        }
        parts.push((start..comment.end, comment.start + at + MARK.len()));
    }
    parts
}

/// Reads `keyword[name, name] and whatever`, which starts at this offset of the document.
fn instruction(text: &str, start: usize) -> Option<(&str, Vec<Name>)> {
    let open = text.find('[')?;
    let names = text.get(open + 1..)?;
    let names = names.get(..names.find(']')?)?;
    let mut offset = start + open + 1;
    let mut found = Vec::new();
    for part in names.split(',') {
        let name = part.trim();
        if !name.is_empty() {
            let start = offset + part.len() - part.trim_start().len();
            found.push(Name { range: start..start + name.len(), used: false });
        }
        offset += part.len() + 1;
    }
    let keyword = text.get(..open)?.trim();
    (!found.is_empty()).then_some((keyword, found))
}

/// The start of the line that a comment is for: its own, or the next one with something on it if
/// there is nothing else on its own.
fn line_of(text: &str, comment: &Range<usize>) -> usize {
    /// Lines of comments that may stand between.
    const MOST: usize = 100;
    let mut line = line_start(text, comment.start);
    let is_alone = |line: usize| {
        let content = text.get(line..line_end(text, line)).unwrap_or_default().trim_start();
        content.is_empty() || content.starts_with('#')
    };
    for _ in 0..MOST {
        match next_line(text, line).filter(|_| is_alone(line)) {
            Some(next) => line = next,
            None => break,
        }
    }
    line
}

/// What there is to say of the names in a comment that suppressed nothing.
fn complaints(document: &Document, suppression: &Suppression) -> Vec<Diagnostic> {
    let names = &suppression.names;
    let unused = names.iter().enumerate().filter(|(_, name)| !name.used);
    let complaint = |(index, name): (usize, &Name)| {
        let called = document.slice(name.range.clone());
        let removal = Edit::replace(removal(&document.text, suppression, index), "");
        match rules::find(called) {
            // It is for this very kind of finding, of which there may be none.
            Some(rule) if rule.name == unused_suppression::NAME => None,
            Some(rule) => {
                let is_all = removal.offset <= suppression.comment.start;
                let safe = !(is_all && suppression.has_reason);
                let range = name.range.clone();
                Some(unused_suppression::unused(range, rule.name, removal, safe))
            }
            None => Some(unused_suppression::unknown(name.range.clone(), called, removal)),
        }
    };
    unused.filter_map(complaint).collect()
}

/// What to take out so that a comment doesn't name a rule any more: the whole comment if it names
/// no other.
fn removal(text: &str, suppression: &Suppression, index: usize) -> Range<usize> {
    let names = &suppression.names;
    let range = |index: usize| names.get(index).map(|name| name.range.clone());
    match (range(index), range(index + 1), index.checked_sub(1).and_then(range)) {
        (Some(this), Some(next), _) => this.start..next.start,
        (Some(this), None, Some(previous)) => previous.end..this.end,
        _ => {
            let comment = &suppression.comment;
            let line = line_start(text, comment.start);
            let before = text.get(line..comment.start).unwrap_or_default();
            match before.trim_end() {
                "" => line..next_line(text, comment.end).unwrap_or(comment.end),
                content => line + content.len()..comment.end,
            }
        }
    }
}
