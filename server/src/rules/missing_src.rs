//! A Micro's folder that doesn't exist, where a push looks.

use super::guess::free_folders;
use super::places::{called, change, did_you_mean, sources};
use super::words::quote;
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::model::Object;
use crate::project::Found;

pub(super) static RULE: Rule = Rule {
    name: "missing-src",
    severity: Severity::Error,
    summary: "a Micro's folder doesn't exist",
    docs: include_str!("missing_src.md"),
    check: Check::Document(check),
};

/// Folders that are offered where none has a similar name.
const MOST: usize = 5;

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let (document, Some(project)) = (context.document, context.project) else { return };
    let mut free = None;
    for source in sources(context) {
        if !is_looked_at(document, source.micro) || project.find(source.src) != Found::Missing {
            continue;
        }
        let whose = called(document, source.micro);
        let message = format!("there is no folder {} for {whose}", quote(source.src));
        let mut finding = Diagnostic::new(source.range.clone(), message)
            .instance(source.micro.pointer_to("src"))
            .on_disk();
        finding = match did_you_mean(project, source.src, Found::Folder) {
            Some(meant) => {
                finding.fixes.extend(change(document, &source.range, &meant));
                finding.help(format!(
                    "Did you mean {}? A push stops when a Micro's folder is missing.",
                    quote(&meant)
                ))
            }
            None => {
                let free = free.get_or_insert_with(|| free_folders(context)).iter().take(MOST);
                let fixes = free.filter_map(|folder| change(document, &source.range, folder));
                finding.fixes.extend(fixes);
                finding.help(
                    "A push stops when a Micro's folder is missing. Create it, or give the path \
                     from the Spacefile to the folder that holds the Micro's code.",
                )
            }
        };
        found.push(finding);
    }
}

/// Whether a push looks for this Micro's folder. It doesn't for one that says `primary: true`,
/// but it does for one that is primary only because it is alone.
pub(super) fn is_looked_at(document: &Document, micro: &Object) -> bool {
    match micro.field(document, "primary") {
        // What is neither true nor false was probably meant as true, and is an error of its own.
        Some(_) => micro.boolean(document, "primary") == Some(false),
        None => true,
    }
}
