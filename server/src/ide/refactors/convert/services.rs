//! The services of a Docker Compose file or a Render blueprint.
//!
//! What has a counterpart becomes that; what has none stays, as a comment.

use std::ops::Range;

use crate::document::Document;
use crate::ide::refactors::lines::is_flow;
use crate::rules::edits::{line_break, line_end, line_start, next_line, write_text};
use crate::syntax::{Entry, NodeId, NodeKind};

/// The column of a Micro's keys.
const KEYS: &str = "    ";

/// Keys of a Micro in the order in which they are written.
const ORDER: [&str; 8] = ["name", "src", "engine", "path", "serve", "commands", "run", "presets"];

/// The text with the services as Micros; `None` if there are none, or not in lines.
pub(super) fn services(document: &Document) -> Option<String> {
    let tree = document.tree();
    let root = tree.root().filter(|root| tree.is_mapping(*root) && !is_flow(document, *root))?;
    let entries = tree.entries(root);
    let services = entries.iter().find(|entry| tree.scalar(entry.key) == Some("services"))?;
    if is_flow(document, services.value)
        || entries.iter().any(|it| tree.scalar(it.key) == Some("micros"))
    {
        return None;
    }
    let text = &document.text;
    let mut writer = Writer { document, newline: line_break(text), out: String::new() };
    let first = line_start(text, entries.first()?.range.start);
    writer.out.push_str(document.slice(0..first));
    if !entries.iter().any(|entry| tree.scalar(entry.key) == Some("v")) {
        writer.line("v: 0");
    }
    let mut at = first;
    for entry in entries {
        let end = line_end(text, entry.range.end);
        match tree.scalar(entry.key) {
            Some("services") => writer.micros(at, entry)?,
            Some("v" | "app_name" | "icon" | "auto_pwa") => {
                writer.lines(document.slice(at..end));
            }
            _ => writer.comment_out("", at..end),
        }
        at = next_line(text, end).unwrap_or(text.len());
    }
    writer.out.push_str(document.slice(at..text.len()));
    Some(writer.out)
}

struct Writer<'d> {
    document: &'d Document,
    newline: &'static str,
    out: String,
}

impl Writer<'_> {
    fn line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push_str(self.newline);
    }

    /// Lines as they are.
    fn lines(&mut self, lines: &str) {
        lines.lines().for_each(|line| self.line(line));
    }

    /// Lines as comments at an indent; comments among them stay what they are.
    fn comment_out(&mut self, indent: &str, range: Range<usize>) {
        let lines = self.document.slice(range);
        let least = lines.lines().filter(|line| !line.trim().is_empty());
        let least = least.map(|line| line.len() - line.trim_start_matches([' ', '-']).len()).min();
        for line in lines.lines() {
            let words = line.trim_start();
            if words.is_empty() || words.starts_with('#') {
                self.line(&if words.is_empty() {
                    String::new()
                } else {
                    format!("{indent}{words}")
                });
            } else {
                let rest = line.get(least.unwrap_or(0).min(line.len() - words.len())..);
                self.line(&format!("{indent}# {}", rest.unwrap_or(words)));
            }
        }
    }

    /// The services, from the lines above their key on.
    fn micros(&mut self, from: usize, services: &Entry) -> Option<()> {
        let (document, tree) = (self.document, self.document.tree());
        let text = &document.text;
        let key = tree.get(services.key).range.clone();
        self.lines(document.slice(from..line_start(text, key.start)));
        let behind = document.slice(key.end..line_end(text, key.end)).trim_start();
        self.line(&format!("micros{}", behind.strip_prefix(':').map(|it| format!(":{it}"))?));
        let mut at = next_line(text, key.end)?;
        let list: Vec<(Range<usize>, Option<&str>, NodeId)> = match &tree.get(services.value).kind {
            NodeKind::Mapping(entries) => entries
                .iter()
                .map(|entry| (entry.range.clone(), tree.scalar(entry.key), entry.value))
                .collect(),
            NodeKind::Sequence(items) => {
                items.iter().map(|item| (item.range.clone(), None, item.value)).collect()
            }
            NodeKind::Scalar { .. } | NodeKind::Alias(_) => return None,
        };
        for (range, name, service) in list {
            if !tree.is_mapping(service) || is_flow(document, service) {
                return None;
            }
            let above = document.slice(at..line_start(text, range.start));
            above.lines().for_each(|line| self.line(line));
            self.micro(name, &range, service);
            at = next_line(text, range.end).unwrap_or(text.len());
        }
        Some(())
    }

    fn micro(&mut self, name: Option<&str>, whole: &Range<usize>, service: NodeId) {
        let (document, tree) = (self.document, self.document.tree());
        let text = &document.text;
        let mut found: Vec<(usize, Vec<String>, Vec<String>)> = Vec::new();
        let mut left: Vec<Range<usize>> = Vec::new();
        let mut known = Vec::new();
        let entries = tree.entries(service);
        let comment = |range: &Range<usize>| -> Vec<String> {
            let all = document.syntax.comments.iter();
            let inside = all.filter(|it| range.start <= it.start && it.end <= range.end);
            inside.map(|it| document.slice(it.clone()).trim_end().to_owned()).collect()
        };
        if let Some(name) = name {
            let first = entries.first().map_or(whole.end, |entry| entry.range.start);
            let comments = comment(&(whole.start..line_start(text, first).max(whole.start)));
            found.push((0, comments, vec![format!("name: {}", write_text(name))]));
            known.push("name");
        }
        let mut at = entries.first().map_or(whole.end, |entry| entry.range.start);
        for entry in entries {
            let end = line_end(text, entry.range.end);
            let counterpart = counterpart(document, entry);
            match counterpart.filter(|(key, _)| !known.contains(key)) {
                Some((key, lines)) => {
                    known.push(key);
                    let rank = ORDER.iter().position(|it| *it == key).unwrap_or(ORDER.len());
                    found.push((rank, comment(&(at..end)), lines));
                }
                None => left.push(at..end),
            }
            at = next_line(text, end).unwrap_or(text.len());
        }
        found.sort_by_key(|(rank, ..)| *rank);
        let mut is_first = true;
        for (_, comments, lines) in found {
            for comment in comments {
                let indent = if is_first { "  " } else { KEYS };
                self.line(&format!("{indent}{comment}"));
            }
            for line in lines {
                let indent = if is_first { "  - " } else { KEYS };
                self.line(&format!("{indent}{line}"));
                is_first = false;
            }
        }
        if is_first {
            self.line("  - src: ./");
        }
        for range in left {
            self.comment_out(KEYS, range);
        }
    }
}

