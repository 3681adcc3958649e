//! A value of another type than its key takes.

mod root;
pub(super) mod words;

use std::ops::Range;

use spacefile_schema::Kind;

use super::retype::mend;
use super::spot::{self, kind_at, slips};
use super::unfinished::dash_alone;
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Document, Place, Step, pointer};
use crate::structure::{Violation, ViolationKind};
use crate::syntax::{NodeKind, Scalar, Tree};

pub(super) static RULE: Rule = Rule {
    name: "wrong-type",
    severity: Severity::Error,
    summary: "a value has another type than its key takes, or there is none",
    docs: include_str!("wrong_type.md"),
    check: Check::Structure(word),
};

/// What stands where another type is wanted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Found {
    /// Nothing at all.
    Nothing,
    /// A single value.
    Scalar(Scalar),
    /// A list.
    List,
    /// Keys with values.
    Mapping,
}

fn word(context: &Context<'_>, violation: &Violation) -> Option<Vec<Diagnostic>> {
    let document = context.document;
    let tree = document.tree();
    let expected = match &violation.kind {
        ViolationKind::Type(expected) => expected.as_str(),
        // A value of the wrong type is none of those allowed, either.
        ViolationKind::Enum(_) => {
            let place = violation.place?;
            let is_number = matches!(tree.resolve(place.value), Some(Scalar::Number(_)));
            let typed = tree.text(place.value).is_some() && !is_version(&violation.path);
            let is_other = typed || is_number && is_version(&violation.path);
            return (!is_other).then(Vec::new);
        }
        _ => return None,
    };
    let Some(place) = violation.place else {
        return Some(vec![root::nothing(document)]);
    };
    let found = found(tree, place);
    if is_version(&violation.path) && matches!(found, Found::Scalar(Scalar::Number(_))) {
        return None;
    }
    if is_consequence(context, violation, place, found) {
        return Some(Vec::new());
    }
    if violation.path.is_empty() {
        return Some(vec![root::message(document, found)]);
    }
    let subject = words::subject(&violation.path);
    let message = words::message(document, violation, place, (&subject, expected), found);
    let finding = Diagnostic::new(mark(document, violation, place), message)
        .help(words::help(document, violation, place, expected, found))
        .instance(pointer(&violation.path));
    let finding = match spot::via(document, violation) {
        Some(_) => finding.related(document.mark(place), "it is written here"),
        None => finding,
    };
    Some(vec![match mend(context, violation, place, expected, found) {
        Some(fix) if spot::via(document, violation).is_none() => finding.fix(fix),
        _ => finding,
    }])
}

/// What to mark: the value, but of a long collection its key or first line.
fn mark(document: &Document, violation: &Violation, place: Place) -> Range<usize> {
    let range = spot::of(document, violation);
    // A dash above the list or mapping behind it is what has to be mended.
    if place.key.is_none()
        && let Some(dash) = dash_alone(document, place.value)
    {
        return dash;
    }
    if !document.slice(range.clone()).contains(['\n', '\r'])
        || spot::via(document, violation).is_some()
    {
        return range;
    }
    match place.key {
        Some(key) => document.tree().get(key).range.clone(),
        None => range.start..super::edits::line_end(&document.text, range.start),
    }
}

/// Whether this is `v`, whose numbers are another rule's.
fn is_version(path: &[Step]) -> bool {
    matches!(path, [Step::Key(key)] if key == "v")
}

fn found(tree: &Tree, place: Place) -> Found {
    match &tree.get(tree.follow(place.value)).kind {
        NodeKind::Sequence(_) => Found::List,
        NodeKind::Mapping(_) => Found::Mapping,
        _ if tree.get(place.value).is_missing() => Found::Nothing,
        _ => Found::Scalar(tree.resolve(place.value).unwrap_or(Scalar::Null)),
    }
}

/// Whether the value is what it is because of something that is reported already.
fn is_consequence(
    context: &Context<'_>,
    violation: &Violation,
    place: Place,
    found: Found,
) -> bool {
    let document = context.document;
    let tree = document.tree();
    if matches!(tree.get(place.value).kind, NodeKind::Alias(None)) {
        return true;
    }
    let text = &document.text;
    let value = tree.get(place.value).range.clone();
    let shown = spot::of(document, violation).start;
    let start = place.key.map_or(shown.min(value.start), |key| tree.get(key).range.start);
    let anchor = tree.get(place.value).anchor.as_ref().map_or(start, |anchor| anchor.start);
    let mut start = start.min(anchor);
    if found == Found::Nothing {
        start = super::edits::line_start(text, start);
    }
    if let Found::List | Found::Mapping = found
        && text.get(..start).is_some_and(|before| before.ends_with(['[', '{', ']', '}']))
    {
        // A bracket too many right before it.
        start -= 1;
    }
    // Deep inside of a collection, a slip has nothing to do with its type.
    let end = match found {
        Found::List | Found::Mapping => value.start,
        _ => value.end,
    };
    let around = if violation.path.is_empty() {
        0..text.len()
    } else {
        start..super::edits::line_end(text, end.max(start))
    };
    if slips(document, around).next().is_some() {
        return true;
    }
    found == Found::Nothing && is_dedented(context, violation)
}

/// Whether a key has no value because what should be its value stands beside it or further out,
/// or because a line stands in between that has no business there.
fn is_dedented(context: &Context<'_>, violation: &Violation) -> bool {
    const ENOUGH: usize = 64;
    let Some((Step::Key(name), outer)) = violation.path.split_last() else { return false };
    let Some(key) = kind_at(outer).and_then(|kind| kind.key(name)) else { return false };
    if !matches!(key.kind, Kind::List | Kind::Mapping) {
        return false;
    }
    let tree = context.document.tree();
    let own = violation.place.and_then(|place| place.key);
    let Some(start) = own.map(|own| tree.get(own).range.start) else { return false };
    let is_inner = |name: &str| key.child.is_some_and(|inner| inner.key(name).is_some());
    // The mappings around it, each with its path.
    (0..=outer.len()).any(|depth| {
        let path = outer.get(..depth).unwrap_or_default();
        let (Some(kind), Some(place)) = (kind_at(path), context.document.place(path)) else {
            return false;
        };
        let entries = tree.entries(place.value).iter().take(ENOUGH);
        let mut unknown = entries.filter_map(|entry| Some((entry, tree.scalar(entry.key)?)));
        unknown.any(|(entry, name)| {
            let intrudes = || {
                let between = context.document.slice(start..entry.range.start);
                between.matches('\n').count() == 1 && depth < outer.len()
            };
            kind.key(name).is_none() && (is_inner(name) || intrudes())
        })
    })
}
