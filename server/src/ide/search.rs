//! Finds the app, its Micros and their actions by their names.

use std::ops::Range;

use super::matching::matches;
use super::symbols::{Kind, Symbol};

/// Something that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found<'s> {
    /// What it is called.
    pub name: &'s str,
    /// What it is.
    pub kind: Kind,
    /// What holds it.
    pub container: Option<&'s str>,
    /// Bytes to jump to.
    pub range: Range<usize>,
}

/// All entries of an outline whose names answer to a query; every entry for an empty one.
#[must_use]
pub fn search<'s>(outline: &'s Symbol, query: &str) -> Vec<Found<'s>> {
    let mut found = Vec::new();
    let mut queue = vec![(outline, None)];
    while let Some((symbol, container)) = queue.pop() {
        if matches(query, &symbol.name).is_some() {
            found.push(Found {
                name: &symbol.name,
                kind: symbol.kind,
                container,
                range: symbol.selection.clone(),
            });
        }
        let name = Some(symbol.name.as_str());
        queue.extend(symbol.children.iter().rev().map(|child| (child, name)));
    }
    found
}
