//! From structure and tokens to the tree.

use std::collections::HashMap;
use std::ops::Range;

use super::grammar::{Properties, Step, closing};
use super::token::{Shape, Slip, SlipKind, Style, Token, TokenKind};
use super::tree::{Entry, Item, Node, NodeId, NodeKind, Tree};

/// A collection whose end has not come yet.
struct Open {
    id: NodeId,
    shape: Shape,
    bracket: Option<usize>,
    /// Start of the item or entry being built.
    start: usize,
    /// The key that waits for its value.
    key: Option<NodeId>,
}

/// Builds the tree while walking steps and tokens side by side.
pub(super) struct Builder<'a> {
    text: &'a str,
    tokens: &'a [Token],
    /// Index of the next token that no step has used.
    next: usize,
    /// End of the last thing used.
    end: usize,
    tree: Tree,
    open: Vec<Open>,
    anchors: HashMap<&'a str, NodeId>,
    slips: Vec<Slip>,
}

/// What the steps amount to.
#[derive(Debug, Default)]
pub(super) struct Built {
    pub(super) tree: Tree,
    pub(super) slips: Vec<Slip>,
    /// Index of the first token after the document.
    pub(super) next: usize,
}

impl<'a> Builder<'a> {
    pub(super) fn new(text: &'a str, tokens: &'a [Token]) -> Self {
        Self {
            text,
            tokens,
            next: 0,
            end: 0,
            tree: Tree::default(),
            open: Vec::new(),
            anchors: HashMap::new(),
            slips: Vec::new(),
        }
    }

    /// Ends every collection, also those that a cut-short structure left open.
    pub(super) fn finish(mut self) -> Built {
        while !self.open.is_empty() {
            self.close();
        }
        Built { tree: self.tree, slips: self.slips, next: self.next }
    }

    fn kind(&self, index: usize) -> Option<TokenKind> {
        self.tokens.get(index).map(|token| token.kind)
    }

    /// Uses tokens up to `index`, that one included.
    fn use_up_to(&mut self, index: usize) {
        if let Some(token) = self.tokens.get(index) {
            self.end = self.end.max(token.range.end);
        }
        self.next = self.next.max(index + 1);
    }

    pub(super) fn step(&mut self, step: Step, properties: Properties) {
        if step == Step::End {
            self.close();
            return;
        }
        self.lead_in();
        let (anchor, tag) = self.properties(properties);
        if let Step::Start { shape, bracket } = step {
            // A list at its key's own column begins, for the parser, where its first item does;
            // only the next token tells whether the bracket there is its own.
            let bracket = bracket.filter(|bracket| *bracket == self.next);
            let start = self.tokens.get(self.next).map_or(self.end, |token| token.range.start);
            if bracket.is_some() {
                self.use_up_to(self.next);
            }
            let id = self.add(Node { anchor, tag, ..Node::empty(shape, start) });
            self.open.push(Open { id, shape, bracket, start: 0, key: None });
            return;
        }
        let node = match step {
            Step::Leaf(token) => {
                let node = self.leaf(token);
                self.use_up_to(match node.kind {
                    NodeKind::Sequence(_) | NodeKind::Mapping(_) => closing(self.tokens, token),
                    _ => token,
                });
                node
            }
            _ => {
                // It stands no earlier than the item or entry that it belongs to.
                let start = self.open.last().map_or(0, |open| open.start);
                let at = self.end.max(start);
                self.scalar(at..at, String::new(), Style::Plain)
            }
        };
        let id = self.add(Node { anchor, tag, ..node });
        self.attach(id);
    }

    /// Uses the punctuation before a node and notes where its item or entry starts.
    fn lead_in(&mut self) {
        let Some(index) = self.open.len().checked_sub(1) else {
            return;
        };
        let (shape, waiting) = match self.open.get(index) {
            Some(open) => (open.shape, open.key.is_some()),
            None => return,
        };
        if waiting {
            if self.kind(self.next) == Some(TokenKind::Colon) {
                self.use_up_to(self.next);
            }
            return;
        }
        if self.kind(self.next) == Some(TokenKind::Comma) {
            self.use_up_to(self.next);
        }
        let start = self.tokens.get(self.next).map_or(self.end, |token| token.range.start);
        let mark = match shape {
            Shape::Sequence => TokenKind::Dash,
            Shape::Mapping => TokenKind::Question,
        };
        if self.kind(self.next) == Some(mark) {
            self.use_up_to(self.next);
        } else if shape == Shape::Mapping && self.kind(self.next) == Some(TokenKind::Colon) {
            // The empty key stands right before its colon.
            self.end = self.end.max(start);
            let range = start..start + 1;
            self.slips.push(Slip { kind: SlipKind::MissingKey, range });
        }
        if let Some(open) = self.open.last_mut() {
            open.start = start;
        }
    }

