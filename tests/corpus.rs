//! The original's verdicts, on real files and on probes made for the purpose.

pub mod rows;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use libtest_mimic::{Failed, Trial};
use spacefile_lsp::document::Document;
use spacefile_lsp::model::App;
use spacefile_lsp::rules::{Check, Context, find, unclaimed};
use spacefile_lsp::structure::violations;

use crate::support::{FileReport, Finding, parse_report, run, shared};
use rows::{Row, trees};
pub use rows::{fsprobes, rows};

/// Real files that the original accepts: name and text.
pub fn valid_files() -> impl Iterator<Item = (String, String)> {
    let text = |row: Row| {
        let text = String::from_utf8(row.spacefile?).ok()?;
        Some((row.id, text)).filter(|(_, text)| row.verdict.ok && !text.starts_with('\u{feff}'))
    };
    rows::files().filter_map(text)
}

type Test = fn() -> Result<(), Failed>;

/// Accepted by the original only because it skipped its schema by accident (FACTS, section 7): a
/// date or a key that isn't text stands where the schema wants text.
const STRICTER: &[&str] = &[
    "icon-date",
    "engine-bad-2023-01-01",
    "yaml-nonstr-key-int",
    "yaml-nonstr-key-null",
    "yaml-nonstr-key-in-micro",
    "yaml-nonstr-key-bad-v",
    "yaml-nonstr-key-date",
    "yaml-date-env",
    "yaml-datetime-env",
    "yaml-date-like",
    "yaml-date-in-commands",
    "yaml-date-after-error",
    "yaml-date-app-name",
    "skip-date-engine",
    "skip-date-src",
    "skip-date-path-bad-engine",
    "skip-date-serve-python",
    "skip-date-in-include",
    "skip-date-in-include-static",
    "skip-date-in-routes-dup",
    "skip-date-action-interval",
    "skip-date-action-desc",
    "skip-date-tag-ts-quoted",
    "skip-date-in-second-micro",
    "skip-date-app-name-long-list",
    "skip-date-v-missing",
    "skip-date-v-7",
    "skip-date-v-float",
    "skip-date-name-missing",
    "skip-key-in-presets",
    "skip-key-in-action",
    "skip-key-hex",
    "skip-key-inf",
    "skip-key-tilde",
    "src-date-like",
    "icon-date-missing",
];

pub fn trials() -> Vec<Trial> {
    let trials: [(&str, Test); 6] = [
        ("verdicts", verdicts),
        ("leaves", leaves),
        ("no_false_error", no_false_error),
        ("everything_is_claimed", everything_is_claimed),
        ("fsprobes", || on_disk(&fsprobes())),
        ("trees", || on_disk(&trees())),
    ];
    let trial = |(name, test)| {
        Trial::test(format!("corpus::{name}"), test).with_ignored_flag(shared().is_none())
    };
    trials.into_iter().map(trial).collect()
}

/// The rows that are judged by their text, with what the program says of each.
fn judged() -> &'static [(Row, FileReport)] {
    static JUDGED: OnceLock<Vec<(Row, FileReport)>> = OnceLock::new();
    JUDGED.get_or_init(|| {
        let rows = rows();
        let mut reports = check(&rows);
        let with_report = |row: Row| {
            let report =
                reports.remove(&row.id).unwrap_or_else(|| panic!("no report on {}", row.id));
            (row, report)
        };
        rows.into_iter().map(with_report).collect()
    })
}

/// Puts each row into a folder of its own and checks them all in one run.
fn check(rows: &[Row]) -> BTreeMap<String, FileReport> {
    let folder = tempfile::tempdir().unwrap();
    for row in rows {
        row.write(&folder.path().join(&row.id));
    }
    let output = run(folder.path(), &["--check", "--report", "json", "."], b"");
    let reports = parse_report(&output).into_iter();
    // A Spacefile further down a tree is not the row's.
    let of_row = reports.filter(|report| report.path.matches('/').count() == 1);
    of_row.map(|report| (report.path.split('/').next().unwrap().to_owned(), report)).collect()
}

fn errors(report: &FileReport) -> impl Iterator<Item = &Finding> {
    report.findings.iter().filter(|finding| finding.is_error() && !finding.disk)
}

