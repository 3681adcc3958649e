//! `--check` and its kin as they are called from a shell.

use std::collections::BTreeSet;
use std::process::{Command, Stdio};

use libtest_mimic::{Failed, Trial};
use serde_json::Value;
use tempfile::TempDir;

use crate::support::{err, out, parse_report, root, run, write_files};

const GOOD: &str = "{v: 0, micros: [{name: a, src: web, engine: static, serve: .}]}";
pub const BAD: &str = "{v: 0, micros: [{name: a, src: web, engine: statik, serve: .}]}";
const WARNED: &str =
    "{v: 0, micros: [{name: a, src: web, engine: static, serve: ., public_routes: [x]}]}";
const TOLD: &str =
    "{v: 0, micros: [{name: a, src: web, engine: static, serve: ., primary: false}]}";
/// Has every part that a finding can have.
const FULL: &str =
    "{v: 0, micros: [{name: é, src: web, engine: static, serve: ., public_routes: [/x, /x]}]}";

pub fn trials() -> Vec<Trial> {
    vec![
        Trial::test("check::paths", paths),
        Trial::test("check::exit_codes_and_streams", exit_codes_and_streams),
        Trial::test("check::standard_input", standard_input),
        Trial::test("check::levels_of_rules", levels_of_rules),
        Trial::test("check::colors", colors),
        Trial::test("check::order_is_always_the_same", order_is_always_the_same),
        Trial::test("check::reader_may_leave_early", reader_may_leave_early),
        Trial::test("check::json_has_the_promised_shape", json_has_the_promised_shape),
        Trial::test("check::schema_is_the_one_checked_in", schema_is_the_one_checked_in),
        Trial::test("check::example_is_silent", example_is_silent),
    ]
}

/// Good projects in `a` and `a/b`, bad ones where nobody should look, and near names.
pub fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut files = format!("bad/Spacefile: {BAD}\nbad/web/\nwarned/Spacefile: {WARNED}\n");
    files += &format!("warned/web/\ntold/Spacefile: {TOLD}\ntold/web/\nempty/x\n");
    for place in ["a", "a/b"] {
        files += &format!("{place}/Spacefile: {GOOD}\n{place}/web/\n");
    }
    for skipped in ["node_modules/x", ".git", "dist", "target", ".venv/lib", "web/build"] {
        files += &format!("a/{skipped}/Spacefile: {BAD}\n");
    }
    // Without a repository of its own, one project in another is worth a warning.
    files += "a/b/.git/\nnear/spacefile\ndeep/er/spacefile.yml: v: 0\ndeep/web/\n";
    write_files(folder.path(), &files);
    folder
}

fn paths() -> Result<(), Failed> {
    let folder = folder();
    let absolute = folder.path().join("a/Spacefile").to_str().unwrap().to_owned();
    let cases: [(&[&str], &[&str]); 10] = [
        (&["a"], &["a/Spacefile", "a/b/Spacefile"]),
        (&["a/b", "bad"], &["a/b/Spacefile", "bad/Spacefile"]),
        (&["bad", "a/b"], &["a/b/Spacefile", "bad/Spacefile"]),
        (&["a", "a", "./a", "a/Spacefile", &absolute], &["a/Spacefile", "a/b/Spacefile"]),
        (&["a/b/../Spacefile", "a/Spacefile"], &["a/b/../Spacefile"]),
        (&["a/Spacefile"], &["a/Spacefile"]),
        (&["a/node_modules"], &["a/node_modules/x/Spacefile"]),
        (&["a/.git", "a/dist/Spacefile"], &["a/.git/Spacefile", "a/dist/Spacefile"]),
        (&["near"], &["near/spacefile"]),
        (&["near/spacefile"], &["near/spacefile"]),
    ];
    for (arguments, expected) in cases {
        let arguments = [&["--check", "--report", "json"], arguments].concat();
        let output = run(folder.path(), &arguments, b"");
        let found: Vec<_> = parse_report(&output).into_iter().map(|file| file.path).collect();
        assert_eq!(found, expected, "{arguments:?}");
    }
    let here = run(&folder.path().join("a"), &["--check"], b"");
    assert_eq!(out(&here), "Checked 2 Spacefiles: no problems found.\n");
    std::fs::write(folder.path().join("a/.spaceignore"), "# nothing\n")?;
    let here = run(&folder.path().join("a"), &["--check"], b"");
    assert_eq!(out(&here), "Checked 3 files: no problems found.\n");
    Ok(())
}

