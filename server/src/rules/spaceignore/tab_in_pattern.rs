//! A tab at an end of a line, which nobody sees.

use super::slips::{self, What};
use super::{mend, places, words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::words::quote;
use crate::rules::{Check, Rule, UploadContext};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "tab-in-pattern",
    severity: Severity::Warning,
    summary: "a line of the `.spaceignore` begins or ends with a tab, which is part of the name",
    docs: include_str!("tab_in_pattern.md"),
    check: Check::Spaceignore(check),
};

fn check(context: &UploadContext<'_>, found: &mut Vec<Diagnostic>) {
    let slips = slips::of(context, |what| (*what == What::Tab).then_some(()));
    for (_, line, ()) in slips {
        let text = words::text(&line);
        let (sign, body) = text.strip_prefix('!').map_or(("", &*text), |body| ("!", body));
        let bare = body.trim_matches(['\t', ' ']);
        let message = match (bare, body.starts_with('\t')) {
            ("", _) => "this line is not empty: a tab stands in it".to_owned(),
            (_, true) => format!("{} begins with a tab, which is part of the name", quote(&text)),
            (_, false) => format!("{} ends with a tab, which is part of the name", quote(&text)),
        };
        let ways = [vec![format!("{sign}{bare}")]];
        let mut finding = Diagnostic::new(places::pattern(context, &line), message)
            .help("Only blanks at the end of a line are dropped, tabs are not: take them out.")
            .on_disk();
        finding.fixes.extend(match bare {
            "" => Some(mend::remove(context, &line)),
            _ => mend::otherwise(context, &line, &ways),
        });
        found.push(finding);
    }
}
