//! A `path` of the primary Micro, which gets every request anyway.

use super::edits::remove_entry;
use super::parts::{called, mark};
use super::primary::is_primary;
use super::spot::slips;
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Fix, Severity};

pub(super) static RULE: Rule = Rule {
    name: "ignored-path",
    severity: Severity::Info,
    summary: "the primary Micro has a `path`, which a push replaces by `/`",
    docs: include_str!("ignored_path.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let document = context.document;
    for micro in context.app.micros.iter().filter(|micro| is_primary(document, micro)) {
        let Some((path, place)) = micro.text(document, "path") else { continue };
        let range = mark(document, micro, "path");
        if path.trim_matches('/').is_empty() || slips(document, range.clone()).next().is_some() {
            continue;
        }
        let name = called(document, micro, "the primary Micro");
        let finding =
            Diagnostic::new(range, format!("the `path` of {name} has no effect: it is primary"))
                .help(
                    "A push replaces it by `/`: the primary Micro receives every request that is \
                     under no other Micro's path. Remove it, or make another Micro primary.",
                )
                .unnecessary()
                .instance(micro.pointer_to("path"));
        let removal = place.key.and_then(|key| remove_entry(document, micro.node, key));
        found.push(match removal {
            Some(edit) => finding.fix(Fix::likely("Remove `path`", vec![edit])),
            None => finding,
        });
    }
}
