//! Turning a value into one of the type its key takes.

mod missing;
mod shape;

use spacefile_schema::Engine;

use super::Context;
use super::edits::{is_on_short_line, remove_entry, remove_item};
use super::primary::is_other_primary;
use super::quoting::{below_line, goes_on, in_quotation};
use super::spot::kind_at;
use super::unknown_engine::suggest;
use super::words::nearest;
use super::wrong_type::Found;
use super::wrong_type::words::comment_after;
use crate::diagnostic::{Edit, Fix};
use crate::document::{Document, Place, Step};
use crate::structure::Violation;
use crate::syntax::{NodeId, NodeKind, Scalar};
use missing::{fill, is_needed, required_value, unanchored};
pub(super) use shape::as_list;
use shape::{in_brackets, line_in_quotes, only_item, variable, with_dash};

/// The fix for a value of the wrong type, where there is a likely one.
pub(super) fn mend(
    context: &Context<'_>,
    violation: &Violation,
    place: Place,
    expected: &str,
    found: Found,
) -> Option<Fix> {
    let document = context.document;
    let node = document.tree().get(place.value);
    if node.tag.is_some() || matches!(node.kind, NodeKind::Alias(_)) {
        return None;
    }
    let key = match violation.path.last() {
        Some(Step::Key(key)) => key.as_str(),
        _ => "",
    };
    if let Some(comment) = comment_after(document, place, expected, found) {
        return Some(in_quotation(document, comment));
    }
    match (expected, found) {
        ("string", Found::Nothing) if node.anchor.is_some() => unanchored(document, place.value),
        ("integer", _) => version(document, place.value),
        ("boolean", Found::Nothing) if key == "primary" && is_needed(context, violation) => {
            fill(document, place.value, "true")
        }
        (_, Found::Nothing | Found::Scalar(Scalar::Null)) => drop_it(document, violation, place)
            .or_else(|| required_value(context, violation, place.value)),
        ("string", Found::Scalar(_)) if key == "engine" => {
            let name = suggest(document.slice(node.range.clone()))?.name();
            let edits = vec![Edit::replace(node.range.clone(), name)];
            Some(Fix::likely(format!("Change to `{name}`"), edits))
        }
        ("string", Found::Scalar(_)) if key == "trigger" => None,
        ("string", Found::Scalar(_)) => {
            Some(Fix { safe: true, ..in_quotation(document, node.range.clone()) })
        }
        ("string", Found::Mapping) => line_in_quotes(document, place.value),
        ("string", Found::List) => only_item(document, place.value),
        ("boolean", Found::Scalar(scalar)) => {
            let fix = truth(document, place.value, scalar)?;
            let clashes = key == "primary" && is_other_primary(document, &violation.path);
            Some(Fix { safe: fix.safe && !clashes, ..fix })
        }
        ("array", Found::Scalar(Scalar::Text)) => in_brackets(document, violation, place.value),
        ("array", Found::Mapping) => with_dash(document, violation, place.value),
        ("object", Found::Scalar(Scalar::Text)) => variable(document, violation, place.value),
        _ => None,
    }
}

/// Whether a key may not be left out where it stands.
pub(super) fn is_required(document: &Document, violation: &Violation) -> bool {
    let Some((Step::Key(name), outer)) = violation.path.split_last() else { return false };
    let tree = document.tree();
    let engine = || {
        let engine = tree.field(document.place(outer)?.value, "engine")?;
        Engine::from_name(tree.text(engine.value)?)
    };
    kind_at(outer).and_then(|kind| kind.key(name)).is_some_and(|key| key.required)
        || name == "serve" && engine() == Some(Engine::Static)
}

/// Takes out what has no value and may be left out.
fn drop_it(document: &Document, violation: &Violation, place: Place) -> Option<Fix> {
    let tree = document.tree();
    let (last, outer) = violation.path.split_last()?;
    // What stands below was probably meant to be the value.
    let start =
        place.key.map_or(tree.get(place.value).range.start, |key| tree.get(key).range.start);
    let has_lines = is_on_short_line(&document.text, start)
        && (goes_on(document, start) || below_line(document, start).starts_with("- "));
    if tree.get(place.value).is_missing() && has_lines && matches!(last, Step::Key(_)) {
        return None;
    }
    match (last, place.key) {
        (Step::Key(name), Some(key)) if !is_required(document, violation) => {
            kind_at(outer)?.key(name)?;
            let edit = remove_entry(document, tree.get(key).parent?, key)?;
            Some(Fix::likely(format!("Remove `{name}`"), vec![edit]))
        }
        (Step::Index(index), None) => {
            let edit = remove_item(document, tree.get(place.value).parent?, *index)?;
            Some(Fix::likely("Remove the empty item", vec![edit]))
        }
        _ => None,
    }
}

/// `0` for whatever stands as the version.
fn version(document: &Document, value: NodeId) -> Option<Fix> {
    let tree = document.tree();
    let node = tree.get(value);
    let NodeKind::Scalar { text, .. } = &node.kind else { return None };
    let before = document.slice(0..node.range.start);
    let space = if node.is_missing() && !before.ends_with([' ', '\t']) { " " } else { "" };
    let edits = vec![Edit::replace(node.range.clone(), format!("{space}0"))];
    let is_zero = node.is_missing() || text.trim() == "0";
    Some(if is_zero { Fix::safe("Write `0`", edits) } else { Fix::likely("Write `0`", edits) })
}

/// `true` or `false` for a word that means it elsewhere.
fn truth(document: &Document, value: NodeId, scalar: Scalar) -> Option<Fix> {
    let tree = document.tree();
    let text = tree.scalar(value)?;
    let (meant, sure) = match (truth_of(text), scalar) {
        (Some(meant), Scalar::Text) => (meant, true),
        (_, Scalar::Number(1.0)) => ("true", false),
        (_, Scalar::Number(0.0)) => ("false", false),
        (_, Scalar::Text) if text.len() < 10 => (nearest(text, ["true", "false"])?, false),
        _ => return None,
    };
    let edits = vec![Edit::replace(tree.get(value).range.clone(), meant)];
    let title = format!("Write `{meant}`");
    Some(if sure { Fix::safe(title, edits) } else { Fix::likely(title, edits) })
}

/// `true` or `false` for a word that means it elsewhere, whatever its casing.
pub(super) fn truth_of(word: &str) -> Option<&'static str> {
    const WORDS: [(&str, &[&str]); 2] =
        [("true", &["true", "yes", "on", "y"]), ("false", &["false", "no", "off", "n"])];
    let means = |words: &[&str]| words.iter().any(|known| known.eq_ignore_ascii_case(word));
    WORDS.iter().find(|(_, words)| means(words)).map(|(meant, _)| *meant)
}
