//! What the original's YAML loader refuses, in words.

mod conflict;
mod lines;
mod mend;

use super::proven::Prover;
use super::words::quote;
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::syntax::{Slip, SlipKind};

pub(super) static RULE: Rule = Rule {
    name: "invalid-syntax",
    severity: Severity::Error,
    summary: "the file is not YAML as `space push` reads it",
    docs: include_str!("invalid_syntax.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let document = context.document;
    let mut prover = Prover::new(document);
    found.extend(document.syntax.slips.iter().filter_map(|slip| {
        let (message, help) = words(document, slip)?;
        let mut finding = Diagnostic::new(slip.range.clone(), message).help(help).instance("");
        finding.fixes = prover.proven(slip.range.start, || mend::fixes(document, slip));
        Some(finding)
    }));
}

/// What is wrong and what to do. `None` for what other rules word.
fn words(document: &Document, slip: &Slip) -> Option<(String, String)> {
    let text = document.slice(slip.range.clone());
    let shown = quote(text);
    let says = |message: String, help: &str| Some((message, help.to_owned()));
    match &slip.kind {
        SlipKind::MissingSpace => says(
            "a space is missing after this `:`".to_owned(),
            "Without it, the colon is part of the text before it.",
        ),
        SlipKind::MissingColon if glued_colon(text).is_some() => says(
            format!("{shown} has no space after its `:`"),
            "Write `key: value`: without the space, the colon is part of the text.",
        ),
        SlipKind::MissingColon => says(
            format!("{shown} has no `:` after it"),
            "Every line here is `key: value`. Add the colon and a value, or remove the line.",
        ),
        SlipKind::BadIndent { expected } => says(
            "this line is indented differently from the lines it belongs to".to_owned(),
            &format!("Indent it by {}, like its neighbours.", spaces(*expected)),
        ),
        SlipKind::UnclosedQuote { quote } => says(
            format!("this text starts with {quote} but never ends with it"),
            "Close the quote at the end of the text.",
        ),
        SlipKind::TextAfterValue => says(
            format!("{shown} follows a value that is already complete"),
            "Put the whole value in one pair of quotes, or start a comment with ` #`.",
        ),
        SlipKind::BadEscape => says(
            format!("{shown} means nothing inside double quotes"),
            "Write `\\\\` for a backslash, or use single quotes, where a backslash is just that.",
        ),
        SlipKind::UnclosedBracket { close } => {
            says(format!("{shown} is never closed"), &format!("Add the missing `{close}`."))
        }
        SlipKind::StrayBracket => says(
            format!("{shown} closes nothing"),
            "Remove it, or add the bracket that opens the list or mapping.",
        ),
        SlipKind::MissingComma => says(
            "a comma is missing between these two".to_owned(),
            "Items inside of `[…]` and `{…}` are separated by commas.",
        ),
        SlipKind::StrayComma => {
            says("nothing stands before this comma".to_owned(), "Remove the comma.")
        }
        SlipKind::StrayColon => says(
            "a `:` followed by a space can't stand inside of a value".to_owned(),
            "Put the value in quotes.",
        ),
        SlipKind::MissingKey => says(
            "a key is missing before this `:`".to_owned(),
            "Write the key, or remove the line.",
        ),
        SlipKind::MissingDash => says(
            format!("`- ` is missing before {shown}").replace("``", "this key"),
            "Each item of a list starts with `- `.",
        ),
        SlipKind::GluedDash => says(
            "a space is missing after this `-`".to_owned(),
            "Each item of a list starts with `- `.",
        ),
        SlipKind::StrayDash => says(
            "a list item can't start here".to_owned(),
            "A list stands below its key, on lines of its own: is the key missing above, or should \
             this be text in quotes?",
        ),
        SlipKind::StrayQuestion => {
            says("`?` can't start a key here".to_owned(), "Put the value in quotes.")
        }
        SlipKind::Tab if follows_dash(document, slip) => says(
            "a tab can't follow the `-` of a list item".to_owned(),
            "Put one space after the `-`.",
        ),
        SlipKind::Tab => says(
            "a tab can't indent a line".to_owned(),
            "Indent with spaces: two for each level is usual.",
        ),
        SlipKind::BadStart { character: '`' } => {
            says("a value can't start with a backtick".to_owned(), "Put the value in quotes.")
        }
        SlipKind::BadStart { character } => {
            says(format!("a value can't start with `{character}`"), "Put the value in quotes.")
        }
        SlipKind::BadDirective => says(
            format!("{shown} is not understood"),
            "Of the lines that start with `%`, only `%YAML 1.1` and `%TAG` are, followed by `---`. Remove it.",
        ),
        SlipKind::BadBlockHeader => says(
            format!(
                "{shown} starts a text on the lines below, so no text can follow on its own line"
            ),
            "Move the text to the next line and indent it, or put the value in quotes.",
        ),
        SlipKind::LongKey => says(
            "this key is longer than 1024 characters".to_owned(),
            "A quote or a line break is probably missing.",
        ),
        SlipKind::CollectionKey => says(
            "a list or mapping can't be a key".to_owned(),
            "Put it in quotes if it is meant as text, for instance `\"{{ name }}\"`.",
        ),
        SlipKind::TooDeep => says(
            "this is nested more than 10,000 levels deep".to_owned(),
            "A Spacefile never needs more than eight.",
        ),
        SlipKind::ConflictMarker => says(
            "a merge conflict was left in the file".to_owned(),
            "Keep one of the two versions and remove the marker lines.",
        ),
        SlipKind::Misplaced => says(
            format!("{shown} fits nowhere here"),
            "Check the indentation and the brackets of this line and the one above.",
        ),
        SlipKind::BadAnchor
        | SlipKind::UnknownAlias
        | SlipKind::RecursiveAlias
        | SlipKind::AliasBomb
        | SlipKind::BadMerge
        | SlipKind::StrayProperty
        | SlipKind::BadTag
        | SlipKind::ImpossibleTag
        | SlipKind::BadCharacter { .. }
        | SlipKind::MissingByteOrderMark => None,
    }
}

/// Whether what stands before a slip on its line is the dash of a list item.
fn follows_dash(document: &Document, slip: &Slip) -> bool {
    let before = document.slice(0..slip.range.start);
    before.ends_with('-')
}

/// Where the colon stands in a line such as `src:./api`.
fn glued_colon(text: &str) -> Option<usize> {
    let (key, _) = text.split_once(':')?;
    let is_key = !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    is_key.then_some(key.len())
}

fn spaces(number: usize) -> String {
    match number {
        0 => "no spaces".to_owned(),
        1 => "one space".to_owned(),
        number => format!("{number} spaces"),
    }
}
