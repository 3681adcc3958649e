//! Anchors, aliases and merges that the original's loader refuses.

use super::edits::{line_end, remove_entry};
use super::parts::nodes;
use super::proven::Prover;
use super::quoting::quote_from;
use super::words::{nearest, quote};
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Edit, Fix, Severity};
use crate::document::Document;
use crate::syntax::{Slip, SlipKind};

/// More findings than this say nothing new.
const MOST: usize = 1000;

/// More anchors than this are not searched for a near name, and for no more aliases than this.
const ENOUGH: usize = 100;

pub(super) static RULE: Rule = Rule {
    name: "invalid-alias",
    severity: Severity::Error,
    summary: "an anchor (`&`), alias (`*`) or merge (`<<`) can't be read",
    docs: include_str!("invalid_alias.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let document = context.document;
    let before = found.len();
    let mut anchors = None;
    let mut prover = Prover::new(document);
    for slip in &document.syntax.slips {
        if found.len() - before >= MOST {
            return;
        }
        let text = document.slice(slip.range.clone());
        let shown = quote(text);
        let mut near = None;
        let (message, help) = match slip.kind {
            SlipKind::BadAnchor => {
                let sign = if text.starts_with('*') { '*' } else { '&' };
                (format!("a value can't start with `{sign}`"), "Put the value in quotes.".to_owned())
            }
            SlipKind::UnknownAlias => {
                let name = text.trim_start_matches('*');
                let anchors: &Vec<&str> = anchors.get_or_insert_with(|| names(document));
                if found.len() - before < ENOUGH && name.len() < ENOUGH {
                    near = nearest(name, anchors.iter().copied());
                }
                let help = near.map_or_else(
                    || "Write an anchor of this name above, or put the value in quotes if it is text.".to_owned(),
                    |near| format!("Did you mean `*{near}`? If it is text, put it in quotes."),
                );
                let anchor = quote(&format!("&{name}"));
                (format!("no {anchor} stands above {shown}"), help)
            }
            SlipKind::RecursiveAlias => (
                format!("{shown} stands inside of the value it stands for"),
                "Move it out, or write the value itself.".to_owned(),
            ),
            SlipKind::AliasBomb => (
                "the aliases in this file multiply its values beyond all measure".to_owned(),
                "Write the values out; a push refuses so many copies, and nothing else was checked."
                    .to_owned(),
            ),
            SlipKind::BadMerge => (
                "`<<` merges mappings, and this is none".to_owned(),
                "Name an anchored mapping (`<<: *name`) or a list of them (`<<: [*one, *two]`)."
                    .to_owned(),
            ),
            SlipKind::StrayProperty => (
                format!("{shown} can't stand here: the value already has one"),
                "Remove one of the two.".to_owned(),
            ),
            _ => continue,
        };
        let mut finding = Diagnostic::new(slip.range.clone(), message).help(help).instance("");
        finding.fixes = prover.proven(slip.range.start, || fixes(document, slip, near));
        found.push(finding);
    }
}

/// The names of the document's anchors.
fn names(document: &Document) -> Vec<&str> {
    let anchors = document.tree().iter().filter_map(|(_, node)| node.anchor.clone());
    let names = anchors.map(|anchor| document.slice(anchor).trim_start_matches('&'));
    names.filter(|name| name.len() < ENOUGH).take(ENOUGH).collect()
}

/// The near anchor's name, or quotes; what is too much away.
fn fixes(document: &Document, slip: &Slip, near: Option<&str>) -> Vec<Fix> {
    let start = slip.range.start;
    let remove = |end: usize| {
        let rest = document.slice(end..line_end(&document.text, end));
        let blank = if rest.trim().is_empty() { 0 } else { rest.len() - rest.trim_start().len() };
        vec![Fix::likely(
            format!("Remove {}", quote(document.slice(start..end))),
            vec![Edit::replace(start..end + blank, "")],
        )]
    };
    match slip.kind {
        SlipKind::BadAnchor | SlipKind::UnknownAlias => {
            let near = near.map(|near| {
                let edits = vec![Edit::replace(slip.range.clone(), format!("*{near}"))];
                Fix::likely(format!("Change to `*{near}`"), edits)
            });
            near.into_iter().chain(quote_from(document, start)).collect()
        }
        SlipKind::StrayProperty => remove(slip.range.end),
        SlipKind::BadMerge => merge_away(document, start).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// Takes out the `<<` whose value is at an offset.
fn merge_away(document: &Document, value: usize) -> Option<Fix> {
    let tree = document.tree();
    let mut nodes = nodes(document);
    let (mapping, key) = nodes.find_map(|(id, _)| {
        let is_it = |key, node| tree.is_merge(key) && tree.get(node).range.start == value;
        let mut entries = tree.entries(id).iter();
        let entry = entries.find(|entry| is_it(entry.key, entry.value))?;
        Some((tree.get(entry.key).parent?, entry.key))
    })?;
    let edit = remove_entry(document, mapping, key)?;
    Some(Fix::likely("Remove the `<<`", vec![edit]))
}
