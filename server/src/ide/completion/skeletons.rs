//! Whole pieces to be filled in: a file, a Micro, an action, a variable.

use serde_json::{Map, Value, json};
use spacefile_schema::{Engine, Key, Kind, MAX_MICROS, Object};

use super::candidate::{Candidate, Put};
use super::spot::{Spot, Tail};
use super::style::Style;
use super::{Docs, ItemKind, Layout, Template, keys, names, yaml};
use crate::ide::words::Words;
use crate::project::Project;
use crate::rules::guess::{engine_of, free_folders, name_for};

/// A piece: what to call it, what to say of it, and what it is.
struct Piece {
    label: String,
    detail: String,
    body: Value,
}

/// Pieces for a mapping that is still empty.
pub(super) fn candidates(spot: &Spot, object: Object, project: Option<&Project>) -> Vec<Candidate> {
    let is_empty = spot.siblings().next().is_none() && spot.value().is_none();
    if !is_empty || spot.tail != Tail::Nothing || spot.quote.is_some() {
        return Vec::new();
    }
    let style = Style::of(&spot.document);
    let write = |body: &Value| match spot.in_flow {
        // The braces are there.
        true => None,
        false => Some(yaml::block(body, spot.column, style)),
    };
    pieces(spot, object, project)
        .iter()
        .filter_map(|piece| Some(candidate(piece, write(&piece.body)?, spot.lead)))
        .map(|candidate| candidate.rank(keys::skeleton(object)))
        .collect()
}

/// Pieces behind a key whose value stands in lines of its own.
pub(super) fn behind_key(spot: &Spot, key: &Key, project: Option<&Project>) -> Vec<Candidate> {
    let Some(child) = key.child else { return Vec::new() };
    let style = Style::of(&spot.document);
    let write = |body: &Value| match (spot.in_flow, key.kind) {
        (true, Kind::List) => yaml::flow(&Value::Array(vec![body.clone()])),
        (true, _) => yaml::flow(body),
        (false, Kind::List) => {
            let dash = spot.column + style.dash;
            Template::default().line(dash).text("- ").then(yaml::block(body, dash + 2, style))
        }
        (false, _) => {
            let column = spot.column + style.step;
            Template::default().line(column).then(yaml::block(body, column, style))
        }
    };
    let pieces = pieces(spot, child, project);
    pieces.iter().map(|piece| candidate(piece, write(&piece.body), "")).collect()
}

/// Pieces as items of a list between brackets.
pub(super) fn in_flow(spot: &Spot, object: Object, project: Option<&Project>) -> Vec<Candidate> {
    let pieces = pieces(spot, object, project);
    pieces.iter().map(|piece| candidate(piece, yaml::flow(&piece.body), "")).collect()
}

fn candidate(piece: &Piece, template: Template, lead: &str) -> Candidate {
    let label = match lead {
        "- " => format!("- {}", piece.label),
        _ => piece.label.clone(),
    };
    let shown = template.plain(Layout { line_break: "\n", added: 0 });
    Candidate {
        label,
        kind: ItemKind::Skeleton,
        docs: Docs::Words(Words::default().code(shown.trim_start_matches('\n'))),
        put: Put::Bare(template),
        ..Candidate::value("", piece.detail.clone())
    }
}

/// What the folder has, and then what the schema offers.
fn pieces(spot: &Spot, object: Object, project: Option<&Project>) -> Vec<Piece> {
    let too_many = object == Object::Micro && spot.app.micros.len() > MAX_MICROS;
    if too_many {
        return Vec::new();
    }
    let found = match object {
        Object::App => whole(spot, project),
        Object::Micro => micros(spot, project),
        _ => Vec::new(),
    };
    let snippets = object.schema().get("defaultSnippets").and_then(Value::as_array);
    let ready = snippets.into_iter().flatten().filter_map(|snippet| {
        let text = |name: &str| Some(snippet.get(name)?.as_str()?.to_owned());
        let (label, detail) = (text("label")?, text("description").unwrap_or_default());
        Some(Piece { label, detail, body: snippet.get("body")?.clone() })
    });
    found.into_iter().chain(ready).collect()
}

/// A file with all Micros that the folder seems to have.
fn whole(spot: &Spot, project: Option<&Project>) -> Vec<Piece> {
    let micros: Vec<_> = found(spot, project).into_iter().map(|(_, body)| body).collect();
    if micros.is_empty() {
        return Vec::new();
    }
    vec![Piece {
        label: "Spacefile: this folder".to_owned(),
        detail: "With the Micros that the folder has".to_owned(),
        body: json!({ "v": 0, "micros": micros }),
    }]
}

/// The Micros that the folder seems to have and the file doesn't.
fn micros(spot: &Spot, project: Option<&Project>) -> Vec<Piece> {
    let piece = |(folder, body): (String, Value)| {
        let engine = body.get("engine").and_then(Value::as_str).unwrap_or_default().to_owned();
        Piece {
            label: format!("Micro in {folder}"),
            detail: format!("With the engine `{engine}`"),
            body,
        }
    };
    found(spot, project).into_iter().map(piece).collect()
}

/// The folders that look like a Micro, each with what it would say.
fn found(spot: &Spot, project: Option<&Project>) -> Vec<(String, Value)> {
    let Some(project) = project else { return Vec::new() };
    let context = names::context_of(spot, Some(project));
    // The one at the cursor has no folder yet.
    let is_first = spot.app.micros.len() <= 1;
    let folders = match engine_of(project, ".") {
        Some(_) if is_first => vec!["./".to_owned()],
        _ => free_folders(&context),
    };
    let several = folders.len() > 1;
    let micro = |(index, folder): (usize, String)| {
        let (engine, name) = (engine_of(project, &folder)?, name_for(&context, &folder)?);
        let mut body = Map::new();
        body.insert("name".to_owned(), json!(format!("${{1:{name}}}")));
        body.insert("src".to_owned(), json!(folder));
        body.insert("engine".to_owned(), json!(engine.name()));
        if engine.needs_serve() {
            body.insert("serve".to_owned(), json!("${2:./}"));
        }
        if engine == Engine::Custom {
            body.insert("run".to_owned(), json!("${2:./server}"));
        }
        if several && is_first && index == 0 {
            body.insert("primary".to_owned(), json!(true));
        }
        Some((folder, Value::Object(body)))
    };
    folders.into_iter().take(MAX_MICROS).enumerate().filter_map(micro).collect()
}