/// The key of a Micro that says the same as an entry of a service, and its lines.
fn counterpart(document: &Document, entry: &Entry) -> Option<(&'static str, Vec<String>)> {
    let tree = document.tree();
    let key = tree.scalar(entry.key)?;
    let text = tree.scalar(entry.value).filter(|text| !text.trim().is_empty());
    let one = |name: &'static str| Some((name, vec![format!("{name}: {}", write_text(text?))]));
    match key {
        "name" => one("name"),
        "rootDir" => one("src"),
        "build" if text.is_some() => one("src"),
        "build" => {
            let context = tree.field(entry.value, "context")?;
            let only = tree.entries(entry.value).len() == 1;
            let context = tree.scalar(context.value).filter(|_| only)?;
            Some(("src", vec![format!("src: {}", write_text(context))]))
        }
        "startCommand" | "command" => one("run"),
        "staticPublishPath" => one("serve"),
        "buildCommand" => {
            Some(("commands", vec!["commands:".to_owned(), format!("  - {}", write_text(text?))]))
        }
        "runtime" | "env" if text.is_some() => {
            let engine = match text? {
                "python" | "python3" => "python3.9",
                "node" => "nodejs16",
                "static" => "static",
                _ => return None,
            };
            Some(("engine", vec![format!("engine: {engine}")]))
        }
        "envVars" | "environment" => Some(("presets", presets(document, entry.value)?)),
        _ => None,
    }
}

/// Environment variables as presets: from a mapping, `NAME=value` texts, or `key` and `value`.
fn presets(document: &Document, value: NodeId) -> Option<Vec<String>> {
    let tree = document.tree();
    let variables: Option<Vec<(String, Option<String>)>> = match &tree.get(value).kind {
        NodeKind::Mapping(entries) => entries
            .iter()
            .map(|entry| {
                let text = tree.scalar(entry.value)?;
                let default = (!text.is_empty()).then(|| text.to_owned());
                Some((tree.scalar(entry.key)?.to_owned(), default))
            })
            .collect(),
        NodeKind::Sequence(items) => items
            .iter()
            .map(|item| match tree.scalar(item.value) {
                Some(text) => Some(match text.split_once('=') {
                    Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
                    None => (text.to_owned(), None),
                }),
                None => {
                    let text = |key: &str| tree.scalar(tree.field(item.value, key)?.value);
                    let known =
                        |entry: &Entry| matches!(tree.scalar(entry.key), Some("key" | "value"));
                    let is_plain = tree.entries(item.value).iter().all(known);
                    is_plain.then_some(())?;
                    Some((text("key")?.to_owned(), text("value").map(str::to_owned)))
                }
            })
            .collect(),
        NodeKind::Scalar { .. } | NodeKind::Alias(_) => None,
    };
    let mut lines = vec!["presets:".to_owned(), "  env:".to_owned()];
    let variables = variables.filter(|it| !it.is_empty())?;
    for (name, default) in variables {
        lines.push(format!("    - name: {}", write_text(&name)));
        lines.extend(default.map(|it| format!("      default: {}", write_text(&it))));
    }
    Some(lines)
}
