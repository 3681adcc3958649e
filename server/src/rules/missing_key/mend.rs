//! Required keys with the values that the folder or their neighbours suggest.

use spacefile_schema::{Engine, MAX_MICROS, Object};

use super::super::Context;
use crate::diagnostic::{Edit, Fix};
use crate::document::Document;
use crate::project::path;
use crate::rules::edits::{line_break, line_end, line_start, next_line, write_text};
use crate::rules::guess::{engine_of, free_folders, name_for, project};
use crate::rules::insert::insert;
use crate::rules::spot::{Mapping, slips};
use crate::rules::words::list;
use crate::syntax::Entry;

/// Folders that are offered where a Micro's `src` is missing.
const MOST_FOLDERS: usize = 3;

/// The ways to add all that is missing. None where a value is anybody's guess.
pub(super) fn fixes(context: &Context<'_>, mapping: &Mapping, missing: &[&str]) -> Vec<Fix> {
    if !mapping.is_own() {
        return Vec::new();
    }
    match mapping.kind {
        Object::App => app(context, mapping, missing).into_iter().collect(),
        Object::Micro => micro(context, mapping, missing),
        Object::Action => action(context, mapping, missing).into_iter().collect(),
        Object::Env | Object::Presets => Vec::new(),
    }
}

/// The version can only be 0; the Micros are those of the folder, or what stands at the top level.
fn app(context: &Context<'_>, mapping: &Mapping, missing: &[&str]) -> Option<Fix> {
    let document = context.document;
    let version = || insert(document, mapping.node, None, &[("v", "0".to_owned())]);
    let micros = || {
        let found = || Some(Fix::likely("Add `micros`", vec![found_micros(context, mapping)?]));
        below_micros(document, mapping).or_else(found)
    };
    match missing {
        ["v"] => Some(Fix::safe("Add `v: 0`", vec![version()?])),
        ["micros"] => micros(),
        _ => {
            let (version, mut fix) = (version()?, micros()?);
            match fix.edits.first_mut().filter(|edit| edit.offset == version.offset) {
                Some(first) => first.text.insert_str(0, &version.text),
                None => fix.edits.insert(0, version),
            }
            Some(Fix { title: format!("{}, and add `v: 0`", fix.title), ..fix })
        }
    }
}

/// Puts a Micro's keys that stand at the top level in a row under `micros:`.
fn below_micros(document: &Document, mapping: &Mapping) -> Option<Fix> {
    let tree = document.tree();
    let text = &document.text;
    let entries = tree.entries(mapping.node);
    let strays = |entry: &Entry| {
        let key = tree.scalar(entry.key).unwrap_or_default();
        Object::App.key(key).is_none() && Object::Micro.key(key).is_some()
    };
    let start = entries.iter().position(strays)?;
    let row = entries.get(start..)?;
    let row = row.get(..row.iter().position(|entry| !strays(entry)).unwrap_or(row.len()))?;
    let (first, last) = (row.first()?.range.start, row.last()?.range.end);
    let names: Vec<_> = row.iter().filter_map(|entry| tree.scalar(entry.key)).collect();
    let whole = entries.iter().filter(|entry| strays(entry)).count() == row.len();
    let at_start = line_start(text, first) == first;
    if !whole || !at_start || slips(document, first..last).next().is_some() {
        return None;
    }
    let head = format!("micros:{}  - ", line_break(text));
    let mut edits = vec![Edit::replace(first..first, head)];
    let mut at = first;
    while let Some(line) = next_line(text, at).filter(|line| *line < last) {
        if !document.slice(line..line_end(text, line)).trim().is_empty() {
            edits.push(Edit::replace(line..line, "    "));
        }
        at = line;
    }
    let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    Some(Fix::likely(format!("Move {} below `micros:`", list(&names, "and")), edits))
}

