//! The reports: what each says of one odd project, where it goes, and that all agree.

mod agree;
#[cfg(target_os = "linux")]
mod terminal;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use libtest_mimic::{Failed, Trial};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{err, expect_file, out, root, run, run_in, shared, write_files};

const FORMATS: [&str; 6] = ["text", "json", "github", "gitlab", "junit", "sarif"];

pub fn trials() -> Vec<Trial> {
    let mut trials = vec![
        Trial::test("reports::several_in_one_run", several_in_one_run),
        Trial::test("reports::places_that_cannot_be", places_that_cannot_be),
        Trial::test("reports::files_are_replaced_as_a_whole", files_are_replaced_as_a_whole),
        Trial::test("reports::github_actions_is_noticed", github_actions_is_noticed),
        Trial::test("reports::services_read_paths_of_the_repository", services_read_paths),
        Trial::test("reports::trouble_is_told_where_it_can_be", trouble_is_told_where_it_can_be),
        Trial::test("reports::junit_fails_as_the_check_does", junit_fails_as_the_check_does),
        Trial::test("reports::all_agree_on_the_corpus", agree::on_the_corpus)
            .with_ignored_flag(shared().is_none()),
    ];
    #[cfg(target_os = "linux")]
    trials.push(Trial::test("reports::terminal_is_kept_to", terminal::is_kept_to));
    // Other systems have no such names.
    if cfg!(unix) {
        for format in FORMATS {
            trials.push(Trial::test(format!("reports::golden_{format}"), move || golden(format)));
        }
    }
    trials
}

/// A project whose path and text hold what has a meaning in some format, and one without findings.
fn project() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let fine = "fine/Spacefile: {v: 0, micros: [{name: a, src: ., engine: static, serve: .}]}";
    write_files(folder.path(), &format!("a b/ä%,:/x\n{fine}"));
    let odd = fs::read(root().join("tests/reports/odd.spacefile")).unwrap();
    fs::write(folder.path().join("a b/ä%,:/Spacefile"), odd).unwrap();
    folder
}

fn golden(format: &str) -> Result<(), Failed> {
    let folder = project();
    let output = run(folder.path(), &["--check", "--report", format], b"");
    assert_eq!((output.status.code(), err(&output)), (Some(1), String::new()));
    let report = match format {
        "sarif" => short(serde_json::from_slice(&output.stdout)?, folder.path()),
        "json" | "gitlab" => pretty(&serde_json::from_slice(&output.stdout)?),
        _ => out(&output),
    };
    Ok(expect_file(&root().join("tests/reports").join(format!("odd.{format}")), &report)?)
}

/// SARIF without what changes from run to run, from version to version, and with every page.
fn short(mut log: Value, folder: &Path) -> String {
    let run = &mut log["runs"][0];
    let real = folder.canonicalize().unwrap();
    let uri = format!("file://{}/", real.display());
    assert_eq!(run["originalUriBaseIds"]["%SRCROOT%"]["uri"], uri);
    run["originalUriBaseIds"]["%SRCROOT%"]["uri"] = json!("file:///…/");
    let driver = &mut run["tool"]["driver"];
    assert_eq!(driver["semanticVersion"], env!("CARGO_PKG_VERSION"));
    driver["semanticVersion"] = json!("…");
    let rules = driver["rules"].as_array_mut().unwrap();
    for (rule, expected) in rules.iter().zip(spacefile_lsp::rules::RULES) {
        assert_eq!(rule["id"], expected.name);
        assert_eq!(rule["help"], json!({"text": expected.docs, "markdown": expected.docs}));
    }
    assert_eq!(rules.len(), spacefile_lsp::rules::RULES.len());
    rules.retain(|rule| rule["id"] == "unknown-engine");
    rules[0]["help"] = json!("…");
    pretty(&log)
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap() + "\n"
}

fn several_in_one_run() -> Result<(), Failed> {
    let folder = project();
    let mut arguments = vec!["--check".to_owned()];
    for format in FORMATS {
        let place = if format == "text" { String::new() } else { format!("=out.{format}") };
        arguments.extend(["--report".to_owned(), format!("{format}{place}")]);
    }
    let output = run(folder.path(), &arguments, b"");
    assert_eq!((output.status.code(), err(&output)), (Some(1), String::new()));
    for format in FORMATS {
        let alone = run(folder.path(), &["--check", "--report", format], b"");
        let written = match format {
            "text" => out(&output),
            _ => fs::read_to_string(folder.path().join(format!("out.{format}")))?,
        };
        assert_eq!(written, out(&alone), "{format}");
    }
    let only_files = run(folder.path(), &["--check", "--report", "json=../other.json"], b"");
    assert_eq!((only_files.status.code(), out(&only_files)), (Some(1), String::new()));
    fs::remove_file(folder.path().join("../other.json"))?;
    Ok(())
}

