//! A negation for what goes up anyway.

use super::slips::{self, What};
use super::{mend, places, words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::words::quote;
use crate::rules::{Check, Rule, UploadContext};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "needless-negation",
    severity: Severity::Info,
    summary: "a line with `!` names what no line leaves out",
    docs: include_str!("needless_negation.md"),
    check: Check::Spaceignore(check),
};

fn check(context: &UploadContext<'_>, found: &mut Vec<Diagnostic>) {
    let slips = slips::of(context, |what| match what {
        What::Needless(by) => Some(*by),
        _ => None,
    });
    for (_, line, by) in slips {
        let typed = quote(&words::text(&line));
        let by = by.map(|by| context.tree.rules().line(by));
        let message = match &by {
            Some(by) => format!("{typed} stands in line {} already", by.number),
            None => format!("{typed} brings nothing back: no line leaves out what it names"),
        };
        let mut finding = Diagnostic::new(places::pattern(context, &line), message)
            .help("It goes up without this line, too.")
            .on_disk()
            .unnecessary();
        if let Some(by) = by.filter(|by| by.source == crate::ignore::Source::File) {
            finding = finding.related(places::pattern(context, &by), "brought back here");
        }
        let fix = mend::proven(context, mend::remove(context, &line), |item| {
            Some(context.tree.verdict(item.id).documented.kept)
        });
        finding.fixes.extend(fix);
        found.push(finding);
    }
}
