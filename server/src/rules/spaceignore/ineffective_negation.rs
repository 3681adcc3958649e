//! A negation that doesn't bring back what it names.

use super::pattern::take_back;
use super::shape::{Shape, is_simple};
use super::slips::{self, Cause, What};
use super::{mend, places, words};
use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::ignore::tree::EntryId;
use crate::ignore::{Line, LineId};
use crate::project::{Found, Project};
use crate::rules::words::quote;
use crate::rules::{Check, Rule, UploadContext};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "ineffective-negation",
    severity: Severity::Warning,
    summary: "a line with `!` doesn't bring back what it names",
    docs: include_str!("ineffective_negation.md"),
    check: Check::Spaceignore(check),
};

fn check(context: &UploadContext<'_>, found: &mut Vec<Diagnostic>) {
    let slips = slips::of(context, |what| match what {
        What::Ineffective(cause) => Some(*cause),
        _ => None,
    });
    for (id, line, cause) in slips {
        found.push(match cause {
            Cause::Below(folder) => below(context, id, &line, folder),
            Cause::Later(later) => later_line(context, &line, later),
        });
    }
}

/// The folder around it is left out.
fn below(context: &UploadContext<'_>, id: LineId, line: &Line<'_>, folder: EntryId) -> Diagnostic {
    let tree = context.tree;
    let by = tree.verdict(folder).documented.by.map(|by| (by, tree.rules().line(by)));
    let around = words::path(&tree.path(folder));
    let why = by.as_ref().map_or(String::new(), |(_, by)| format!(" by {}", words::called(by)));
    let message = format!(
        "{} brings nothing back: the folder {around} is left out{}",
        quote(&words::text(line)),
        why.trim_end_matches(',')
    );
    let mut finding = Diagnostic::new(places::pattern(context, line), message)
        .help(
            "A folder that is left out is not looked into, so that nothing in it can come back. \
             Take back the folder, leave out what lies in it, and then take back what you need.",
        )
        .on_disk();
    if let Some((by, by_line)) = by {
        if by_line.source == crate::ignore::Source::File {
            let range = places::pattern(context, &by_line);
            finding = finding.related(range, "the folder is left out here");
        }
        finding.fixes.extend(keep_only(context, line, folder, by < id));
    }
    finding
}

/// Opens the folders around, one after the other, each for what is wanted only.
fn keep_only(
    context: &UploadContext<'_>,
    line: &Line<'_>,
    folder: EntryId,
    in_place: bool,
) -> Option<Fix> {
    let shape = Shape::of(line)?;
    let mut parts = shape.parts.as_slice();
    // `folder/*` and `folder/**` stand for all that is in it.
    let is_all = matches!(parts.last(), Some(&"*" | &"**"));
    if is_all {
        parts = parts.get(..parts.len() - 1)?;
    }
    if !parts.iter().all(|part| is_simple(part)) {
        return None;
    }
    let (last, around) = parts.split_last()?;
    if around.iter().any(|part| part.contains('*')) {
        return None;
    }
    let path = parts.join("/");
    let topmost = context.tree.path(folder).split(|byte| *byte == b'/').count();
    let is_folder = is_all || shape.folders_only || is_there_as_folder(context, &path);
    let written = format!("/{path}");
    let lines = take_back(&written, topmost, is_folder && !last.contains('*'));
    let lines: Vec<_> = lines.iter().map(String::as_str).collect();
    let title = format!("Bring back {}", quote(&path));
    let fix = if in_place {
        mend::replace(context, title, line, &lines)
    } else {
        mend::to_the_end(context, title, line, &lines)
    };
    mend::proven(context, fix, |_| None)
}

fn is_there_as_folder(context: &UploadContext<'_>, path: &str) -> bool {
    Project::new(context.tree.root()).find(path) == Found::Folder
}

/// A line below it says the opposite.
fn later_line(context: &UploadContext<'_>, line: &Line<'_>, later: LineId) -> Diagnostic {
    let later = context.tree.rules().line(later);
    let typed = words::text(line);
    let message =
        format!("{} brings nothing back: {} comes after it", quote(&typed), words::called(&later));
    let mut finding = Diagnostic::new(places::pattern(context, line), message)
        .help(
            "Of all lines that match, the last one decides. Write the line with `!` below the one \
             that leaves out more.",
        )
        .related(places::pattern(context, &later), "this line decides")
        .on_disk();
    let title = format!("Move {} to the end", quote(&typed));
    let fix = mend::to_the_end(context, title, line, &[&typed]);
    finding.fixes.extend(mend::proven(context, fix, |_| None));
    finding
}