fn places_that_cannot_be() -> Result<(), Failed> {
    let folder = project();
    // The reports asked for, the exit code, and what is said of them.
    for (reports, code, said) in [
        ("json sarif", 2, "two reports cannot both go to standard output: give all but one a file"),
        ("json=x json=./x", 2, "two reports cannot both go to `./x`"),
        ("xml", 2, "the formats are text, json, github, gitlab, junit and sarif"),
        ("json=", 2, "no file is named after the `=`"),
        ("json=none/x", 2, "none/x: the report cannot be written: its folder does not exist\n"),
        ("json=fine", 2, "fine: the report cannot be written: "),
        ("json=x=y", 1, ""),
    ] {
        let flags = reports.split(' ').flat_map(|report| ["--report", report]);
        let arguments: Vec<&str> = ["--check"].into_iter().chain(flags).collect();
        let output = run(folder.path(), &arguments, b"");
        assert_eq!(output.status.code(), Some(code), "{reports}: {output:?}");
        assert!(
            err(&output).contains(said) && said.is_empty() == err(&output).is_empty(),
            "{output:?}"
        );
        assert_eq!(out(&output), "", "{reports}");
    }
    assert!(folder.path().join("x=y").is_file());
    // One that cannot be written keeps no other from it.
    let arguments =
        ["--check", "--report", "json=none/x", "--report", "junit=j", "--report", "text"];
    let output = run(folder.path(), &arguments, b"");
    assert!(out(&output).contains("Checked 2 Spacefiles") && folder.path().join("j").is_file());
    assert_eq!(output.status.code(), Some(2));
    Ok(())
}

fn files_are_replaced_as_a_whole() -> Result<(), Failed> {
    let folder = project();
    let path = |name: &str| folder.path().join(name);
    let write = |place: &str| {
        let output = run(folder.path(), &["--check", "--report", &format!("json={place}")], b"");
        assert_eq!((output.status.code(), err(&output)), (Some(1), String::new()), "{place}");
    };
    write("new");
    let report = fs::read(path("new"))?;
    fs::write(path("old"), "x".repeat(100_000))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

        // As any program would leave it, not as private as a temporary file.
        fs::write(path("plain"), "")?;
        assert_eq!(fs::metadata(path("new"))?.mode(), fs::metadata(path("plain"))?.mode());
        fs::set_permissions(path("old"), fs::Permissions::from_mode(0o640))?;
        symlink("old", path("link"))?;
        // Somebody who reads the old file goes on reading it.
        let old = fs::File::open(path("old"))?;
        write("link");
        assert_eq!(old.metadata()?.len(), 100_000);
        assert_eq!(fs::metadata(path("old"))?.mode() & 0o777, 0o640);
        assert!(fs::symlink_metadata(path("link"))?.is_symlink());
        write("/dev/null");
        assert!(!fs::metadata("/dev/null")?.is_file());
    }
    write("old");
    assert_eq!(fs::read(path("old"))?, report);
    let names: BTreeSet<_> =
        fs::read_dir(folder.path())?.map(|it| it.unwrap().file_name()).collect();
    assert!(names.iter().all(|name| !name.to_string_lossy().starts_with('.')), "{names:?}");
    Ok(())
}

fn github_actions_is_noticed() -> Result<(), Failed> {
    let folder = project();
    let plain = run(folder.path(), &["--check"], b"");
    let commands = run(folder.path(), &["--check", "--report", "github"], b"");
    for (actions, arguments, expected) in [
        ("true", &["--check"][..], out(&plain) + &out(&commands)),
        ("false", &["--check"], out(&plain)),
        ("true", &["--check", "--report", "text"], out(&plain)),
    ] {
        let output = run_in(&[("GITHUB_ACTIONS", actions)], folder.path(), arguments, b"");
        assert_eq!(out(&output), expected, "{actions} {arguments:?}");
        assert_eq!(output.status.code(), Some(1));
    }
    Ok(())
}

