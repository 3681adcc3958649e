//! A key that doesn't exist where it stands.

mod home;
mod mend;
mod words;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use spacefile_schema::Object;

use super::edits::line_start;
use super::key_advice::{Advice, advise, called, glued};
use super::spot::{Mapping, slips};
use super::words::{count, quote};
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Edit, Fix, Severity};
use crate::document::{Document, Step, pointer};
use crate::structure::{Violation, ViolationKind};
use crate::syntax::{Field, Scalar, Tree};
use words::{belongs, is_variable, keys, odd};

/// More unknown keys in one mapping than this are only counted.
const MOST: usize = 100;

pub(super) static RULE: Rule = Rule {
    name: "unknown-key",
    severity: Severity::Error,
    summary: "a key doesn't exist where it stands",
    docs: include_str!("unknown_key.md"),
    check: Check::Structure(word),
};

fn word(context: &Context<'_>, violation: &Violation) -> Option<Vec<Diagnostic>> {
    let ViolationKind::Unknown(names) = &violation.kind else { return None };
    let Some(mapping) = Mapping::of(context, violation) else { return Some(Vec::new()) };
    let tree = context.document.tree();
    let names: HashSet<&str> = names.iter().map(String::as_str).collect();
    let is_unknown = |field: &Field| names.contains(tree.scalar(field.key).unwrap_or_default());
    let mut claims: HashMap<&str, usize> = HashMap::new();
    for field in mapping.fields.iter().filter(|field| is_unknown(field)).take(MOST) {
        let typed = tree.scalar(field.key).unwrap_or_default();
        if let Some(Advice::Rename { name, .. }) = advise(mapping.kind, typed) {
            *claims.entry(name).or_default() += 1;
        }
    }
    let mut found = Vec::new();
    let mut more = 0;
    for (index, field) in mapping.fields.iter().enumerate() {
        if !is_unknown(field) || is_in_block(tree, &mapping, index) {
            continue;
        }
        if found.len() < MOST {
            found.extend(finding(context, violation, &mapping, (index, *field), &claims));
        } else {
            more += 1;
        }
    }
    if let Some(last) = found.last_mut().filter(|_| more > 0) {
        let others = count(more, "more unknown key follows", "more unknown keys follow");
        last.message = format!("{}, and {others}", last.message);
    }
    Some(found)
}

/// Whether a key of the app and the one above it are both keys of a Micro: a whole block was put
/// in the wrong place, and its first key says so.
fn is_in_block(tree: &Tree, mapping: &Mapping, index: usize) -> bool {
    let is_of_micro = |field: &Field| {
        let name = tree.scalar(field.key).unwrap_or_default();
        mapping.kind == Object::App
            && Object::App.key(name).is_none()
            && Object::Micro.key(name).is_some()
    };
    let above = index.checked_sub(1).and_then(|above| mapping.fields.get(above..=index));
    above.is_some_and(|pair| pair.iter().all(is_of_micro))
}

