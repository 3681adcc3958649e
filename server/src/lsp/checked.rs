//! A document with its findings, open or not.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use tower_lsp::lsp_types as lsp;

use crate::analysis::{
    Analysis, Levels, analyse, analyse_spaceignore, analyse_spaceignore_until, analyse_until,
    misnamed, nothing,
};
use crate::document::Document;
use crate::ide::symbols::{self, Symbol};
use crate::ignore::upload::Upload;
use crate::ignore::walk::SPACEIGNORE;
use crate::project::{Project, SPACEFILE, has_spacefile};
use crate::rules::Fixes;
use crate::rules::document_too_large::MAX_BYTES;
use crate::text::Text;

use super::documents::Snapshot;
use super::uploads::Uploads;
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
    /// What would go up, as it was judged by; `None` where that is not known (yet).
    pub(super) upload: Option<Arc<Upload>>,
    /// Its outline, where nothing else of the document is kept.
    outline: Option<Symbol>,
    /// When that was found.
    pub(super) at: Instant,
}

impl Checked {
    /// Judges an open document; `None` if it was told to stop.
    pub(super) fn open(snapshot: &Snapshot, levels: &Levels, uploads: &Uploads) -> Option<Self> {
        let path = uri::path(&snapshot.uri);
        let folder = path.as_deref().and_then(Path::parent);
        let (text, stop) = (snapshot.text.to_string(), &*snapshot.stop);
        let mut upload = folder.and_then(|folder| uploads.known(folder));
        let analysis = match (path.as_deref().and_then(by_name), folder) {
            (Some(analysis), _) => analysis,
            (None, Some(folder)) if uri::is_spaceignore(&snapshot.uri) => {
                if upload.is_some() {
                    upload = Some(uploads.judged(folder, text.as_bytes(), stop)?);
                }
                let document = Document::from_spaceignore(text.as_bytes());
                spaceignore(document, upload.as_deref(), stop)?
            }
            (None, folder) => {
                let seen = &snapshot.seen;
                let known = |it| Project::new(it).with_seen(Arc::clone(seen));
                let project = folder.map(|it| known(it).with_upload(upload.clone()));
                analyse_until(text, project.as_ref(), stop)?
            }
        };
        Some(Self {
            uri: snapshot.uri.clone(),
            version: Some(snapshot.version),
            text: snapshot.text.clone(),
            analysis: analysis.at(levels),
            upload,
            outline: None,
            at: Instant::now(),
        })
    }

    /// The same without what was read, of which there may be a lot; the outline stays.
    pub(super) fn only_findings(mut self) -> Self {
        self.outline = self.outline();
        self.analysis = self.analysis.only_findings();
        self.upload = None;
        self
    }

    /// The outline.
    pub(super) fn outline(&self) -> Option<Symbol> {
        let read = || symbols::symbols(&self.analysis.document, &self.analysis.app);
        self.outline.clone().or_else(read)
    }

    /// The folder around it; `None` for what is nowhere.
    pub(super) fn project(&self) -> Option<Project> {
        let path = uri::path(&self.uri)?;
        Some(Project::new(path.parent()?).with_upload(self.upload.clone()))
    }

    /// Judges a file as it is on disk; `None` if it can't be read, or is none of ours. `look` gives
    /// what would go up of a folder.
    pub(super) fn read(
        path: &Path,
        levels: &Levels,
        look: impl Fn(&Path) -> Option<Arc<Upload>>,
    ) -> Option<Self> {
        let folder = path.parent()?;
        let project = Project::new(folder);
        let mut upload = None;
        let analysis = match by_name(path) {
            Some(analysis) => analysis,
            None if path.file_name()? == SPACEIGNORE => {
                let bytes = project.read(SPACEIGNORE, MAX_BYTES + 1)?;
                analyse_spaceignore(&bytes, upload.insert(look(folder)?), Fixes::Offered)
            }
            None => {
                let bytes = project.read(SPACEFILE, MAX_BYTES + 1)?;
                upload = look(folder);
                analyse(&bytes, Some(&project.with_upload(upload.clone())))
            }
        };
        let analysis = analysis.at(levels);
        let text = Text::new(&analysis.document.text);
        let (uri, at) = (uri::of(path)?, Instant::now());
        Some(Self { uri, version: None, text, analysis, upload, outline: None, at })
    }

    /// Whether a client that was told the one knows the other.
    pub(super) fn says_the_same(&self, other: &Self) -> bool {
        // The same bytes can be other lines.
        self.version == other.version
            && self.analysis.diagnostics == other.analysis.diagnostics
            && (self.text == other.text || self.analysis.diagnostics.is_empty())
    }
}

/// What there is to say of an open `.spaceignore`: nothing before its folder was looked at.
fn spaceignore(document: Document, upload: Option<&Upload>, stop: &AtomicBool) -> Option<Analysis> {
    let is_beside = |upload: &&Upload| upload.tree().find(SPACEFILE.as_bytes()).is_some();
    match upload.filter(is_beside) {
        Some(upload) => analyse_spaceignore_until(document, upload, stop),
        None => Some(nothing(document)),
    }
}

/// What there is to say of a file with another name: that a push won't find it, or nothing if
/// there is a true Spacefile beside it. `None` for one that is named as it should be.
fn by_name(path: &Path) -> Option<Analysis> {
    let name = path.file_name().filter(|name| *name != SPACEFILE && *name != SPACEIGNORE)?;
    let mut analysis = misnamed(&name.to_string_lossy());
    if path.parent().is_some_and(has_spacefile) {
        analysis.diagnostics.clear();
    }
    Some(analysis)
}
