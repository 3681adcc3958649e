//! The open documents, and what was found in each.
//!
//! At most one analysis of a document runs at a time, on a snapshot. A newer version makes it stop,
//! but not one after the other: somebody who never stops typing gets answers, too.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::Notify;
use tokio::sync::futures::OwnedNotified;
use tower_lsp::lsp_types as lsp;

use crate::project::Seen;
use crate::text::{Text, Unit};

use super::checked::Checked;
use super::convert;
use super::uri::{self, Key};

/// Counts the changes of a document and of what is known of its folder.
pub(super) type Generation = u64;

/// What came of an analysis; nothing if it broke down.
pub(super) type Found = Option<Arc<Checked>>;

/// A document as the client has it.
#[derive(Debug)]
struct Open {
    /// As the client spells it.
    uri: lsp::Url,
    text: Text,
    version: i32,
    generation: Generation,
    /// What was seen of its folder since something happened there.
    seen: Arc<Seen>,
    /// What was found last, and in which generation.
    found: Option<(Generation, Found)>,
    /// What the client was told last.
    told: Found,
    /// Whether a task waits to tell the client.
    telling: bool,
    /// The analysis that runs: set this to make it stop.
    running: Option<Arc<AtomicBool>>,
    /// Whether the last analysis was stopped.
    was_stopped: bool,
    /// Rings whenever an analysis ends, and when the document is closed.
    news: Arc<Notify>,
}

/// What is known of a document at this moment.
pub(super) enum State {
    /// It isn't open.
    Closed,
    /// What was found in it.
    Known(Found),
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
    /// What was seen of its folder, for as long as nothing happens there.
    pub(super) seen: Arc<Seen>,
    generation: Generation,
}

/// What a client has to be told of a document.
pub(super) enum News {
    /// Nothing, or it is told by somebody else.
    None,
    /// This.
    Found(Arc<Checked>),
    /// It has changed since: wait once more.
    Later,
}

/// All open documents that are Spacefiles or might be taken for one, or a `.spaceignore`.
#[derive(Debug, Default)]
pub(super) struct Documents {
    open: HashMap<Key, Open>,
}

