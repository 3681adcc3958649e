//! A document with its findings, open or not.

use std::path::Path;
use std::time::Instant;

use tower_lsp::lsp_types as lsp;

use crate::analysis::{Analysis, Levels, analyse, analyse_until, misnamed};
use crate::ide::symbols::{self, Symbol};
use crate::project::{Project, SPACEFILE, has_spacefile};
use crate::rules::document_too_large::MAX_BYTES;
use crate::text::Text;

use super::documents::Snapshot;
use super::uri;

/// A document at one moment, with its findings.
#[derive(Debug)]
pub(super) struct Checked {
    /// As the client spells it, if it is open.
    pub(super) uri: lsp::Url,
    /// The client's version; `None` for a file that isn't open.
    pub(super) version: Option<i32>,
    pub(super) text: Text,
    pub(super) analysis: Analysis,
    /// Its outline, where nothing else of the document is kept.
    outline: Option<Symbol>,
    /// When that was found.
    pub(super) at: Instant,
}

impl Checked {
    /// Judges an open document; `None` if it was told to stop.
    pub(super) fn open(snapshot: &Snapshot, levels: &Levels) -> Option<Self> {
        let path = uri::path(&snapshot.uri);
        let folder = path.as_deref().and_then(Path::parent);
        let analysis = match path.as_deref().and_then(by_name) {
            Some(analysis) => analysis,
            None => {
                let project = folder.map(Project::new);
                analyse_until(snapshot.text.to_string(), project.as_ref(), &snapshot.stop)?
            }
        };
        Some(Self {
            uri: snapshot.uri.clone(),
            version: Some(snapshot.version),
            text: snapshot.text.clone(),
            analysis: analysis.at(levels),
            outline: None,
            at: Instant::now(),
        })
    }

    /// The same without what was read, of which there may be a lot; the outline stays.
    pub(super) fn only_findings(mut self) -> Self {
        self.outline = self.outline();
        self.analysis = self.analysis.only_findings();
        self
    }

    /// The outline.
    pub(super) fn outline(&self) -> Option<Symbol> {
        let read = || symbols::symbols(&self.analysis.document, &self.analysis.app);
        self.outline.clone().or_else(read)
    }

    /// The folder around it; `None` for what is nowhere.
    pub(super) fn project(&self) -> Option<Project> {
        uri::path(&self.uri).as_deref().and_then(Path::parent).map(Project::new)
    }

    /// Judges a file as it is on disk; `None` if it can't be read, or is none of ours.
    pub(super) fn read(path: &Path, levels: &Levels) -> Option<Self> {
        let analysis = match by_name(path) {
            Some(analysis) => analysis,
            None => {
                let project = Project::new(path.parent()?);
                let bytes = project.read(SPACEFILE, MAX_BYTES + 1)?;
                analyse(&bytes, Some(&project))
            }
        };
        let analysis = analysis.at(levels);
        let text = Text::new(&analysis.document.text);
        let (uri, at) = (uri::of(path)?, Instant::now());
        Some(Self { uri, version: None, text, analysis, outline: None, at })
    }

    /// Whether a client that was told the one knows the other.
    pub(super) fn says_the_same(&self, other: &Self) -> bool {
        // The same bytes can be other lines.
        self.version == other.version
            && self.analysis.diagnostics == other.analysis.diagnostics
            && (self.text == other.text || self.analysis.diagnostics.is_empty())
    }
}

/// What there is to say of a file with another name: that a push won't find it, or nothing if
/// there is a true Spacefile beside it. `None` for one that is named as it should be.
fn by_name(path: &Path) -> Option<Analysis> {
    let name = path.file_name().filter(|name| *name != SPACEFILE)?;
    let mut analysis = misnamed(&name.to_string_lossy());
    if path.parent().is_some_and(has_spacefile) {
        analysis.diagnostics.clear();
    }
    Some(analysis)
}
