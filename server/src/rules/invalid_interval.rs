//! An interval that is neither a rate nor a cron expression.

use super::parts::{actions, letters, mark};
use super::spot::slips;
use super::words::{list, quote};
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Edit, Fix, Severity};
use crate::interval::{Fault, FaultKind, Field, Interval};

pub(super) static RULE: Rule = Rule {
    name: "invalid-interval",
    severity: Severity::Warning,
    summary: "an action's `default_interval` is neither a rate nor a cron expression",
    docs: include_str!("invalid_interval.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let document = context.document;
    for (_, action) in actions(context) {
        let Some((text, place)) = action.text(document, "default_interval") else { continue };
        let Err(fault) = Interval::parse(text) else { continue };
        let whole = mark(document, &action, "default_interval");
        if slips(document, whole.clone()).next().is_some() {
            continue;
        }
        let part = text.get(fault.range.clone()).unwrap_or(text);
        let (message, help) = words(&fault.kind, text, part);
        let exact = letters(document, place.value)
            .filter(|letters| whole.start <= letters.start && letters.end <= whole.end)
            .map(|at| at.start + fault.range.start..at.start + fault.range.end)
            .filter(|range| !range.is_empty());
        let finding = Diagnostic::new(exact.clone().unwrap_or(whole), message)
            .help(match &fault.instead {
                Some(instead) => {
                    format!("Write {}. {help}", quote(&instead_of(text, &fault, instead)))
                }
                None => help,
            })
            .instance(action.pointer_to("default_interval"));
        found.push(match exact.zip(fault.instead) {
            Some((range, instead)) => {
                let title = format!("Change {} to {}", quote(part), quote(&instead));
                let edits = vec![Edit::replace(range, instead)];
                // The other number of the same unit can't mean anything else.
                finding.fix(match fault.kind {
                    FaultKind::WrongEnding => Fix::safe(title, edits),
                    _ => Fix::likely(title, edits),
                })
            }
            None => finding,
        });
    }
}

/// The text with the fault mended.
fn instead_of(text: &str, fault: &Fault, instead: &str) -> String {
    let before = text.get(..fault.range.start).unwrap_or_default();
    let behind = text.get(fault.range.end..).unwrap_or_default();
    format!("{before}{instead}{behind}").trim().to_owned()
}

/// What is wrong, and what to do.
fn words(kind: &FaultKind, text: &str, part: &str) -> (String, String) {
    const UNCHECKED: &str = "A push doesn't check it.";
    let (all, part) = (quote(text), quote(part));
    match kind {
        FaultKind::Empty => (
            "this interval is empty".to_owned(),
            format!(
                "Write a rate such as `1 hour`, or a cron expression such as `0 10 * * *`. {UNCHECKED}"
            ),
        ),
        FaultKind::Neither => (
            format!("{all} is neither a rate nor a cron expression"),
            format!(
                "A rate is a number and a unit, such as `1 hour`; a cron expression has five fields, such as `0 10 * * *`. {UNCHECKED}"
            ),
        ),
        FaultKind::BadNumber => (
            format!("{part} is no number of minutes, hours or days"),
            format!(
                "A rate starts with a whole number of at least 1, such as `90 minutes`. {UNCHECKED}"
            ),
        ),
        FaultKind::UnknownUnit => (
            format!("{all} has a unit that doesn't exist"),
            format!(
                "A rate is in `minutes`, `hours` or `days`, in lower case; nothing runs more often than once a minute. {UNCHECKED}"
            ),
        ),
        FaultKind::WrongEnding => (
            format!("{all} mixes up singular and plural"),
            format!("The unit is singular after 1 and plural after any other number. {UNCHECKED}"),
        ),
        FaultKind::FieldCount(count) => (
            format!("a cron expression has 5 fields, but {all} has {count}"),
            format!(
                "They are minute, hour, day of the month, month and day of the week; there is none for seconds or years. {UNCHECKED}"
            ),
        ),
        FaultKind::BadPart(field) => (
            format!("{part} means nothing as the {} of {all}", field.name()),
            format!("{} {UNCHECKED}", accepted(*field)),
        ),
        FaultKind::OutOfRange(field) => {
            (format!("{part} is no {}", field.name()), format!("{} {UNCHECKED}", accepted(*field)))
        }
        FaultKind::Backwards(field) => (
            format!("the {} runs backwards in {part}", field.name()),
            format!(
                "A range goes from the lower to the higher one: write two of them with a comma, such as `22-23,0-6`, to go over the end. {UNCHECKED}"
            ),
        ),
        FaultKind::BadStep(_) => (
            format!("{part} is no step"),
            format!(
                "A step is a whole number of at least 1 after the `/`, such as `0/15`. {UNCHECKED}"
            ),
        ),
        FaultKind::StepAfterDay => (
            format!("{part} puts a step after a single day of the week"),
            format!(
                "In this field, and only there, a step needs a range: list the days instead, such as `mon,wed,fri`. {UNCHECKED}"
            ),
        ),
        FaultKind::NoSuchDay => (
            format!("{all} never runs"),
            format!("No month that it names has such a day. {UNCHECKED}"),
        ),
        FaultKind::BothDays => (
            format!("{all} gives both a day of the month and a day of the week"),
            format!("Only one of the two can be given; the other stays `*`. {UNCHECKED}"),
        ),
    }
}

/// What a field takes.
fn accepted(field: Field) -> String {
    let (lowest, highest) = field.limits();
    let (names, _) = field.names();
    let named = match (names.first(), names.last()) {
        (Some(first), Some(last)) => format!(" or `{first}` to `{last}`"),
        _ => String::new(),
    };
    let marks = list(&["`,`", "`-`", "`*`", "`/`"].map(str::to_owned), "and");
    format!("The {} is {lowest} to {highest}{named}, with {marks}.", field.name())
}
