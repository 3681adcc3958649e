//! Patterns that can't match anything, whatever is in the folder.

use super::slips::{self, Fault, What};
use super::{mend, places, words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::words::quote;
use crate::rules::{Check, Rule, UploadContext};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "malformed-pattern",
    severity: Severity::Warning,
    summary: "a pattern is written so that it can't match anything",
    docs: include_str!("malformed_pattern.md"),
    check: Check::Spaceignore(check),
};

fn check(context: &UploadContext<'_>, found: &mut Vec<Diagnostic>) {
    let slips = slips::of(context, |what| match what {
        What::Malformed(fault) => Some(*fault),
        _ => None,
    });
    for (_, line, fault) in slips {
        let text = words::text(&line);
        let (message, help, ways) = told(&text, fault);
        let mut finding =
            Diagnostic::new(places::pattern(context, &line), message).help(help).on_disk();
        finding.fixes.push(
            mend::otherwise(context, &line, &ways).unwrap_or_else(|| mend::remove(context, &line)),
        );
        found.push(finding);
    }
}

/// The message, the help and ways to write it otherwise.
fn told(text: &str, fault: Fault) -> (String, &'static str, Vec<Vec<String>>) {
    let typed = quote(text);
    match fault {
        Fault::Unclosed(at) => {
            let (before, rest) = text.split_at_checked(at).unwrap_or(("", text));
            (
                format!("{typed} matches nothing, because its `[` is never closed"),
                "`[abc]` stands for one of these characters. A bracket that is part of the name \
                 has a `\\` before it.",
                vec![vec![format!("{before}\\{rest}")]],
            )
        }
        Fault::UnknownClass(at) => {
            let class = text.get(at..).and_then(|rest| rest.get(..rest.find(']')? + 1));
            (
                format!(
                    "{typed} matches nothing, because there is no class {}",
                    quote(class.unwrap_or_default())
                ),
                "Inside of `[…]` there are `[:alnum:]`, `[:alpha:]`, `[:digit:]`, `[:lower:]`, \
                 `[:upper:]`, `[:space:]`, `[:punct:]` and `[:xdigit:]`; or list the characters.",
                Vec::new(),
            )
        }
        Fault::LastBackslash => (
            format!("{typed} matches nothing, because of the `\\` at its end"),
            "A `\\` says that the character behind it is meant as it is, and there is none.",
            match text.trim_end_matches('\\') {
                "" | "!" => Vec::new(),
                rest => vec![vec![rest.to_owned()]],
            },
        ),
        Fault::NoName => {
            let sign = if text.starts_with('!') { "!" } else { "" };
            let names = text.trim_start_matches('!').split('/').filter(|name| !name.is_empty());
            let path = names.collect::<Vec<_>>().join("/");
            let slash = if text.ends_with('/') { "/" } else { "" };
            (
                format!("{typed} matches nothing, because there is no name between two slashes"),
                "Write one `/` between names.",
                match path.as_str() {
                    "" => Vec::new(),
                    path => super::dot_segment::written(sign, path, slash),
                },
            )
        }
    }
}
