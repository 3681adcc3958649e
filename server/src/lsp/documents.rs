//! The open documents, and what was found in each.
//!
//! At most one analysis of a document runs at a time. It works on a snapshot, and a newer version
//! makes it stop.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::Notify;
use tokio::sync::futures::OwnedNotified;
use tower_lsp::lsp_types as lsp;

use crate::text::{Text, Unit};

use super::checked::Checked;
use super::convert;
use super::uri::{self, Key};

/// A document as the client has it.
#[derive(Debug)]
struct Open {
    /// As the client spells it.
    uri: lsp::Url,
    text: Text,
    version: i32,
    /// What was found in the text as it is now; nothing if the analysis broke down. `None` before
    /// it ran, and once the text or what is known of its folder has changed.
    found: Option<Option<Arc<Checked>>>,
    /// What the client was told last.
    told: Option<Arc<Checked>>,
    /// Whether a task waits to tell the client.
    telling: bool,
    /// The analysis that runs: set this to make it stop.
    running: Option<Arc<AtomicBool>>,
    /// Rings whenever an analysis ends, and when the document is closed.
    news: Arc<Notify>,
}

/// What is known of a document at this moment.
pub(super) enum State {
    /// It isn't open.
    Closed,
    /// What was found in it as it is now; nothing if the analysis broke down.
    Known(Option<Arc<Checked>>),
    /// An analysis runs; wait for its end.
    Running(OwnedNotified),
    /// Nothing runs: check this and [`Documents::keep`] what is found.
    Due(Snapshot),
}

/// A document at one moment.
#[derive(Debug, Clone)]
pub(super) struct Snapshot {
    pub(super) uri: lsp::Url,
    pub(super) version: i32,
    pub(super) text: Text,
    /// Set once nobody wants to know any more.
    pub(super) stop: Arc<AtomicBool>,
}

/// All open documents that are Spacefiles, or might be taken for one.
#[derive(Debug, Default)]
pub(super) struct Documents {
    open: HashMap<Key, Open>,
}

impl Documents {
    /// Takes a document in. False if it is none of ours.
    pub(super) fn open(&mut self, document: lsp::TextDocumentItem) -> bool {
        let uri = document.uri;
        if !uri::is_spacefile(&uri, &document.language_id) && !uri::is_nearly_spacefile(&uri) {
            return false;
        }
        let open = Open {
            uri: uri.clone(),
            text: Text::new(&document.text),
            version: document.version,
            found: None,
            told: None,
            telling: false,
            running: None,
            news: Arc::default(),
        };
        if let Some(mut before) = self.open.insert(Key::of(&uri), open) {
            before.end();
        }
        true
    }

    /// Applies a client's changes, each to the result of those before it. False if the document
    /// isn't open.
    pub(super) fn change(&mut self, params: lsp::DidChangeTextDocumentParams, unit: Unit) -> bool {
        let Some(open) = self.open.get_mut(&Key::of(&params.text_document.uri)) else {
            return false;
        };
        for change in params.content_changes {
            match change.range {
                Some(range) => {
                    let range = convert::bytes(&open.text, range, unit);
                    open.text.replace(range, &change.text);
                }
                None => open.text = Text::new(&change.text),
            }
        }
        open.version = params.text_document.version;
        open.outdate();
        true
    }

    /// Forgets a document. False if it wasn't open.
    pub(super) fn close(&mut self, uri: &lsp::Url) -> bool {
        let closed = self.open.remove(&Key::of(uri));
        closed.map(|mut open| open.end()).is_some()
    }

    pub(super) fn is_open(&self, key: &Key) -> bool {
        self.open.contains_key(key)
    }

    pub(super) fn uris(&self) -> Vec<lsp::Url> {
        self.open.values().map(|open| open.uri.clone()).collect()
    }

    /// Doubts what was found in the documents whose folders have changed; gives these documents.
    pub(super) fn doubt(&mut self, has_changed: impl Fn(&Path) -> bool) -> Vec<lsp::Url> {
        let mut doubted = Vec::new();
        for (key, open) in &mut self.open {
            let Key::File(path) = key else { continue };
            if path.parent().is_some_and(&has_changed) {
                open.outdate();
                doubted.push(open.uri.clone());
            }
        }
        doubted
    }

    pub(super) fn state(&mut self, uri: &lsp::Url) -> State {
        let Some(open) = self.open.get_mut(&Key::of(uri)) else { return State::Closed };
        if open.running.is_some() {
            return State::Running(Arc::clone(&open.news).notified_owned());
        }
        if let Some(found) = &open.found {
            return State::Known(found.clone());
        }
        let stop = Arc::<AtomicBool>::default();
        open.running = Some(Arc::clone(&stop));
        let (uri, text) = (open.uri.clone(), open.text.clone());
        State::Due(Snapshot { uri, version: open.version, text, stop })
    }

    /// Keeps what was found in a snapshot, unless the document has changed since.
    pub(super) fn keep(&mut self, snapshot: &Snapshot, found: Option<Arc<Checked>>) {
        let open = self.open.get_mut(&Key::of(&snapshot.uri));
        // One that was closed and opened again has an analysis of its own.
        let is_ours = |open: &&mut Open| {
            open.running.as_ref().is_some_and(|stop| Arc::ptr_eq(stop, &snapshot.stop))
        };
        let Some(open) = open.filter(is_ours) else { return };
        open.running = None;
        if !snapshot.stop.load(Ordering::Relaxed) {
            open.found = Some(found);
        }
        open.news.notify_waiters();
    }

    /// Whether the caller should wait for the findings of a document and tell the client: not if
    /// somebody does already.
    pub(super) fn start_telling(&mut self, uri: &lsp::Url) -> bool {
        let open = self.open.get_mut(&Key::of(uri));
        open.is_some_and(|open| !std::mem::replace(&mut open.telling, true))
    }

    /// Ends that, and gives what is to be told: nothing if the client knows it.
    pub(super) fn end_telling(&mut self, uri: &lsp::Url) -> Option<Arc<Checked>> {
        let open = self.open.get_mut(&Key::of(uri))?;
        open.telling = false;
        let found = open.found.as_ref()?.as_ref()?;
        let is_known = open.told.as_ref().is_some_and(|told| told.says_the_same(found));
        open.told = Some(Arc::clone(found));
        open.told.clone().filter(|_| !is_known)
    }
}

impl Open {
    /// What was found is no longer true.
    fn outdate(&mut self) {
        self.found = None;
        if let Some(stop) = &self.running {
            stop.store(true, Ordering::Relaxed);
        }
    }

    /// Lets go of everybody who waits.
    fn end(&mut self) {
        self.outdate();
        self.news.notify_waiters();
    }
}
