//! A public route that doesn't start with `/`.

use std::collections::HashSet;

use super::parts::{letters, mark};
use super::spot::slips;
use super::words::quote;
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Edit, Fix, Severity};
use crate::document::{Step, pointer};

pub(super) static RULE: Rule = Rule {
    name: "route-without-slash",
    severity: Severity::Warning,
    summary: "a public route doesn't start with `/`",
    docs: include_str!("route_without_slash.md"),
    check: Check::Document(check),
};

/// In longer lists than this, equal routes aren't looked for, and nothing is mended.
const ENOUGH: usize = 100;

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let document = context.document;
    let tree = document.tree();
    let mut seen = HashSet::new();
    for micro in &context.app.micros {
        let Some(routes) = micro.field(document, "public_routes") else { continue };
        if !seen.insert(tree.follow(routes.value)) {
            continue;
        }
        let items = tree.items(routes.value);
        for (index, item) in items.iter().enumerate() {
            let Some(route) = tree.text(item.value) else { continue };
            // A wildcard takes the slash in.
            if route.is_empty() || route.starts_with(['/', '*']) {
                continue;
            }
            let mut path = micro.path.clone();
            path.extend([Step::Key("public_routes".to_owned()), Step::Index(index)]);
            let range = tree.get(item.value).range.clone();
            let range =
                if range.is_empty() { mark(document, micro, "public_routes") } else { range };
            if slips(document, range.clone()).next().is_some() {
                continue;
            }
            let finding = Diagnostic::new(
                range,
                format!("the route {} doesn't start with `/`", quote(route)),
            )
            .help(
                "Requests come in as paths that start with `/`, so this one may match \
                         nothing, and the route stays private. A push doesn't check it.",
            )
            .instance(pointer(&path));
            let there = format!("/{route}");
            let twice = || items.iter().any(|other| tree.text(other.value) == Some(&there));
            let start = letters(document, item.value)
                .filter(|_| !route.contains("://") && items.len() <= ENOUGH && !twice());
            found.push(match start {
                Some(letters) => {
                    let edit = Edit::replace(letters.start..letters.start, "/");
                    finding.fix(Fix::likely("Add the `/`", vec![edit]))
                }
                None => finding,
            });
        }
    }
}
