//! Where the cursor is: the text is read with a mark there.
//!
//! Whatever is around the cursor, broken or not, the reader decides what would stand there. A line
//! on which a key may start is read with the mark as a key and, for a new item of a list, with a
//! dash before it; all others with the mark put in as it is.

use std::ops::Range;

use spacefile_schema::{Key, Object};

use super::draft::Draft;
use super::line::{Line, Start};
use crate::document::Document;
use crate::ide::site::{Role, Site};
use crate::model::{self, App};
use crate::syntax::{Entry, NodeId, NodeKind, Style};

/// A place at which something can be put in, and the document as it would be then.
#[derive(Debug)]
pub(super) struct Spot {
    /// The document with the mark in it: its ranges are not those of the text.
    pub(super) document: Document,
    pub(super) app: App,
    pub(super) kind: SpotKind,
    /// The mapping that the place belongs to.
    pub(super) owner: NodeId,
    /// The node that the mark is in.
    pub(super) node: NodeId,
    /// Bytes of the text to replace.
    pub(super) range: Range<usize>,
    /// What of it stands before the cursor, as it reads.
    pub(super) typed: String,
    /// The quote that it starts with.
    pub(super) quote: Option<char>,
    /// What has to be put before it: a blank, a dash.
    pub(super) lead: &'static str,
    /// The column that the key, or the key of the value, starts at, in characters from 0.
    pub(super) column: usize,
    /// Whether it is between brackets.
    pub(super) in_flow: bool,
    /// Whether the keys beside it are in double quotes, as JSON has them.
    pub(super) in_json: bool,
    /// What follows on the line.
    pub(super) tail: Tail,
}

/// What may be put in.
#[derive(Debug, Clone, Copy)]
pub(super) enum SpotKind {
    /// A key of a mapping of this kind.
    Key(Object),
    /// The value of a key.
    Value(Object, &'static Key),
    /// An item of a key's list.
    Item(Object, &'static Key),
    /// The name behind a `*`.
    Alias,
}

/// What follows what is put in on the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tail {
    /// Nothing that matters.
    Nothing,
    /// A colon.
    Colon,
    /// A value that lacks its key, with or without a blank before it.
    Value { blank: bool },
}

/// The places at a cursor, the likeliest first. The cursor is a byte offset.
pub(super) fn spots(text: &str, cursor: usize) -> Vec<Spot> {
    let line = Line::at(text, cursor);
    let mut spots = Vec::new();
    if let Some(start) = line.start() {
        let lead = if start.is_glued { " " } else { "" };
        spots.extend(at_start(text, &line, &start, lead));
        // Behind a tab no column is what it seems.
        if !start.in_item && start.is_last() && !line.before().contains('\t') {
            spots.extend(at_start(text, &line, &start, "- "));
        }
    }
    if spots.is_empty() {
        spots.extend(inside(text, &line));
    }
    spots
}

impl Spot {
    /// The Micro that the place is in.
    pub(super) fn micro(&self) -> Option<&model::Object> {
        let tree = self.document.tree();
        let mut at = Some(self.owner);
        while let Some(node) = at {
            if let Some(micro) = self.app.micros.iter().find(|micro| micro.node == node) {
                return Some(micro);
            }
            at = tree.get(node).parent;
        }
        None
    }

    /// The value that stands behind the key at this place, if there is one.
    pub(super) fn value(&self) -> Option<NodeId> {
        let entry = entry(&self.document, self.owner, self.node)?;
        (!self.document.tree().get(entry.value).is_missing()).then_some(entry.value)
    }

    /// The value of the key in whose list the place is.
    pub(super) fn holder(&self) -> Option<NodeId> {
        Some(entry(&self.document, self.owner, self.node)?.value)
    }

