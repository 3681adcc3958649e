//! `!logs/keep.txt` behind `logs/`, which the Space CLI looks into.

use super::differing::Class;
use super::differing::case::{Case, each};
use super::differing::mend::{Meaning, Paths, with};
use super::differing::{literal, words};
use super::mend;
use crate::diagnostic::Fix;
use crate::diagnostic::{Diagnostic, Severity};
use crate::ignore::{Line, Source};
use crate::rules::{Check, Rule, UploadContext};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "negation-below-folder",
    severity: Severity::Warning,
    summary: "the Space CLI takes back what lies in a folder that is left out",
    docs: include_str!("negation_below_folder.md"),
    check: Check::Spaceignore(check),
};

fn check(context: &UploadContext<'_>, found: &mut Vec<Diagnostic>) {
    each(context, Class::BelowFolder, found, say);
}

fn say(case: &Case<'_>) -> Diagnostic {
    let rules = case.context.tree.rules();
    let against = case.group.against.as_ref().map(|(id, _)| rules.line(*id));
    let folder = against.as_ref().map_or_else(String::new, |line| words::shown(line.pattern));
    let does = format!("looks into what {folder} leaves out and takes back by {}", case.pattern());
    let finding = case.finding(&does).help(
        "By the documentation this has no effect: nothing that lies in a folder that is left out can \
         be taken back. Leave out what lies in the folder, and not the folder itself.",
    );
    with(finding, [content_of(case, against.as_ref()), folder_first(case), case.without()])
}

/// `/logs/*` instead of `logs/`.
fn content_of(case: &Case<'_>, against: Option<&Line<'_>>) -> Option<Fix> {
    let against = against.filter(|line| line.source == Source::File)?;
    let folder = literal(&left_out(case)?)?;
    let content = format!("/{folder}/*");
    let title = format!("Write `{content}` instead of {}", words::shown(against.pattern));
    let mut fix = mend::replace(case.context, title, against, &[&content]);
    let back = back(case)?;
    let back: Vec<&str> = back.iter().map(String::as_str).collect();
    fix.edits.extend(mend::replace(case.context, "", &case.line, &back).edits);
    fix.edits.sort_by_key(|edit| edit.offset);
    case.proven(Meaning::Original, fix)
}

/// The folder back, all that lies in it out, and then the line.
fn folder_first(case: &Case<'_>) -> Option<Fix> {
    let folder = literal(&left_out(case)?)?;
    let first = [format!("!/{folder}"), format!("/{folder}/*")];
    let lines: Vec<String> = first.into_iter().chain(back(case)?).collect();
    let title = format!("Take back `{folder}` without what lies in it first");
    case.instead(Meaning::Original, title, &lines)
}

/// What takes back the file, or the folder with everything in it.
fn back(case: &Case<'_>) -> Option<Vec<String>> {
    let portable = case.portable()?;
    let named = Paths::folders(case.context.tree, &case.readings());
    Some(if !named.is_empty() {
        portable.with_content(portable.rooted).into()
    } else {
        vec![portable.same()]
    })
}

/// The folder that the documentation leaves out, of the first file.
fn left_out(case: &Case<'_>) -> Option<Vec<u8>> {
    let tree = case.context.tree;
    let mut here = case.context.differing().files(case.group).next()?;
    while let Some(around) = tree.parent(here).filter(|id| !tree.verdict(*id).documented.kept) {
        here = around;
    }
    Some(tree.path(here))
}
