//! Several Micros, none of them primary.

use spacefile_schema::Object;

use super::edits::tell_apart;
use super::parts::{mark, micro_count};
use super::primary::{is_primary, may_be_primary, set_primary};
use super::unfinished::is_begun;
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::syntax::{NodeId, Slip, SlipKind};

pub(super) static RULE: Rule = Rule {
    name: "no-primary",
    severity: Severity::Error,
    summary: "none of several Micros is primary",
    docs: include_str!("no_primary.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let document = context.document;
    let micros = context.app.micros.as_slice();
    let [first, _, ..] = micros else { return };
    if micros.len() != micro_count(context)
        || micros
            .iter()
            .any(|micro| is_primary(document, micro) || may_be_primary(document.tree(), micro.node))
        || micros.iter().filter(|micro| !is_begun(document, Object::Micro, micro.node)).count() < 2
        || may_be_hidden(context)
    {
        return;
    }
    let number = micros.len();
    let mut finding = Diagnostic::new(
        mark(document, first, "name"),
        format!("none of the {number} Micros is primary"),
    )
    .help(
        "Add `primary: true` to the one that people open: it receives every request that is \
         under no other Micro's path. A push refuses several Micros without one.",
    )
    .instance("/micros");
    let choices = micros.iter().take(spacefile_schema::MAX_MICROS);
    finding.fixes.extend(choices.filter_map(|micro| set_primary(document, micro, true)));
    tell_apart(&mut finding.fixes);
    found.push(finding);
}

/// Whether another mistake may keep a `primary` from being read.
fn may_be_hidden(context: &Context<'_>) -> bool {
    let document = context.document;
    let slips = &document.syntax.slips;
    let unread = |kind: &SlipKind| {
        matches!(
            kind,
            SlipKind::UnknownAlias
                | SlipKind::RecursiveAlias
                | SlipKind::BadMerge
                | SlipKind::ConflictMarker
        )
    };
    let tree = document.tree();
    let root = tree.entries(context.app.root.node).iter();
    if root.filter(|entry| tree.scalar(entry.key) == Some("micros")).count() > 1 {
        return true;
    }
    let count = |id: NodeId| {
        let keys = tree.entries(id).iter().map(|entry| tree.scalar(entry.key));
        keys.filter(|key| *key == Some("primary")).count()
    };
    let read: usize = context.app.micros.iter().map(|micro| count(micro.node)).sum();
    // One that stands where no Micro has it is reported as an unknown key.
    let mappings = tree.iter().filter(|(id, _)| tree.is_mapping(*id));
    if mappings.map(|(id, _)| count(id)).sum::<usize>() > read {
        return true;
    }
    if slips.is_empty() {
        return false;
    }
    let end = document.syntax.ignored.as_ref().map_or(document.text.len(), |range| range.start);
    let written = document.slice(0..end).matches("primary").count();
    let comments = document.syntax.comments.iter();
    let commented: usize =
        comments.map(|range| document.slice(range.clone()).matches("primary").count()).sum();
    // Somebody is about to type it.
    let micros_start = context.app.micros.first().map(|first| first.range.start);
    let half_typed = |slip: &Slip| {
        let text = document.slice(slip.range.clone()).trim();
        let in_micro = micros_start.is_some_and(|start| start <= slip.range.start);
        in_micro && !text.is_empty() && "primary".starts_with(text)
    };
    let mut slips = slips.iter();
    slips.any(|slip| unread(&slip.kind) || half_typed(slip)) || written > read + commented
}
