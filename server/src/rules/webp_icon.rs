//! A WebP icon, on which the documentation and `space validate` disagree.

use super::icons::{Image, shown};
use super::words::quote;
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) static RULE: Rule = Rule {
    name: "webp-icon",
    severity: Severity::Info,
    summary: "the icon is a WebP image, which `space validate` can't read",
    docs: include_str!("webp_icon.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some((icon, Image::Webp(..))) = shown(context) else { return };
    let message = format!("{} is a WebP image, which `space validate` refuses", quote(icon.text));
    let finding = Diagnostic::new(icon.range, message)
        .help(
            "The documentation allows PNG and WebP, but the program reads PNG only, and a push \
             sends no icon that it can't read. A PNG is the safe choice.",
        )
        .instance("/icon")
        .on_disk();
    found.push(finding);
}
