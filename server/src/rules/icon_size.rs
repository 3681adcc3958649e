//! An icon of another size than 512×512.

use spacefile_schema::ICON_SIZE;

use super::icons::{Image, shown};
use super::words::quote;
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) static RULE: Rule = Rule {
    name: "icon-size",
    severity: Severity::Warning,
    summary: "the icon is not exactly 512×512 pixels",
    docs: include_str!("icon_size.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some((icon, Image::Png(width, height) | Image::Webp(width, height))) = shown(context)
    else {
        return;
    };
    let is_right = |side: usize| u32::try_from(side) == Ok(ICON_SIZE);
    let who = match (is_right(width), is_right(height)) {
        (true, true) => return,
        (false, false) => "`space validate` refuses this one; a push doesn't check it.",
        _ => {
            "Only the documentation says so for this one: `space validate` refuses an icon only if \
             both its sides are wrong."
        }
    };
    let size = format!("{ICON_SIZE}×{ICON_SIZE}");
    let message = format!("{} is {width}×{height} pixels, not {size}", quote(icon.text));
    let finding = Diagnostic::new(icon.range, message)
        .help(format!("An icon has exactly {size} pixels. {who}"))
        .instance("/icon")
        .on_disk();
    found.push(finding);
}
