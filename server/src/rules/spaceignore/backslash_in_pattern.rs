//! Names divided as on Windows.

use super::dot_segment::written;
use super::slips::{self, What};
use super::{mend, places, words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::words::quote;
use crate::rules::{Check, Rule, UploadContext};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "backslash-in-pattern",
    severity: Severity::Warning,
    summary: "a pattern has a backslash between names",
    docs: include_str!("backslash_in_pattern.md"),
    check: Check::Spaceignore(check),
};

fn check(context: &UploadContext<'_>, found: &mut Vec<Diagnostic>) {
    let slips = slips::of(context, |what| (*what == What::Backslash).then_some(()));
    for (_, line, ()) in slips {
        let text = words::text(&line);
        let (sign, body) = text.strip_prefix('!').map_or(("", &*text), |body| ("!", body));
        let message = format!("the `\\` in {} divides no names", quote(&text));
        let mut finding = Diagnostic::new(places::pattern(context, &line), message)
            .help(
                "Write `/` between names, on Windows too: a `\\` says that the character behind it \
                 is meant as it is.",
            )
            .on_disk();
        finding.fixes.extend(mend::otherwise(context, &line, &ways(context, sign, body)));
        found.push(finding);
    }
}

/// The path with slashes: at the root, or where there is something.
fn ways(context: &UploadContext<'_>, sign: &str, body: &str) -> Vec<Vec<String>> {
    let slashed = body.replace('\\', "/");
    let path = slashed.trim_start_matches("./").trim_matches('/');
    // Names of one letter are rather the classes of a regular expression.
    if path.is_empty() || path.contains("//") || path.split('/').any(|name| name.len() < 2) {
        return Vec::new();
    }
    let slash = if slashed.ends_with('/') { "/" } else { "" };
    let is_at_root = context.tree.find(path.as_bytes()).is_some();
    let mut ways = written(sign, path, slash);
    if !is_at_root && sign.is_empty() {
        let tail = format!("/{path}");
        let mut items = context.tree.items();
        while let Some(item) = items.next() {
            if item.path.ends_with(tail.as_bytes()) {
                ways.insert(0, vec![format!("**/{path}{slash}")]);
                break;
            }
        }
    }
    ways
}
