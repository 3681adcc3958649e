//! What the rules about files and folders share.

use std::ops::Range;

use super::Context;
use super::words::{nearest, quote};
use crate::diagnostic::{Edit, Fix};
use crate::document::Document;
use crate::model::Object;
use crate::project::{Found, Project, path};

/// How many Micros the disk is asked about: more than five are an error anyway, and a file must
/// not make us look at thousands of folders.
pub(super) const MOST_MICROS: usize = 20;

/// The longest name for which a similar one is looked for.
const LONGEST_NAME: usize = 64;

/// A Micro and where its code is.
#[derive(Debug)]
pub(super) struct Source<'a> {
    /// The Micro.
    pub(super) micro: &'a Object,
    /// Its `src`, as given.
    pub(super) src: &'a str,
    /// Where that stands.
    pub(super) range: Range<usize>,
}

/// The Micros whose `src` is text, as many as the disk is asked about.
pub(super) fn sources<'a>(context: &Context<'a>) -> impl Iterator<Item = Source<'a>> {
    let document = context.document;
    context.app.micros.iter().take(MOST_MICROS).filter_map(move |micro| {
        let (src, place) = micro.text(document, "src")?;
        Some(Source { micro, src, range: document.mark(place) })
    })
}

/// The Micros whose folder is there, inside the project, and may be looked into.
pub(super) fn readable<'a>(
    context: &Context<'a>,
    project: &'a Project,
) -> impl Iterator<Item = Source<'a>> {
    sources(context).filter(|source| {
        project.find(source.src) == Found::Folder
            && !path::leaves(source.src)
            && project.is_readable_folder(source.src)
            && !project.leaves_by_link(source.src)
    })
}

/// The Micro's name as it goes into a sentence: Micro `api`, or `this Micro` without one.
pub(super) fn called(document: &Document, micro: &Object) -> String {
    match micro.text(document, "name") {
        Some((name, _)) => format!("Micro {}", quote(name)),
        None => "this Micro".to_owned(),
    }
}

/// Whether a Micro has this key with anything but blanks in it, be it of the right type or not.
pub(super) fn says(document: &Document, micro: &Object, name: &str) -> bool {
    let blank = micro.text(document, name).is_some_and(|(text, _)| text.trim().is_empty());
    micro.field(document, name).is_some() && !blank
}

/// The path that was most likely meant by one that leads nowhere: the same with `/` for `\`, or
/// with one name changed to a similar one that is there.
pub(super) fn did_you_mean(project: &Project, typed: &str, wanted: Found) -> Option<String> {
    if typed.contains('\\') {
        let slashed = typed.replace('\\', "/");
        return (!path::leaves(&slashed) && project.find(&slashed) == wanted).then_some(slashed);
    }
    let clean = path::clean(typed);
    let mut folder = ".".to_owned();
    let mut rest = clean.split('/');
    while let Some(name) = rest.next() {
        let next = path::join(&folder, name);
        if name != ".." && project.find(&next) == Found::Folder {
            folder = next;
            continue;
        }
        if name == ".." || name.len() > LONGEST_NAME {
            return None;
        }
        let rest: Vec<_> = rest.collect();
        let kind = if rest.is_empty() { wanted } else { Found::Folder };
        let names = project.names(&folder, kind)?;
        let alike = names.iter().filter(|there| there.len() <= LONGEST_NAME).map(String::as_str);
        let found = path::join(&path::join(&folder, nearest(name, alike)?), &rest.join("/"));
        let start = if typed.starts_with("./") { "./" } else { "" };
        return (project.find(&found) == wanted).then(|| format!("{start}{found}"));
    }
    None
}

/// A fix that puts another text in a value's place; none where the value is spread over lines.
pub(super) fn change(document: &Document, range: &Range<usize>, text: &str) -> Option<Fix> {
    let old = document.slice(range.clone());
    if old.is_empty() || old.contains(['\n', '\r']) {
        return None;
    }
    let title = format!("Change to {}", quote(text));
    Some(Fix::likely(title, vec![Edit::replace(range.clone(), scalar(text))]))
}

/// A text as YAML spells it: plain where that is beyond doubt.
fn scalar(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | '_' | '-');
    let starts_plain = text.starts_with(|c: char| c.is_ascii_alphabetic())
        || text == "."
        || text.starts_with("./");
    let is_word = matches!(text.to_ascii_lowercase().as_str(), "true" | "false" | "null");
    if starts_plain && !is_word && text.chars().all(is_plain) {
        text.to_owned()
    } else {
        // A JSON string is a YAML one, but for the few characters that YAML wants escaped; those
        // are in no name that anybody typed.
        serde_json::Value::from(text).to_string()
    }
}
