//! The JSON of a preview. Its shape is a promise: fields may be added, none may change or go.

use std::io::{self, Write};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;

use super::{HindranceKind, Preview, Spacefile, hindrances};
use crate::ignore::tree::{Item, Kind, Tree};
use crate::ignore::walk::SPACEIGNORE;
use crate::ignore::{LineId, Source};
use crate::project::SPACEFILE;
use crate::report::json::{Finding, finding};
use crate::text::Text;

#[derive(Serialize)]
struct Head<'a> {
    version: u32,
    root: &'a str,
    files: u64,
    bytes: u64,
    original_files: u64,
    ignored_files: Option<u64>,
    aborts: Option<&'a str>,
    pushable: bool,
}

/// A finding and the file it is about.
#[derive(Serialize)]
struct Warning<'a> {
    path: &'a str,
    #[serde(flatten)]
    finding: Finding<'a>,
}

#[derive(Serialize)]
struct Entry<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    /// For a path that is no text.
    #[serde(skip_serializing_if = "Option::is_none")]
    path_base64: Option<String>,
    kind: &'static str,
    bytes: Option<u64>,
    kept: bool,
    by: Option<By<'a>>,
    original: &'static str,
}

/// A line that decides.
#[derive(Debug, Serialize)]
pub struct By<'a> {
    source: &'static str,
    line: u32,
    /// A pattern that is no text is shown as well as it can be.
    pattern: std::borrow::Cow<'a, str>,
}

/// Writes the whole preview: one line. With `every`, the entries are all paths that are known;
/// else those that either reading keeps, and of the others the topmost.
///
/// # Errors
/// If writing fails.
pub fn write(mut out: impl Write, preview: &Preview<'_>, every: bool) -> io::Result<()> {
    let summary = preview.summary;
    let hindrances = hindrances(preview);
    let abort = hindrances.iter().find(|it| it.kind == HindranceKind::Abort);
    let head = Head {
        version: 1,
        root: preview.root,
        files: summary.kept.files,
        bytes: summary.kept.bytes,
        original_files: summary.original.files,
        ignored_files: summary.ignored.map(|ignored| ignored.files),
        aborts: abort.map(|abort| abort.words.as_str()),
        pushable: hindrances.is_empty(),
    };
    let head = serde_json::to_vec(&head)?;
    // The rest is written bit by bit, because it may be long.
    out.write_all(head.strip_suffix(b"}").unwrap_or(&head))?;
    out.write_all(b",\"warnings\":")?;
    warnings(&mut out, preview)?;
    out.write_all(b",\"entries\":")?;
    entries(&mut out, preview.tree, every)?;
    out.write_all(b"}\n")
}

fn warnings(out: &mut impl Write, preview: &Preview<'_>) -> io::Result<()> {
    let spacefile = match preview.spacefile {
        Spacefile::Checked { checked, .. } => Some((SPACEFILE, checked)),
        _ => None,
    };
    let lines = preview.lines.map(|checked| (SPACEIGNORE, checked));
    let files = spacefile.into_iter().chain(lines);
    let files: Vec<_> = files.map(|(path, file)| (path, file, Text::new(&file.text))).collect();
    let all = files.iter().flat_map(|(path, file, text)| {
        file.diagnostics.iter().map(|it| Warning { path, finding: finding(it, text) })
    });
    Ok(serde_json::to_writer(out, &all.collect::<Vec<_>>())?)
}

fn entries(out: &mut impl Write, tree: &Tree, every: bool) -> io::Result<()> {
    let mut items = tree.items();
    let mut separator: &[u8] = b"[";
    let mut buffer = Vec::new();
    while let Some(item) = items.next() {
        if !is_told(tree, &item, every) {
            continue;
        }
        buffer.clear();
        buffer.extend_from_slice(separator);
        serde_json::to_writer(&mut buffer, &entry(tree, &item))?;
        out.write_all(&buffer)?;
        separator = b",";
    }
    out.write_all(if separator == b"[" { b"[]" } else { b"]" })
}

/// Whether a path is among the entries. Folders are not uploaded, but an ignored one stands for
/// what lies in it.
fn is_told(tree: &Tree, item: &Item<'_>, every: bool) -> bool {
    let verdict = item.verdict;
    let is_kept = verdict.documented.kept || verdict.original.kept;
    if item.kind == Kind::Folder && is_kept {
        return false;
    }
    let is_topmost = || {
        tree.parent(item.id).is_none_or(|around| {
            let around = tree.verdict(around);
            around.documented.kept || around.original.kept
        })
    };
    is_kept || every || is_topmost()
}

fn entry<'a>(tree: &'a Tree, item: &Item<'a>) -> Entry<'a> {
    let path = std::str::from_utf8(item.path).ok();
    Entry {
        path,
        path_base64: path.is_none().then(|| STANDARD.encode(item.path)),
        kind: match item.kind {
            Kind::File => "file",
            Kind::Folder => "folder",
            Kind::Link => "link",
            Kind::Pipe => "fifo",
            Kind::Socket => "socket",
            Kind::Device => "device",
            Kind::Unknown => "unknown",
        },
        bytes: item.size,
        kept: item.verdict.documented.kept,
        by: item.verdict.documented.by.map(|line| by(tree, line)),
        original: if item.verdict.original.kept { "kept" } else { "ignored" },
    }
}

/// A line that decides, as it is told.
#[must_use]
pub fn by(tree: &Tree, line: LineId) -> By<'_> {
    let line = tree.rules().line(line);
    By {
        source: match line.source {
            Source::Default | Source::OriginalDefault => "default",
            Source::File => ".spaceignore",
        },
        line: line.number,
        pattern: String::from_utf8_lossy(line.pattern),
    }
}
