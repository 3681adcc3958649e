//! A text where a list is wanted, a mapping where a text is, and the like.

use std::iter::successors;

use spacefile_schema::Object;

use crate::diagnostic::{Edit, Fix};
use crate::document::{Document, Step};
use crate::rules::edits::{line_break, line_start, next_line, write_text};
use crate::rules::quoting::in_quotation;
use crate::rules::spot::{kind_at, slips};
use crate::rules::words::quote;
use crate::structure::Violation;
use crate::syntax::{NodeId, NodeKind, Style};

/// A line such as `echo a: b` in quotes.
pub(super) fn line_in_quotes(document: &Document, value: NodeId) -> Option<Fix> {
    let tree = document.tree();
    let range = tree.get(value).range.clone();
    let line = document.slice(range.clone());
    let start = line_start(&document.text, range.start);
    // On a line of its own it may well be meant as a mapping.
    let follows = document.slice(start..range.start).trim_end().ends_with(['-', ':', ',', '[']);
    if line.contains(['\n', '\r', '#', '{', '[']) || !follows {
        return None;
    }
    Some(in_quotation(document, range))
}

/// The one item of a list without the list.
pub(super) fn only_item(document: &Document, value: NodeId) -> Option<Fix> {
    let tree = document.tree();
    let [item] = tree.items(value) else { return None };
    let text = tree.text(item.value)?;
    let range = tree.get(value).range.clone();
    let written = document.slice(range.clone());
    // A list below its key would leave the text on a line of its own.
    if !written.starts_with('[') || written.contains(['\n', '\r', '#']) {
        return None;
    }
    let title = format!("Write {} without the list", quote(text));
    Some(Fix::likely(title, vec![Edit::replace(range, write_text(text))]))
}

/// A text as a list of one.
pub(super) fn in_brackets(
    document: &Document,
    violation: &Violation,
    value: NodeId,
) -> Option<Fix> {
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
pub(in crate::rules) fn as_list(document: &Document, name: &str, value: NodeId) -> Option<String> {
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
pub(super) fn variable(document: &Document, violation: &Violation, value: NodeId) -> Option<Fix> {
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
pub(super) fn with_dash(document: &Document, violation: &Violation, value: NodeId) -> Option<Fix> {
    let (Step::Key(name), outer) = violation.path.split_last()? else { return None };
    let child = kind_at(outer)?.key(name)?.child?;
    let tree = document.tree();
    if let [entry] = tree.entries(value)
        && let Some(key) = tree.scalar(entry.key).and_then(|key| key.strip_prefix('-'))
        && child.key(key).is_some()
        && slips(document, entry.range.clone()).next().is_none()
    {
        let at = entry.range.start + 1;
        return Some(Fix::likely("Add a space after the `-`", vec![Edit::replace(at..at, " ")]));
    }
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
