//! What to say of a value of the wrong type, and what to do about it.

use std::ops::Range;

use spacefile_schema::{Engine, Object};

use super::Found;
use crate::document::{Document, Place, Step};
use crate::rules::comment_in_value::seems_meant;
use crate::rules::edits::{in_quotes, write_text};
use crate::rules::retype::{is_required, truth_of};
use crate::rules::spot::kind_at;
use crate::rules::unknown_engine::{advice, suggest};
use crate::rules::words::{list, quote};
use crate::structure::Violation;
use crate::syntax::{NodeKind, Scalar, Style, Tree};

pub(super) fn subject(path: &[Step]) -> String {
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

pub(super) fn message(
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
    if let Some(comment) = comment_after(document, place, expected, found) {
        return format!("{} is read as a comment", quote(document.slice(comment)));
    }
    if let Some(key) = lone_key(document, violation, place) {
        return format!("{} has no `:` after it", quote(key));
    }
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
            format!("{subject} must be {wanted}, but YAML reads {written} as a boolean")
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

/// The comment that stands where a text should, and seems to be meant as that text.
pub(in crate::rules) fn comment_after(
    document: &Document,
    place: Place,
    expected: &str,
    found: Found,
) -> Option<Range<usize>> {
    if found != Found::Nothing || expected != "string" {
        return None;
    }
    let comments = &document.syntax.comments;
    let start = document.tree().get(place.value).range.end;
    let start = place.key.map_or(start, |key| start.max(document.tree().get(key).range.end));
    let index = comments.partition_point(|comment| comment.start < start);
    let comment = comments.get(index)?;
    let text = document.slice(comment.clone()).trim_end();
    let between = document.slice(start..comment.start);
    let follows = between.chars().all(|c| matches!(c, ' ' | '\t' | ':'));
    (follows && seems_meant(text)).then(|| comment.start..comment.start + text.len())
}

/// The text where a mapping is wanted that is no more than one of its keys.
fn lone_key<'d>(document: &'d Document, violation: &Violation, place: Place) -> Option<&'d str> {
    let text = document.tree().text(place.value)?;
    kind_at(&violation.path)?.key(text).map(|_| text)
}

/// Whether a mapping looks like a line of text with a colon in it.
fn is_line(document: &Document, place: Place) -> bool {
    let tree = document.tree();
    let written = document.slice(tree.get(tree.follow(place.value)).range.clone());
    !written.starts_with('{') && !written.contains(['\n', '\r'])
}

/// Whether a text would be something else without its quotes.
fn is_quoted(tree: &Tree, place: Place) -> bool {
    const LONGEST: usize = 64;
    let kind = &tree.get(tree.follow(place.value)).kind;
    let NodeKind::Scalar { text, style: Style::Single | Style::Double } = kind else {
        return false;
    };
    text.len() <= LONGEST && write_text(text) != *text
}

pub(super) fn help(
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
    let words = match (expected, found) {
        _ if comment_after(document, place, expected, found).is_some() => {
            "YAML reads a `#` after a space as the start of a comment. Put the value in quotes."
                .to_owned()
        }
        _ if lone_key(document, violation, place).is_some() => {
            format!("Write {} with a value behind it.", quote(&format!("{written}:")))
        }
        (_, Found::Nothing | Found::Scalar(Scalar::Null)) => nothing(document, violation, expected),
        ("string", Found::Scalar(_)) if key == "engine" && suggest(written).is_some() => {
            suggest(written).map_or_else(String::new, |engine| advice(written, engine))
        }
        ("string", Found::Scalar(_) | Found::Mapping) if key == "engine" => {
            let names: Vec<_> = Engine::ALL.iter().map(|one| format!("`{}`", one.name())).collect();
            format!("The engines are {}.", list(&names, "and"))
        }
        ("string", Found::Scalar(_)) if key == "trigger" => {
            "The only trigger is `schedule`.".to_owned()
        }
        ("string", Found::Scalar(_)) => {
            format!("Put it in quotes: {}.", quote(&in_quotes(written)))
        }
        ("string", Found::Mapping) if is_line(document, place) => {
            "Put the whole text in quotes.".to_owned()
        }
        ("string", Found::Mapping) => {
            "Write a text here, in quotes if it has a `:` in it.".to_owned()
        }
        ("string", _) => "Write one text instead of the list.".to_owned(),
        ("boolean", Found::Scalar(Scalar::Text)) if meant(tree, place).is_some() => {
            let word = meant(tree, place).unwrap_or_default();
            format!("Write `{word}`, without quotes; no other word will do.")
        }
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
    match (expected, found) {
        // Where no text is wanted, the push stops at the date when it reads the file again.
        ("string", Found::Scalar(Scalar::Timestamp)) => words + SKIPPED,
        _ => words,
    }
}

/// `true` or `false`, where the value is a word for one of them.
fn meant(tree: &Tree, place: Place) -> Option<&'static str> {
    truth_of(tree.scalar(place.value)?)
}

/// What to do about a value that isn't there.
fn nothing(document: &Document, violation: &Violation, expected: &str) -> String {
    let required = is_required(document, violation);
    let key = match violation.path.last() {
        Some(Step::Key(name)) => name.as_str(),
        _ => "",
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
