//! A Micro's name with a character that it can't have.

use super::edits::write_text;
use super::guess::fresh;
use super::words::quote;
use super::{Check, Context, Rule, spot};
use crate::diagnostic::{Diagnostic, Edit, Fix, Severity};
use crate::document::pointer;
use crate::structure::{Violation, ViolationKind};
use crate::syntax::NodeKind;

pub(super) static RULE: Rule = Rule {
    name: "invalid-micro-name",
    severity: Severity::Error,
    summary: "a Micro's name has a character that it can't have",
    docs: include_str!("invalid_micro_name.md"),
    check: Check::Structure(word),
};

fn word(context: &Context<'_>, violation: &Violation) -> Option<Vec<Diagnostic>> {
    let ViolationKind::Pattern(_) = violation.kind else { return None };
    let document = context.document;
    let tree = document.tree();
    let place = violation.place?;
    // A tag that lies is a finding of its own.
    let Some(name) = tree.text(place.value) else { return Some(Vec::new()) };
    if spot::is_slipped(context.document, violation) {
        return Some(Vec::new());
    }
    let range = spot::of(document, violation);
    let finding = Diagnostic::new(range.clone(), problem(name))
        .help("A Micro's name has letters (a to z), digits, `-` and `_`, and starts with a letter or digit.")
        .instance(pointer(&violation.path));
    let own = spot::via(document, violation).is_none()
        && matches!(tree.get(place.value).kind, NodeKind::Scalar { .. })
        && tree.get(place.value).tag.is_none();
    let clean = clean(name);
    Some(vec![if own && !clean.is_empty() && name.len() < 200 {
        let name = fresh(context, &clean);
        let edits = vec![Edit::replace(range, write_text(&name))];
        finding.fix(Fix::likely(format!("Change to `{name}`"), edits))
    } else {
        finding
    }])
}

/// Whether a Micro can have this name.
pub(crate) fn is_valid(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphanumeric()) && name.chars().all(is_good)
}

fn is_good(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '-' | '_')
}

fn problem(name: &str) -> String {
    let shown = quote(name);
    let Some(first) = name.chars().next() else {
        return "a Micro's name can't be empty".to_owned();
    };
    match name.chars().find(|character| !is_good(*character)) {
        Some('\n' | '\r') => format!("the Micro name {shown} has a line break in it"),
        Some(' ') => format!("the Micro name {shown} has a space in it"),
        Some(bad) => {
            format!("the Micro name {shown} has {} in it", quote(bad.encode_utf8(&mut [0; 4])))
        }
        None => {
            let first = quote(first.encode_utf8(&mut [0; 4]));
            format!("the Micro name {shown} starts with {first}, not with a letter or digit")
        }
    }
}

/// The name with each run of other characters as one hyphen; empty if that makes no good name.
pub(super) fn clean(name: &str) -> String {
    // A letter with an accent is part of a word, so leaving it out makes another word.
    if name.chars().any(|character| character.is_alphabetic() && !character.is_ascii()) {
        return String::new();
    }
    let parts = name.split(|character| !is_good(character)).filter(|part| !part.is_empty());
    let joined = parts.collect::<Vec<_>>().join("-");
    joined.trim_start_matches(['-', '_']).trim_end_matches('-').to_owned()
}
