//! The files and folders that a Spacefile names and that exist: where to go, and what to link.

use std::ops::Range;

use spacefile_schema::Object;

use super::files::{Base, Naming, naming};
use crate::document::Document;
use crate::model::{self, App};
use crate::project::{Found, Project, path};

/// Micros whose paths are looked for on the disk: a file must not make us look at thousands.
const MOST_MICROS: usize = 20;

/// Paths and words of one Micro that are looked for.
const MOST_MENTIONS: usize = 200;

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
    let touches = |range: &Range<usize>| range.start <= within.end && within.start <= range.end;
    let mut found = Vec::new();
    for (object, micro) in objects(app) {
        // Without a folder of its own, nothing of a Micro can be found.
        let src = object.text(document, "src").map(|(src, _)| src);
        let Some(base) = (if micro { src.map(Base::Micro) } else { Some(Base::Project) }) else {
            continue;
        };
        let kind = if micro { Object::Micro } else { Object::App };
        let texts = kind.keys().iter().filter_map(|key| Some((key, naming(kind, key)?)));
        let texts = texts.flat_map(|(key, naming)| {
            let base = if key.name == "src" { Base::Project } else { base };
            let texts = texts_of(document, object, key.name).into_iter();
            let texts = texts.filter(|(_, range)| touches(range));
            texts.flat_map(move |(text, range)| in_text(document, base, naming, text, &range))
        });
        found.extend(texts.take(MOST_MENTIONS));
    }
    found.retain(|mention: &Mention| touches(&mention.range));
    found.sort_by_key(|mention| mention.range.start);
    // Through an anchor, several Micros can share one path.
    found.dedup_by(|second, first| second.range == first.range);
    found
}

/// The app and its Micros, each with whether it is one of those.
fn objects(app: &App) -> impl Iterator<Item = (&model::Object, bool)> {
    let micros = app.micros.iter().take(MOST_MICROS).map(|micro| (micro, true));
    std::iter::once((&app.root, false)).chain(micros)
}

/// The texts of a field, be it one text or a list, and where they stand.
fn texts_of<'d>(
    document: &'d Document,
    object: &model::Object,
    name: &str,
) -> Vec<(&'d str, Range<usize>)> {
    let one = object.text(document, name);
    let one = one.map(|(text, place)| (text, document.mark(place)));
    let list = object.texts(document, name).into_iter().map(|(_, text, range)| (text, range));
    one.into_iter().chain(list).collect()
}

/// What a text at a place may name.
fn in_text(
    document: &Document,
    base: Base<'_>,
    naming: Naming,
    text: &str,
    range: &Range<usize>,
) -> Vec<Mention> {
    // Where escapes, line breaks or an alias are, what is written is not what it reads as.
    let Some(at) = document.slice(range.clone()).find(text).filter(|_| !text.is_empty()) else {
        return Vec::new();
    };
    let start = range.start + at;
    match naming {
        Naming::Path => mention(base, text, start, text).into_iter().collect(),
        Naming::Command => parts(text)
            .filter_map(|(at, word)| mention(base, word, start + at, &file_of(word)))
            .collect(),
    }
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
