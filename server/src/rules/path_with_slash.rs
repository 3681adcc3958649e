//! A Micro's path with a slash at its start.

use super::parts::{letters, mark};
use super::primary::is_primary;
use super::spot::slips;
use super::words::quote;
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Edit, Fix, Severity};

pub(super) static RULE: Rule = Rule {
    name: "path-with-slash",
    severity: Severity::Info,
    summary: "a Micro's `path` starts with `/`",
    docs: include_str!("path_with_slash.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let document = context.document;
    for micro in &context.app.micros {
        let Some((path, place)) = micro.text(document, "path") else { continue };
        let bare = path.trim_matches('/');
        // A path of slashes only is none, and the primary Micro's doesn't count.
        if !path.starts_with('/') || bare.is_empty() || is_primary(document, micro) {
            continue;
        }
        let range = mark(document, micro, "path");
        if slips(document, range.clone()).next().is_some() {
            continue;
        }
        let message = format!("the path {} needs no slash at its start", quote(path));
        let does = match path.ends_with('/') {
            true => "adds the slash itself and takes off one at the end",
            false => "adds the slash itself",
        };
        let finding = Diagnostic::new(range.clone(), message)
            .help(format!(
                "A push {does}; the documentation writes {}.",
                quote(&format!("path: {bare}"))
            ))
            .instance(micro.pointer_to("path"));
        // A push takes off just one at each end.
        let pushed = path.strip_prefix('/').unwrap_or(path);
        let is_same = pushed.strip_suffix('/').unwrap_or(pushed) == bare;
        let letters = letters(document, place.value)
            .filter(|at| range.start <= at.start && at.end <= range.end && stays_text(bare));
        found.push(match letters {
            Some(letters) => {
                let one = path.len() == bare.len() + 1;
                let title = if one { "Remove the slash" } else { "Remove the slashes" };
                let edits = vec![Edit::replace(letters, bare)];
                finding.fix(if is_same {
                    Fix::safe(title, edits)
                } else {
                    Fix::likely(title, edits)
                })
            }
            None => finding,
        });
    }
}

/// Whether this is read as text without quotes.
fn stays_text(bare: &str) -> bool {
    bare.starts_with(|first: char| first.is_ascii_alphabetic())
        && !["true", "false", "null"].contains(&bare.to_lowercase().as_str())
}
