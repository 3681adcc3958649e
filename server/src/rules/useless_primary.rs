//! `primary: false` where there is only one Micro.

use super::parts::{mark, micro_count};
use super::primary::set_primary;
use super::words::quote;
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Fix, Severity};

pub(super) static RULE: Rule = Rule {
    name: "useless-primary",
    severity: Severity::Info,
    summary: "`primary: false` on the only Micro, which is primary anyway",
    docs: include_str!("useless_primary.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let document = context.document;
    let [micro] = context.app.micros.as_slice() else { return };
    // A slip may have kept other Micros from being read.
    if micro_count(context) != 1
        || !document.syntax.slips.is_empty()
        || micro.boolean(document, "primary") != Some(false)
    {
        return;
    }
    let message = match micro.text(document, "name") {
        Some((name, _)) => format!("{} is the only Micro and so primary anyway", quote(name)),
        None => "the only Micro is primary anyway".to_owned(),
    };
    let finding = Diagnostic::new(mark(document, micro, "primary"), message)
        .help("A lone Micro is primary whatever `primary` says. Write `true`, or add the Micro that is to be primary.")
        .instance(micro.pointer_to("primary"));
    found.push(match set_primary(document, micro, true) {
        // Nothing changes but what the file says.
        Some(fix) => finding.fix(Fix { safe: true, ..fix }),
        None => finding,
    });
}
