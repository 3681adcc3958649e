//! The files and folders that a Spacefile names and that exist: where to go, and what to link.

use std::ops::Range;

use super::files::{Base, Naming, base, naming};
use super::site::{Role, Site};
use crate::document::Document;
use crate::model::App;
use crate::project::{Found, Project, path};
use crate::syntax::NodeKind;

/// Words of commands that are looked for on the disk.
const MOST_WORDS: usize = 300;

/// Paths that are looked for on the disk.
const MOST_PATHS: usize = 300;

/// Something that is named and exists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Bytes of the path, without quotes.
    pub range: Range<usize>,
    /// The path, as the project has it.
    pub path: String,
    /// Whether it is a folder.
    pub is_folder: bool,
}

/// A text that may name something: where it stands, and what it says.
struct Mention {
    range: Range<usize>,
    path: String,
}

/// Everything that is named and exists, in order.
#[must_use]
pub fn targets(document: &Document, app: &App, project: &Project) -> Vec<Target> {
    let all = 0..document.text.len();
    mentions(document, app, &all).iter().filter_map(|it| target(project, it)).collect()
}

/// What is named at a byte offset and exists.
#[must_use]
pub fn target_at(
    document: &Document,
    app: &App,
    project: &Project,
    offset: usize,
) -> Option<Target> {
    let here = offset..offset;
    mentions(document, app, &here).iter().find_map(|mention| target(project, mention))
}

/// The file that stands for a folder: the one that its engine starts, or that describes it.
#[must_use]
pub fn entry(project: &Project, folder: &str) -> Option<String> {
    const ENTRIES: &[&str] = &[
        "main.py",
        "index.js",
        "package.json",
        "index.html",
        "main.go",
        "go.mod",
        "src/main.rs",
        "Cargo.toml",
        "app.py",
        "requirements.txt",
        "README.md",
    ];
    let mut entries = ENTRIES.iter().map(|name| path::join(folder, name));
    entries.find(|path| project.find(path) == Found::File)
}

fn target(project: &Project, mention: &Mention) -> Option<Target> {
    let is_folder = match project.find(&mention.path) {
        Found::Folder => true,
        Found::File => false,
        _ => return None,
    };
    let inside = !project.leaves_by_link(&mention.path);
    let (range, path) = (mention.range.clone(), mention.path.clone());
    inside.then_some(Target { range, path, is_folder })
}

/// The texts that touch a range of bytes and may name something, in order.
fn mentions(document: &Document, app: &App, within: &Range<usize>) -> Vec<Mention> {
    let tree = document.tree();
    let mut found = Vec::new();
    let (mut words, mut paths) = (0, 0);
    for (id, node) in tree.iter() {
        let NodeKind::Scalar { text, .. } = &node.kind else { continue };
        if node.range.end < within.start || within.end < node.range.start || text.is_empty() {
            continue;
        }
        let Some(site) = Site::of(document, id) else { continue };
        let (Role::Value(key) | Role::Item(key, _)) = site.role else { continue };
        let Some(kind) = naming(site.object, key) else { continue };
        let Some(base) = base(document, app, &site, key) else { continue };
        // Where escapes or line breaks are, what is written is not what it reads as.
        let Some(at) = document.slice(node.range.clone()).find(text.as_str()) else { continue };
        let start = node.range.start + at;
        match kind {
            Naming::Path if paths < MOST_PATHS => {
                paths += 1;
                found.extend(mention(base, text, start, text));
            }
            Naming::Command if words < MOST_WORDS => {
                let all = parts(text).inspect(|_| words += 1);
                found.extend(
                    all.filter_map(|(at, word)| mention(base, word, start + at, &file_of(word))),
                );
            }
            _ => {}
        }
    }
    found.retain(|mention| mention.range.start <= within.end && within.start <= mention.range.end);
    found
}

fn mention(base: Base<'_>, written: &str, start: usize, path: &str) -> Option<Mention> {
    Some(Mention { range: start..start + written.len(), path: base.join(path)? })
}

/// The words of a command that may be files, with their places in it.
fn parts(command: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    let words = command.split(|c: char| c.is_whitespace()).map(move |word| {
        let start = at;
        at += word.len() + 1;
        (start, word)
    });
    words.filter_map(|(start, word)| {
        let bare = word.trim_matches(['"', '\'', ';', '(', ')']);
        let start = start + word.find(bare)?;
        let is_path = !bare.is_empty() && !bare.starts_with('-') && bare != "." && bare != "..";
        is_path.then_some((start, bare))
    })
}

/// The file that a word of a command stands for: `main:app` is what `main.py` calls `app`.
fn file_of(word: &str) -> String {
    match word.split_once(':') {
        Some((module, object)) if !object.is_empty() && !object.contains('/') => {
            format!("{}.py", module.replace('.', "/"))
        }
        _ => word.to_owned(),
    }
}
