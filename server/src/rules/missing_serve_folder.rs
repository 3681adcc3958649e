//! A static Micro that serves a folder which isn't there.

use spacefile_schema::Engine;

use super::places::{change, did_you_mean, readable};
use super::words::quote;
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::project::{Found, Project, path};

pub(super) static RULE: Rule = Rule {
    name: "missing-serve-folder",
    severity: Severity::Warning,
    summary: "the folder that a static Micro serves is neither there nor made by `commands`",
    docs: include_str!("missing_serve_folder.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let (document, Some(project)) = (context.document, context.project) else { return };
    for source in readable(context, project) {
        let micro = source.micro;
        // Where there are commands, one of them may make the folder.
        if micro.engine(document) != Some(Engine::Static)
            || micro.field(document, "commands").is_some()
        {
            continue;
        }
        let Some((serve, place)) = micro.text(document, "serve") else { continue };
        if path::leaves(serve) || path::is_windows_absolute(serve) {
            continue;
        }
        let typed = quote(serve);
        let message = match project.find(&path::join(source.src, serve)) {
            Found::Missing | Found::Blocked => {
                format!("there is no folder {typed} in {}", quote(source.src))
            }
            Found::File => format!("{typed} is a file, but `serve` is the folder to serve"),
            Found::Folder | Found::Other | Found::Unknown => continue,
        };
        let range = document.mark(place);
        let mut finding = Diagnostic::new(range.clone(), message)
            .instance(micro.pointer_to("serve"))
            .on_disk()
            .help(
                "`serve` is a folder in the Micro's `src`; it is there, or `commands` makes it. A \
                 push doesn't check it.",
            );
        let root = project.root().join(path::clean(source.src));
        let meant = did_you_mean(&Project::new(root), serve, Found::Folder);
        finding.fixes.extend(meant.and_then(|meant| change(document, &range, &meant)));
        found.push(finding);
    }
}
