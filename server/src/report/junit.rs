//! The report for everything that shows tests: JUnit's XML.
//!
//! A file is a suite, a finding a case. A case fails if it fails the check: an error, and with
//! `--deny-warnings` a warning. Anything else passes, with the finding as its output: a page of
//! red tests beside a green job would teach people to ignore both.

use std::io::{self, Write};

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite, XmlString};

use super::place::Place;
use super::text::plain;
use super::{Checked, Run, Trouble};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Text;

/// Writes the whole report.
///
/// # Errors
/// If writing fails.
pub fn write(out: impl Write, run: &Run<'_>) -> io::Result<()> {
    let mut report = Report::new("spacefile-lsp");
    report.add_test_suites(run.files.iter().map(|checked| file(checked, run)));
    report.add_test_suites(run.troubles.iter().map(trouble));
    report.serialize(out).map_err(io::Error::other)
}

fn file(checked: &Checked, run: &Run<'_>) -> TestSuite {
    let path = plain(&run.root.path(&checked.path));
    let mut suite = TestSuite::new(xml(&path));
    if checked.diagnostics.is_empty() {
        suite.add_test_case(TestCase::new("no findings", TestCaseStatus::success()));
    } else {
        let text = Text::new(&checked.text);
        for diagnostic in &checked.diagnostics {
            let place = Place::new(&diagnostic.range, &text);
            let at = format!("{}:{}", place.line, place.column);
            let mut words = format!("{path}:{at}: {}", plain(&diagnostic.message));
            if let Some(help) = &diagnostic.help {
                words = format!("{words}\n{}", plain(help));
            }
            let name = format!("{} at {at}", diagnostic.rule);
            suite.add_test_case(case(
                name,
                xml(&words),
                diagnostic,
                kind(diagnostic, checked, run),
            ));
        }
    }
    for case in &mut suite.test_cases {
        case.set_classname(xml(&path));
    }
    suite
}

fn case(
    name: String,
    words: XmlString,
    diagnostic: &Diagnostic,
    kind: Option<NonSuccessKind>,
) -> TestCase {
    let Some(kind) = kind else {
        let mut case = TestCase::new(name, TestCaseStatus::success());
        case.set_system_out(words);
        return case;
    };
    let mut status = TestCaseStatus::non_success(kind);
    status.set_type(diagnostic.rule);
    status.set_message(xml(&plain(&diagnostic.message)));
    status.set_description(words);
    TestCase::new(name, status)
}

/// How a finding's case ends; `None` if it passes.
fn kind(diagnostic: &Diagnostic, checked: &Checked, run: &Run<'_>) -> Option<NonSuccessKind> {
    match diagnostic.severity {
        // Nobody knows whether the file is right: it was not looked at.
        _ if checked.ok.is_none() => Some(NonSuccessKind::Error),
        Severity::Error => Some(NonSuccessKind::Failure),
        Severity::Warning if run.deny_warnings => Some(NonSuccessKind::Failure),
        Severity::Warning | Severity::Info => None,
    }
}

fn trouble(trouble: &Trouble) -> TestSuite {
    let place = xml(&plain(&trouble.place));
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
    status.set_type("trouble").set_message(xml(&plain(&trouble.what)));
    let mut case = TestCase::new("can be checked", status);
    case.set_classname(place.clone());
    let mut suite = TestSuite::new(place);
    suite.add_test_case(case);
    suite
}

/// Two characters that are fit to be shown cannot stand in XML.
fn xml(plain: &str) -> XmlString {
    plain.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}").into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Counts, root::Root};

    #[test]
    fn no_character_spoils_the_xml() {
        let all: String =
            ('\0'..='\u{ff}').chain(['\u{2028}', '\u{fffe}', '\u{ffff}', '😀']).collect();
        let mut found = Diagnostic::new(0..1, &*all).help(format!("]]>{all}"));
        found.rule = "some-rule";
        let checked = Checked {
            path: all.clone(),
            text: all.clone(),
            diagnostics: vec![found],
            suppressed: Vec::new(),
            ok: Some(false),
        };
        let run = Run {
            files: &[checked],
            counts: Counts::default(),
            troubles: &[Trouble::new(&*all, &*all)],
            root: &Root::default(),
            deny_warnings: false,
            exit_code: 1,
        };
        let mut out = Vec::new();
        assert!(write(&mut out, &run).is_ok());
        let read = Report::deserialize_from_str(&String::from_utf8_lossy(&out));
        let counts = read.map(|read| (read.tests, read.failures, read.errors));
        assert_eq!(counts.ok(), Some((2, 1, 1)));
        let is_spoiled =
            |c: char| c.is_control() && c != '\n' || matches!(c, '\u{fffe}' | '\u{ffff}');
        assert!(!String::from_utf8_lossy(&out).contains(is_spoiled));
    }
}
