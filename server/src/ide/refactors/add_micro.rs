//! A new Micro at the end of the list, for each engine.

use serde_json::Value;
use spacefile_schema::{Engine, MAX_MICROS, Object};

use super::lines::{column, end_with_comments, is_flow};
use super::{Draft, Kind, Scene};
use crate::diagnostic::Edit;
use crate::document::Document;
use crate::rules::edits::{line_break, line_end, line_start, write_text};
use crate::rules::primary::{may_be_primary, set_primary};
use crate::syntax::{Entry, Item, Tree};

pub(super) fn drafts(scene: &Scene<'_>) -> Vec<Draft> {
    let app = &scene.analysis.app;
    let items = items(scene.document);
    if !is_between(scene, items) || items.len() != app.micros.len() || items.len() >= MAX_MICROS {
        return Vec::new();
    }
    let draft = |template: Template| {
        let mut edits = vec![put(scene.document, items, &template)?];
        edits.extend(primary(scene, items)?);
        let title = format!("Add a Micro: {}", template.title);
        Some(Draft { title, kind: Kind::Add, edits, keeps_value: false })
    };
    templates(scene).into_iter().filter_map(draft).collect()
}

fn items(document: &Document) -> &[Item] {
    document.micros().map_or(&[], |micros| document.tree().items(micros.value))
}

/// Whether the selection is in no Micro, but for the line that it starts on.
fn is_between(scene: &Scene<'_>, items: &[Item]) -> bool {
    let text = &scene.document.text;
    let line = line_start(text, scene.range.start);
    !items.iter().any(|item| line_start(text, item.range.start) < line && line <= item.range.end)
}

/// Of several Micros one has to be primary: the one that is alone now.
fn primary(scene: &Scene<'_>, items: &[Item]) -> Option<Vec<Edit>> {
    let ([first], [_]) = (scene.analysis.app.micros.as_slice(), items) else {
        return Some(Vec::new());
    };
    let says_so = first.boolean(scene.document, "primary") == Some(true);
    if says_so || may_be_primary(scene.document.tree(), first.node) {
        return Some(Vec::new());
    }
    set_primary(scene.document, first, true).map(|fix| fix.edits)
}

/// A Micro to be filled in.
struct Template {
    title: String,
    /// Its keys with their values, as YAML spells them; a list has several.
    fields: Vec<(String, Vec<String>, bool)>,
}

/// The snippets of the schema, one for each engine and two for what is compiled.
fn templates(scene: &Scene<'_>) -> Vec<Template> {
    let snippets = Object::Micro.schema().get("defaultSnippets").and_then(Value::as_array);
    let snippets = || snippets.into_iter().flatten();
    let mut found = Vec::new();
    for engine in Engine::ALL {
        let shown = like(engine).name();
        let of_engine = snippets().filter(|snippet| {
            snippet.pointer("/body/engine").and_then(Value::as_str).map(filled).as_deref()
                == Some(shown)
        });
        let of_engine: Vec<_> = of_engine.collect();
        for snippet in &of_engine {
            let label = snippet.get("label").and_then(Value::as_str).unwrap_or_default();
            let kind = label.rsplit(": ").next().unwrap_or_default();
            let title = match of_engine.len() {
                1 => engine.name().to_owned(),
                _ => format!("{} ({kind})", engine.name()),
            };
            found.extend(template(scene, snippet, engine, title));
        }
    }
    found
}

/// The engine whose snippet fits, with another name in it.
fn like(engine: Engine) -> Engine {
    match engine {
        Engine::Svelte | Engine::Vue => Engine::React,
        Engine::Nuxt | Engine::SvelteKit => Engine::Next,
        Engine::Python38 => Engine::Python39,
        other => other,
    }
}

fn template(scene: &Scene<'_>, snippet: &Value, engine: Engine, title: String) -> Option<Template> {
    let body = snippet.get("body")?.as_object()?;
    let usual = filled(body.get("name")?.as_str()?);
    let name = free_name(scene, &usual);
    let mut fields = Vec::new();
    for (key, value) in body {
        let texts: Vec<String> = match value {
            Value::Array(items) => items.iter().filter_map(Value::as_str).map(filled).collect(),
            value => vec![filled(value.as_str()?)],
        };
        let texts = texts.into_iter().map(|text| match key.as_str() {
            "engine" => engine.name().to_owned(),
            // The folder is called like the Micro.
            "name" | "src" if text == usual => name.clone(),
            _ => text,
        });
        let texts = texts.map(|text| write_text(&text)).collect();
        fields.push((key.clone(), texts, value.is_array()));
    }
    Some(Template { title, fields })
}

