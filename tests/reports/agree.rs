//! Every report can be read, and tells the same findings at the same places.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::fs;

use libtest_mimic::Failed;
use percent_encoding::percent_decode_str;
use quick_junit::{Report, TestCaseStatus};
use serde_json::Value;

use super::FORMATS;
use crate::corpus::{fsprobes, rows};
use crate::support::{err, run};

/// Path, rule, line, column, last line, last column.
type Told = (String, String, u64, u64, u64, u64);

pub fn on_the_corpus() -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    for row in rows() {
        row.write(&folder.path().join("a b").join(&row.id));
    }
    for row in fsprobes() {
        row.write(&folder.path().join("disk").join(&row.id));
    }
    let asked = FORMATS.iter().flat_map(|it| ["--report".to_owned(), format!("{it}={it}.out")]);
    let arguments: Vec<String> = ["--check".to_owned()].into_iter().chain(asked).collect();
    let output = run(folder.path(), &arguments, b"");
    let read = |format: &str| fs::read_to_string(folder.path().join(format!("{format}.out")));

    let json: Value = serde_json::from_str(&read("json")?)?;
    let files = array(&json["files"]);
    let found: Vec<Told> = files
        .iter()
        .flat_map(|file| array(&file["diagnostics"]).iter().map(|found| told(&file["path"], found)))
        .collect();
    assert!(found.len() > 1000 && files.len() > 1000, "{} {}", found.len(), files.len());

    same("sarif", &sarif(&serde_json::from_str(&read("sarif")?)?), &found)?;
    same("gitlab", &gitlab(&serde_json::from_str(&read("gitlab")?)?), &found)?;
    let in_lines: Vec<_> = found.iter().map(in_one_line).collect();
    same("github", &github(&read("github")?), &in_lines)?;
    let starts = |(path, rule, line, column, ..): &Told| {
        (path.clone(), format!("{rule} at {line}:{column}"))
    };
    let cases = junit(&read("junit")?)?;
    same("junit", &cases.findings, &found.iter().map(starts).collect::<Vec<_>>())?;
    let clean = files.iter().filter(|file| array(&file["diagnostics"]).is_empty()).count();
    let troubles = err(&output).lines().count();
    assert_eq!((cases.clean, cases.troubles), (clean, troubles));

    let text = read("text")?;
    let places = text.lines().filter_map(|line| Some(line.split_once("--> ")?.1.to_owned()));
    let place = |(path, _, line, column, ..): &Told| format!("{path}:{line}:{column}");
    same("text", &places.collect::<Vec<_>>(), &found.iter().map(place).collect::<Vec<_>>())?;
    Ok(())
}

/// Fails at the first place where a report tells something else than the JSON report.
fn same<T: PartialEq + Debug>(name: &str, actual: &[T], expected: &[T]) -> Result<(), Failed> {
    match actual.iter().zip(expected).find(|(one, other)| one != other) {
        Some((one, other)) => Err(format!("{name}: {one:?} and not {other:?}").into()),
        None if actual.len() == expected.len() => Ok(()),
        None => Err(format!("{name}: {} and not {}", actual.len(), expected.len()).into()),
    }
}

fn array(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_else(|| panic!("no list: {value}"))
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}")).to_owned()
}

fn told(path: &Value, found: &Value) -> Told {
    let [line, column, end_line, end_column] =
        ["line", "column", "end_line", "end_column"].map(|name| found[name].as_u64().unwrap());
    (text(path), text(&found["rule"]), line, column, end_line, end_column)
}

fn sarif(log: &Value) -> Vec<Told> {
    let rules = array(&log["runs"][0]["tool"]["driver"]["rules"]);
    let mut prints = BTreeSet::new();
    let result = |result: &Value| {
        let place = &result["locations"][0]["physicalLocation"];
        let uri = text(&place["artifactLocation"]["uri"]);
        let path = percent_decode_str(&uri).decode_utf8().unwrap().into_owned();
        let rule = &rules[result["ruleIndex"].as_u64().unwrap() as usize]["id"];
        assert_eq!(rule, &result["ruleId"]);
        let [line, column, end_line, end_column] =
            ["startLine", "startColumn", "endLine", "endColumn"]
                .map(|name| place["region"][name].as_u64().unwrap());
        assert!(prints.insert(text(&result["partialFingerprints"]["spacefileFinding/v1"])));
        (path, text(rule), line, column, end_line, end_column)
    };
    let results = array(&log["runs"][0]["results"]).iter();
    results.filter(|result| array(&result["suppressions"]).is_empty()).map(result).collect()
}

fn gitlab(issues: &Value) -> Vec<Told> {
    let mut prints = BTreeSet::new();
    let issue = |issue: &Value| {
        let at =
            |end: &str, name: &str| issue["location"]["positions"][end][name].as_u64().unwrap();
        assert!(prints.insert(text(&issue["fingerprint"])));
        let (path, rule) = (text(&issue["location"]["path"]), text(&issue["check_name"]));
        let [begin, end] = ["begin", "end"].map(|end| (at(end, "line"), at(end, "column")));
        (path, rule, begin.0, begin.1, end.0, end.1)
    };
    array(issues).iter().map(issue).collect()
}

/// GitHub takes columns within one line only.
fn in_one_line(told: &Told) -> Told {
    let (path, rule, line, _, end_line, _) = told.clone();
    if line == end_line { told.clone() } else { (path, rule, line, 0, end_line, 0) }
}

fn github(commands: &str) -> Vec<Told> {
    let unescaped = |text: &str| {
        let text = text.replace("%0D", "\r").replace("%0A", "\n").replace("%3A", ":");
        text.replace("%2C", ",").replace("%25", "%")
    };
    let command = |line: &str| {
        let (_, properties) = line.strip_prefix("::").unwrap().split_once(' ').unwrap();
        let (properties, message) = properties.split_once("::").unwrap();
        assert!(!message.is_empty());
        let value = |name: &str| {
            let mut pairs = properties.split(',').map(|pair| pair.split_once('=').unwrap());
            pairs.find(|(key, _)| *key == name).map(|(_, value)| unescaped(value))
        };
        let number = |name: &str| value(name).map_or(0, |value| value.parse().unwrap());
        let (path, rule) = (value("file").unwrap(), value("title").unwrap());
        (path, rule, number("line"), number("col"), number("endLine"), number("endColumn"))
    };
    commands.lines().map(command).collect()
}

/// The cases of a JUnit report.
#[derive(Default)]
struct Cases {
    /// Class and name of each finding's case.
    findings: Vec<(String, String)>,
    /// How many files passed without a finding.
    clean: usize,
    /// How many could not be read.
    troubles: usize,
}

fn junit(xml: &str) -> Result<Cases, Failed> {
    let report = Report::deserialize_from_str(xml)?;
    let mut cases = Cases::default();
    for case in report.test_suites.iter().flat_map(|suite| &suite.test_cases) {
        let passed = matches!(case.status, TestCaseStatus::Success { .. });
        let class = case.classname.as_ref().ok_or("a case has a class")?.as_str();
        match case.name.as_str() {
            "no findings" if passed && case.system_out.is_none() => cases.clean += 1,
            "can be checked" if !passed => cases.troubles += 1,
            name => cases.findings.push((class.to_owned(), name.to_owned())),
        }
    }
    Ok(cases)
}