/// Without a disk, no error means accepted and an error refused.
fn verdicts() -> Result<(), Failed> {
    let mut wrong = Vec::new();
    for (row, report) in judged() {
        let ok = errors(report).next().is_none();
        let stricter = STRICTER.contains(&row.id.as_str());
        if stricter && !(row.verdict.skipped && row.verdict.ok) {
            wrong.push(describe(row, Some(report), "stands in STRICTER without need"));
        }
        if ok != (row.verdict.ok && !stricter) {
            wrong.push(describe(row, Some(report), "the verdicts differ"));
        }
    }
    conclude(&wrong)
}

/// Each innermost failure of the original's schema has a finding, and the other way round.
fn leaves() -> Result<(), Failed> {
    let mut wrong = Vec::new();
    for (row, report) in judged().iter().filter(|(row, _)| row.verdict.stage == "schema") {
        let pointer = |finding: &Finding| finding.instance.clone().unwrap_or_default();
        for leaf in &row.verdict.leaves {
            if !errors(report).any(|finding| are_related(&pointer(finding), leaf)) {
                wrong.push(describe(row, Some(report), &format!("nothing covers {leaf:?}")));
            }
        }
        for finding in errors(report) {
            let structural =
                find(&finding.rule).is_some_and(|rule| matches!(rule.check, Check::Structure(_)));
            let pointer = pointer(finding);
            if structural && !row.verdict.leaves.iter().any(|leaf| are_related(&pointer, leaf)) {
                let message = format!("{pointer:?} covers nothing: {}", finding.headline());
                wrong.push(describe(row, Some(report), &message));
            }
        }
    }
    conclude(&wrong)
}

/// Whether two JSON pointers name one value, or one lies in the other.
fn are_related(one: &str, other: &str) -> bool {
    let holds = |outer: &str, inner: &str| {
        inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    holds(one, other) || holds(other, one)
}

/// Nothing that the original accepts after it looked at it is an error.
fn no_false_error() -> Result<(), Failed> {
    let accepted = judged().iter().filter(|(row, _)| row.verdict.ok && !row.verdict.skipped);
    let wrong: Vec<_> = accepted
        .filter(|(_, report)| errors(report).next().is_some())
        .map(|(row, report)| describe(row, Some(report), "a false error"))
        .collect();
    conclude(&wrong)
}

/// Every way to break the schema is some rule's, and of only one.
fn everything_is_claimed() -> Result<(), Failed> {
    let mut wrong = Vec::new();
    for row in rows() {
        let document = Document::from_bytes(&row.spacefile.clone().unwrap_or_default());
        let app = App::new(&document);
        let violations = violations(&document).expect("it is small enough");
        let context = Context::new(&document, &app, &violations, None);
        for violation in unclaimed(&context) {
            wrong.push(describe(&row, None, &format!("unclaimed: {violation:?}")));
        }
        for violation in &violations {
            let claims = spacefile_lsp::rules::RULES.iter().filter(|rule| match rule.check {
                Check::Structure(word) => word(&context, violation).is_some(),
                _ => false,
            });
            let names: Vec<_> = claims.map(|rule| rule.name).collect();
            if names.len() > 1 {
                wrong.push(describe(&row, None, &format!("{names:?} claim {violation:?}")));
            }
        }
    }
    conclude(&wrong)
}

/// With a disk, no error means that a push goes through.
fn on_disk(rows: &[Row]) -> Result<(), Failed> {
    let reports = check(rows);
    let mut wrong = Vec::new();
    for row in rows {
        let report = reports.get(&row.id);
        // Without a Spacefile there may be nothing to report on.
        let ok = report.is_some_and(|report| report.ok == Some(true));
        let stricter = STRICTER.contains(&row.id.as_str());
        if ok != (row.verdict.push_ok && !stricter) {
            wrong.push(describe(row, report, "the verdicts differ"));
        }
    }
    conclude(&wrong)
}

fn describe(row: &Row, report: Option<&FileReport>, what: &str) -> String {
    let content = row.spacefile.clone().unwrap_or_default();
    let excerpt: String = String::from_utf8_lossy(&content).chars().take(400).collect();
    let findings = report.map_or(&[][..], |report| &report.findings);
    let findings: String =
        findings.iter().map(|finding| format!("    {}\n", finding.headline())).collect();
    let verdict = &row.verdict;
    format!(
        "{}: {what}\n  original: {} {} {}\n  ours:\n{findings}  text: {excerpt:?}",
        row.id, verdict.stage, verdict.kind, verdict.message
    )
}

fn conclude(wrong: &[String]) -> Result<(), Failed> {
    if wrong.is_empty() {
        return Ok(());
    }
    Err(format!("{} differ\n\n{}", wrong.len(), wrong.join("\n\n")).into())
}
