//! The JSON report. Its shape is a promise: fields may be added, none may change or go.

use std::io::{self, Write};
use std::ops::Range;

use serde::Serialize;

use super::{Checked, Counts};
use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::text::{Text, Unit};

#[derive(Serialize)]
struct Report {
    version: u32,
    files: Vec<File>,
    summary: Counts,
}

/// One document's entry.
#[derive(Debug, Serialize)]
pub struct File {
    path: String,
    ok: Option<bool>,
    diagnostics: Vec<Finding>,
}

#[derive(Debug, Serialize)]
struct Finding {
    rule: &'static str,
    severity: Severity,
    disk: bool,
    message: String,
    help: Option<String>,
    #[serde(flatten)]
    place: Place,
    instance: Option<String>,
    fixes: Vec<Fix>,
    related: Vec<Related>,
}

#[derive(Debug, Serialize)]
struct Related {
    message: String,
    #[serde(flatten)]
    place: Place,
}

/// Lines and columns from 1, columns in characters; offsets in bytes; ends exclusive.
#[derive(Debug, Serialize)]
struct Place {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    offset: usize,
    end_offset: usize,
}

/// The entry of a document.
#[must_use]
pub fn file(checked: Checked) -> File {
    let Checked { path, text, diagnostics, ok } = checked;
    // Most documents are fine, and need no index of their lines.
    let diagnostics = if diagnostics.is_empty() {
        Vec::new()
    } else {
        let text = Text::new(&text);
        diagnostics.into_iter().map(|diagnostic| finding(diagnostic, &text)).collect()
    };
    File { path, ok, diagnostics }
}

/// Writes the whole report: one line.
///
/// # Errors
/// If writing fails.
pub fn write(mut out: impl Write, files: Vec<File>, summary: Counts) -> io::Result<()> {
    serde_json::to_writer(&mut out, &Report { version: 1, files, summary })?;
    writeln!(out)
}

fn finding(diagnostic: Diagnostic, text: &Text) -> Finding {
    Finding {
        rule: diagnostic.rule,
        severity: diagnostic.severity,
        disk: diagnostic.disk,
        message: diagnostic.message,
        help: diagnostic.help,
        place: place(diagnostic.range, text),
        instance: diagnostic.instance,
        fixes: diagnostic.fixes,
        related: diagnostic
            .related
            .into_iter()
            .map(|related| Related { message: related.message, place: place(related.range, text) })
            .collect(),
    }
}

fn place(range: Range<usize>, text: &Text) -> Place {
    let start = text.position(range.start, Unit::Utf32);
    let end = text.position(range.end, Unit::Utf32);
    Place {
        line: start.line + 1,
        column: start.column + 1,
        end_line: end.line + 1,
        end_column: end.column + 1,
        offset: range.start,
        end_offset: range.end,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Edit;

    #[test]
    fn the_shape_is_as_promised() {
        let mut diagnostic = Diagnostic::new(8..10, "no")
            .related(0..1, "here")
            .fix(Fix::safe("Mend it", vec![Edit::replace(8..10, "x")]))
            .instance("/micros");
        diagnostic.rule = "some-rule";
        let text = "v: 0\r\nä日b".to_owned();
        let checked =
            Checked { path: "a/Spacefile".into(), text, diagnostics: vec![diagnostic], ok: None };
        let counts = checked.counts();
        let mut out = Vec::new();
        assert!(write(&mut out, vec![file(checked)], counts).is_ok());
        assert_eq!(
            String::from_utf8_lossy(&out),
            concat!(
                r#"{"version":1,"files":[{"path":"a/Spacefile","ok":null,"diagnostics":["#,
                r#"{"rule":"some-rule","severity":"error","disk":false,"message":"no","help":null,"#,
                r#""line":2,"column":2,"end_line":2,"end_column":2,"offset":8,"end_offset":10,"#,
                r#""instance":"/micros","fixes":[{"title":"Mend it","safe":true,"#,
                r#""edits":[{"offset":8,"end_offset":10,"text":"x"}]}],"#,
                r#""related":[{"message":"here","line":1,"column":1,"end_line":1,"end_column":2,"#,
                r#""offset":0,"end_offset":1}]}]}],"#,
                r#""summary":{"files":1,"errors":1,"warnings":0,"infos":0}}"#,
                "\n"
            )
        );
    }
}
