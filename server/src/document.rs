//! A Spacefile, or the `.spaceignore` beside one, that has been read.

use std::ops::Range;

use spacefile_schema::Object;

use crate::encoding::{Decoded, Encoding, decode};
use crate::recovery::read;
use crate::syntax::{Field, NodeId, Slip, Syntax, Tree};

/// What a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A Spacefile.
    Spacefile,
    /// A `.spaceignore`: lines, without a tree.
    Spaceignore,
}

/// A text with its tree.
#[derive(Debug, Clone)]
pub struct Document {
    /// What it is.
    pub kind: Kind,
    /// The text, UTF-8 without byte order mark; all ranges refer to it.
    pub text: String,
    /// How its bytes spelled it.
    pub encoding: Encoding,
    /// What it says.
    pub syntax: Syntax,
}

/// A step into a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The value of a key.
    Key(String),
    /// An item of a list, from 0.
    Index(usize),
}

/// Where a value stands.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// Its key, if it is a mapping's value.
    pub key: Option<NodeId>,
    /// The value as written; possibly an alias.
    pub value: NodeId,
}

impl Document {
    /// Reads a file's bytes.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Self {
        Self::from_decoded(decode(bytes))
    }

    /// Reads a text that somebody else has decoded.
    #[must_use]
    pub fn from_text(text: String) -> Self {
        Self::from_decoded(Decoded::from_text(text))
    }

    /// Reads a `.spaceignore`. Its comments are the lines that start with `#`. Bytes that are no
    /// UTF-8 are U+FFFD each in the text.
    #[must_use]
    pub fn from_spaceignore(bytes: &[u8]) -> Self {
        let (encoding, bytes) = match bytes.strip_prefix(b"\xEF\xBB\xBF") {
            Some(rest) => (Encoding::Utf8Bom, rest),
            None => (Encoding::Utf8, bytes),
        };
        Self::lines(String::from_utf8_lossy(bytes).into_owned(), encoding)
    }

    fn lines(text: String, encoding: Encoding) -> Self {
        let mut comments = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            if line.starts_with('#') {
                comments.push(start..start + line.trim_end_matches(['\r', '\n']).len());
            }
            start += line.len();
        }
        let syntax = Syntax { comments, ..Syntax::default() };
        Self { kind: Kind::Spaceignore, text, encoding, syntax }
    }

    /// Reads a text again that comes from this one.
    #[must_use]
    pub fn with_text(&self, text: String) -> Self {
        match self.kind {
            Kind::Spacefile => Self::from_text(text),
            Kind::Spaceignore => Self::lines(text, self.encoding),
        }
    }

    fn from_decoded(decoded: Decoded) -> Self {
        let mut syntax = read(&decoded.text);
        // What is no text is no word without a colon either: that is one mistake, not two.
        let is_bad =
            |slip: &Slip| decoded.slips.iter().any(|bad| slip.range.contains(&bad.range.start));
        syntax.slips.retain(|slip| !is_bad(slip));
        syntax.slips.extend(decoded.slips);
        syntax.slips.sort_by_key(|slip| slip.range.start);
        Self { kind: Kind::Spacefile, text: decoded.text, encoding: decoded.encoding, syntax }
    }

    /// The tree.
    #[must_use]
    pub fn tree(&self) -> &Tree {
        &self.syntax.tree
    }

    /// The list of Micros: the value of `micros` or, for want of that, of the one key that nobody
    /// knows and that holds a list of mappings. Its name is then the mistake, and a finding.
    #[must_use]
    pub fn micros(&self) -> Option<Field> {
        let tree = self.tree();
        let fields = tree.fields(tree.root()?);
        let named = |field: &&Field| tree.scalar(field.key) == Some("micros");
        if let Some(field) = fields.iter().find(named) {
            return Some(*field);
        }
        let is_unknown = |field: &&Field| {
            let known = tree.scalar(field.key).is_some_and(|name| Object::App.key(name).is_some());
            !known && tree.items(field.value).iter().any(|item| tree.is_mapping(item.value))
        };
        let mut unknown = fields.iter().filter(is_unknown);
        unknown.next().copied().filter(|_| unknown.next().is_none())
    }

    /// The text of a range; empty if it isn't one.
    #[must_use]
    pub fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or("")
    }

    /// The place of a value, aliases and merges followed.
    #[must_use]
    pub fn place(&self, path: &[Step]) -> Option<Place> {
        let tree = self.tree();
        let mut place = Place { key: None, value: tree.root()? };
        for step in path {
            place = match step {
                Step::Key(name) => {
                    let field = tree.field(place.value, name)?;
                    Place { key: Some(field.key), value: field.value }
                }
                Step::Index(index) => {
                    let item = tree.items(place.value).get(*index)?;
                    Place { key: None, value: item.value }
                }
            };
        }
        Some(place)
    }

    /// The range that stands for a value: its own, or its key's where nothing is written.
    #[must_use]
    pub fn mark(&self, place: Place) -> Range<usize> {
        let value = &self.tree().get(place.value).range;
        match place.key {
            Some(key) if value.is_empty() => self.tree().get(key).range.clone(),
            _ => value.clone(),
        }
    }
}

/// Writes a path as a JSON pointer.
#[must_use]
pub fn pointer(path: &[Step]) -> String {
    let mut pointer = String::new();
    for step in path {
        pointer.push('/');
        match step {
            Step::Key(name) => pointer.push_str(&name.replace('~', "~0").replace('/', "~1")),
            Step::Index(index) => pointer.push_str(&index.to_string()),
        }
    }
    pointer
}
