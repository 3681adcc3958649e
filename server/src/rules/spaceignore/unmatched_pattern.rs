//! A line for something that isn't there.

use super::pattern::exactly;
use super::shape::Shape;
use super::slips::{self, Hint, What};
use super::{mend, places, words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::ignore::Line;
use crate::ignore::tree::Kind;
use crate::rules::words::quote;
use crate::rules::{Check, Rule, UploadContext};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "unmatched-pattern",
    severity: Severity::Info,
    summary: "a line names something that isn't there",
    docs: include_str!("unmatched_pattern.md"),
    check: Check::Spaceignore(check),
};

fn check(context: &UploadContext<'_>, found: &mut Vec<Diagnostic>) {
    let slips = slips::of(context, |what| match what {
        What::Unmatched(hint) => Some(hint),
        _ => None,
    });
    for (_, line, hint) in slips {
        let text = words::text(&line);
        let (why, help) = told(&text, hint);
        let typed = quote(&text);
        let message = if line.pattern.starts_with(b"!") {
            format!("{typed} brings nothing back{why}")
        } else {
            format!("{typed} matches nothing{why}")
        };
        let mut finding =
            Diagnostic::new(places::pattern(context, &line), message).help(help).on_disk();
        let meant = meant(&line, hint).map(|meant| [vec![meant]]);
        let fix = meant.and_then(|ways| mend::otherwise(context, &line, &ways));
        finding.fixes.push(fix.unwrap_or_else(|| mend::remove(context, &line)));
        found.push(finding);
    }
}

/// The end of the message, and the help.
fn told(typed: &str, hint: &Hint) -> (String, String) {
    match hint {
        Hint::None => (
            String::new(),
            "Nothing of this name is in the folder. The line may stay if that comes and goes; \
             otherwise take it out."
                .to_owned(),
        ),
        Hint::Near(path) => (
            format!(", but there is {}", quote(path)),
            match path.to_lowercase().ends_with(&typed.trim_matches('/').to_lowercase()) {
                true => "Capital and small letters differ in patterns.".to_owned(),
                false => format!("Did you mean {}?", quote(path)),
            },
        ),
        Hint::Elsewhere(path) => (
            format!(" there, but there is {}", quote(path)),
            "A pattern with a `/` that is not its last character counts from the project's folder."
                .to_owned(),
        ),
        Hint::NoFolder(path, kind) => {
            let what = match kind {
                Kind::Link => "a link, which is no folder here",
                _ => "no folder",
            };
            (
                format!(", since {} is {what}", quote(path)),
                "A `/` at the end of a pattern says that it is for folders only.".to_owned(),
            )
        }
    }
}

/// The line that was meant.
fn meant(line: &Line<'_>, hint: &Hint) -> Option<String> {
    let shape = Shape::of(line)?;
    let slash = if shape.folders_only { "/" } else { "" };
    match hint {
        Hint::None => None,
        Hint::NoFolder(path, _) if !shape.anywhere => exactly(path.as_bytes()),
        Hint::NoFolder(..) => Some(words::text(line).trim_end_matches('/').to_owned()),
        Hint::Near(path) | Hint::Elsewhere(path) => {
            let written = exactly(path.as_bytes())?;
            let is_name = shape.anywhere && shape.parts.len() == 1;
            let rest = shape.parts.get(shape.literal_start().len()..)?;
            let rest: String = rest.iter().map(|part| format!("/{part}")).collect();
            let written = match written.rsplit_once('/') {
                Some((_, name)) if is_name => name.to_owned(),
                _ => written,
            };
            Some(format!("{written}{rest}{slash}"))
        }
    }
}