    /// Uses the anchor and tag before a node.
    fn properties(&mut self, properties: Properties) -> (Option<Range<usize>>, Option<String>) {
        let (mut anchor, mut tag) = (None, None);
        for index in properties.first..properties.first + properties.count {
            match self.tokens.get(index) {
                Some(token) if token.kind == TokenKind::Anchor => {
                    anchor = Some(token.range.clone());
                }
                Some(token) => tag = token.value.as_deref().map(str::to_owned),
                None => {}
            }
            self.use_up_to(index);
        }
        (anchor, tag)
    }

    fn leaf(&mut self, index: usize) -> Node {
        let Some(token) = self.tokens.get(index) else {
            return Node::empty(Shape::Mapping, self.end);
        };
        let range = token.range.clone();
        match token.kind {
            TokenKind::Open(shape) => {
                let close = self.tokens.get(closing(self.tokens, index));
                let end = close.map_or(range.end, |close| close.range.end);
                Node { range: range.start..end, ..Node::empty(shape, 0) }
            }
            TokenKind::Alias => {
                let name = self.text.get(range.start + 1..range.end).unwrap_or("");
                let target = self.anchors.get(name).copied();
                let inside =
                    target.is_some_and(|target| self.open.iter().any(|open| open.id == target));
                if target.is_none() || inside {
                    let kind =
                        if inside { SlipKind::RecursiveAlias } else { SlipKind::UnknownAlias };
                    self.slips.push(Slip { kind, range: range.clone() });
                }
                let kind = NodeKind::Alias(target.filter(|_| !inside));
                Node { kind, range, ..Node::empty(Shape::Mapping, 0) }
            }
            TokenKind::Scalar(style) => {
                let written = self.text.get(range.clone()).unwrap_or("");
                let text = token.value.as_deref().unwrap_or(written).to_owned();
                self.scalar(range, text, style)
            }
            _ => self.scalar(range, String::new(), Style::Plain),
        }
    }

    fn scalar(&self, range: Range<usize>, text: String, style: Style) -> Node {
        Node { kind: NodeKind::Scalar { text, style }, range, ..Node::empty(Shape::Mapping, 0) }
    }

    fn add(&mut self, mut node: Node) -> NodeId {
        node.parent = self.open.last().map(|open| open.id);
        let id = NodeId::new(self.tree.nodes.len());
        let anchor = node.anchor.clone();
        if let Some(name) = anchor.and_then(|range| self.text.get(range.start + 1..range.end)) {
            self.anchors.insert(name, id);
        }
        self.tree.nodes.push(node);
        id
    }

    /// Makes a finished node the root, an item, a key or a value.
    fn attach(&mut self, id: NodeId) {
        let end = self.end;
        let Some(open) = self.open.last_mut() else {
            self.tree.root.get_or_insert(id);
            return;
        };
        let (start, waiting) = (open.start, open.key.take());
        if open.shape == Shape::Mapping && waiting.is_none() {
            open.key = Some(id);
            return;
        }
        let Some(node) = self.tree.nodes.get_mut(open.id.index()) else {
            return;
        };
        let range = start..end.max(start);
        match (&mut node.kind, waiting) {
            (NodeKind::Sequence(items), _) => items.push(Item { range, value: id }),
            (NodeKind::Mapping(entries), Some(key)) => {
                entries.push(Entry { range, key, value: id });
            }
            _ => {}
        }
    }

    fn close(&mut self) {
        if self.open.last().is_some_and(|open| open.key.is_some()) {
            let empty = self.scalar(self.end..self.end, String::new(), Style::Plain);
            let id = self.add(empty);
            self.attach(id);
        }
        let Some(open) = self.open.pop() else { return };
        if open.bracket.is_some() {
            if self.kind(self.next) == Some(TokenKind::Comma) {
                self.use_up_to(self.next);
            }
            if matches!(self.kind(self.next), Some(TokenKind::Close(_))) {
                self.use_up_to(self.next);
            }
        }
        let end = self.end;
        if let Some(node) = self.tree.nodes.get_mut(open.id.index()) {
            node.range.end = end.max(node.range.start);
        }
        self.attach(open.id);
    }
}
