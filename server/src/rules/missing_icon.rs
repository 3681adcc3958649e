//! An icon that isn't there.

use super::icons::{icon, is_address, is_path_inside};
use super::places::{change, did_you_mean};
use super::words::quote;
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::project::Found;

pub(super) static RULE: Rule = Rule {
    name: "missing-icon",
    severity: Severity::Warning,
    summary: "`icon` names no file of the project",
    docs: include_str!("missing_icon.md"),
    check: Check::Document(check),
};

/// What comes of it.
const THEN: &str = "`space validate` refuses this; a push goes through, but sends no icon.";

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(icon) = icon(context) else { return };
    let typed = quote(icon.text);
    if is_address(icon.text) {
        let help = format!("`icon` is the path of a file in the project. {THEN}");
        let finding =
            Diagnostic::new(icon.range, format!("{typed} is an address, but an icon is a file"));
        found.push(finding.help(help).instance("/icon"));
        return;
    }
    let Some(project) = context.project.filter(|_| is_path_inside(icon.text)) else { return };
    if !matches!(project.find(icon.text), Found::Missing | Found::Blocked) {
        return;
    }
    let finding = Diagnostic::new(icon.range.clone(), format!("there is no icon {typed}"))
        .instance("/icon")
        .on_disk();
    found.push(match did_you_mean(project, icon.text, Found::File) {
        Some(meant) => {
            let fix = change(context.document, &icon.range, &meant);
            let mut finding = finding.help(format!("Did you mean {}? {THEN}", quote(&meant)));
            finding.fixes.extend(fix);
            finding
        }
        None => finding.help(format!(
            "Give the path from the Spacefile to the icon, or leave `icon` out. {THEN}"
        )),
    });
}
