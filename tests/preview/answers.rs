//! What the preview makes of what it finds.

use std::fs;
use std::path::Path;

use libtest_mimic::Failed;
use serde_json::json;

use super::{Test, report};
use crate::support::{out, run, write_files};

pub const TESTS: &[(&str, Test)] = &[
    ("size_is_judged_by_micro", size),
    ("secrets_are_warned_of", secrets),
    ("findings_of_the_spacefile_are_told", findings),
    ("what_is_larger_comes_first", largest),
    ("entries_stand_for_what_lies_in_them", entries),
];

fn spacefile(micros: &[&str]) -> String {
    let micros: Vec<_> = micros
        .iter()
        .enumerate()
        .map(|(at, src)| {
            format!("{{name: m{at}, src: {src}, engine: custom, run: ./a, primary: {}}}", at == 0)
        })
        .collect();
    format!("Spacefile: {{v: 0, micros: [{}]}}\n", micros.join(", "))
}

fn large(folder: &Path, path: &str, megabytes: u64) {
    fs::create_dir_all(folder.join(path).parent().unwrap()).unwrap();
    fs::File::create(folder.join(path)).unwrap().set_len(megabytes * 1_000_000).unwrap();
}

fn size() -> Result<(), Failed> {
    // Whether it would work, for Micros and files of so many megabytes.
    for (micros, files, pushable) in [
        (&["."][..], &[("a", 249)][..], true),
        (&["."], &[("a", 251)], false),
        (&["."], &[("a", 130), ("b/c", 130)], false),
        (&["x"], &[("x/a", 130), ("b", 130)], false),
        (&["x", "y"], &[("x/a", 200), ("y/b", 200)], true),
        (&["x", "y/z"], &[("x/a", 20), ("y/z/b", 251)], false),
        (&["x", "y"], &[("x/a", 20), ("y/b", 20), ("z", 251)], false),
        (&["."], &[("dist/a", 999), ("b", 1)], true),
    ] {
        let folder = tempfile::tempdir()?;
        let folders: String = micros.iter().map(|src| format!("{src}/\n")).collect();
        write_files(folder.path(), &(spacefile(micros) + &folders));
        for (path, megabytes) in files {
            large(folder.path(), path, *megabytes);
        }
        let report = report(folder.path(), &[]);
        let case = format!("{micros:?} {files:?}: {}", report.json["warnings"]);
        assert_eq!(report.json["pushable"], pushable, "{case}");
        let text = out(&run(folder.path(), &["--preview"], b""));
        assert_eq!(text.contains("250 MB are the most for a Micro"), !pushable, "{text}");
    }
    Ok(())
}

fn secrets() -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    let files = "
        .env: TOKEN=1
        keys/id_rsa: -----BEGIN OPENSSH PRIVATE KEY-----
        .env.example: TOKEN=
        api/.env.production: DATABASE_PASSWORD=h7Qp2xLw9ZtR4vKm
        .npmrc: //registry.example.org/:_authToken=npm_h7Qp2xLw9ZtR4vKm8YbN3cJd6FgS1aEu
    ";
    write_files(folder.path(), &(spacefile(&["."]) + files));
    let report = report(folder.path(), &[]);
    let warnings = report.json["warnings"].as_array().unwrap();
    let told = |path: &str| {
        warnings.iter().any(|it| {
            it["rule"] == "secret-uploaded"
                && it["message"].as_str().unwrap().contains(&format!("`{path}`"))
        })
    };
    for path in [".npmrc", "api/.env.production", "keys/id_rsa"] {
        assert!(told(path), "{path}: {warnings:?}");
    }
    assert!(!told(".env") && !told(".env.example"), "{warnings:?}");
    // A warning is no hindrance.
    assert_eq!(report.json["pushable"], true);
    Ok(())
}

fn findings() -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    write_files(folder.path(), "Spacefile: {v: 0, micros: [{name: a, src: gone, engine: x}]}");
    let report = report(folder.path(), &[]);
    let check = run(folder.path(), &["--check", "--report", "json"], b"");
    let check: serde_json::Value = serde_json::from_slice(&check.stdout)?;
    let mut expected = check["files"][0]["diagnostics"].as_array().unwrap().clone();
    for finding in &mut expected {
        finding["path"] = json!("Spacefile");
    }
    assert_eq!(report.json["warnings"], json!(expected));
    assert_eq!((&report.json["pushable"], expected.len()), (&json!(false), 2));
    Ok(())
}

fn largest() -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    write_files(folder.path(), &spacefile(&["."]));
    for (path, megabytes) in
        [("a/b/c/big", 9), ("a/b/c/also", 5), ("a/small", 1), ("z/mid", 6), ("node_modules/n", 99)]
    {
        large(folder.path(), path, megabytes);
    }
    let text = out(&run(folder.path(), &["--preview"], b""));
    let expected = "\
Largest folders
  14 MB  a/b/c/ (2 files)
   6 MB  z/ (1 file)

Largest files
  9 MB  a/b/c/big
  6 MB  z/mid
  5 MB  a/b/c/also
  1 MB  a/small
";
    assert!(text.contains(expected), "{text}");
    Ok(())
}

fn entries() -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    let files =
        "a/x.log: 1\na/b/y: 22\ndist/z/deep: 333\n.output/w: 4\n.spaceignore: *.log\nempty/";
    write_files(folder.path(), files);
    let entry = |report: &super::Report, path: &str| {
        let entry = report.entries.get(path.as_bytes()).unwrap_or_else(|| panic!("no {path}"));
        (entry.kind.clone(), entry.bytes, entry.kept, entry.original, entry.by.clone())
    };
    let by =
        |source: &str, line, pattern: &str| Some((source.to_owned(), line, pattern.to_owned()));
    let some = report(folder.path(), &[]);
    let paths: Vec<_> = some.entries.keys().map(|path| String::from_utf8_lossy(path)).collect();
    assert_eq!(paths, [".output/w", ".spaceignore", "a/b/y", "a/x.log", "dist"]);
    assert_eq!(entry(&some, "a/b/y"), ("file".into(), Some(3), true, true, None));
    let log = ("file".into(), None, false, false, by(".spaceignore", 1, "*.log"));
    assert_eq!(entry(&some, "a/x.log"), log);
    let dist = ("folder".into(), None, false, false, by("default", 9, "dist"));
    assert_eq!(entry(&some, "dist"), dist);
    // Documented it goes up; the original has a default of its own.
    assert_eq!(entry(&some, ".output/w"), ("file".into(), Some(2), true, false, None));
    assert!(some.json["ignored_files"].is_null());
    let all = report(folder.path(), &["--ignored"]);
    let paths: Vec<_> = all.entries.keys().map(|path| String::from_utf8_lossy(path)).collect();
    let expected =
        [".output/w", ".spaceignore", "a/b/y", "a/x.log", "dist", "dist/z", "dist/z/deep"];
    assert_eq!(paths, expected);
    let deep = ("file".into(), Some(4), false, false, by("default", 9, "dist"));
    assert_eq!(entry(&all, "dist/z/deep"), deep);
    assert_eq!(all.json["ignored_files"], 3);
    Ok(())
}
