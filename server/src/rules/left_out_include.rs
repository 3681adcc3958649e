//! Something to be packaged that doesn't go up.

use spacefile_schema::Engine;

use super::left_out::left_out;
use super::places::{readable, says};
use super::words::quote;
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::project::{Found, path};

pub(super) static RULE: Rule = Rule {
    name: "left-out-include",
    severity: Severity::Warning,
    summary: "what `include` names is left out of the upload, and nothing makes it",
    docs: include_str!("left_out_include.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let (document, Some(project)) = (context.document, context.project) else { return };
    let Some(tree) = project.upload() else { return };
    for source in readable(context, project) {
        let micro = source.micro;
        // The other engines build something, and so may commands.
        let engine = micro.engine(document);
        let builds = !matches!(engine, Some(Engine::Custom | Engine::Python38 | Engine::Python39));
        if builds || says(document, micro, "commands") {
            continue;
        }
        for (index, item, range) in micro.texts(document, "include") {
            let path = path::join(source.src, item);
            let there = project.find(&path);
            if path::leaves(item) || !matches!(there, Found::File | Found::Folder) {
                continue;
            }
            let Some(out) = left_out(tree, &path).filter(|out| !out.takes(source.src)) else {
                continue;
            };
            let message = format!(
                "{} is not there to be included: it is left out of the upload by {}, and no \
                 command makes it",
                quote(item),
                out.by()
            );
            let mut finding = Diagnostic::new(range, message)
                .help(
                    "`include` picks from what goes up and from what the `commands` make. Give the \
                     command that makes it, or bring it back.",
                )
                .instance(format!("{}/{index}", micro.pointer_to("include")))
                .on_disk();
            finding.fixes.extend(out.bring_back(there == Found::Folder));
            found.push(finding);
        }
    }
}
