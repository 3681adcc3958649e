//! What a push can't read, and fails on.

use super::aborts::{Told, report};
use super::places;
use crate::diagnostic::{Diagnostic, Severity};
use crate::document;
use crate::ignore::tree::{Kind, Snag};
use crate::ignore::walk::{SPACEIGNORE, Spaceignore, Unread, spaceignore};
use crate::rules::{Check, Rule, UploadContext};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "unreadable-upload",
    severity: Severity::Error,
    summary: "a push fails on a file or folder that can't be read",
    docs: include_str!("unreadable_upload.md"),
    check: Check::Upload(check),
};

fn check(context: &UploadContext<'_>, found: &mut Vec<Diagnostic>) {
    if context.document.kind == document::Kind::Spacefile {
        found.extend(of_spaceignore(context));
    }
    report(context, found, |kind, snag| {
        let (is_folder, is_denied) = (kind == Kind::Folder, snag == Snag::Denied);
        let message = match (snag, is_folder) {
            (Snag::Denied, true) => "is a folder that may not be read, on which a push fails",
            (Snag::Denied, false) => "may not be read, on which a push fails",
            (Snag::Failed, true) => "is a folder that can't be read, on which a push fails",
            (Snag::Failed, false) => "can't be read, on which a push fails",
            _ => return None,
        };
        let help = match (is_folder, is_denied) {
            // It is listed before it is asked whether to leave it out.
            (true, _) => {
                "A push lists each folder before it asks whether to leave it out, so no line \
                 helps. Make it readable, or move it out of the project or into a folder that is \
                 left out."
            }
            (false, true) => "Make it readable, or leave it out.",
            (false, false) => "Delete it, or leave it out.",
        };
        Some(Told { message, help, can_be_left_out: !is_folder })
    });
}

/// The `.spaceignore` itself, if there is one that can't be read.
fn of_spaceignore(context: &UploadContext<'_>) -> Option<Diagnostic> {
    context.tree.find(SPACEIGNORE.as_bytes())?;
    let (what, help) = match spaceignore(context.tree.root()) {
        Spaceignore::Unreadable(Unread::Folder) => {
            ("is a folder, on which a push fails", "Give it another name.")
        }
        Spaceignore::Unreadable(Unread::NoFile) => {
            ("is no file, and a push may wait for it forever", "Put a file in its place.")
        }
        Spaceignore::Unreadable(Unread::Denied | Unread::Failed) => {
            ("can't be read, on which a push fails", "Make it readable.")
        }
        // We don't read one that large; a push does.
        Spaceignore::Unreadable(Unread::TooLarge) | Spaceignore::Missing | Spaceignore::Read(_) => {
            return None;
        }
    };
    let message = format!("`{SPACEIGNORE}` {what}");
    let help = format!("A push reads the lines of a file of this name. {help}");
    Some(Diagnostic::new(places::top(context), message).help(help).on_disk())
}
