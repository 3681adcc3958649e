//! Turning a value into one of the type its key takes.

use std::iter::successors;

use spacefile_schema::{Engine, Object};

use super::Context;
use super::edits::{
    in_quotes, line_break, line_start, next_line, remove_entry, remove_item, write_text,
};
use super::guess;
use super::primary::is_other_primary;
use super::quoting::{below_line, goes_on};
use super::spot::{kind_at, slips};
use super::unknown_engine::suggest;
use super::words::{nearest, quote};
use super::wrong_type::Found;
use super::wrong_type::words::comment_after;
use crate::diagnostic::{Edit, Fix};
use crate::document::{Document, Place, Step};
use crate::project::path;
use crate::structure::Violation;
use crate::syntax::{NodeId, NodeKind, Scalar, Style};

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
        let text = in_quotes(document.slice(comment.clone()));
        return Some(Fix::likely("Put it in quotes", vec![Edit::replace(comment, text)]));
    }
    match (expected, found) {
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
            let text = in_quotes(document.slice(node.range.clone()));
            Some(Fix::safe("Put it in quotes", vec![Edit::replace(node.range.clone(), text)]))
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

/// Whether one of several Micros must be primary, and no other one is.
fn is_needed(context: &Context<'_>, violation: &Violation) -> bool {
    context.app.micros.len() > 1 && !is_other_primary(context.document, &violation.path)
}

/// What the folder suggests for a required key without a value.
fn required_value(context: &Context<'_>, violation: &Violation, value: NodeId) -> Option<Fix> {
    let document = context.document;
    let (Step::Key(key), outer) = violation.path.split_last()? else { return None };
    let tree = document.tree();
    let mapping = document.place(outer)?.value;
    let text = |name: &str| tree.text(tree.field(mapping, name)?.value);
    let guessed = match (kind_at(outer)?, key.as_str()) {
        (Object::Micro, "name") => guess::name_for(context, text("src")?)?,
        (Object::Micro, "src") => guess::free_folders(context).into_iter().next()?,
        (Object::Micro, "engine") => {
            let src = text("src").filter(|src| !path::leaves(src))?;
            guess::engine_of(context.project?, src)?.name().to_owned()
        }
        (Object::Micro, "serve") => "./".to_owned(),
        (Object::Action, "trigger") => "schedule".to_owned(),
        _ => return None,
    };
    fill(document, value, &write_text(&guessed))
}

/// Writes a value where there is none.
fn fill(document: &Document, value: NodeId, text: &str) -> Option<Fix> {
    let range = document.tree().get(value).range.clone();
    let before = document.slice(0..range.start);
    let space = if before.ends_with(':') { " " } else { "" };
    let at_key = before.trim_end_matches(' ').ends_with(':');
    let edits = vec![Edit::replace(range, format!("{space}{text}"))];
    at_key.then(|| Fix::likely(format!("Write {}", quote(text)), edits))
}

/// Takes out what has no value and may be left out.
fn drop_it(document: &Document, violation: &Violation, place: Place) -> Option<Fix> {
    let tree = document.tree();
    let (last, outer) = violation.path.split_last()?;
    // What stands below was probably meant to be the value.
    let start =
        place.key.map_or(tree.get(place.value).range.start, |key| tree.get(key).range.start);
    let has_lines = goes_on(document, start) || below_line(document, start).starts_with("- ");
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

/// A line such as `echo a: b` in quotes.
fn line_in_quotes(document: &Document, value: NodeId) -> Option<Fix> {
    let tree = document.tree();
    let range = tree.get(value).range.clone();
    let line = document.slice(range.clone());
    let start = line_start(&document.text, range.start);
    // On a line of its own it may well be meant as a mapping.
    let follows = document.slice(start..range.start).trim_end().ends_with(['-', ':', ',', '[']);
    if line.contains(['\n', '\r', '#', '{', '[']) || !follows {
        return None;
    }
    Some(Fix::likely("Put it in quotes", vec![Edit::replace(range, in_quotes(line))]))
}

/// The one item of a list without the list.
fn only_item(document: &Document, value: NodeId) -> Option<Fix> {
    let tree = document.tree();
    let [item] = tree.items(value) else { return None };
    let text = tree.text(item.value)?;
    let range = tree.get(value).range.clone();
    let written = document.slice(range.clone());
    // A list below its key would leave the text on a line of its own.
    if !written.starts_with('[') || written.contains(['\n', '\r', '#']) {
        return None;
    }
    Some(Fix::likely("Write it as text", vec![Edit::replace(range, write_text(text))]))
}

/// A text as a list of one.
fn in_brackets(document: &Document, violation: &Violation, value: NodeId) -> Option<Fix> {
    let (Step::Key(name), outer) = violation.path.split_last()? else { return None };
    // A text makes no Micro and no action.
    if kind_at(outer)?.key(name)?.child.is_some() {
        return None;
    }
    let range = document.tree().get(value).range.clone();
    let edit = Edit::replace(range, as_list(document, name, value)?);
    Some(Fix::likely("Make it a list", vec![edit]))
}

/// How a text is written as a list of one, or of several routes.
pub(super) fn as_list(document: &Document, name: &str, value: NodeId) -> Option<String> {
    let node = document.tree().get(value);
    let NodeKind::Scalar { text, style } = &node.kind else { return None };
    if matches!(style, Style::Literal | Style::Folded) {
        return None;
    }
    let parts: Vec<_> = text.split(", ").map(str::trim).collect();
    let items = if parts.len() > 1 {
        // What a comma in anything but routes means is not for us to say.
        let routes = name == "public_routes" && parts.iter().all(|part| part.starts_with('/'));
        parts.into_iter().filter(|_| routes).map(write_text).collect::<Vec<_>>().join(", ")
    } else if *style == Style::Plain {
        write_text(text)
    } else {
        document.slice(node.range.clone()).to_owned()
    };
    (!items.is_empty()).then(|| format!("[{items}]"))
}

/// The bare name of a variable as an item of `presets.env`.
fn variable(document: &Document, violation: &Violation, value: NodeId) -> Option<Fix> {
    if kind_at(&violation.path)? != Object::Env {
        return None;
    }
    let tree = document.tree();
    let node = tree.get(value);
    let list = document.slice(tree.get(node.parent?).range.clone());
    let written = document.slice(node.range.clone());
    if written.contains(['\n', '\r']) {
        return None;
    }
    let item = match written.split_once('=').filter(|_| !written.starts_with(['"', '\''])) {
        Some((name, value)) if !name.is_empty() => {
            let indent = node.range.start - line_start(&document.text, node.range.start);
            let between = match list.starts_with('[') {
                true => ", ".to_owned(),
                false => format!("{}{}", line_break(&document.text), " ".repeat(indent)),
            };
            // Quotes around the value are the shell's.
            let bare = ['"', '\'']
                .iter()
                .find_map(|quote| value.strip_prefix(*quote)?.strip_suffix(*quote));
            let value = write_text(bare.unwrap_or(value));
            format!("name: {}{between}default: {value}", write_text(name.trim_end()))
        }
        _ => format!("name: {written}"),
    };
    let item = if list.starts_with('[') { format!("{{{item}}}") } else { item };
    let title = match item.contains("default: ") {
        true => "Write it as `name` and `default`",
        false => "Make it the variable's `name`",
    };
    Some(Fix::likely(title, vec![Edit::replace(node.range.clone(), item)]))
}

/// A mapping as the first item of a list.
fn with_dash(document: &Document, violation: &Violation, value: NodeId) -> Option<Fix> {
    let (Step::Key(name), outer) = violation.path.split_last()? else { return None };
    let child = kind_at(outer)?.key(name)?.child?;
    let tree = document.tree();
    let mut keys = tree.entries(value).iter().take(64).filter_map(|entry| tree.scalar(entry.key));
    if !keys.any(|key| child.key(key).is_some()) {
        return None;
    }
    let range = document.tree().get(value).range.clone();
    let written = document.slice(range.clone());
    let start = line_start(&document.text, range.start);
    let indent = document.slice(start..range.start);
    let slipped = slips(document, range.clone()).next().is_some();
    if written.starts_with('{') || !indent.trim().is_empty() || slipped {
        return None;
    }
    let title = "Make it the first item of a list";
    let outer = outer_column(document, tree.get(value).parent?, value);
    if indent.len() >= outer? + 4 {
        // There is room for the dash.
        let edits = vec![Edit::replace(range.start - 2..range.start, "- ")];
        return Some(Fix::likely(title, edits));
    }
    let mut edits = vec![Edit::replace(range.start..range.start, "- ")];
    let text = &document.text;
    let lines = successors(next_line(text, range.start), |at| next_line(text, *at))
        .take_while(|at| *at < range.end)
        .filter(|at| document.slice(*at..range.end).starts_with(' '));
    edits.extend(lines.map(|at| Edit::replace(at..at, "  ")));
    Some(Fix::likely(title, edits))
}

/// The column of the key whose value this is.
fn outer_column(document: &Document, mapping: NodeId, value: NodeId) -> Option<usize> {
    let mut entries = document.tree().entries(mapping).iter();
    let start = entries.find(|entry| entry.value == value)?.range.start;
    Some(start - line_start(&document.text, start))
}