fn services_read_paths() -> Result<(), Failed> {
    let folder = project();
    write_files(folder.path(), "app/Spacefile: v: 1");
    let [whole, app] = ["", "app"].map(|part| folder.path().join(part));
    let (whole, other) = (whole.to_str().unwrap(), std::env::temp_dir());
    let other = other.join("other");
    for (variable, value, here, argument, expected) in [
        ("GITHUB_WORKSPACE", whole, &app, ".", "app/Spacefile"),
        ("CI_PROJECT_DIR", whole, &app, "Spacefile", "app/Spacefile"),
        ("CI_PROJECT_DIR", whole, &app, "../app", "app/Spacefile"),
        ("GITHUB_WORKSPACE", other.to_str().unwrap(), &app, ".", "Spacefile"),
        ("UNRELATED", whole, &app, ".", "Spacefile"),
    ] {
        let reports =
            "--check --report json=j --report github=h --report gitlab=l --report sarif=s";
        let arguments: Vec<&str> = reports.split(' ').chain([argument]).collect();
        run_in(&[(variable, value)], here, &arguments, b"");
        let read = |name: &str| fs::read_to_string(app.join(name)).unwrap();
        let parsed = |name: &str| -> Value { serde_json::from_str(&read(name)).unwrap() };
        let named = format!("::error file={expected},");
        assert!(read("h").starts_with(&named), "{variable} {argument}: {}", read("h"));
        assert_eq!(parsed("l")[0]["location"]["path"], expected, "{variable} {argument}");
        let place = &parsed("s")["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
        let address = json!({"uri": expected, "uriBaseId": "%SRCROOT%"});
        assert_eq!(place["artifactLocation"], address, "{variable} {argument}");
        // The report for programs keeps to its promise.
        let shown = if argument == "../app" { "../app/Spacefile" } else { "Spacefile" };
        assert_eq!(parsed("j")["files"][0]["path"], shown);
    }
    let outside = run(&app, &["--check", "--report", "sarif", "../a b"], b"");
    let log: Value = serde_json::from_slice(&outside.stdout)?;
    let place = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    let uri = place["artifactLocation"]["uri"].as_str().unwrap();
    assert!(
        uri.starts_with("file:///") && uri.ends_with("/a%20b/%C3%A4%25%2C%3A/Spacefile"),
        "{uri}"
    );
    assert_eq!(place["artifactLocation"].get("uriBaseId"), None);
    Ok(())
}

fn trouble_is_told_where_it_can_be() -> Result<(), Failed> {
    let folder = project();
    let paths = ["none", "fine"];
    let sarif = run(folder.path(), &[&["--check", "--report", "sarif"], &paths[..]].concat(), b"");
    let log: Value = serde_json::from_slice(&sarif.stdout)?;
    let told = json!({
        "executionSuccessful": false,
        "exitCode": 2,
        "toolExecutionNotifications": [
            {"level": "error", "message": {"text": "none: no such file or folder"}}
        ]
    });
    assert_eq!((sarif.status.code(), &log["runs"][0]["invocations"][0]), (Some(2), &told));
    let junit = run(folder.path(), &[&["--check", "--report", "junit"], &paths[..]].concat(), b"");
    let report = quick_junit::Report::deserialize_from_str(&out(&junit))?;
    assert_eq!((report.tests, report.failures, report.errors), (2, 0, 1));
    // A file that was not looked at did not pass.
    let large = vec![b'#'; (4 << 20) + 1];
    let junit = run(folder.path(), &["--check", "-", "--report", "junit"], &large);
    let report = quick_junit::Report::deserialize_from_str(&out(&junit))?;
    assert_eq!((report.tests, report.failures, report.errors), (1, 0, 1));
    Ok(())
}

fn junit_fails_as_the_check_does() -> Result<(), Failed> {
    let folder = project();
    for (flag, failures) in [("--quiet", 5), ("--deny-warnings", 6), ("--exit-zero", 5)] {
        let output = run(folder.path(), &["--check", "--report", "junit", flag], b"");
        let report = quick_junit::Report::deserialize_from_str(&out(&output))?;
        assert_eq!((report.tests, report.failures, report.errors), (8, failures, 0), "{flag}");
        let fine = report.test_suites.iter().find(|suite| suite.name.as_str() == "fine/Spacefile");
        let fine = fine.ok_or("a file without findings is a suite, too")?;
        assert_eq!((fine.tests, fine.failures), (1, 0));
    }
    Ok(())
}
