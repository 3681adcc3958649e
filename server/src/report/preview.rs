//! What a push would upload, and whether it would work: for people and for programs.

pub mod json;
pub mod text;
mod verdict;
pub mod why;
pub(crate) mod words;

pub use self::verdict::{Hindrance, HindranceKind, hindrances};
use super::Checked;
use crate::analysis::Analysis;
use crate::ignore::summary::Summary;
use crate::ignore::tree::Tree;
use crate::ignore::walk::Spaceignore;
use crate::model::Object;
use crate::project::path;

/// All that a preview may tell.
#[derive(Debug)]
pub struct Preview<'a> {
    /// The folder, as it is shown.
    pub root: &'a str,
    /// Whether it is a link itself, of which a push uploads nothing.
    pub is_link: bool,
    /// What lies in it.
    pub tree: &'a Tree,
    /// What that comes to.
    pub summary: &'a Summary,
    /// Its `.spaceignore`.
    pub spaceignore: &'a Spaceignore,
    /// What was found in its lines, if it has any beside a Spacefile.
    pub lines: Option<&'a Checked>,
    /// Its Spacefile.
    pub spacefile: &'a Spacefile,
}

/// What there is of a Spacefile.
#[derive(Debug)]
pub enum Spacefile {
    /// None.
    Missing,
    /// Something that can't be read, and why.
    Unreadable(String),
    /// One that was judged, or a file with nearly its name.
    Checked {
        /// The findings.
        checked: Checked,
        /// The folders of its Micros with their names, as it gives them.
        micros: Vec<Micro>,
    },
}

impl Spacefile {
    /// One that was judged, shown under this name.
    #[must_use]
    pub fn of(path: String, analysis: Analysis) -> Self {
        let Analysis { document, app, diagnostics, suppressed, ok } = analysis;
        let micro = |micro: &Object| {
            let text = |key| micro.text(&document, key).map(|(text, _)| text);
            let src = path::clean(text("src")?);
            let src = if src == "." { String::new() } else { src };
            Some(Micro { name: text("name").unwrap_or_default().to_owned(), src })
        };
        let micros = app.micros.iter().filter_map(micro).collect();
        let checked = Checked { path, text: document.text, diagnostics, suppressed, ok };
        Self::Checked { checked, micros }
    }
}

/// A Micro and where its source lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Micro {
    /// Its name; empty if it has none.
    pub name: String,
    /// Its folder, relative to the root and without `.` and `..`; the root itself is empty.
    pub src: String,
}
