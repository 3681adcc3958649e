//! The report for GitLab: Code Quality, the part of Code Climate's format that GitLab reads.

use std::io::{self, Write};

use serde::Serialize;

use super::Run;
use super::fingerprint::known;
use super::place::Place;
use crate::diagnostic::Severity;
use crate::text::Text;

#[derive(Serialize)]
struct Issue<'a> {
    description: &'a str,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content: Option<Content<'a>>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    positions: Positions,
}

#[derive(Serialize)]
struct Positions {
    begin: Position,
    end: Position,
}

/// From 1, columns in characters.
#[derive(Serialize)]
struct Position {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Content<'a> {
    body: &'a str,
}

/// Writes the whole report: one line.
///
/// # Errors
/// If writing fails.
pub fn write(mut out: impl Write, run: &Run<'_>) -> io::Result<()> {
    let files: Vec<_> = run.files.iter().filter(|it| !it.diagnostics.is_empty()).collect();
    let paths: Vec<String> = files.iter().map(|checked| run.root.path(&checked.path)).collect();
    let mut issues = Vec::new();
    for (checked, path) in files.iter().zip(&paths) {
        let text = Text::new(&checked.text);
        for known in known(checked, path).into_iter().filter(|known| !known.suppressed) {
            let diagnostic = known.diagnostic;
            let place = Place::new(&diagnostic.range, &text);
            issues.push(Issue {
                description: &diagnostic.message,
                check_name: diagnostic.rule,
                fingerprint: known.fingerprint,
                severity: match diagnostic.severity {
                    Severity::Error => "blocker",
                    Severity::Warning => "major",
                    Severity::Info => "info",
                },
                location: Location {
                    path,
                    positions: Positions {
                        begin: Position { line: place.line, column: place.column },
                        end: Position { line: place.end_line, column: place.end_column },
                    },
                },
                content: diagnostic.help.as_deref().map(|body| Content { body }),
            });
        }
    }
    serde_json::to_writer(&mut out, &issues)?;
    writeln!(out)
}
