//! Two Micros of one name.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::edits::line_end;
use super::parts::{letters, mark};
use super::spot::slips;
use super::words::quote;
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Edit, Fix, Severity};

pub(super) static RULE: Rule = Rule {
    name: "duplicate-micro-name",
    severity: Severity::Error,
    summary: "two Micros have the same name",
    docs: include_str!("duplicate_micro_name.md"),
    check: Check::Document(check),
};

/// The first Micro of a name, and the last number that was put behind the name.
struct First {
    place: Range<usize>,
    number: usize,
}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let document = context.document;
    let micros = context.app.micros.as_slice();
    let names = || micros.iter().filter_map(|micro| micro.text(document, "name"));
    let taken: HashSet<&str> = names().map(|(name, _)| name).collect();
    let mut firsts: HashMap<&str, First> = HashMap::new();
    for micro in micros {
        let Some((name, place)) = micro.text(document, "name") else { continue };
        let range = mark(document, micro, "name");
        let rest = range.end..line_end(&document.text, range.end);
        let behind = document.slice(rest.clone()).trim_start();
        let is_at_end = behind.is_empty() || behind.starts_with([',', '}', ']', '#']);
        if !is_at_end && slips(document, rest).next().is_some() {
            // What follows fits nowhere. Once that is mended it may be another name.
            continue;
        }
        let Some(first) = firsts.get_mut(name) else {
            firsts.insert(name, First { place: range, number: 1 });
            continue;
        };
        // An empty name is wrong by itself.
        if name.is_empty() {
            continue;
        }
        let mut finding = Diagnostic::new(
            range.clone(),
            format!("another Micro already has the name {}", quote(name)),
        )
        .help("Give each Micro a name of its own: a push refuses the app otherwise.")
        .related(first.place.clone(), "the first Micro of this name")
        .instance(micro.pointer_to("name"));
        let own = letters(document, place.value).filter(|letters| {
            range.start <= letters.start && letters.end <= range.end && first.place != range
        });
        if let Some(letters) = own {
            let fresh = fresh(name, &taken, &mut first.number);
            let title = format!("Change to {}", quote(&fresh));
            finding = finding.fix(Fix::likely(title, vec![Edit::replace(letters, fresh)]));
        }
        found.push(finding);
    }
}

/// The name with the next number that makes it a new one.
fn fresh(name: &str, taken: &HashSet<&str>, number: &mut usize) -> String {
    loop {
        *number += 1;
        let fresh = format!("{name}-{number}");
        if !taken.contains(fresh.as_str()) {
            return fresh;
        }
    }
}
