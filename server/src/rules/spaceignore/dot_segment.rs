//! `.` or `..` in a pattern, as in a path.

use super::slips::{self, What};
use super::{mend, places, words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::project::path;
use crate::rules::words::quote;
use crate::rules::{Check, Rule, UploadContext};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "dot-segment",
    severity: Severity::Warning,
    summary: "a pattern with `./` or `../` in it matches nothing",
    docs: include_str!("dot_segment.md"),
    check: Check::Spaceignore(check),
};

fn check(context: &UploadContext<'_>, found: &mut Vec<Diagnostic>) {
    let slips = slips::of(context, |what| (*what == What::Dots).then_some(()));
    for (_, line, ()) in slips {
        let text = words::text(&line);
        let (sign, body) = text.strip_prefix('!').map_or(("", &*text), |body| ("!", body));
        let clean = path::clean(body);
        let is_inside = !path::leaves(body);
        let (message, help) = if is_inside {
            (
                format!("{} matches nothing, because of the `.` in it", quote(&text)),
                "A pattern is compared with paths that start at the project's folder, without \
                 `./`. For that folder alone, start it with `/`.",
            )
        } else {
            (
                format!("{} matches nothing, because it is outside of the project", quote(&text)),
                "A push takes the project's folder and nothing else, so there is nothing to leave \
                 out around it.",
            )
        };
        let slash = if body.ends_with('/') { "/" } else { "" };
        let ways = match clean.as_str() {
            "." => Vec::new(),
            _ if !is_inside => Vec::new(),
            clean => written(sign, clean, slash),
        };
        let mut finding =
            Diagnostic::new(places::pattern(context, &line), message).help(help).on_disk();
        finding.fixes.push(
            mend::otherwise(context, &line, &ways).unwrap_or_else(|| mend::remove(context, &line)),
        );
        found.push(finding);
    }
}

/// The ways to write a line for a path of the root, the simplest first.
pub(super) fn written(sign: &str, path: &str, slash: &str) -> Vec<Vec<String>> {
    let mut ways = vec![vec![format!("{sign}/{path}{slash}")]];
    if !sign.is_empty() {
        ways.push(vec![format!("!/{path}"), format!("!/{path}/**")]);
    }
    ways
}
