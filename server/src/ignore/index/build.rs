//! Putting lines into the index.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::edges::{Edge, Edges};
use super::words::{Words, short};
use super::{ANY, Folder, Hints, Index, NONE, Number, ROOT, Rule};
use crate::ignore::shape::{BELOW, Facets, Shape, names, pieces};

/// The shapes of all lines, each once for the same facets: with the last line that has it.
pub(in crate::ignore) struct Shapes {
    bytes: Vec<u8>,
    shapes: Vec<Rule>,
    places: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Shapes {
    pub(in crate::ignore) fn new() -> Self {
        Self {
            bytes: Vec::new(),
            shapes: Vec::new(),
            places: HashTable::new(),
            hasher: DefaultHashBuilder::default(),
        }
    }

    /// Adds a line's shape; lines come in order.
    pub(in crate::ignore) fn add(&mut self, line: Number, shape: &Shape, facets: Facets) {
        let Self { bytes, shapes, places, hasher } = self;
        let hash = |glob: &[u8], is_path, facets| hasher.hash_one((glob, is_path, facets));
        let found = places.entry(
            hash(&shape.glob, shape.is_path, facets),
            |&at| {
                shapes.get(at as usize).is_some_and(|it| {
                    it.facets == facets
                        && it.is_path == shape.is_path
                        && it.glob(bytes) == shape.glob.as_slice()
                })
            },
            |&at| {
                let rule = shapes.get(at as usize);
                rule.map_or(0, |it| hash(it.glob(bytes), it.is_path, it.facets))
            },
        );
        let new = short(shapes.len());
        let place = *found.or_insert(new).get();
        if place != new {
            if let Some(rule) = shapes.get_mut(place as usize) {
                rule.line = line;
            }
            return;
        }
        let (start, length) = (short(bytes.len()), short(shape.glob.len()));
        bytes.extend_from_slice(&shape.glob);
        let (next, is_path, is_certain) = (NONE, shape.is_path, false);
        shapes.push(Rule { start, length, line, next, facets, is_path, is_certain });
    }

    /// Makes an index of them.
    pub(in crate::ignore) fn index(mut self) -> Index {
        drop(self.places);
        self.shapes.sort_unstable_by_key(|rule| rule.line);
        self.shapes.shrink_to_fit();
        let mut index = Index {
            bytes: self.bytes,
            rules: self.shapes,
            words: Words::new(),
            edges: Edges::new(),
            folders: vec![Hints::NONE],
            everything: 0,
        };
        for at in 0..index.rules.len() {
            index.place(at);
        }
        index
    }
}

/// Where a rule is to be found.
struct Address {
    folder: Folder,
    /// The last name it is for.
    name: Vec<u8>,
    /// Whether the folder and the name say all that the rule does.
    is_all: bool,
}

impl Index {
    fn place(&mut self, at: usize) {
        let Some(&rule) = self.rules.get(at) else { return };
        if rule.is_path && rule.length == 0 {
            if rule.facets == BELOW {
                self.everything = rule.line;
            }
            return;
        }
        let Address { folder, name, is_all } = self.address(rule);
        let chain = if let Some(text) = pieces(&name).collect::<Option<Vec<u8>>>() {
            if let Some(hints) = self.folders.get_mut(folder as usize) {
                hints.words = true;
            }
            let word = self.words.entry(&mut self.bytes, folder, &text);
            if is_all {
                let facets = word.lines.iter_mut().enumerate();
                for (_, line) in facets.filter(|(bit, _)| rule.facets & 1 << bit != 0) {
                    *line = rule.line;
                }
                return;
            }
            &mut word.rules
        } else if let Some((edge, is_edge)) = Edge::of(folder, &name) {
            if let Some(rule) = self.rules.get_mut(at) {
                rule.is_certain = is_all && is_edge;
            }
            if let Some(hints) = self.folders.get_mut(folder as usize) {
                let (bit, is_end) = edge.bit();
                *if is_end { &mut hints.ends } else { &mut hints.starts } |= bit;
            }
            self.edges.entry(edge)
        } else {
            self.folders.get_mut(folder as usize).map_or(&mut self.edges.rest, |it| &mut it.rest)
        };
        let next = std::mem::replace(chain, short(at));
        if let Some(rule) = self.rules.get_mut(at) {
            rule.next = next;
        }
    }

    /// Where a rule belongs; the folders to there are made.
    fn address(&mut self, rule: Rule) -> Address {
        let glob = rule.glob(&self.bytes).to_vec();
        let piece = |name| glob.get(name).unwrap_or_default();
        if !rule.is_path {
            return Address { folder: ANY, name: glob, is_all: true };
        }
        let mut names: Vec<_> = names(&glob).collect();
        let last = names.pop().unwrap_or_default();
        let text = |name| pieces(piece(name)).collect::<Option<Vec<u8>>>();
        let texts: Option<Vec<_>> = names.into_iter().map(text).collect();
        let is_all = texts.is_some() && piece(last.clone()) != b"**";
        let mut folder = if is_all { ROOT } else { ANY };
        for name in texts.into_iter().flatten().filter(|_| is_all) {
            folder = self.make_folder(folder, &name);
        }
        Address { folder, name: piece(last).to_vec(), is_all }
    }

    fn make_folder(&mut self, parent: Folder, name: &[u8]) -> Folder {
        let new = short(self.folders.len());
        let word = self.words.entry(&mut self.bytes, parent, name);
        if word.folder == ANY {
            word.folder = new;
            self.folders.push(Hints::NONE);
            if let Some(hints) = self.folders.get_mut(parent as usize) {
                hints.words = true;
            }
        }
        self.words.get(&self.bytes, parent, name).map_or(ANY, |word| word.folder)
    }
}
