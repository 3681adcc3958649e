//! The icon or the Spacefile in the `.spaceignore`, where they have no effect.

use super::icons::{Icon, icon, is_path_inside};
use super::words::quote;
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::ignore::Source;
use crate::ignore::tree::Tree;
use crate::ignore::walk::SPACEIGNORE;
use crate::project::{Found, SPACEFILE, path};

pub(super) static RULE: Rule = Rule {
    name: "sent-anyway",
    severity: Severity::Info,
    summary: "the `.spaceignore` names the icon or the Spacefile, which are sent all the same",
    docs: include_str!("sent_anyway.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(project) = context.project else { return };
    let Some(tree) = project.upload() else { return };
    let is_there =
        |icon: &Icon<'_>| is_path_inside(icon.text) && project.find(icon.text) == Found::File;
    if let Some(icon) = icon(context).filter(is_there)
        && let Some(line) = named_by(tree, &path::clean(icon.text))
    {
        let what = format!("the icon {}", quote(icon.text));
        found.push(finding(icon.range, &what, line).instance("/icon"));
    }
    if let Some(line) = named_by(tree, SPACEFILE) {
        found.push(finding(0..0, "the Spacefile", line));
    }
}

fn finding(range: std::ops::Range<usize>, what: &str, line: u32) -> Diagnostic {
    let message = format!("{what} is sent although line {line} of `{SPACEIGNORE}` names it");
    Diagnostic::new(range, message)
        .help(
            "A push sends the Spacefile and the icon beside the upload. The line leaves out the \
             copy among the files, and nothing else.",
        )
        .on_disk()
}

/// The line of the `.spaceignore` that leaves out a file by its very name.
fn named_by(tree: &Tree, path: &str) -> Option<u32> {
    let decision = tree.verdict(tree.find(path.as_bytes())?).documented;
    let line = tree.rules().line(decision.by.filter(|_| !decision.kept)?);
    let written = String::from_utf8_lossy(line.pattern);
    let name = path.rsplit('/').next()?;
    let is_named = [path, name].contains(&written.trim_start_matches('/'));
    (line.source == Source::File && is_named).then_some(line.number)
}
