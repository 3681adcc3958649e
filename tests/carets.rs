//! What each rule marks, to the byte, also while something else in the file is half typed.
//!
//! `carets/RULE.spacefile` is a Spacefile with marker lines under the lines they speak of:
//!
//! ```text
//!     engine: python3.11
//! #~          ^^^^^^^^^^ error: `python3.11`
//! ```
//!
//! A marker gives columns, a severity and a part of the message. What carets can't show (the first
//! two columns, nothing at all, several lines) is given as `START..END` or `START..+LINES:END`. A
//! finding of another rule is marked as `warning[other-rule]: …`. Beside a `RULE.files`, which
//! lists the files around it, the project is made on disk.
//!
//! The findings must be those marked. Then something half typed comes above or below, and the
//! rule's findings in the text itself must still be those marked.

use std::path::Path;

use libtest_mimic::{Failed, Trial};
use spacefile_lsp::analysis::analyse;
use spacefile_lsp::diagnostic::{Diagnostic, Severity};
use spacefile_lsp::project::Project;
use spacefile_lsp::rules::{Check, RULES};

use crate::pages;
use crate::support::{root, updating, write_files};

/// What somebody is about to type at the end of the file.
const TAILS: &[(&str, &str)] = &[
    ("half_name", "  - name: \"half"),
    ("half_key", "  - na"),
    ("half_second_key", "  - name: x\n    src"),
    ("half_list", "  - name: x\n    commands: ["),
    ("half_value", "  - name: x\n    src: x\n    engine: pyt"),
    ("lone_dash", "  -"),
    ("half_key_in_micro", "    pri"),
    ("half_quote_in_micro", "    dev: \"np"),
    ("half_key_of_root", "ico"),
];

/// What somebody is about to type at the start of the file.
const HEADS: &[(&str, &str)] = &[
    ("half_key_on_top", "app_n\n"),
    ("half_quote_on_top", "auto_pwa: \"tr\n"),
    ("half_list_on_top", "auto_pwa: [\n"),
];

/// Rules that are about the files around and mark nothing in the text.
const NOT_IN_TEXT: &[&str] = &["stray-spacefile", "nested-spacefile"];

/// Where a rule can't hold, and why; without names, nowhere.
const EXCEPT: &[(&str, &[&str], &str)] = &[
    (
        "missing-key",
        &["half_quote_on_top", "half_list_on_top"],
        "what the Spacefile lacks is marked at its first key, and that is another one then",
    ),
    ("no-primary", &["half_key_in_micro"], "the half key may become the `primary` that is missing"),
    (
        "no-primary",
        &["half_key", "lone_dash"],
        "what is about to be a Micro may be the primary one",
    ),
    (
        "unused-suppression",
        &[
            "half_name",
            "half_second_key",
            "half_list",
            "half_key_in_micro",
            "half_quote_in_micro",
            "half_key_of_root",
            "half_key_on_top",
            "half_quote_on_top",
            "half_list_on_top",
        ],
        "while the file can't be read as YAML, it is not judged what a comment suppresses",
    ),
    (
        "useless-primary",
        &[],
        "it speaks of the only Micro of a file in which nothing else is in doubt",
    ),
];

/// A finding that is marked, or made.
#[derive(Debug, Clone, PartialEq)]
struct Mark {
    rule: String,
    start: usize,
    end: usize,
    severity: &'static str,
    message: String,
}

pub fn trials() -> Vec<Trial> {
    let seen = RULES.iter().filter(|rule| {
        // A `.spaceignore` is never half typed: each line stands for itself.
        let is_of_spacefile =
            !matches!(rule.check, Check::Elsewhere | Check::Spaceignore(_) | Check::Upload(_));
        is_of_spacefile && !NOT_IN_TEXT.contains(&rule.name)
    });
    seen.map(|rule| Trial::test(format!("carets::{}", rule.name), || holds(rule.name))).collect()
}

fn holds(rule: &str) -> Result<(), Failed> {
    let path = root().join("tests/carets").join(format!("{rule}.spacefile"));
    let marked = std::fs::read_to_string(&path).map_err(|_| format!("no {}", path.display()))?;
    let (text, marks) = strip(rule, &marked)?;
    let folder = tempfile::tempdir().unwrap();
    let project = project(&path, folder.path());
    let found = found(&text, project.as_ref());
    if updating() {
        std::fs::write(&path, draw(rule, &text, &found)).unwrap();
        return Ok(());
    }
    same(&marks, &found).map_err(|what| format!("{what}\n{text}"))?;
    if !marks.iter().any(|mark| mark.rule == rule) {
        return Err("nothing of the rule itself is marked".into());
    }
    let own: Vec<_> = marks.iter().filter(|mark| mark.rule == rule).cloned().collect();
    for (name, head, tail) in around() {
        let changed = format!("{head}{text}{tail}");
        let mut others = self::found(&changed, project.as_ref());
        let inside = head.len()..head.len() + text.len();
        others.retain(|other| other.rule == rule && inside.contains(&other.start));
        for other in &mut others {
            (other.start, other.end) =
                (other.start - head.len(), other.end.saturating_sub(head.len()));
        }
        match (same(&own, &others), excepted(rule, name)) {
            (Ok(()), true) => return Err(format!("{name} is excepted without need").into()),
            (Err(what), false) => return Err(format!("with {name}: {what}\n{changed}").into()),
            _ => {}
        }
    }
    Ok(())
}