fn exit_codes_and_streams() -> Result<(), Failed> {
    let folder = folder();
    let check = |arguments: &str| {
        let arguments: Vec<&str> = arguments.split(' ').collect();
        run(folder.path(), &arguments, b"")
    };
    let clean = ": no problems found.\n";
    // The arguments, the exit code, and what standard output and standard error must hold.
    for (arguments, code, stdout, stderr) in [
        ("--check a", 0, clean, ""),
        ("--check bad", 1, "error[unknown-engine]", ""),
        ("--check bad a", 1, "Checked 3 Spacefiles: 1 error in 1 file.\n", ""),
        ("--check bad --exit-zero", 0, "error[unknown-engine]", ""),
        ("--check warned", 0, "warning[route-without-slash]", ""),
        ("--check warned --deny-warnings", 1, "warning[route-without-slash]", ""),
        ("--check warned --deny-warnings --exit-zero", 0, "warning[", ""),
        ("--check told --deny-warnings", 0, "info[useless-primary]", ""),
        ("--check told --quiet", 0, "", ""),
        ("--check a --quiet", 0, "", ""),
        ("--check near", 1, "near/spacefile:1:1", ""),
        ("--check none a", 2, clean, "spacefile-lsp: none: no such file or folder\n"),
        ("--check bad none --exit-zero", 2, "error[", "spacefile-lsp: none: no such"),
        ("--check empty", 2, "", "empty: no file named `Spacefile` here or in any folder below ("),
        ("--check deep", 2, "", "below, though there is `deep/er/spacefile.yml` ("),
        ("--check empty/x", 2, "", "empty/x: is not named `Spacefile` ("),
        ("--check a/web/x", 2, "", "a/web/x: no such file or folder\n"),
        ("--check --color pink", 2, "", "pink"),
        ("--check --schema", 2, "", "--schema"),
        ("--schema a", 2, "", "--schema"),
        ("--schema --quiet", 2, "", "--schema"),
        ("--check --explain", 2, "", "--explain"),
        ("a", 2, "", "--check"),
        ("--help", 0, "Exit codes", ""),
    ] {
        let output = check(arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments}: {output:?}");
        for (actual, part) in [(out(&output), stdout), (err(&output), stderr)] {
            assert!(actual.contains(part), "{arguments}: {part:?} is not in {actual}");
            assert!(!part.is_empty() || actual.is_empty(), "{arguments}: {actual}");
        }
    }
    let large = run(folder.path(), &["--check", "-"], &vec![b'#'; (4 << 20) + 1]);
    assert_eq!(large.status.code(), Some(2));
    assert!(out(&large).starts_with("warning[document-too-large]"), "{}", out(&large));
    Ok(())
}

fn standard_input() -> Result<(), Failed> {
    let folder = folder();
    for (path, text, code, shown) in [
        (None, GOOD, 0, "no problems"),
        (None, BAD, 1, "--> <stdin>:1:45\n"),
        (Some("a/Spacefile"), GOOD, 0, "no problems"),
        (Some("a/Spacefile"), BAD, 1, "--> a/Spacefile:1:45\n"),
        // In this folder there is no `web`; that folder is not there itself.
        (Some("empty/Spacefile"), GOOD, 1, "empty/Spacefile:1:"),
        (Some("none/Spacefile"), GOOD, 0, "no problems"),
        (Some("none/spacefile"), GOOD, 1, "error[misnamed-spacefile]"),
        (Some("a/spacefile"), GOOD, 2, "did you mean `a/Spacefile`?"),
        (Some("none/other"), GOOD, 2, "none/other: is not named `Spacefile` ("),
        (Some("a"), GOOD, 2, "a: is a folder, not a file\n"),
    ] {
        let mut arguments = vec!["--check", "-", "-"];
        arguments.extend(path.into_iter().flat_map(|path| ["--stdin-path", path]));
        let output = run(folder.path(), &arguments, text.as_bytes());
        let all = out(&output) + &err(&output);
        assert_eq!(output.status.code(), Some(code), "{path:?}: {all}");
        assert!(all.contains(shown), "{path:?}: {all}");
    }
    let both = run(folder.path(), &["--check", "a", "-"], GOOD.as_bytes());
    assert!(out(&both).contains("Checked 3 Spacefiles"), "{}", out(&both));
    Ok(())
}