/// A text with what its places to fill in start from.
fn filled(text: &str) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, place)) = rest.split_once("${") {
        filled.push_str(before);
        let (inner, after) = place.split_once('}').unwrap_or((place, ""));
        filled.push_str(inner.split_once(':').map_or("", |(_, text)| text));
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// A name that no Micro has, nor takes its requests under.
fn free_name(scene: &Scene<'_>, usual: &str) -> String {
    let document = scene.document;
    let is_taken = |name: &str| {
        scene.analysis.app.micros.iter().any(|micro| {
            ["name", "path", "src"].iter().any(|key| {
                let text = micro.text(document, key).map(|(text, _)| text);
                text.is_some_and(|text| text.trim_matches(['.', '/']) == name)
            })
        })
    };
    let numbered = (2..).map(|number| format!("{usual}-{number}"));
    let mut names = std::iter::once(usual.to_owned()).chain(numbered);
    names.find(|name| !is_taken(name)).unwrap_or_else(|| usual.to_owned())
}

/// The edit that puts a Micro behind the last one.
fn put(document: &Document, items: &[Item], template: &Template) -> Option<Edit> {
    let (text, tree) = (&document.text, document.tree());
    let newline = line_break(text);
    let Some(last) = items.last() else { return start(document, tree, template) };
    let list = document.micros()?.value;
    if is_flow(document, list) || list != tree.follow(list) {
        return None;
    }
    let dash = column(document, last.range.start);
    let end = end_with_comments(text, last.range.end, dash);
    // As the others are set apart, so is this one.
    let above = text.get(..line_start(text, last.range.start))?;
    let is_apart = items.len() > 1 && above.trim_end_matches([' ', '\t']).ends_with("\n\n");
    let apart = if is_apart { newline } else { "" };
    let lines = lines(template, dash, newline);
    Some(Edit::replace(end..end, format!("{newline}{apart}{}", lines.trim_end())))
}

/// The edit that starts the list.
fn start(document: &Document, tree: &Tree, template: &Template) -> Option<Edit> {
    let text = &document.text;
    let newline = line_break(text);
    let lines = lines(template, 2, newline);
    let lines = lines.trim_end();
    if let Some(micros) = document.micros() {
        let (key, value) = (tree.get(micros.key), tree.get(micros.value));
        let is_nothing =
            matches!(document.slice(value.range.clone()).trim(), "" | "[]" | "~" | "null");
        if !is_nothing || value.anchor.is_some() || tree.scalar(micros.key) != Some("micros") {
            return None;
        }
        let end = line_end(text, key.range.end);
        if end < value.range.end {
            return None;
        }
        let behind = document.slice(value.range.end.max(key.range.end + 1)..end);
        return Some(Edit::replace(key.range.end..end, format!(":{behind}{newline}{lines}")));
    }
    let end = document.syntax.ignored.as_ref().map_or(text.len(), |ignored| ignored.start);
    let before = text.get(..end)?;
    let gap = if before.is_empty() || before.ends_with(['\n', '\r']) { "" } else { newline };
    let version = if tree.root().is_none() { format!("v: 0{newline}") } else { String::new() };
    // A file with other keys is something else, or will be once they are mended.
    let is_known =
        |entry: &Entry| tree.scalar(entry.key).is_some_and(|key| Object::App.key(key).is_some());
    let is_app = tree.root().is_none_or(|root| {
        tree.is_mapping(root) && !is_flow(document, root) && tree.entries(root).iter().all(is_known)
    });
    let has_none = tree.root().is_none_or(|root| column(document, tree.get(root).range.start) == 0);
    (is_app && has_none)
        .then(|| Edit::replace(end..end, format!("{gap}{version}micros:{newline}{lines}{newline}")))
}

/// The lines of a Micro whose dash stands at a column.
fn lines(template: &Template, dash: usize, newline: &str) -> String {
    let mut lines = String::new();
    for (index, (key, values, is_list)) in template.fields.iter().enumerate() {
        lines.push_str(&" ".repeat(dash));
        lines.push_str(if index == 0 { "- " } else { "  " });
        lines.push_str(key);
        lines.push(':');
        for value in values {
            if *is_list {
                lines.push_str(&format!("{newline}{}- {value}", " ".repeat(dash + 4)));
            } else {
                lines.push_str(&format!(" {value}"));
            }
        }
        lines.push_str(newline);
    }
    lines
}
