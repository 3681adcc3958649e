//! One of several Micros in the root, where every other one lies in its way.

use super::places::{called, sources};
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::project::{Found, path};

pub(super) static RULE: Rule = Rule {
    name: "micro-in-root",
    severity: Severity::Info,
    summary: "one of several Micros has the whole project as its folder",
    docs: include_str!("micro_in_root.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(project) = context.project else { return };
    if context.app.micros.len() < 2 || project.find("package.json") != Found::File {
        return;
    }
    for source in sources(context).filter(|source| path::clean(source.src) == ".") {
        let whose = called(context.document, source.micro);
        let finding = Diagnostic::new(
            source.range,
            format!("{whose} has the whole project as `src`"),
        )
        .help(
            "With several Micros, give each its own folder, and its own `package.json` in it: \
                 the one in the root is built from everything, the others included.",
        )
        .instance(source.micro.pointer_to("src"))
        .on_disk();
        found.push(finding);
    }
}
