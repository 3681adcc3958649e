//! A Micro in which nothing says how to start it.

use std::ops::Range;

use spacefile_schema::Engine;

use super::places::{Source, called, readable, says};
use super::words::quote;
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Object;
use crate::project::{Found, Project, path};

pub(super) static RULE: Rule = Rule {
    name: "missing-entry-point",
    severity: Severity::Warning,
    summary: "a Micro has neither `run` nor the file that its engine starts by itself",
    docs: include_str!("missing_entry_point.md"),
    check: Check::Document(check),
};

/// A `main.py` of more bytes than this is not looked into.
const MOST_BYTES: usize = 256 << 10;

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let document = context.document;
    for micro in &context.app.micros {
        let custom = micro.engine(document) == Some(Engine::Custom);
        if custom && !says(document, micro, "run") {
            let whose = called(document, micro);
            let message = format!("nothing says how to start {whose}");
            found.push(
                Diagnostic::new(mark(context, micro), message).instance(micro.pointer()).help(
                    "With the engine `custom`, give a command in `run`; what it starts has to \
                     listen on the port in `PORT`.",
                ),
            );
        }
    }
    let Some(project) = context.project else { return };
    for source in readable(context, project) {
        let micro = source.micro;
        // What a build makes, nobody can know.
        if says(document, micro, "run") || says(document, micro, "commands") {
            continue;
        }
        let Some((message, help)) = wrong(context, project, &source) else { continue };
        let finding = Diagnostic::new(mark(context, micro), message)
            .help(help)
            .instance(micro.pointer())
            .on_disk();
        found.push(finding);
    }
}

/// The place of the engine, which makes the demand.
fn mark(context: &Context<'_>, micro: &Object) -> Range<usize> {
    micro.mark(context.document, "engine").unwrap_or_else(|| micro.title(context.document))
}

/// The message and the help, if the file that the engine starts is plainly not what it takes.
fn wrong(
    context: &Context<'_>,
    project: &Project,
    source: &Source<'_>,
) -> Option<(String, &'static str)> {
    let whose = called(context.document, source.micro);
    let missing = |file: &str| {
        let missing = project.find(&path::join(source.src, file)) == Found::Missing;
        missing.then(|| format!("{whose} has neither `run` nor a file {}", quote(file)))
    };
    match source.micro.engine(context.document)? {
        Engine::Nodejs16 => {
            let help = "Without `run`, this engine starts `index.js` in the Micro's `src`. Say in \
                        `run` what else to start.";
            Some((missing("index.js")?, help))
        }
        Engine::Python39 | Engine::Python38 => {
            if let Some(message) = missing("main.py") {
                let help = "Without `run`, this engine looks for an object `app` in `main.py` in \
                            the Micro's `src`. Say in `run` what to start, such as \
                            `uvicorn main:app`.";
                return Some((message, help));
            }
            let help = "Without `run`, this engine starts the object `app` of `main.py`. Name it \
                        so, or say in `run` what to start.";
            let message = format!("the `main.py` of {whose} has no object `app`");
            has_no_app(project, &path::join(source.src, "main.py")).then_some((message, help))
        }
        _ => None,
    }
}

/// Whether a Python file surely defines no `app`: the word isn't in it, nor can it come from
/// elsewhere. An empty file says nothing about what it will be.
fn has_no_app(project: &Project, file: &str) -> bool {
    let Some(bytes) = project.read(file, MOST_BYTES) else { return false };
    let Ok(text) = std::str::from_utf8(&bytes) else { return false };
    let unseen = bytes.len() == MOST_BYTES || text.trim().is_empty();
    let star = text.lines().any(|line| line.contains("import") && line.contains('*'));
    let dynamic = text.contains("globals()") || text.contains("exec(");
    !unseen && !text.contains("app") && !star && !dynamic
}
