//! An outline.

use tower_lsp::lsp_types as lsp;

use crate::ide::search::Found;
use crate::ide::symbols::{Kind, Symbol};
use crate::lsp::capabilities::Session;
use crate::lsp::checked::Checked;
use crate::text::{Text, Unit};

use super::range;

/// An outline: a tree where the client takes one, else a list.
pub(in crate::lsp) fn symbols(
    checked: &Checked,
    app: Symbol,
    session: &Session,
) -> lsp::DocumentSymbolResponse {
    if session.nested_symbols {
        return vec![symbol(&checked.text, app, session.unit)].into();
    }
    let mut list = Vec::new();
    flatten(checked, app, None, session.unit, &mut list);
    list.into()
}

/// An entry of a search. The app itself is told apart by its folder.
#[expect(deprecated, reason = "the protocol's type still has the field")]
pub(in crate::lsp) fn found(
    checked: &Checked,
    found: &Found<'_>,
    unit: Unit,
) -> lsp::SymbolInformation {
    let folder = || {
        let mut names = checked.uri.path_segments()?.rev().skip(1);
        names.next().map(str::to_owned)
    };
    lsp::SymbolInformation {
        name: found.name.to_owned(),
        kind: kind(found.kind),
        tags: None,
        deprecated: None,
        location: lsp::Location {
            uri: checked.uri.clone(),
            range: range(&checked.text, &found.range, unit),
        },
        container_name: found.container.map(str::to_owned).or_else(folder),
    }
}

fn kind(kind: Kind) -> lsp::SymbolKind {
    match kind {
        Kind::App => lsp::SymbolKind::PACKAGE,
        Kind::Micro => lsp::SymbolKind::MODULE,
        Kind::Action => lsp::SymbolKind::EVENT,
    }
}

#[expect(deprecated, reason = "the protocol's type still has the field")]
fn symbol(text: &Text, symbol: Symbol, unit: Unit) -> lsp::DocumentSymbol {
    let children = symbol.children.into_iter().map(|child| self::symbol(text, child, unit));
    lsp::DocumentSymbol {
        name: symbol.name,
        detail: symbol.detail,
        kind: kind(symbol.kind),
        tags: None,
        deprecated: None,
        range: range(text, &symbol.range, unit),
        selection_range: range(text, &symbol.selection, unit),
        children: Some(children.collect()),
    }
}

#[expect(deprecated, reason = "the protocol's type still has the field")]
fn flatten(
    checked: &Checked,
    symbol: Symbol,
    container: Option<&str>,
    unit: Unit,
    list: &mut Vec<lsp::SymbolInformation>,
) {
    let range = range(&checked.text, &symbol.range, unit);
    list.push(lsp::SymbolInformation {
        name: symbol.name.clone(),
        kind: kind(symbol.kind),
        tags: None,
        deprecated: None,
        location: lsp::Location { uri: checked.uri.clone(), range },
        container_name: container.map(str::to_owned),
    });
    for child in symbol.children {
        flatten(checked, child, Some(&symbol.name), unit, list);
    }
}
