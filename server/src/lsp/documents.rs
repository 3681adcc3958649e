//! The open documents, and what was found in each.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use tower_lsp::lsp_types as lsp;

use crate::analysis::{Analysis, analyse_text};
use crate::project::{Project, SPACEFILE};
use crate::text::{Text, Unit};

use super::convert;

/// A document as the client has it.
#[derive(Debug)]
struct Open {
    text: Text,
    version: i32,
    /// Counts every change of the text and of what is known of its folder.
    generation: u64,
    checked: Option<Arc<Checked>>,
}

/// A document at one moment, with its findings.
#[derive(Debug)]
pub(super) struct Checked {
    pub(super) uri: lsp::Url,
    /// The client's version; `None` for a file that isn't open.
    pub(super) version: Option<i32>,
    pub(super) text: Text,
    pub(super) analysis: Analysis,
    generation: u64,
}

/// What is needed to check a document away from the store.
#[derive(Debug)]
pub(super) struct Snapshot {
    uri: lsp::Url,
    version: i32,
    text: Text,
    generation: u64,
}

/// All open documents that are Spacefiles.
#[derive(Debug, Default)]
pub(super) struct Documents {
    open: HashMap<lsp::Url, Open>,
    generations: u64,
}

impl Documents {
    pub(super) fn open(&mut self, document: lsp::TextDocumentItem) {
        if !is_spacefile(&document.uri, &document.language_id) {
            return;
        }
        self.generations += 1;
        let open = Open {
            text: Text::new(&document.text),
            version: document.version,
            generation: self.generations,
            checked: None,
        };
        self.open.insert(document.uri, open);
    }

    /// Applies a client's changes, each to the result of those before it. Ones to a document
    /// that isn't open are ignored.
    pub(super) fn change(&mut self, params: lsp::DidChangeTextDocumentParams, unit: Unit) {
        let Some(open) = self.open.get_mut(&params.text_document.uri) else { return };
        self.generations += 1;
        (open.generation, open.version) = (self.generations, params.text_document.version);
        for change in params.content_changes {
            match change.range {
                Some(range) => {
                    let range = convert::bytes(&open.text, range, unit);
                    open.text.replace(range, &change.text);
                }
                None => open.text = Text::new(&change.text),
            }
        }
    }

    pub(super) fn close(&mut self, uri: &lsp::Url) -> bool {
        self.open.remove(uri).is_some()
    }

    pub(super) fn is_open(&self, uri: &lsp::Url) -> bool {
        self.open.contains_key(uri)
    }

    pub(super) fn uris(&self) -> Vec<lsp::Url> {
        self.open.keys().cloned().collect()
    }

    /// Forgets what was found in every document: their folders have changed.
    pub(super) fn doubt(&mut self) {
        for open in self.open.values_mut() {
            self.generations += 1;
            open.generation = self.generations;
        }
    }

    /// What was found in a document as it is now, if that is known.
    pub(super) fn checked(&self, uri: &lsp::Url) -> Option<Arc<Checked>> {
        let open = self.open.get(uri)?;
        open.checked.clone().filter(|checked| checked.generation == open.generation)
    }

    pub(super) fn snapshot(&self, uri: &lsp::Url) -> Option<Snapshot> {
        let open = self.open.get(uri)?;
        Some(Snapshot {
            uri: uri.clone(),
            version: open.version,
            text: open.text.clone(),
            generation: open.generation,
        })
    }

    /// Keeps what was found. False if the document has changed since.
    pub(super) fn keep(&mut self, checked: &Arc<Checked>) -> bool {
        let open = self.open.get_mut(&checked.uri);
        let Some(open) = open.filter(|open| open.generation == checked.generation) else {
            return false;
        };
        open.checked = Some(Arc::clone(checked));
        true
    }
}

impl Snapshot {
    pub(super) fn check(self) -> Checked {
        let project = project(&self.uri);
        let analysis = analyse_text(self.text.to_string(), project.as_ref());
        let Self { uri, version, text, generation } = self;
        Checked { uri, version: Some(version), text, analysis, generation }
    }
}

impl Checked {
    /// A file as it is on disk; `None` if it can't be read.
    pub(super) fn read(uri: &lsp::Url) -> Option<Self> {
        let project = project(uri)?;
        let bytes = project.read(SPACEFILE, crate::rules::document_too_large::MAX_BYTES + 1)?;
        let analysis = crate::analysis::analyse(&bytes, Some(&project));
        let text = Text::new(&analysis.document.text);
        Some(Self { uri: uri.clone(), version: None, text, analysis, generation: 0 })
    }
}

/// The folder of a Spacefile; `None` if it isn't on this disk.
fn project(uri: &lsp::Url) -> Option<Project> {
    let path: PathBuf = uri.to_file_path().ok().filter(|_| uri.scheme() == "file")?;
    Some(Project::new(path.parent()?))
}

/// The name decides, in exactly this case; the language only where there is no name yet.
pub(super) fn is_spacefile(uri: &lsp::Url, language: &str) -> bool {
    if uri.scheme() == "untitled" {
        return language == "spacefile";
    }
    let name = uri.path_segments().and_then(|mut segments| segments.next_back());
    name == Some(SPACEFILE)
}
