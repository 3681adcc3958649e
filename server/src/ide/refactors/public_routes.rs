//! `public: true` is short for one route, which can be written out and then be made others.

use super::lines::{column, is_flow};
use super::{Draft, Kind, Scene};
use crate::diagnostic::Edit;
use crate::rules::edits::{line_break, line_end, line_start};
use crate::syntax::{NodeKind, Scalar, Style};

/// The route that `public: true` stands for (Spacefile reference, `public`).
const EVERYTHING: &str = "\"/*\"";

pub(super) fn drafts(scene: &Scene<'_>) -> Vec<Draft> {
    let Scene { analysis, document, .. } = scene;
    let tree = document.tree();
    let mut drafts = Vec::new();
    for micro in &analysis.app.micros {
        let entries = tree.entries(micro.node);
        let entry = entries.iter().find(|entry| tree.scalar(entry.key) == Some("public"));
        let Some(entry) = entry.filter(|entry| scene.is_in(&entry.range)) else { continue };
        let (key, value) = (tree.get(entry.key), tree.get(entry.value));
        let is_plain = matches!(value.kind, NodeKind::Scalar { style: Style::Plain, .. })
            && value.anchor.is_none()
            && value.tag.is_none();
        let is_true = tree.resolve(entry.value) == Some(Scalar::Boolean(true));
        if !is_plain || !is_true || micro.field(document, "public_routes").is_some() {
            continue;
        }
        let text = &document.text;
        let is_one_line = line_start(text, key.range.start) == line_start(text, value.range.start);
        let quote =
            document.slice(key.range.clone()).chars().next().filter(|it| "'\"".contains(*it));
        let quote = quote.map(String::from).unwrap_or_default();
        let mut edits =
            vec![Edit::replace(key.range.clone(), format!("{quote}public_routes{quote}"))];
        if is_flow(document, micro.node) || !is_one_line {
            edits.push(Edit::replace(value.range.clone(), format!("[{EVERYTHING}]")));
        } else {
            // A comment behind it stays on the line of its key.
            let blanks = document.slice(key.range.end..value.range.start).trim_end().len();
            edits.push(Edit::replace(key.range.end + blanks..value.range.end, ""));
            let indent = " ".repeat(column(document, entry.range.start) + 2);
            let end = line_end(text, value.range.end);
            let item = format!("{}{indent}- {EVERYTHING}", line_break(text));
            edits.push(Edit::replace(end..end, item));
        }
        drafts.push(Draft {
            title: "Write `public: true` as `public_routes`".to_owned(),
            kind: Kind::Rewrite,
            edits,
            keeps_value: false,
        });
    }
    drafts
}
