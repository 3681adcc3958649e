//! Tags that the original's loader refuses.

use super::edits::line_start;
use super::proven::Prover;
use super::quoting::quote_from;
use super::words::quote;
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Edit, Fix, Severity};
use crate::document::Document;
use crate::syntax::{Slip, SlipKind};

pub(super) static RULE: Rule = Rule {
    name: "invalid-tag",
    severity: Severity::Error,
    summary: "a `!tag` can't be read, or doesn't fit its value",
    docs: include_str!("invalid_tag.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let document = context.document;
    let mut prover = Prover::new(document);
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
        let mut finding = Diagnostic::new(slip.range.clone(), message).help(help).instance("");
        finding.fixes =
            prover.proven(slip.range.start, || fix(document, slip).into_iter().collect());
        found.push(finding);
    }
}

/// Quotes for what is no tag, and the tag away that doesn't fit.
fn fix(document: &Document, slip: &Slip) -> Option<Fix> {
    let start = slip.range.start;
    if slip.kind == SlipKind::BadTag {
        return quote_from(document, start);
    }
    let before = document.slice(line_start(&document.text, start)..start);
    let tag = before.trim_end().rsplit([' ', '\t']).next()?;
    let at = start - before.len() + before.trim_end().len() - tag.len();
    let edits = vec![Edit::replace(at..start, "")];
    tag.starts_with('!').then(|| Fix::likely(format!("Remove {}", quote(tag)), edits))
}
