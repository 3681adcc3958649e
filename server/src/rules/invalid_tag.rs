//! Tags that the original's loader refuses.

use super::words::quote;
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::syntax::SlipKind;

pub(super) static RULE: Rule = Rule {
    name: "invalid-tag",
    severity: Severity::Error,
    summary: "a `!tag` can't be read, or doesn't fit its value",
    docs: include_str!("invalid_tag.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let document = context.document;
    for slip in &document.syntax.slips {
        let shown = quote(document.slice(slip.range.clone()));
        let (message, help) = match slip.kind {
            SlipKind::BadTag => (
                format!("{shown} is not a tag that can be read"),
                "A text that starts with `!` needs quotes; a Spacefile needs no tags at all.",
            ),
            SlipKind::ImpossibleTag => (
                format!("{shown} is not what the tag before it says"),
                "Remove the tag: a Spacefile needs none.",
            ),
            _ => continue,
        };
        found.push(Diagnostic::new(slip.range.clone(), message).help(help).instance(""));
    }
}