/// The finding for a field; nothing if it only follows from something reported elsewhere.
fn finding(
    context: &Context<'_>,
    violation: &Violation,
    mapping: &Mapping,
    (index, field): (usize, Field),
    claims: &HashMap<&str, usize>,
) -> Option<Diagnostic> {
    let document = context.document;
    let tree = document.tree();
    let typed = tree.scalar(field.key)?;
    let range = mapping.key(tree, field);
    let advice = advise(mapping.kind, typed);
    let in_no_micro = mapping.kind == Object::App && Object::Micro.key(typed).is_some();
    // One that ends right before the key made it, too.
    let start = line_start(&document.text, range.start).max(range.start.saturating_sub(2));
    let around = start..range.end;
    let lost = slips(document, around).next().is_some();
    if lost || in_no_micro && mapping.field(tree, "micros").is_none() {
        // A slip made the key; or the Micros' list is missing, which is said once.
        return None;
    }
    let shown = quote(typed);
    let mut path = violation.path.clone();
    path.push(Step::Key(typed.to_owned()));
    if typed.starts_with(NO_BREAK) || typed.ends_with(NO_BREAK) {
        return Some(no_break(document, mapping, field, range).instance(pointer(&path)));
    }
    let nothing = tree.get(field.value).is_missing();
    if let Some((key, value)) = glued(mapping.kind, typed).filter(|_| nothing) {
        let meant = format!("{key}: {value}");
        let finding = Diagnostic::new(range.clone(), format!("{shown} has no `: ` in it"))
            .help(format!("Write {}: a key, a colon, a space, a value.", quote(&meant)))
            .instance(pointer(&path));
        let plain = document.slice(tree.get(field.key).range.clone()) == typed;
        let free = mapping.owns(field) && mapping.field(tree, key).is_none();
        let title = format!("Write {}", quote(&meant));
        return Some(if plain && free {
            finding.fix(Fix::likely(title, vec![Edit::replace(range, meant)]))
        } else {
            finding
        });
    }
    let (message, help) = match advice {
        _ if tree.resolve(field.key) != Some(Scalar::Text) => odd(typed, tree.resolve(field.key)),
        Some(Advice::Elsewhere { home, name }) => {
            // What is missing over there is missing because it stands here.
            path.pop();
            let message = format!("{shown} is not a key of {}", called(mapping.kind));
            (message, belongs(home, name))
        }
        Some(Advice::Rename { name, .. }) => {
            let message = format!("{shown} is not a key of {}", called(mapping.kind));
            let there = mapping.field(tree, name).is_some();
            let also = if there { ", which is already there" } else { "" };
            (message, format!("Did you mean `{name}`{also}?"))
        }
        Some(Advice::Tip(tip)) => {
            (format!("{shown} is not a key of {}", called(mapping.kind)), tip.to_owned())
        }
        None if mapping.kind == Object::Presets && is_variable(typed) => (
            format!("{shown} is not a key of {}", called(mapping.kind)),
            format!(
                "A variable is an item of `presets.env`: {}.",
                quote(&format!("- name: {typed}"))
            ),
        ),
        None if mapping.kind == Object::Env && is_variable(typed) => (
            format!("{shown} is not a key of {}", called(mapping.kind)),
            format!(
                "Write {}, and its value after `default:`.",
                quote(&format!("- name: {typed}"))
            ),
        ),
        None => (
            format!("{shown} is not a key of {}", called(mapping.kind)),
            format!("Remove it. The keys of {} are {}.", called(mapping.kind), keys(mapping.kind)),
        ),
    };
    let mut finding = Diagnostic::new(range, message).help(help).instance(pointer(&path));
    if mapping.owns(field) {
        // Two keys can't become the same one.
        let alone = matches!(advice, Some(Advice::Rename { name, .. })
            if claims.get(name) == Some(&1));
        let unknown = mend::Unknown { violation, mapping, index, field, advice, alone };
        finding.fixes = mend::fixes(context, &unknown);
        return Some(finding);
    }
    let written = tree.get(field.key).range.clone();
    if written != finding.range {
        finding = finding.related(written, "it is written here");
    }
    Some(finding)
}

/// A space that YAML takes for a letter.
const NO_BREAK: char = '\u{a0}';

/// The finding for a key with no-break spaces around it.
fn no_break(
    document: &Document,
    mapping: &Mapping,
    field: Field,
    range: Range<usize>,
) -> Diagnostic {
    let written = document.slice(document.tree().get(field.key).range.clone());
    let typed = document.tree().scalar(field.key).unwrap_or_default();
    let place = if typed.starts_with(NO_BREAK) { "before" } else { "after" };
    let message = format!("a no-break space stands {place} {}", quote(typed.trim()));
    let finding = Diagnostic::new(range.clone(), message).help(
        "YAML takes it for a letter of the key. Use ordinary spaces; it often comes along when \
         text is copied from a web page.",
    );
    if written != typed || !mapping.owns(field) {
        return finding;
    }
    let edits = vec![Edit::replace(range, typed.replace(NO_BREAK, " "))];
    finding.fix(Fix::likely("Use ordinary spaces", edits))
}
