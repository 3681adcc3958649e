//! More Micros than an app may have.

use spacefile_schema::MAX_MICROS;

use super::edits::remove_item;
use super::primary::may_be_primary;
use super::words::count;
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::document::{Step, pointer};
use crate::structure::{Violation, ViolationKind};
use crate::syntax::NodeKind;

/// More findings than this say nothing new.
const MOST: usize = 100;

pub(super) static RULE: Rule = Rule {
    name: "too-many-micros",
    severity: Severity::Error,
    summary: "an app has more than five Micros",
    docs: include_str!("too_many_micros.md"),
    check: Check::Structure(word),
};

fn word(context: &Context<'_>, violation: &Violation) -> Option<Vec<Diagnostic>> {
    let ViolationKind::MaxItems(_) = violation.kind else { return None };
    let tree = context.document.tree();
    let list = violation.place?.value;
    // A text or a list among them is reported as such, and is no Micro.
    let is_other = |id| match &tree.get(id).kind {
        NodeKind::Scalar { .. } => !tree.get(id).is_missing(),
        NodeKind::Sequence(_) => true,
        NodeKind::Mapping(_) | NodeKind::Alias(_) => false,
    };
    let items = tree.items(list).iter().enumerate();
    let items: Vec<_> = items.filter(|(_, item)| !is_other(tree.follow(item.value))).collect();
    let names = |id| tree.field(id, "name").filter(|field| !tree.get(field.value).is_missing());
    let micros = items.iter().enumerate().skip(MAX_MICROS).take(MOST);
    let found = micros.map(|(number, &(index, item))| {
        let value = tree.get(item.value);
        let node = if tree.is_mapping(item.value) {
            let first = || tree.entries(item.value).first().map(|entry| entry.key);
            let name = names(item.value).filter(|field| !field.inherited);
            name.map(|field| field.value).or_else(first).unwrap_or(item.value)
        } else {
            item.value
        };
        let range = if value.is_missing() { &item.range } else { &tree.get(node).range };
        let mut path = violation.path.clone();
        path.push(Step::Index(index));
        let message = format!(
            "an app may have {MAX_MICROS} Micros, and this is number {} of {}",
            number + 1,
            items.len()
        );
        let finding = Diagnostic::new(range.clone(), message)
            .help(format!(
                "Merge or remove {}, or make a second app of them.",
                count(items.len() - MAX_MICROS, "Micro", "Micros")
            ))
            .instance(pointer(&path));
        // One that is or may be primary is not the one to go.
        let edit =
            (items.len() <= MOST && tree.follow(list) == list && !may_be_primary(tree, item.value))
                .then(|| remove_item(context.document, list, index))
                .flatten();
        match edit {
            Some(edit) => finding.fix(Fix::likely("Remove this Micro", vec![edit])),
            None => finding,
        }
    });
    Some(found.collect())
}
