//! The JSON report. Its shape is a promise: fields may be added, none may change or go.

use std::io::{self, Write};

use serde::Serialize;

use super::place::Place;
use super::{Checked, Counts, Run};
use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::text::Text;

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    files: Vec<File<'a>>,
    summary: Counts,
}

#[derive(Serialize)]
struct File<'a> {
    path: &'a str,
    ok: Option<bool>,
    diagnostics: Vec<Finding<'a>>,
}

/// A finding, with its place counted in the text.
#[derive(Serialize)]
pub(super) struct Finding<'a> {
    rule: &'static str,
    severity: Severity,
    disk: bool,
    message: &'a str,
    help: Option<&'a str>,
    #[serde(flatten)]
    place: Place,
    instance: Option<&'a str>,
    fixes: &'a [Fix],
    related: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    #[serde(flatten)]
    place: Place,
}

/// Writes the whole report: one line.
///
/// # Errors
/// If writing fails.
pub fn write(mut out: impl Write, run: &Run<'_>) -> io::Result<()> {
    let files = run.files.iter().map(file).collect();
    serde_json::to_writer(&mut out, &Report { version: 1, files, summary: run.counts })?;
    writeln!(out)
}

fn file(checked: &Checked) -> File<'_> {
    // Most documents are fine, and need no index of their lines.
    let diagnostics = if checked.diagnostics.is_empty() {
        Vec::new()
    } else {
        let text = Text::new(&checked.text);
        checked.diagnostics.iter().map(|diagnostic| finding(diagnostic, &text)).collect()
    };
    File { path: &checked.path, ok: checked.ok, diagnostics }
}

/// A finding of a text.
pub(super) fn finding<'a>(diagnostic: &'a Diagnostic, text: &Text) -> Finding<'a> {
    Finding {
        rule: diagnostic.rule,
        severity: diagnostic.severity,
        disk: diagnostic.disk,
        message: &diagnostic.message,
        help: diagnostic.help.as_deref(),
        place: Place::new(&diagnostic.range, text),
        instance: diagnostic.instance.as_deref(),
        fixes: &diagnostic.fixes,
        related: diagnostic
            .related
            .iter()
            .map(|related| Related {
                message: &related.message,
                place: Place::new(&related.range, text),
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Edit;
    use crate::report::root::Root;

    #[test]
    fn the_shape_is_as_promised() {
        let mut diagnostic = Diagnostic::new(8..10, "no")
            .related(0..1, "here")
            .fix(Fix::safe("Mend it", vec![Edit::replace(8..10, "x")]))
            .instance("/micros");
        diagnostic.rule = "some-rule";
        let text = "v: 0\r\nä日b".to_owned();
        let checked = Checked {
            path: "a/Spacefile".into(),
            text,
            diagnostics: vec![diagnostic],
            suppressed: Vec::new(),
            ok: None,
        };
        let run = Run {
            counts: checked.counts(),
            files: &[checked],
            troubles: &[],
            root: &Root::default(),
            deny_warnings: false,
            exit_code: 1,
        };
        let mut out = Vec::new();
        assert!(write(&mut out, &run).is_ok());
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
