//! Whether a value that is there already is one that a key takes.

use spacefile_schema::{Key, Kind, Object};

use super::spot::Spot;
use crate::syntax::{NodeId, NodeKind, Scalar};

/// How badly a value fits a key: 0 if it looks like one of its own, 1 if it has the right type, 2
/// if not even that.
pub(super) fn fit(spot: &Spot, key: &Key, value: NodeId) -> u8 {
    let tree = spot.document.tree();
    let value = tree.follow(value);
    let is_type = match &tree.get(value).kind {
        NodeKind::Scalar { .. } => match tree.resolve(value) {
            Some(Scalar::Boolean(_)) => key.kind == Kind::Boolean,
            Some(Scalar::Text) => key.kind == Kind::Text,
            _ => key.kind == Kind::Integer,
        },
        NodeKind::Sequence(items) => {
            let holds = items.first().map(|item| tree.is_mapping(tree.follow(item.value)));
            key.kind == Kind::List && holds.is_none_or(|holds| holds == key.child.is_some())
        }
        NodeKind::Mapping(_) => key.kind == Kind::Mapping,
        NodeKind::Alias(_) => true,
    };
    if !is_type {
        return 2;
    }
    let looks = match &tree.get(value).kind {
        NodeKind::Scalar { text, .. } => looks_like(key, text),
        NodeKind::Sequence(items) => match items.first() {
            Some(item) if key.child.is_some() => {
                let keys = tree.entries(item.value).iter().filter_map(|it| tree.scalar(it.key));
                let child = key.child.into_iter().flat_map(Object::keys);
                let known = child.map(|key| key.name).collect::<Vec<_>>();
                keys.clone().next().is_none() || keys.clone().any(|name| known.contains(&name))
            }
            Some(item) => tree.scalar(item.value).is_none_or(|text| looks_like(key, text)),
            None => true,
        },
        _ => true,
    };
    u8::from(!looks)
}

/// Whether a text, or the first of several, looks like what one writes behind a key.
fn looks_like(key: &Key, text: &str) -> bool {
    let is_command = is_command(text);
    // `./server` may be a program, and `./api` a folder.
    let is_path = text.starts_with("./") && !text.contains(char::is_whitespace);
    match key.name {
        "run" | "dev" | "commands" => is_command || is_path && text.len() > 2,
        "public_routes" => text.starts_with('/') || text == "*",
        "icon" => has_ending(text, &["png", "webp", "jpg", "jpeg", "svg"]),
        "default_interval" => crate::interval::Interval::parse(text).is_ok(),
        "engine" | "trigger" => key.choice(text).is_some(),
        "src" | "serve" | "include" => !is_command && !text.starts_with('/'),
        "path" => !text.contains(char::is_whitespace) && !text.starts_with('.'),
        "name" | "app_name" | "description" | "id" => !is_command,
        _ => true,
    }
}

/// Whether a text reads like something for a shell.
fn is_command(text: &str) -> bool {
    const PROGRAMS: &[&str] = &[
        "yarn",
        "npm",
        "pnpm",
        "npx",
        "node",
        "python",
        "python3",
        "pip",
        "uvicorn",
        "gunicorn",
        "flask",
        "go",
        "cargo",
        "make",
        "deno",
        "bun",
        "sh",
        "bash",
        "dart",
        "java",
        "php",
        "ruby",
        "source",
        "echo",
        "cp",
        "mkdir",
        "rm",
        "poetry",
        "pipenv",
        "hypercorn",
        "streamlit",
        "chmod",
        "apt",
        "apt-get",
        "curl",
        "cd",
        "serve",
    ];
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or_default();
    PROGRAMS.contains(&first)
        || words.next().is_some() && (first.contains(['/', '=', '.']) || text.contains(" -"))
}

fn has_ending(text: &str, endings: &[&str]) -> bool {
    let ending = text.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| endings.contains(&ending.as_str()))
}
