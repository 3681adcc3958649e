//! A static Micro that serves a folder which doesn't go up.

use spacefile_schema::Engine;

use super::left_out::left_out;
use super::places::{readable, says};
use super::words::quote;
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::project::{Found, path};

pub(super) static RULE: Rule = Rule {
    name: "left-out-serve",
    severity: Severity::Warning,
    summary: "the folder that a static Micro serves is left out of the upload, and nothing makes it",
    docs: include_str!("left_out_serve.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let (document, Some(project)) = (context.document, context.project) else { return };
    let Some(tree) = project.upload() else { return };
    for source in readable(context, project) {
        let micro = source.micro;
        // The other engines that serve files build them, and so may commands.
        if micro.engine(document) != Some(Engine::Static) || says(document, micro, "commands") {
            continue;
        }
        let Some((serve, place)) = micro.text(document, "serve") else { continue };
        let folder = path::join(source.src, serve);
        if path::leaves(serve) || project.find(&folder) != Found::Folder {
            continue;
        }
        let Some(out) = left_out(tree, &folder).filter(|out| !out.takes(source.src)) else {
            continue;
        };
        let message = format!(
            "there is nothing to serve: {} is left out of the upload by {}, and no command makes it",
            quote(serve),
            out.by()
        );
        let mut finding = Diagnostic::new(document.mark(place), message)
            .help(
                "What a build makes is left out because the build makes it anew, on Space, by the \
                 `commands`. Give the command that does, or bring the folder back.",
            )
            .instance(micro.pointer_to("serve"))
            .on_disk();
        finding.fixes.extend(out.bring_back(true));
        found.push(finding);
    }
}
