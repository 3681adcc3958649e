//! Blanks at the end of a line, which don't count.

use super::places;
use super::slips::{self, What};
use crate::diagnostic::{Diagnostic, Edit, Fix, Severity};
use crate::rules::{Check, Rule, UploadContext};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "trailing-blank",
    severity: Severity::Info,
    summary: "a line of the `.spaceignore` ends with blanks, which don't count",
    docs: include_str!("trailing_blank.md"),
    check: Check::Spaceignore(check),
};

fn check(context: &UploadContext<'_>, found: &mut Vec<Diagnostic>) {
    let slips = slips::of(context, |what| (*what == What::Blanks).then_some(()));
    for (_, line, ()) in slips {
        let pattern = places::pattern(context, &line);
        let whole = places::whole(context, &line);
        let text = &context.document.text;
        let rest = text.get(pattern.end..whole.end).unwrap_or_default().trim_end_matches('\r');
        let blanks = pattern.end..pattern.end + rest.len();
        if rest.is_empty() || rest.bytes().any(|byte| byte != b' ') {
            continue;
        }
        let fix = Fix::safe("Take out the blanks", vec![Edit::replace(blanks.clone(), "")]);
        let finding = Diagnostic::new(blanks, "the blanks at the end of this line don't count")
            .help("For a name that ends with a blank, write `[ ]` in its place.")
            .unnecessary()
            .fix(fix);
        found.push(finding);
    }
}
