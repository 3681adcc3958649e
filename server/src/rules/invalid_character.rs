//! Characters and bytes that the original's reader refuses.

use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Edit, Fix, Severity};
use crate::syntax::SlipKind;

pub(super) static RULE: Rule = Rule {
    name: "invalid-character",
    severity: Severity::Error,
    summary: "the file has a control character or bytes that are no text",
    docs: include_str!("invalid_character.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for slip in &context.document.syntax.slips {
        let finding = |message: String, help: &str| {
            Diagnostic::new(slip.range.clone(), message).help(help).instance("")
        };
        found.push(match slip.kind {
            SlipKind::BadCharacter { character: Some(character), more } => {
                let message =
                    format!("{} can't stand in a Spacefile{}", named(character), and(more));
                let help = "Remove it, even from a comment; inside of double quotes it can be \
                            written as an escape.";
                let finding = finding(message, help);
                if more == 0 && character.is_control() {
                    let edits = vec![Edit::replace(slip.range.clone(), "")];
                    finding.fix(Fix::likely(format!("Remove {}", named(character)), edits))
                } else {
                    finding
                }
            }
            SlipKind::BadCharacter { character: None, more } => finding(
                format!("the bytes here are not UTF-8 text{}", and(more)),
                "Save the file as UTF-8. A push refuses other bytes anywhere, even in a comment.",
            ),
            SlipKind::MissingByteOrderMark => finding(
                "this file is UTF-16 without a byte order mark".to_owned(),
                "Save it as UTF-8.",
            ),
            _ => continue,
        });
    }
}

/// A character by its number, and by its name where people know one.
fn named(character: char) -> String {
    let name = match character {
        '\0' => "the NUL character",
        '\u{7}' => "the bell character",
        '\u{8}' => "the backspace character",
        '\u{b}' => "the vertical tab",
        '\u{c}' => "the form feed",
        '\u{1b}' => "the escape character",
        '\u{7f}' => "the delete character",
        '\u{fffe}' => "the swapped byte order mark",
        other if other.is_control() => "the control character",
        _ => "the character",
    };
    format!("{name} U+{:04X}", u32::from(character))
}

fn and(more: usize) -> String {
    match more {
        0 => String::new(),
        more => format!(" (and {more} more in the file)"),
    }
}
