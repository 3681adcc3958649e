//! What may be written in a line of a `.spaceignore`: paths that are there.

use std::cmp::Reverse;
use std::ops::Range;

use super::paths::pattern;
use crate::document::Document;
use crate::ignore::Source;
use crate::ignore::tree::{Item, Kind, Tree};
use crate::ignore::upload::Upload;
use crate::report::preview::words;
use crate::rules::edits::{line_end, line_start};

/// Offers at the most: the largest.
const MOST: usize = 200;

/// Something to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The path, as it is shown.
    pub label: String,
    /// How much lies there, or why it is offered.
    pub detail: String,
    /// What is written.
    pub text: String,
    /// What was typed so far is a part of this, if it fits.
    pub filter: String,
}

/// What is offered, the likeliest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offers {
    /// What they replace: the line, in bytes of the text.
    pub range: Range<usize>,
    /// What may be written.
    pub offers: Vec<Offer>,
}

/// What may be written at a byte of the text. `upload` need not be judged by its lines.
#[must_use]
pub fn complete(document: &Document, upload: &Upload, offset: usize) -> Option<Offers> {
    let text = &document.text;
    let start = line_start(text, offset);
    let typed = text.get(start..offset)?;
    if typed.starts_with('#') {
        return None;
    }
    let range = start..line_end(text, offset);
    let offers = match typed.strip_prefix('!') {
        Some(_) => left_out(upload),
        None => kept(upload, typed),
    };
    Some(Offers { range, offers })
}

/// What goes up of the folder that was typed, the largest first.
fn kept(upload: &Upload, typed: &str) -> Vec<Offer> {
    let tree = upload.tree();
    let anchor = if typed.starts_with('/') { "/" } else { "" };
    let folder = typed.trim_start_matches('/').rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut sized = Vec::new();
    let mut items = tree.items();
    while let Some(item) = items.next() {
        let Some(path) = std::str::from_utf8(item.path).ok().filter(|_| is_kept(&item)) else {
            continue;
        };
        let is_here = path.rsplit_once('/').map_or("", |(around, _)| around) == folder;
        if !is_here {
            continue;
        }
        let totals = match item.kind {
            Kind::Folder => upload.summary().folder(tree, item.id).unwrap_or_default(),
            _ => crate::ignore::tree::Totals { files: 1, bytes: item.size.unwrap_or_default() },
        };
        let Some(line) = pattern(path, item.kind == Kind::Folder) else { continue };
        let slash = if item.kind == Kind::Folder { "/" } else { "" };
        let detail = match item.kind {
            Kind::Folder => words::totals(totals),
            _ => words::size(totals.bytes),
        };
        sized.push((
            Reverse(totals.bytes),
            Offer {
                label: format!("{path}{slash}"),
                detail,
                text: line,
                filter: format!("{anchor}{path}"),
            },
        ));
    }
    sized.sort_by_key(|(bytes, _)| *bytes);
    sized.into_iter().map(|(_, offer)| offer).take(MOST).collect()
}

/// What can be taken back: the defaults that leave something out, and paths that a line does.
fn left_out(upload: &Upload) -> Vec<Offer> {
    let tree = upload.tree();
    let effects = upload.summary().effects.iter().filter(|effect| effect.out_paths > 0);
    let defaults = effects.filter_map(|effect| {
        let line = tree.rules().line(effect.line);
        let name = std::str::from_utf8(line.pattern).ok()?;
        (line.source == Source::Default && !name.starts_with('!')).then(|| Offer {
            label: format!("!{name}"),
            detail: "left out by default".to_owned(),
            text: format!("!{name}"),
            filter: format!("!{name}"),
        })
    });
    let mut offers: Vec<_> = defaults.collect();
    let mut items = tree.items();
    while let Some(item) = items.next() {
        let is_topmost = !item.verdict.documented.kept && is_in_kept(tree, &item);
        let Some(path) = std::str::from_utf8(item.path).ok().filter(|_| is_topmost) else {
            continue;
        };
        if offers.len() >= MOST {
            break;
        }
        let Some(line) = pattern(path, item.kind == Kind::Folder) else { continue };
        let by = item.verdict.documented.by.map(|by| words::place(tree.rules(), by));
        offers.push(Offer {
            label: format!("!{line}"),
            detail: by.map(|by| format!("left out by {by}")).unwrap_or_default(),
            text: format!("!{line}"),
            filter: format!("!{line}"),
        });
    }
    offers
}

fn is_kept(item: &Item<'_>) -> bool {
    item.verdict.documented.kept
}

fn is_in_kept(tree: &Tree, item: &Item<'_>) -> bool {
    tree.parent(item.id).is_none_or(|around| tree.verdict(around).documented.kept)
}
