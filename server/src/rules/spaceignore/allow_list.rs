//! `*` and `!/src` or `!*/`: what is taken back is not the same.

use std::collections::BTreeSet;

use super::differing::Class;
use super::differing::case::{Case, each};
use super::differing::folder::{documented, whole};
use super::differing::mend::{Meaning, Paths, with};
use super::differing::words::shown;
use super::differing::{Portable, literal};
use crate::diagnostic::Fix;
use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::words::list;
use crate::rules::{Check, Rule, UploadContext};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "allow-list",
    severity: Severity::Warning,
    summary: "after a line that leaves out everything, the Space CLI takes back more or less",
    docs: include_str!("allow_list.md"),
    check: Check::Spaceignore(check),
};

fn check(context: &UploadContext<'_>, found: &mut Vec<Diagnostic>) {
    each(context, Class::AllowList, found, say);
}

fn say(case: &Case<'_>) -> Diagnostic {
    match case.portable() {
        Some(portable) if portable.folders_only => every_folder(case),
        Some(portable) => one_folder(case, &portable),
        None => case.finding(&format!("takes back something else by {}", case.pattern())),
    }
}

/// `!/src`
fn one_folder(case: &Case<'_>, portable: &Portable) -> Diagnostic {
    let does = format!("takes back all that lies below by {}", case.pattern());
    let finding = case.finding(&does).help(
        "By the documentation, a line that takes back a folder takes back nothing that other lines \
         leave out in it. Say in lines of their own what is to go up and what is not.",
    );
    let whole = whole(case, portable, portable.rooted, Meaning::Original);
    let documented = documented(case, portable);
    if case.group.secret().is_some() {
        with(finding, [documented, whole])
    } else {
        with(finding, [whole, documented])
    }
}

/// `!*/`
fn every_folder(case: &Case<'_>) -> Diagnostic {
    let does = format!("takes back no folder by {}, which ends in a slash", case.pattern());
    let finding = case.finding(&does).help(
        "No line means every folder to both readings. Name the folders, such as `!/src` and \
         `!/src/**`; what else lies in them goes up, too.",
    );
    let fix = named(case);
    with(finding, [fix])
}

/// The folders in the root in which files are left out, each with everything in it.
fn named(case: &Case<'_>) -> Option<Fix> {
    /// Of more, nobody wants a line each.
    const MOST: usize = 8;
    let tree = case.context.tree;
    let mut tops = BTreeSet::new();
    for file in case.context.differing().files(case.group) {
        let path = tree.path(file);
        let slash = path.iter().position(|byte| *byte == b'/')?;
        tops.insert(path.get(..slash)?.to_vec());
        if tops.len() > MOST {
            return None;
        }
    }
    let mut lines = Vec::new();
    for top in &tops {
        let name = literal(top)?;
        lines.extend([format!("!/{name}"), format!("!/{name}/**")]);
    }
    let names: Vec<String> = tops.iter().map(|top| shown(top)).collect();
    let title = format!("Take back {} with everything in it", list(&names, "and"));
    case.instead(Meaning::All(&Paths::of(tops), true), title, &lines)
}