fn levels_of_rules() -> Result<(), Failed> {
    let folder = folder();
    let summary = |arguments: &[&str]| {
        let output = run(folder.path(), &[&["--check"], arguments].concat(), b"");
        let out = out(&output);
        (output.status.code().unwrap(), out.lines().last().unwrap().to_owned())
    };
    let refused = "A push would refuse it all the same.";
    for (arguments, code, last) in [
        (["bad", "--warn=unknown-engine"], 0, format!("Checked 1 Spacefile: 1 warning. {refused}")),
        (
            ["bad", "--allow=unknown-engine"],
            0,
            format!("Checked 1 Spacefile: no problems shown. {refused}"),
        ),
        (["warned", "--deny=route-without-slash"], 1, "Checked 1 Spacefile: 1 error.".to_owned()),
        (["told", "--warn=useless-primary"], 0, "Checked 1 Spacefile: 1 warning.".to_owned()),
    ] {
        assert_eq!(summary(&arguments), (code, last), "{arguments:?}");
    }
    let json =
        run(folder.path(), &["--check", "bad", "--report=json", "--allow=unknown-engine"], b"");
    let report = parse_report(&json);
    assert_eq!((report[0].ok, report[0].findings.len()), (Some(false), 0));
    let denied =
        run(folder.path(), &["--check", "warned", "--deny-warnings", "--warn=odd-path"], b"");
    assert_eq!(denied.status.code(), Some(1));
    let two = run(folder.path(), &["--check", "--warn=odd-path", "--allow=odd-path"], b"");
    assert_eq!(two.status.code(), Some(2));
    assert!(err(&two).contains("`odd-path` can have only one of them"), "{}", err(&two));
    let unknown = run(folder.path(), &["--check", "--allow=unknown-engines"], b"");
    assert_eq!(unknown.status.code(), Some(2));
    assert!(err(&unknown).contains("did you mean `unknown-engine`?"), "{}", err(&unknown));
    Ok(())
}

fn colors() -> Result<(), Failed> {
    let folder = folder();
    for (when, colored) in [("always", true), ("never", false), ("auto", false)] {
        let output = run(folder.path(), &["--check", "bad", "--color", when], b"");
        assert_eq!(out(&output).contains('\u{1b}'), colored, "{when}");
    }
    Ok(())
}

fn order_is_always_the_same() -> Result<(), Failed> {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..20 {
        // Made in another order than they are shown in.
        let name = number * 7 % 20;
        write_files(folder.path(), &format!("p{name:02}/Spacefile: {BAD}\nnone{name:02}/x"));
    }
    let mut arguments: Vec<String> = (0..20).map(|number| format!("none{number:02}")).collect();
    arguments.extend([".".to_owned(), "--check".to_owned()]);
    let first = run(folder.path(), &arguments, b"");
    for stream in [out(&first), err(&first)] {
        let places: Vec<&str> =
            stream.lines().filter(|line| line.contains("--> ") || line.contains(": no ")).collect();
        assert!(places.len() >= 20 && places.is_sorted(), "{places:?}");
    }
    arguments.reverse();
    for _ in 0..5 {
        assert_eq!(run(folder.path(), &arguments, b""), first);
    }
    Ok(())
}

fn reader_may_leave_early() -> Result<(), Failed> {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..200 {
        write_files(folder.path(), &format!("{number}/Spacefile: {BAD}"));
    }
    let mut child = Command::new(env!("CARGO_BIN_EXE_spacefile-lsp"))
        .arg("--check")
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    drop(child.stdout.take());
    let output = child.wait_with_output()?;
    assert_eq!((output.status.code(), err(&output)), (Some(1), String::new()));
    Ok(())
}

fn json_has_the_promised_shape() -> Result<(), Failed> {
    let folder = tempfile::tempdir().unwrap();
    write_files(folder.path(), &format!("Spacefile: {FULL}\nweb/"));
    let json = run(folder.path(), &["--check", "--report", "json"], b"");
    let report: Value = serde_json::from_slice(&json.stdout)?;
    let findings = report["files"][0]["diagnostics"].as_array().unwrap();
    let full = findings.iter().find(|finding| finding["rule"] == "duplicate-item").unwrap();
    let place = "line column end_line end_column offset end_offset";
    for (value, expected) in [
        (&report, "version files summary"),
        (&report["summary"], "files errors warnings infos"),
        (&report["files"][0], "path ok diagnostics"),
        (full, &*format!("rule severity disk message help instance fixes related {place}")),
        (&full["fixes"][0], "title safe edits"),
        (&full["fixes"][0]["edits"][0], "offset end_offset text"),
        (&full["related"][0], &*format!("message {place}")),
    ] {
        let keys: BTreeSet<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(keys, expected.split(' ').collect(), "{value}");
    }
    // Both reports tell the same place: columns in characters, offsets in bytes.
    let (column, offset) = (full["column"].as_u64().unwrap(), full["offset"].as_u64().unwrap());
    assert_eq!((offset, full["line"].as_u64()), (column, Some(1)));
    let text = run(folder.path(), &["--check"], b"");
    assert!(out(&text).contains(&format!("Spacefile:1:{column}\n")), "{}", out(&text));
    Ok(())
}

fn schema_is_the_one_checked_in() -> Result<(), Failed> {
    let output = run(root(), &["--schema"], b"");
    assert_eq!(output.stdout, std::fs::read(root().join("schema/spacefile.schema.json"))?);
    assert!(output.status.success() && output.stderr.is_empty());
    Ok(())
}

fn example_is_silent() -> Result<(), Failed> {
    let output = run(root(), &["--check", "tests/example"], b"");
    assert_eq!(out(&output), "Checked 1 Spacefile: no problems found.\n");
    assert_eq!(output.status.code(), Some(0));
    Ok(())
}