/// The Micros that stand in the folder.
fn found_micros(context: &Context<'_>, mapping: &Mapping) -> Option<Edit> {
    let project = project(context)?;
    let document = context.document;
    let folders = match engine_of(project, ".") {
        Some(_) => vec!["./".to_owned()],
        None => free_folders(context),
    };
    let newline = line_break(&document.text);
    let mut lines = Vec::new();
    for folder in folders.iter().take(MAX_MICROS) {
        let (name, engine) = (name_for(context, folder)?, engine_of(project, folder)?);
        lines.push(format!("  - name: {}", write_text(&name)));
        lines.push(format!("    src: {}", write_text(folder)));
        lines.push(format!("    engine: {}", engine.name()));
        lines.extend(engine.needs_serve().then(|| "    serve: ./".to_owned()));
        let first = folders.len() > 1 && folders.first() == Some(folder);
        lines.extend(first.then(|| "    primary: true".to_owned()));
    }
    let range = document.tree().get(mapping.node).range.clone();
    if lines.is_empty() || document.slice(range.clone()).starts_with('{') {
        return None;
    }
    let end = line_end(&document.text, range.end);
    let lines: String = lines.iter().map(|line| format!("{newline}{line}")).collect();
    Some(Edit::replace(end..end, format!("{newline}micros:{lines}")))
}

/// A Micro's missing keys, for each folder it may be.
fn micro(context: &Context<'_>, mapping: &Mapping, missing: &[&str]) -> Vec<Fix> {
    let document = context.document;
    let tree = document.tree();
    let text = |name: &str| mapping.field(tree, name).and_then(|field| tree.text(field.value));
    let sources = match text("src") {
        Some(src) => vec![src.to_owned()],
        None if !missing.contains(&"src") => return Vec::new(),
        None => {
            let folders = free_folders(context);
            let namesake = folders.iter().find(|folder| Some(folder.as_str()) == text("name"));
            namesake.map_or(folders.clone(), |folder| vec![folder.clone()])
        }
    };
    let fixes = sources.iter().take(MOST_FOLDERS).filter_map(|src| {
        let engine = || match project(context).filter(|_| !path::leaves(src)) {
            Some(project) => engine_of(project, src),
            None => None,
        };
        let mut fields = Vec::new();
        for name in missing {
            fields.push((
                *name,
                match *name {
                    "name" => write_text(&name_for(context, src)?),
                    "src" => write_text(src),
                    "engine" => engine()?.name().to_owned(),
                    _ => return None,
                },
            ));
        }
        let is_static = missing.contains(&"engine") && engine() == Some(Engine::Static);
        if is_static && mapping.field(tree, "serve").is_none() {
            fields.push(("serve", "./".to_owned()));
        }
        add(document, mapping, &fields)
    });
    fixes.collect()
}

/// An action's missing keys, as far as the others tell.
fn action(context: &Context<'_>, mapping: &Mapping, missing: &[&str]) -> Option<Fix> {
    let document = context.document;
    let tree = document.tree();
    let text = |name: &str| {
        let field = mapping.field(tree, name)?;
        tree.text(field.value).filter(|text| !text.trim().is_empty())
    };
    let mut fields = Vec::new();
    for name in missing {
        fields.push((
            *name,
            match *name {
                "id" => write_text(&text("name")?.trim().to_lowercase().replace(' ', "-")),
                "name" => write_text(text("id")?),
                "trigger" => "schedule".to_owned(),
                _ => return None,
            },
        ));
    }
    let fix = add(document, mapping, &fields)?;
    Some(Fix { safe: *missing == ["trigger"], ..fix })
}

/// Adds keys, `name` and `id` at the front and the others behind those.
fn add(document: &Document, mapping: &Mapping, fields: &[(&str, String)]) -> Option<Fix> {
    let tree = document.tree();
    let leads = fields.first().is_some_and(|(name, _)| matches!(*name, "name" | "id"));
    let before = ["engine", "src", "name", "id"];
    let entries = tree.entries(mapping.node);
    let after = before
        .iter()
        .filter(|name| !fields.iter().any(|(added, _)| added == *name))
        .find_map(|name| entries.iter().find(|entry| tree.scalar(entry.key) == Some(name)));
    let after = after.or(entries.first()).filter(|_| !leads);
    let edit = insert(document, mapping.node, after, fields)?;
    let added: Vec<_> = fields.iter().map(|(name, value)| format!("`{name}: {value}`")).collect();
    Some(Fix::likely(format!("Add {}", list(&added, "and")), vec![edit]))
}
