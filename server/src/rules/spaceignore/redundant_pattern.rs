//! A line for what is left out already.

use super::slips::{self, What};
use super::{mend, places, words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::ignore::Source;
use crate::rules::words::quote;
use crate::rules::{Check, Rule, UploadContext};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "redundant-pattern",
    severity: Severity::Info,
    summary: "a line leaves out only what another line or a default leaves out already",
    docs: include_str!("redundant_pattern.md"),
    check: Check::Spaceignore(check),
};

fn check(context: &UploadContext<'_>, found: &mut Vec<Diagnostic>) {
    let slips = slips::of(context, |what| match what {
        What::Covered(by) => Some(*by),
        _ => None,
    });
    for (_, line, by) in slips {
        let by = context.tree.rules().line(by);
        let typed = quote(&words::text(&line));
        let is_default = by.source != Source::File;
        let message = match (is_default, by.pattern == line.pattern) {
            (true, true) => format!("{typed} is left out by default"),
            (false, true) => format!("{typed} stands in line {} already", by.number),
            _ => format!("{typed} is left out already, by {}", words::called(&by)),
        };
        let mut finding =
            Diagnostic::new(places::pattern(context, &line), message.trim_end_matches(','))
                .help("Nothing changes without this line, whatever is in the folder.")
                .on_disk()
                .unnecessary();
        if !is_default {
            let range = places::pattern(context, &by);
            finding = finding.related(range, "this line leaves it out");
        }
        let mut fix = mend::remove(context, &line);
        fix.safe = true;
        found.push(finding.fix(fix));
    }
}
