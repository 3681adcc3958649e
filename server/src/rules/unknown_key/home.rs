//! Moving a key to where it is allowed.

use std::iter::successors;

use spacefile_schema::Object;

use super::mend::{Unknown, fit, position};
use crate::diagnostic::{Edit, Fix};
use crate::document::{Document, Step};
use crate::rules::Context;
use crate::rules::edits::{line_end, line_start, next_line, tell_apart};
use crate::rules::insert::column;
use crate::rules::primary::is_other_primary;
use crate::rules::relocate::{move_entry, wrap_entry};
use crate::rules::words::quote;
use crate::syntax::parse;

/// Where the key is allowed, for each place it could go to.
pub(super) fn relocate(
    context: &Context<'_>,
    unknown: &Unknown<'_>,
    home: Object,
    name: &str,
) -> Vec<Fix> {
    let document = context.document;
    let tree = document.tree();
    let Some(key) = home.key(name) else { return Vec::new() };
    if !matches!(fit(document, key, unknown.field), Some(None)) {
        return Vec::new();
    }
    let path = unknown.violation.path.as_slice();
    let of_micro = matches!(path, [Step::Key(list), Step::Index(_), ..] if list == "micros");
    let up = |steps: usize| {
        let outer = path.get(..steps)?;
        Some(document.place(outer)?.value).filter(|value| tree.is_mapping(*value))
    };
    let to = |target, title: String| {
        let free =
            tree.field(target, name).is_none() && tree.scalar(unknown.field.key) == Some(name);
        let edits =
            move_entry(document, unknown.mapping.node, position(document, unknown)?, target);
        edits.filter(|_| free).map(|edits| Fix::likely(title, edits))
    };
    match (unknown.mapping.kind, home) {
        (Object::App, Object::Micro) => {
            if let Some(fix) = indent(context, unknown, name) {
                return vec![fix];
            }
            let micros = context.app.micros.iter().take(spacefile_schema::MAX_MICROS);
            let micros = micros.enumerate().filter(|(index, micro)| {
                let other = [Step::Key("micros".to_owned()), Step::Index(*index)];
                let engine = micro.engine(document);
                tree.get(micro.node).range == micro.range
                    && match name {
                        "primary" => !is_other_primary(document, &other),
                        "serve" => engine.is_some_and(|engine| engine.allows_serve()),
                        "include" => engine.is_some_and(|engine| engine.allows_include()),
                        "public" => micro.field(document, "public_routes").is_none(),
                        "public_routes" => micro.field(document, "public").is_none(),
                        _ => true,
                    }
            });
            let fixes = micros.filter_map(|(index, micro)| {
                let whose = match micro.text(document, "name") {
                    Some((name, _)) => quote(name),
                    None => format!("Micro {}", index + 1),
                };
                to(micro.node, format!("Move `{name}` into {whose}"))
            });
            let mut fixes: Vec<_> = fixes.collect();
            tell_apart(&mut fixes);
            fixes
        }
        (_, Object::App) if of_micro => up(0)
            .and_then(|root| to(root, format!("Move `{name}` to the top level")))
            .into_iter()
            .collect(),
        (Object::Presets | Object::Env | Object::Action, Object::Micro) if of_micro => up(2)
            .and_then(|micro| to(micro, format!("Move `{name}` into the Micro")))
            .into_iter()
            .collect(),
        (Object::Env, Object::Presets) if of_micro => up(3)
            .and_then(|presets| to(presets, format!("Move `{name}` into `presets`")))
            .into_iter()
            .collect(),
        (Object::Micro, Object::Presets) => {
            into_presets(document, unknown, name).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// A Micro's key under its `presets`, which are made where there are none.
fn into_presets(document: &Document, unknown: &Unknown<'_>, name: &str) -> Option<Fix> {
    let tree = document.tree();
    let title = format!("Move it to `presets.{name}`");
    let index = position(document, unknown)?;
    if let Some(presets) = unknown.mapping.field(tree, "presets") {
        let free = !presets.inherited
            && tree.is_mapping(presets.value)
            && tree.field(presets.value, name).is_none()
            && tree.scalar(unknown.field.key) == Some(name);
        let edits = move_entry(document, unknown.mapping.node, index, presets.value)?;
        return free.then(|| Fix::likely(title, edits));
    }
    let written = document.slice(tree.get(unknown.mapping.node).range.clone());
    let entry = tree.entries(unknown.mapping.node).get(index)?;
    if written.starts_with('{') {
        return None;
    }
    Some(Fix::likely(title, wrap_entry(document, entry, "presets", name)?))
}

/// A key at column 0 right behind a Micro that lacks it, at the column of that Micro's keys.
fn indent(context: &Context<'_>, unknown: &Unknown<'_>, name: &str) -> Option<Fix> {
    /// Longer texts, which no Spacefile is, aren't read again to see whether it helps.
    const LONGEST: usize = 16 << 10;
    let document = context.document;
    let text = &document.text;
    let tree = document.tree();
    let entry = tree.entries(unknown.mapping.node).get(position(document, unknown)?)?;
    let start = entry.range.start;
    let mut micros = context.app.micros.iter().rev();
    let micro = micros.find(|micro| micro.range.end <= start)?;
    let between = document.slice(micro.range.end..start).lines().skip(1);
    let behind = between.map(str::trim).all(|line| line.is_empty() || line.starts_with('#'));
    let column = column(document, tree.entries(micro.node).first()?.range.start);
    let free = tree.get(micro.node).range == micro.range && micro.field(document, name).is_none();
    if !behind || !free || line_start(text, start) != start || text.len() > LONGEST {
        return None;
    }
    let lines = successors(next_line(text, start), |at| next_line(text, *at));
    let lines = lines.take_while(|at| *at < entry.range.end);
    let lines: Vec<_> = lines.filter(|at| !line_content(document, *at).is_empty()).collect();
    let deep = |at: &usize| text.get(*at..).is_some_and(|rest| indent_of(rest) > column);
    // As the first line below it stands, so do the others.
    let moved = if lines.first().is_none_or(deep) { Vec::new() } else { lines };
    let shift = " ".repeat(column);
    let edits = std::iter::once(start).chain(moved);
    let edits: Vec<_> = edits.map(|at| Edit::replace(at..at, shift.clone())).collect();
    let whose =
        micro.text(document, "name").map_or("the Micro".to_owned(), |(name, _)| quote(name));
    let fix = Fix::likely(format!("Indent `{name}` into {whose}"), edits);
    let slips = parse(&fix.apply(text)).slips.len();
    (slips <= document.syntax.slips.len()).then_some(fix)
}

fn line_content(document: &Document, at: usize) -> &str {
    document.slice(at..line_end(&document.text, at)).trim()
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}