    /// The names of the keys that the mapping has beside the one at this place, without those
    /// merged in.
    pub(super) fn siblings(&self) -> impl Iterator<Item = &str> {
        let tree = self.document.tree();
        let entries = tree.entries(self.owner).iter();
        let others = entries.filter(|entry| entry.key != self.node && entry.value != self.node);
        others.filter_map(move |entry| tree.scalar(entry.key))
    }
}

/// Reads the line with the mark in a key, behind a lead.
fn at_start(text: &str, line: &Line<'_>, start: &Start<'_>, lead: &'static str) -> Option<Spot> {
    let word = &start.word;
    let tail = match start.tail {
        _ if start.has_colon() => Tail::Colon,
        _ if start.is_last() => Tail::Nothing,
        rest => Tail::Value { blank: rest.starts_with([' ', '\t']) },
    };
    let colon = match tail {
        Tail::Colon => "",
        _ if start.tail.is_empty() || start.tail.starts_with([' ', '\t']) => ":",
        _ => ": ",
    };
    let before = text.get(word.start..line.cursor)?;
    let (head, rest) = text.split_at_checked(word.start)?;
    let with_lead = format!("{head}{lead}{rest}");
    let draft = Draft::new(&with_lead, word.end + lead.len(), "", colon)?;
    let (document, node) = draft.read()?;
    let tree = document.tree();
    let mapping = tree.get(node).parent?;
    let entries = tree.entries(mapping);
    let is_key = entries.iter().any(|entry| entry.key == node);
    if !is_key || !draft.is_sound(&document, line.start) {
        return None;
    }
    let is_first = entries.first().is_some_and(|entry| entry.key == node);
    if lead == "- " && !is_first {
        return None;
    }
    let (kind, owner) = match Site::object(&document, mapping) {
        Some(object) => (SpotKind::Key(object), mapping),
        // With a colon it is a mapping, and without one a text for a list of texts.
        None if lead == "- " && entries.len() == 1 => match Site::of(&document, mapping)? {
            Site { owner, object, role: Role::Item(key, _) } => {
                (SpotKind::Item(object, key), owner)
            }
            _ => return None,
        },
        None => return None,
    };
    let column = line.column(word.start) + if lead == "- " { lead.len() } else { 0 };
    let in_flow = is_in_flow(&document, node);
    Some(Spot {
        app: App::new(&document),
        kind,
        owner,
        node,
        range: word.clone(),
        typed: before.to_owned(),
        quote: None,
        lead,
        column,
        in_flow,
        in_json: in_flow && is_json(&document, owner, node),
        tail,
        document,
    })
}

/// Reads the text with the mark at the cursor.
fn inside(text: &str, line: &Line<'_>) -> Option<Spot> {
    let glued = line.glued_value();
    let (at, lead) = glued.map_or((line.cursor, ""), |at| (at, " "));
    let typed = text.get(at..line.cursor)?;
    let after = if line.after().starts_with('#') { " " } else { "" };
    let (head, tail) = (text.get(..at)?, text.get(line.cursor..)?);
    let with_lead = format!("{head}{lead}{typed}{tail}");
    let draft = || Draft::new(&with_lead, line.cursor + lead.len(), "", after);
    let first = draft()?;
    let read = first.read().filter(|(document, node)| Site::of(document, *node).is_some());
    let (draft, (document, node)) = match read {
        Some(read) => (first, read),
        None => {
            let closed = draft()?.closed()?;
            let read = closed.read()?;
            (closed, read)
        }
    };
    let site = Site::of(&document, node)?;
    let found = document.tree().get(node);
    let range = draft.original(&found.range);
    let range = range.start..range.end.saturating_sub(lead.len());
    let whole = document.slice(found.range.clone());
    let (kind, typed, quote, range) = match &found.kind {
        NodeKind::Alias(_) => {
            let typed = whole.strip_prefix('*')?.split(draft.mark()).next()?.to_owned();
            (SpotKind::Alias, typed, None, range.start + 1..range.end)
        }
        NodeKind::Scalar { text, style } => {
            let kind = match site.role {
                // Words beside the mark are a line that lacks its colon.
                Role::Key(_) if text.contains(char::is_whitespace) => return None,
                Role::Key(_) => SpotKind::Key(site.object),
                Role::Value(key) => SpotKind::Value(site.object, key),
                Role::Item(key, _) => SpotKind::Item(site.object, key),
                Role::Merge => return None,
            };
            let quote = match style {
                Style::Double => Some('"'),
                Style::Single => Some('\''),
                _ => None,
            };
            (kind, text.split(draft.mark()).next()?.to_owned(), quote, range)
        }
        _ => return None,
    };
    let range = match lead {
        "" => range,
        _ => at..range.end.max(line.cursor),
    };
    let tail = match text.get(range.end..line.end)?.trim_start().starts_with(':') {
        true => Tail::Colon,
        false => Tail::Nothing,
    };
    let key = match site.role {
        Role::Key(_) => found.range.start,
        _ => key_start(&document, site.owner, node)?,
    };
    let column = Line::at(&document.text, key).column(key);
    let in_flow = is_in_flow(&document, node);
    Some(Spot {
        app: App::new(&document),
        kind,
        owner: site.owner,
        node,
        range,
        typed,
        quote,
        lead,
        column,
        in_flow,
        in_json: in_flow && is_json(&document, site.owner, node),
        tail,
        document,
    })
}

/// The entry of a mapping that a node is the key or the value of, or in the value of.
fn entry(document: &Document, owner: NodeId, node: NodeId) -> Option<&Entry> {
    let tree = document.tree();
    let mut node = node;
    while tree.get(node).parent != Some(owner) {
        node = tree.get(node).parent?;
    }
    tree.entries(owner).iter().find(|entry| entry.key == node || entry.value == node)
}

/// Where the key starts in whose value a node is.
fn key_start(document: &Document, owner: NodeId, node: NodeId) -> Option<usize> {
    let key = entry(document, owner, node)?.key;
    Some(document.tree().get(key).range.start)
}

/// Whether the other keys of a mapping are all in double quotes.
fn is_json(document: &Document, owner: NodeId, node: NodeId) -> bool {
    let tree = document.tree();
    let others = tree.entries(owner).iter().map(|entry| entry.key).filter(|key| *key != node);
    let mut others = others.peekable();
    let is_quoted = |key| document.slice(tree.get(key).range.clone()).starts_with('"');
    others.peek().is_some() && others.all(is_quoted)
}

/// Whether a node stands between brackets.
fn is_in_flow(document: &Document, node: NodeId) -> bool {
    let tree = document.tree();
    let mut at = tree.get(node).parent;
    while let Some(holder) = at {
        let holder = tree.get(holder);
        if document.slice(holder.range.clone()).starts_with(['[', '{']) {
            return true;
        }
        at = holder.parent;
    }
    false
}