impl Documents {
    /// Takes a document in. False if it is none of ours.
    pub(super) fn open(&mut self, document: lsp::TextDocumentItem) -> bool {
        let uri = document.uri;
        let is_ours = uri::is_spacefile(&uri, &document.language_id)
            || uri::is_nearly_spacefile(&uri)
            || uri::is_spaceignore(&uri);
        if !is_ours {
            return false;
        }
        let open = Open {
            uri: uri.clone(),
            text: Text::new(&document.text),
            version: document.version,
            generation: 0,
            seen: Arc::default(),
            found: None,
            told: None,
            telling: false,
            running: None,
            was_stopped: false,
            news: Arc::default(),
        };
        if let Some(before) = self.open.insert(Key::of(&uri), open) {
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
        open.generation += 1;
        if let Some(stop) = open.running.as_ref().filter(|_| !open.was_stopped) {
            stop.store(true, Ordering::Relaxed);
        }
        true
    }

    /// Forgets a document. False if it wasn't open.
    pub(super) fn close(&mut self, uri: &lsp::Url) -> bool {
        self.open.remove(&Key::of(uri)).map(Open::end).is_some()
    }

    pub(super) fn is_open(&self, key: &Key) -> bool {
        self.open.contains_key(key)
    }

    /// The folders in which a document is open.
    pub(super) fn folders(&self) -> HashSet<PathBuf> {
        let folder = |key: &Key| match key {
            Key::File(path) => path.parent().map(Path::to_owned),
            Key::Other(_) => None,
        };
        self.open.keys().filter_map(folder).collect()
    }

    pub(super) fn uris(&self) -> Vec<lsp::Url> {
        self.open.values().map(|open| open.uri.clone()).collect()
    }

    /// The bytes that a range means in a document as it is now, and which version that is; `None`
    /// if it isn't open.
    pub(super) fn locate(
        &self,
        uri: &lsp::Url,
        range: lsp::Range,
        unit: Unit,
    ) -> Option<(Range<usize>, i32)> {
        let open = self.open.get(&Key::of(uri))?;
        Some((convert::bytes(&open.text, range, unit), open.version))
    }

    /// The text of a document as it is now; `None` if it isn't open.
    pub(super) fn text(&self, uri: &lsp::Url) -> Option<Text> {
        Some(self.open.get(&Key::of(uri))?.text.clone())
    }

    pub(super) fn generation(&self, uri: &lsp::Url) -> Generation {
        self.open.get(&Key::of(uri)).map_or(0, |open| open.generation)
    }

    /// Doubts what was found in the documents whose folders have changed, if they are concerned;
    /// gives these documents, and what was found.
    pub(super) fn doubt(
        &mut self,
        has_changed: impl Fn(&Path) -> bool,
        is_concerned: impl Fn(&lsp::Url) -> bool,
    ) -> Vec<(lsp::Url, Found)> {
        let mut doubted = Vec::new();
        for (key, open) in &mut self.open {
            let Key::File(path) = key else { continue };
            if path.parent().is_some_and(&has_changed) && is_concerned(&open.uri) {
                open.generation += 1;
                open.seen = Arc::default();
                let before = open.found.as_ref().and_then(|(_, found)| found.clone());
                doubted.push((open.uri.clone(), before));
            }
        }
        doubted
    }

    /// The client's version of a document as it is now; `None` if it isn't open.
    pub(super) fn version(&self, uri: &lsp::Url) -> Option<i32> {
        Some(self.open.get(&Key::of(uri))?.version)
    }

    /// Doubts what was found in all of them; gives them.
    pub(super) fn outdate(&mut self) -> Vec<lsp::Url> {
        self.open.values_mut().for_each(|open| open.generation += 1);
        self.uris()
    }

    /// What is known of a document as it was in some generation, or later.
    pub(super) fn state(&mut self, uri: &lsp::Url, least: Generation) -> State {
        let Some(open) = self.open.get_mut(&Key::of(uri)) else { return State::Closed };
        // One that was closed and opened again counts from the start.
        let least = least.min(open.generation);
        match &open.found {
            Some((generation, found)) if *generation >= least => {
                return State::Known(found.clone());
            }
            _ => {}
        }
        if open.running.is_some() {
            return State::Running(Arc::clone(&open.news).notified_owned());
        }
        let stop = Arc::<AtomicBool>::default();
        open.running = Some(Arc::clone(&stop));
        State::Due(Snapshot {
            uri: open.uri.clone(),
            version: open.version,
            text: open.text.clone(),
            stop,
            seen: Arc::clone(&open.seen),
            generation: open.generation,
        })
    }

    /// Keeps what was found in a snapshot.
    pub(super) fn keep(&mut self, snapshot: &Snapshot, found: Found) {
        let open = self.open.get_mut(&Key::of(&snapshot.uri));
        // One that was closed and opened again has an analysis of its own.
        let is_ours = |open: &&mut Open| {
            open.running.as_ref().is_some_and(|stop| Arc::ptr_eq(stop, &snapshot.stop))
        };
        let Some(open) = open.filter(is_ours) else { return };
        open.running = None;
        open.was_stopped = snapshot.stop.load(Ordering::Relaxed);
        if !open.was_stopped {
            open.found = Some((snapshot.generation, found));
        }
        open.news.notify_waiters();
    }

    /// Whether the caller should wait for the findings of a document and tell the client: not if
    /// somebody does already.
    pub(super) fn start_telling(&mut self, uri: &lsp::Url) -> bool {
        let open = self.open.get_mut(&Key::of(uri));
        open.is_some_and(|open| !std::mem::replace(&mut open.telling, true))
    }

    /// What is to be told now. Unless it is [`News::None`], the caller has to ask again.
    pub(super) fn news(&mut self, uri: &lsp::Url) -> News {
        let Some(open) = self.open.get_mut(&Key::of(uri)) else { return News::None };
        let (generation, found) = match &open.found {
            Some((generation, found)) => (Some(*generation), found.clone()),
            None => (None, None),
        };
        let is_news =
            |found: &Arc<Checked>| open.told.as_ref().is_none_or(|told| !told.says_the_same(found));
        if let Some(found) = found.filter(is_news) {
            open.told = Some(Arc::clone(&found));
            return News::Found(found);
        }
        if generation != Some(open.generation) {
            return News::Later;
        }
        open.telling = false;
        News::None
    }
}

impl Open {
    /// Lets go of everybody who waits.
    fn end(self) {
        if let Some(stop) = &self.running {
            stop.store(true, Ordering::Relaxed);
        }
        self.news.notify_waiters();
    }
}
