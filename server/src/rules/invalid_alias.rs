//! Anchors, aliases and merges that the original's loader refuses.

use super::edits::{in_quotes, line_end};
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
        let finding = Diagnostic::new(slip.range.clone(), message).help(help).instance("");
        found.push(match fix(document, slip, near) {
            Some(fix) => finding.fix(fix),
            None => finding,
        });
    }
}

/// The names of the document's anchors.
fn names(document: &Document) -> Vec<&str> {
    let anchors = document.tree().iter().filter_map(|(_, node)| node.anchor.clone());
    let names = anchors.map(|anchor| document.slice(anchor).trim_start_matches('&'));
    names.filter(|name| name.len() < ENOUGH).take(ENOUGH).collect()
}

/// The rest of the line in quotes, or the near anchor's name.
fn fix(document: &Document, slip: &Slip, near: Option<&str>) -> Option<Fix> {
    if let Some(near) = near {
        let edits = vec![Edit::replace(slip.range.clone(), format!("*{near}"))];
        return Some(Fix::likely(format!("Change it to `*{near}`"), edits));
    }
    if !matches!(slip.kind, SlipKind::BadAnchor | SlipKind::UnknownAlias) {
        return None;
    }
    let start = slip.range.start;
    let rest = document.slice(start..line_end(&document.text, start));
    let rest = rest.split(" #").next().unwrap_or(rest).trim_end();
    let line = super::edits::line_start(&document.text, start);
    let before = document.slice(line..start);
    // Between brackets, or where a key starts, the line holds more than the value.
    if before.contains(['[', '{']) || rest.contains([',', ']', '}']) || rest.contains(": ") {
        return None;
    }
    if rest.ends_with(':') || !before.trim_end().ends_with([':', '-']) {
        return None;
    }
    let edits = vec![Edit::replace(start..start + rest.len(), in_quotes(rest))];
    Some(Fix::likely("Put it in quotes", edits))
}
