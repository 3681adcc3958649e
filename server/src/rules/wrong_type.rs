//! A value of another type than its key takes.

use std::ops::Range;

use spacefile_schema::{Engine, Object};

use super::retype::mend;
use super::spot::{self, kind_at, slips};
use super::words::{list, quote};
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Document, Place, Step, pointer};
use crate::structure::{Violation, ViolationKind};
use crate::syntax::{NodeKind, Scalar, Style, Tree};

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
        return Some(vec![empty(document)]);
    };
    let found = found(tree, place);
    if is_version(&violation.path) && matches!(found, Found::Scalar(Scalar::Number(_))) {
        return None;
    }
    if is_consequence(context, violation, place, found) {
        return Some(Vec::new());
    }
    if violation.path.is_empty() {
        return Some(vec![root(document, found)]);
    }
    let subject = subject(&violation.path);
    let message = message(document, violation, place, (&subject, expected), found);
    let finding = Diagnostic::new(mark(document, violation, place), message)
        .help(help(document, violation, place, expected, found))
        .instance(pointer(&violation.path));
    let finding = match violation.via {
        Some(_) => finding.related(document.mark(place), "it is written here"),
        None => finding,
    };
    Some(vec![match mend(document, violation, place, expected, found) {
        Some(fix) if violation.via.is_none() => finding.fix(fix),
        _ => finding,
    }])
}

