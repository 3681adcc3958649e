//! Each key and each enumerable value of real files, deleted: it is among the first three that are
//! offered, and accepting it restores the file.

use std::ops::Range;

use libtest_mimic::{Failed, Trial};
use rayon::prelude::*;
use spacefile_lsp::document::Document;
use spacefile_lsp::ide::completion::{Layout, complete};
use spacefile_lsp::ide::site::{Role, Site};
use spacefile_lsp::syntax::{NodeKind, Style};
use spacefile_schema::Kind;

use crate::corpus;
use crate::support::shared;

/// How many that are offered count.
const FIRST: usize = 3;

/// Deletions, in percent, that are undone by one of the first three. What is left of a file can't
/// always tell which of eleven engines it had.
const WANTED: f64 = 97.0;

pub fn trials() -> Vec<Trial> {
    let trials = [
        Trial::test("completion::deleted_keys", || restored("keys", keys)),
        Trial::test("completion::deleted_values", || restored("values", values)),
    ];
    trials.map(|trial| trial.with_ignored_flag(shared().is_none())).into()
}

/// Parts of a text to delete, each with what is then to be offered.
type Parts = fn(&Document) -> Vec<(Range<usize>, String)>;

fn restored(what: &str, parts: Parts) -> Result<(), Failed> {
    let files: Vec<_> = corpus::valid_files().collect();
    let failures = files.par_iter().map(|(id, text)| {
        let document = Document::from_text(text.clone());
        let parts = parts(&document);
        let failed = parts.iter().filter_map(|(range, label)| {
            let wrong = wrong(text, range, label)?;
            let line = text[..range.start].lines().count();
            Some(format!("{id}:{line} {label}: {wrong}"))
        });
        (parts.len(), failed.collect::<Vec<_>>())
    });
    let (all, failures) = failures.reduce(
        || (0, Vec::new()),
        |(all, failures), (more, failed)| (all + more, [failures, failed].concat()),
    );
    let kept = 100.0 * (all - failures.len()) as f64 / all as f64;
    let summary = format!("{what}: {kept:.2} % of {all} in {} files", files.len());
    println!("{summary}");
    if kept >= WANTED {
        return Ok(());
    }
    Err(format!("{summary}\n{}", failures.join("\n")).into())
}

/// Every key that the schema knows.
fn keys(document: &Document) -> Vec<(Range<usize>, String)> {
    let nodes = document.tree().iter().filter_map(|(id, node)| {
        let Role::Key(Some(key)) = Site::of(document, id)?.role else { return None };
        let is_plain = document.slice(node.range.clone()) == key.name;
        is_plain.then(|| (node.range.clone(), key.name.to_owned()))
    });
    nodes.collect()
}

/// Every value of which there are only a few. Of one in quotes, these stay.
fn values(document: &Document) -> Vec<(Range<usize>, String)> {
    let nodes = document.tree().iter().filter_map(|(id, node)| {
        let Role::Value(key) = Site::of(document, id)?.role else { return None };
        let NodeKind::Scalar { text, style } = &node.kind else { return None };
        let is_known = match key.kind {
            Kind::Boolean => ["true", "false"].contains(&text.as_str()),
            Kind::Integer => text == "0",
            _ => key.choice(text).is_some(),
        };
        let range = match style {
            Style::Plain => node.range.clone(),
            _ => node.range.start + 1..node.range.end - 1,
        };
        is_known.then(|| (range, text.clone()))
    });
    nodes.collect()
}

/// What is wrong with what is offered once a part is deleted.
fn wrong(text: &str, range: &Range<usize>, label: &str) -> Option<String> {
    let mut without = text.to_owned();
    without.replace_range(range.clone(), "");
    let found = complete(&without, range.start, None);
    let first = found.items.iter().take(FIRST);
    let Some(item) = first.clone().find(|item| item.label == label) else {
        return Some(format!("{:?}", first.map(|item| &item.label).collect::<Vec<_>>()));
    };
    let layout = Layout { line_break: "\n", added: 0 };
    without.replace_range(item.range.clone(), &item.template.plain(layout));
    (without != text).then(|| format!("accepting it makes {:?}", item.template.plain(layout)))
}