fn around() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let heads = HEADS.iter().map(|(name, head)| (*name, *head, ""));
    TAILS.iter().map(|(name, tail)| (*name, "", *tail)).chain(heads)
}

fn excepted(rule: &str, name: &str) -> bool {
    EXCEPT.iter().any(|(of, names, _)| *of == rule && (names.is_empty() || names.contains(&name)))
}

fn project(path: &Path, folder: &Path) -> Option<Project> {
    let files = std::fs::read_to_string(path.with_extension("files")).ok()?;
    write_files(folder, &files);
    Some(pages::project(folder))
}

fn found(text: &str, project: Option<&Project>) -> Vec<Mark> {
    let mark = |finding: Diagnostic| Mark {
        rule: finding.rule.to_owned(),
        start: finding.range.start,
        end: finding.range.end,
        severity: severity(finding.severity),
        message: finding.message,
    };
    analyse(text.as_bytes(), project).diagnostics.into_iter().map(mark).collect()
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "info",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

/// Whether findings are exactly those marked.
fn same(marks: &[Mark], found: &[Mark]) -> Result<(), String> {
    let is = |mark: &Mark, found: &Mark| {
        let place = (mark.start, mark.end) == (found.start, found.end);
        let kind = mark.rule == found.rule && mark.severity == found.severity;
        place && kind && found.message.contains(&mark.message)
    };
    let mut left: Vec<_> = found.iter().collect();
    for mark in marks {
        match left.iter().position(|found| is(mark, found)) {
            Some(at) => drop(left.remove(at)),
            None => return Err(format!("missing: {mark:?}\nfound: {found:#?}")),
        }
    }
    left.first().map_or(Ok(()), |extra| Err(format!("not marked: {extra:?}")))
}

/// The text without its marker lines, and what they mark.
fn strip(rule: &str, marked: &str) -> Result<(String, Vec<Mark>), String> {
    let (mut text, mut line, mut marks) = (String::new(), 0, Vec::new());
    for one in marked.split_inclusive('\n') {
        match one.strip_prefix("#~") {
            Some(marker) => marks.push(
                read(rule, marker.trim_end(), &text, line).ok_or(format!("no marker: {one}"))?,
            ),
            None => {
                line = text.len();
                text.push_str(one);
            }
        }
    }
    Ok((text, marks))
}

/// Reads a marker that speaks of the line at an offset.
fn read(rule: &str, marker: &str, text: &str, line: usize) -> Option<Mark> {
    let at = |start: usize, column: usize| {
        let rest = &text[start..];
        start + rest.char_indices().nth(column).map_or(rest.len(), |(at, _)| at)
    };
    let content = marker.trim_start();
    let (place, rest) = content.split_once(' ')?;
    let (start, end) = if place.starts_with('^') {
        let start = 2 + marker.len() - content.len();
        (at(line, start), at(line, start + place.len()))
    } else {
        let (start, end) = place.split_once("..")?;
        let end = match end.strip_prefix('+').and_then(|end| end.split_once(':')) {
            Some((lines, column)) => {
                let below = text[line..].split_inclusive('\n').take(lines.parse().ok()?);
                at(line + below.map(str::len).sum::<usize>(), column.parse().ok()?)
            }
            None => at(line, end.parse().ok()?),
        };
        (at(line, start.parse().ok()?), end)
    };
    let (kind, message) = rest.split_once(": ")?;
    let (kind, rule) = match kind.split_once('[') {
        Some((kind, other)) => (kind, other.strip_suffix(']')?),
        None => (kind, rule),
    };
    let severity = ["error", "warning", "info"].into_iter().find(|known| *known == kind)?;
    Some(Mark { rule: rule.to_owned(), start, end, severity, message: message.to_owned() })
}

/// The text with a marker line for each finding.
fn draw(rule: &str, text: &str, found: &[Mark]) -> String {
    let mut drawn = String::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        drawn.push_str(line);
        let end = start + line.len();
        let last = end == text.len();
        for mark in found
            .iter()
            .filter(|it| start <= it.start && (it.start < end || last && it.start == end))
        {
            let column = |from: usize, to: usize| text[from..to].chars().count();
            let (from, width) = (column(start, mark.start), column(mark.start, mark.end));
            let place = if mark.end > end {
                let lines = text[start..mark.end].matches('\n').count();
                let below = text[..mark.end].rfind('\n').map_or(0, |at| at + 1);
                format!(" {from}..+{lines}:{}", column(below, mark.end))
            } else if from < 2 || width == 0 {
                format!(" {from}..{}", from + width)
            } else {
                format!("{}{}", " ".repeat(from - 2), "^".repeat(width))
            };
            let other = if mark.rule == rule { String::new() } else { format!("[{}]", mark.rule) };
            let quoted = mark.message.split('`').nth(1).map(|quoted| format!("`{quoted}`"));
            let part = quoted.unwrap_or_else(|| mark.message.clone());
            drawn.push_str(&format!("#~{place} {}{other}: {part}\n", mark.severity));
        }
        start = end;
    }
    drawn
}