/// What to mark: the value, but of a long collection its key or first line.
fn mark(document: &Document, violation: &Violation, place: Place) -> Range<usize> {
    let range = spot::of(document, violation);
    if !document.slice(range.clone()).contains(['\n', '\r']) || violation.via.is_some() {
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
    let start = start.min(anchor);
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

/// Whether a key has no value because what should be its value stands beside it.
fn is_dedented(context: &Context<'_>, violation: &Violation) -> bool {
    const ENOUGH: usize = 64;
    let Some((Step::Key(name), outer)) = violation.path.split_last() else { return false };
    let Some(kind) = kind_at(outer) else { return false };
    let Some(inner) = kind.key(name).and_then(|key| key.child) else { return false };
    let tree = context.document.tree();
    let key = violation.place.and_then(|place| place.key);
    let Some(mapping) = key.and_then(|key| tree.get(key).parent) else { return false };
    let siblings = tree.entries(mapping).iter().take(ENOUGH);
    siblings
        .filter_map(|entry| tree.scalar(entry.key))
        .any(|key| kind.key(key).is_none() && inner.key(key).is_some())
}

fn empty(document: &Document) -> Diagnostic {
    let nothing = document.text.trim().is_empty();
    let message = if nothing {
        "this Spacefile is empty"
    } else if document.syntax.comments.is_empty() {
        "this Spacefile says nothing"
    } else {
        "this Spacefile holds only comments"
    };
    Diagnostic::new(0..0, message)
        .help("It needs `v: 0` and, under `micros:`, at least one Micro with `name`, `src` and `engine`.")
        .instance("")
}

fn root(document: &Document, found: Found) -> Diagnostic {
    let tree = document.tree();
    let range = tree.root().map_or(0..0, |root| tree.get(root).range.clone());
    let range = match found {
        Found::List => {
            range.start..super::edits::line_end(&document.text, range.start).min(range.end)
        }
        _ => range,
    };
    let message = match found {
        Found::Nothing | Found::Scalar(Scalar::Null) => return empty(document),
        Found::List => "the Spacefile must be lines of `key: value`, but is a list",
        _ => "the Spacefile must be lines of `key: value`, but is a single value",
    };
    let help = match found {
        Found::List => "Its Micros are listed under `micros:`, after a first line `v: 0`.",
        _ => "It starts with `v: 0`, and lists the app's Micros under `micros:`.",
    };
    Diagnostic::new(range, message).help(help).instance("")
}

fn subject(path: &[Step]) -> String {
    match path {
        [.., Step::Key(list), Step::Index(_)] => match list.as_str() {
            "micros" => "this Micro".to_owned(),
            "env" => "this environment variable".to_owned(),
            "actions" => "this action".to_owned(),
            list => format!("this item of `{list}`"),
        },
        [.., Step::Key(key)] => format!("`{key}`"),
        _ => "this value".to_owned(),
    }
}

/// How to call a type of the schema.
fn wanted(expected: &str) -> &'static str {
    match expected {
        "string" => "text",
        "boolean" => "`true` or `false`",
        "array" => "a list",
        "object" => "a mapping",
        _ => "the number 0",
    }
}

fn message(
    document: &Document,
    violation: &Violation,
    place: Place,
    (subject, expected): (&str, &str),
    found: Found,
) -> String {
    let tree = document.tree();
    let written = quote(document.slice(tree.get(tree.follow(place.value)).range.clone()));
    let wanted = wanted(expected);
    let is_item = matches!(violation.path.last(), Some(Step::Index(_)));
    match found {
        Found::Nothing if is_item => format!("{subject} is empty"),
        Found::Nothing => format!("{subject} has no value"),
        Found::Scalar(Scalar::Null) => {
            format!("{subject} must be {wanted}, but {written} stands for no value")
        }
        Found::Scalar(Scalar::Text) if is_quoted(tree, place) => {
            format!("{subject} must be {wanted}, but {written} is text because of its quotes")
        }
        Found::Scalar(Scalar::Text) => format!("{subject} must be {wanted}, but {written} is text"),
        Found::Scalar(Scalar::Timestamp) => {
            format!("{subject} must be {wanted}, but YAML reads {written} as a date")
        }
        Found::Scalar(Scalar::Boolean(_)) => {
            format!("{subject} must be {wanted}, but YAML reads {written} as true or false")
        }
        Found::Scalar(Scalar::Number(number)) => {
            let shown = number.to_string();
            // A number that reads as it is written needs no translation.
            let reading = if !number.is_finite() || shown.len() > 20 || written == quote(&shown) {
                "a number".to_owned()
            } else {
                format!("the number {shown}")
            };
            format!("{subject} must be {wanted}, but YAML reads {written} as {reading}")
        }
        Found::List => format!("{subject} must be {wanted}, but is a list"),
        Found::Mapping if expected == "string" && is_line(document, place) => {
            format!("{subject} must be {wanted}, but the `:` in it makes it a mapping")
        }
        Found::Mapping => format!("{subject} must be {wanted}, but is a mapping"),
    }
}

/// Whether a mapping looks like a line of text with a colon in it.
fn is_line(document: &Document, place: Place) -> bool {
    let tree = document.tree();
    let written = document.slice(tree.get(tree.follow(place.value)).range.clone());
    !written.starts_with('{') && !written.contains(['\n', '\r'])
}

fn is_quoted(tree: &Tree, place: Place) -> bool {
    let kind = &tree.get(tree.follow(place.value)).kind;
    matches!(kind, NodeKind::Scalar { style: Style::Single | Style::Double, .. })
}

fn help(
    document: &Document,
    violation: &Violation,
    place: Place,
    expected: &str,
    found: Found,
) -> String {
    const SKIPPED: &str = " By accident Space's own validator checks nothing else in the file because \
                           of such a date, so a push may go through; the schema refuses it.";
    let tree = document.tree();
    let written = document.slice(tree.get(tree.follow(place.value)).range.clone());
    let key = match violation.path.last() {
        Some(Step::Key(key)) => key.as_str(),
        _ => "",
    };
    let advice = match (expected, found) {
        (_, Found::Nothing | Found::Scalar(Scalar::Null)) => nothing(violation, expected),
        ("string", Found::Scalar(_)) if key == "engine" => {
            let names: Vec<_> = Engine::ALL.iter().map(|one| format!("`{}`", one.name())).collect();
            format!("The engines are {}.", list(&names, "and"))
        }
        ("string", Found::Scalar(_)) if key == "trigger" => {
            "The only trigger is `schedule`.".to_owned()
        }
        ("string", Found::Scalar(_)) => {
            format!("Put it in quotes: {}.", quote(&super::edits::in_quotes(written)))
        }
        ("string", Found::Mapping) if is_line(document, place) => {
            "Put the whole text in quotes.".to_owned()
        }
        ("string", Found::Mapping) => {
            "Write a text here, in quotes if it has a `:` in it.".to_owned()
        }
        ("string", _) => "Write one text instead of the list.".to_owned(),
        ("boolean", _) => {
            "Write `true` or `false`, without quotes; no other word will do.".to_owned()
        }
        ("array", Found::Mapping) if key == "env" => {
            "Each variable is an item: `- name: …`, and its value after `default:`.".to_owned()
        }
        ("array", Found::Mapping) => "Start each item with `- `.".to_owned(),
        ("array", _) => {
            "Write each item on a line of its own after `- `, or all in `[…]`.".to_owned()
        }
        ("object", _) => keys(&violation.path),
        _ => "Write `v: 0`, without quotes.".to_owned(),
    };
    match found {
        Found::Scalar(Scalar::Timestamp) => advice + SKIPPED,
        _ => advice,
    }
}

/// What to do about a value that isn't there.
fn nothing(violation: &Violation, expected: &str) -> String {
    let (required, key) = match violation.path.split_last() {
        Some((Step::Key(name), outer)) => {
            let key = kind_at(outer).and_then(|kind| kind.key(name));
            (key.is_some_and(|key| key.required), name.as_str())
        }
        _ => (false, ""),
    };
    match (expected, key) {
        ("integer", _) => "Write `v: 0`.".to_owned(),
        ("array", "micros") => {
            "List the app's Micros below it, each after a `- ` with `name`, `src` and `engine`."
                .to_owned()
        }
        (_, "") => "Fill it in, or remove it.".to_owned(),
        _ if required => "Give it a value; it is required.".to_owned(),
        _ => "Give it a value, or remove the line: an empty key is refused.".to_owned(),
    }
}

fn keys(path: &[Step]) -> String {
    let Some(kind) = kind_at(path) else { return "Write `key: value` lines.".to_owned() };
    let names: Vec<_> = kind.keys().iter().map(|key| format!("`{}`", key.name)).collect();
    match kind {
        Object::Micro => "A Micro is written as `name: …`, `src: …` and `engine: …`.".to_owned(),
        _ => format!("It takes lines of `key: value` with the keys {}.", list(&names, "and")),
    }
}
