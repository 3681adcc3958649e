//! What Micros need of the project and the upload lacks.

use super::spaceignore::pattern::{exactly, take_back};
use super::spaceignore::{mend, words};
use super::words::quote;
use crate::diagnostic::Fix;
use crate::ignore::tree::{Kind, Tree};
use crate::ignore::walk::SPACEIGNORE;
use crate::ignore::{Line, Source};
use crate::project::path;

/// Something that a push leaves out.
#[derive(Debug)]
pub(super) struct LeftOut<'t> {
    tree: &'t Tree,
    /// Its path.
    path: String,
    /// What stands there.
    kind: Kind,
    /// How many names the path has of the topmost folder that is left out with it; `None` if what
    /// lies in it is left out one by one.
    topmost: Option<usize>,
    /// The line that does.
    line: Line<'t>,
}

/// Whether all that stands at a path is left out by the documentation, and by what.
pub(super) fn left_out<'t>(tree: &'t Tree, typed: &str) -> Option<LeftOut<'t>> {
    let path = path::clean(typed);
    if path == "." || path::leaves(&path) {
        return None;
    }
    let names: Vec<_> = path.split('/').collect();
    for count in 1..=names.len() {
        let id = tree.find(names.get(..count)?.join("/").as_bytes())?;
        let decision = tree.verdict(id).documented;
        if !decision.kept {
            let line = tree.rules().line(decision.by?);
            let whole = if count == names.len() { tree.kind(id) } else { Kind::Unknown };
            return Some(LeftOut { tree, path, kind: whole, topmost: Some(count), line });
        }
    }
    let by = all_inside(tree, &path)?;
    Some(LeftOut { tree, path, kind: Kind::Folder, topmost: None, line: by })
}

/// The line that leaves out the first file of a folder, if all of them are left out and the user
/// wanted that. What is left out by default is no code: then there is none in the folder.
fn all_inside<'t>(tree: &'t Tree, folder: &str) -> Option<Line<'t>> {
    let mut first = None;
    let mut items = tree.items();
    while let Some(item) = items.next() {
        let rest = item.path.strip_prefix(folder.as_bytes());
        if !rest.is_some_and(|rest| rest.starts_with(b"/")) {
            continue;
        }
        let decision = item.verdict.documented;
        if item.kind != Kind::Folder && decision.kept {
            return None;
        }
        let by = decision.by.map(|by| tree.rules().line(by));
        first = first.or(by.filter(|by| by.source == Source::File));
    }
    first
}

impl LeftOut<'_> {
    /// By what, as it goes into a sentence.
    pub(super) fn by(&self) -> String {
        let called = words::called(&self.line);
        match self.line.source {
            Source::File => format!("{called} of `{SPACEIGNORE}`"),
            Source::Default | Source::OriginalDefault => called,
        }
    }

    /// Whether the folder at a path is left out with it.
    pub(super) fn takes(&self, folder: &str) -> bool {
        let names = path::clean(folder).split('/').count();
        path::clean(folder) != "." && self.topmost.is_some_and(|topmost| topmost <= names)
    }

    /// A fix that brings it back, with all in it if it is a folder.
    pub(super) fn bring_back(&self, is_folder: bool) -> Option<Fix> {
        let is_folder = is_folder || self.kind == Kind::Folder;
        let lines = take_back(&exactly(self.path.as_bytes())?, self.topmost?, is_folder);
        let lines: Vec<_> = lines.iter().map(String::as_str).collect();
        let title = format!("Bring back {} in `{SPACEIGNORE}`", quote(&self.path));
        mend::proven_on(self.tree, mend::append_beside(self.tree, title, &lines), |_| None)
    }
}
