//! All places of one name: an anchor's, or a Micro's.

use std::ops::Range;

use super::naming::{Named, at};
use crate::document::Document;
use crate::model::App;
use crate::syntax::{NodeId, NodeKind};

/// A place of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrence {
    /// Bytes of the name alone, without `&`, `*` or quotes.
    pub range: Range<usize>,
    /// Whether the name is given here, not used.
    pub is_definition: bool,
}

/// All places of the name at a byte offset, in order; none where there is no name.
#[must_use]
pub fn occurrences(document: &Document, app: &App, offset: usize) -> Vec<Occurrence> {
    match at(document, offset) {
        Some(Named::Anchor(node)) => of_anchor(document, node),
        Some(Named::Micro(node)) => of_micro(document, app, node),
        None => Vec::new(),
    }
}

/// The anchor that the alias at a byte offset stands for: the bytes of its name.
#[must_use]
pub fn definition(document: &Document, offset: usize) -> Option<Range<usize>> {
    match at(document, offset)? {
        Named::Anchor(node) => anchor_name(document, node),
        Named::Micro(_) => None,
    }
}

/// An anchor and its aliases.
pub(super) fn of_anchor(document: &Document, node: NodeId) -> Vec<Occurrence> {
    let definition = anchor_name(document, node);
    let definition = definition.map(|range| Occurrence { range, is_definition: true });
    let is_alias = |kind: &NodeKind| matches!(kind, NodeKind::Alias(Some(of)) if *of == node);
    let aliases = document.tree().iter().filter(|(_, alias)| is_alias(&alias.kind));
    let aliases = aliases.map(|(_, alias)| Occurrence {
        range: alias.range.start + 1..alias.range.end,
        is_definition: false,
    });
    let mut found: Vec<_> = definition.into_iter().chain(aliases).collect();
    found.sort_by_key(|found| found.range.start);
    found
}

/// The names of the Micros that have the same one.
fn of_micro(document: &Document, app: &App, node: NodeId) -> Vec<Occurrence> {
    let tree = document.tree();
    let name = tree.scalar(node);
    let values = app.micros.iter().filter_map(|micro| Some(micro.field(document, "name")?.value));
    let same = values.filter(|value| tree.scalar(*value) == name);
    let mut found: Vec<_> = same
        .map(|value| Occurrence { range: inner(document, value), is_definition: true })
        .collect();
    // One that the model doesn't count is there all the same.
    let own = inner(document, node);
    if found.iter().all(|it| it.range != own) {
        found.push(Occurrence { range: own, is_definition: true });
    }
    found.sort_by_key(|found| found.range.start);
    found.dedup();
    found
}

/// The bytes of a scalar without its quotes, or of an alias without its star.
pub(super) fn inner(document: &Document, node: NodeId) -> Range<usize> {
    let range = document.tree().get(node).range.clone();
    let text = document.slice(range.clone());
    let quote = text.chars().next().filter(|first| matches!(first, '"' | '\''));
    match (quote, text.starts_with('*')) {
        (Some(quote), _) => {
            let end =
                if text.len() > 1 && text.ends_with(quote) { range.end - 1 } else { range.end };
            range.start + 1..end
        }
        (None, true) => range.start + 1..range.end,
        (None, false) => range,
    }
}

fn anchor_name(document: &Document, node: NodeId) -> Option<Range<usize>> {
    let anchor = document.tree().get(node).anchor.clone()?;
    Some(anchor.start + 1..anchor.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with `[…]` around all places of the name at `$0`, and `<…>` where it is given.
    fn marked(text: &str) -> String {
        let offset = text.find("$0").unwrap_or_default();
        let mut text = text.replacen("$0", "", 1);
        let document = Document::from_text(text.clone());
        for found in occurrences(&document, &App::new(&document), offset).into_iter().rev() {
            let (open, close) = if found.is_definition { ("<", ">") } else { ("[", "]") };
            text.insert_str(found.range.end, close);
            text.insert_str(found.range.start, open);
        }
        text
    }

    #[test]
    fn an_anchor_and_its_aliases() {
        let text = "micros:\n- &b\n  name: a\n  src: &$0s ./\n- <<: *b\n  src: *s\n  serve: *s\n";
        let expected = text.replace("$0", "").replace("&s", "&<s>").replace("*s", "*[s]");
        assert_eq!(marked(text), expected);
        assert_eq!(
            marked(&text.replace("$0", "").replace("*s\n  serve", "*s$0\n  serve")),
            expected
        );
    }

    #[test]
    fn an_anchor_that_is_given_again_is_another_one() {
        let text = "a: &x 1\nb: *x\nc: &x$0 2\nd: *x\n";
        assert_eq!(marked(text), "a: &x 1\nb: *x\nc: &<x> 2\nd: *[x]\n");
    }

    #[test]
    fn all_micros_of_a_name() {
        let text = "micros:\n- name: \"ap$0i\"\n- name: web\n- name: api\n- src: api\n";
        let expected = "micros:\n- name: \"<api>\"\n- name: web\n- name: <api>\n- src: api\n";
        assert_eq!(marked(text), expected);
    }

    #[test]
    fn nothing_else_has_a_name() {
        for text in ["v$0: 0\n", "micros:\n- src: $0api\n", "$0", "a: *no$0thing\n", "# $0name\n"] {
            assert_eq!(marked(text), text.replace("$0", ""), "{text}");
        }
    }
}
