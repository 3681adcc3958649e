//! An icon that is no PNG or WebP image.

use super::icons::{Image, icon, is_path_inside, shown};
use super::words::quote;
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::project::Found;

pub(super) static RULE: Rule = Rule {
    name: "icon-format",
    severity: Severity::Warning,
    summary: "the icon is not a PNG or WebP image",
    docs: include_str!("icon_format.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let (Some(icon), Some(project)) = (icon(context), context.project) else { return };
    let typed = quote(icon.text);
    let message = match shown(context).map(|(_, image)| image) {
        Some(Image::Png(..) | Image::Webp(..)) => return,
        Some(Image::Other(kind)) => format!("{typed} is {kind} image, not PNG or WebP"),
        Some(Image::Damaged(kind)) => {
            format!("the {kind} header of {typed} is damaged or cut short")
        }
        Some(Image::Empty) => format!("{typed} is empty, not a PNG or WebP image"),
        Some(Image::Unknown) => format!("{typed} is not a PNG or WebP image"),
        None if !is_path_inside(icon.text) => return,
        None => match project.find(icon.text) {
            Found::Folder => format!("{typed} is a folder, not an icon"),
            Found::Other => format!("{typed} is not a file that could be an icon"),
            _ => return,
        },
    };
    let finding = Diagnostic::new(icon.range, message)
        .help(
            "Save the icon as a PNG of 512×512 pixels; its content counts, not its file name. \
             `space validate` refuses this one; a push doesn't check it.",
        )
        .instance("/icon")
        .on_disk();
    found.push(finding);
}
