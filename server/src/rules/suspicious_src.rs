//! A Micro's folder that a push doesn't mind, but from which nothing good can come.

use super::missing_src::is_looked_at;
use super::places::{Source, called, change, did_you_mean, sources};
use super::words::quote;
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::project::{Found, Project, path};

pub(super) static RULE: Rule = Rule {
    name: "suspicious-src",
    severity: Severity::Warning,
    summary: "a Micro's `src` is no folder that a build could use",
    docs: include_str!("suspicious_src.md"),
    check: Check::Document(check),
};

/// What is wrong with a `src`: the message, the help, and what was most likely meant.
struct Wrong {
    message: String,
    help: String,
    meant: Option<String>,
    disk: bool,
}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for source in sources(context) {
        let standing = context.project.map(|project| project.find(source.src));
        if standing == Some(Found::Missing) && is_looked_at(context.document, source.micro) {
            continue;
        }
        let on_disk = context.project.zip(standing);
        let wrong = on_disk
            .and_then(|(project, standing)| by_disk(context, project, standing, &source))
            .or_else(|| by_text(source.src))
            .or_else(|| by_slashes(source.src).filter(|_| context.project.is_none()))
            .or_else(|| context.project.and_then(|project| by_link(project, source.src)));
        let Some(wrong) = wrong else { continue };
        let mut finding = Diagnostic::new(source.range.clone(), wrong.message)
            .help(wrong.help)
            .instance(source.micro.pointer_to("src"));
        finding.disk = wrong.disk;
        let meant = wrong.meant.as_deref();
        finding.fixes.extend(meant.and_then(|to| change(context.document, &source.range, to)));
        found.push(finding);
    }
}

/// What is wrong because of what stands there, or doesn't.
fn by_disk(
    context: &Context<'_>,
    project: &Project,
    standing: Found,
    source: &Source<'_>,
) -> Option<Wrong> {
    let typed = quote(source.src);
    let (message, help, meant) = match standing {
        Found::Folder | Found::Unknown => return None,
        Found::Missing => {
            let meant = did_you_mean(project, source.src, Found::Folder);
            let ask = meant
                .as_deref()
                .map_or(String::new(), |to| format!("Did you mean {}? ", quote(to)));
            let whose = called(context.document, source.micro);
            let help = "A push doesn't look for the folder of a Micro with `primary: true`, but \
                        the build then has no code.";
            (format!("there is no folder {typed} for {whose}"), ask + help, meant)
        }
        Found::File => {
            let folder = path::join(source.src, "..");
            let start = if source.src.starts_with("./") && folder != "." { "./" } else { "" };
            let help = "A push accepts that, but the build has no folder to work in. Give the \
                        folder, and say with `run` what to start.";
            let meant = (!path::leaves(&folder)).then(|| format!("{start}{folder}"));
            (format!("{typed} is a file, but `src` is the Micro's folder"), help.to_owned(), meant)
        }
        Found::Blocked => {
            let help = "A push doesn't notice, but the build has no code. Give the path from the \
                        Spacefile to the Micro's folder.";
            (format!("{typed} leads through a file"), help.to_owned(), None)
        }
        Found::Other => {
            let help = "`src` is the folder that holds the Micro's code.";
            (format!("{typed} is neither a folder nor a file"), help.to_owned(), None)
        }
    };
    Some(Wrong { message, help, meant, disk: true })
}

/// What is wrong whatever stands there.
fn by_text(src: &str) -> Option<Wrong> {
    let typed = quote(src);
    let (message, help, meant) = if path::leaves(src) {
        let help = "A push uploads the Spacefile's folder and nothing else, so the build has no \
                    code for this Micro. Move the Spacefile up, or the Micro's folder below it.";
        (format!("{typed} is outside the project"), help, None)
    } else if path::is_windows_absolute(src) {
        let help = "`src` is the path from the Spacefile to the Micro's folder, with `/` between \
                    names.";
        (format!("{typed} is a place on one computer"), help, None)
    } else if path::is_absolute(src) {
        let help = "A push takes it as below the Spacefile's folder all the same. Write it \
                    without the `/` at its start, as it is meant.";
        (
            format!("{typed} looks like a path from the top of the disk"),
            help,
            Some(path::clean(src).trim().to_owned()),
        )
    } else if src.trim() != src && !src.trim().is_empty() {
        let help = "Blanks count as part of a folder's name, on the disk and in a push.";
        (format!("{typed} begins or ends with a blank"), help, Some(src.trim().to_owned()))
    } else {
        return None;
    };
    Some(Wrong { message, help: help.to_owned(), meant, disk: false })
}

/// Backslashes; where there is a folder, it is known whether they are part of its name.
fn by_slashes(src: &str) -> Option<Wrong> {
    let help = "Write `/` between names, on Windows too: for a push and a build, `\\` is part of \
                a folder's name.";
    src.contains('\\').then(|| Wrong {
        message: format!("{} has backslashes in it", quote(src)),
        help: help.to_owned(),
        meant: Some(src.replace('\\', "/")),
        disk: false,
    })
}

/// What is wrong because of where a link leads.
fn by_link(project: &Project, src: &str) -> Option<Wrong> {
    let wrong = || Wrong {
        message: format!("{} leads out of the project by a link", quote(src)),
        help: "A push doesn't upload what stands behind a link to a folder. Move the code into \
               the project."
            .to_owned(),
        meant: None,
        disk: true,
    };
    project.leaves_by_link(src).then(wrong)
}
