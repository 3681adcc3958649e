//! Every case of the shared data as a real folder, with the verdicts that are recorded for it.

use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use libtest_mimic::Failed;
use rustix::fs::{CWD, FileType, Mode, mknodat};
use serde_json::Value;

use super::{Test, parse, paths};
use crate::support::shared;

pub const TESTS: &[(&str, Test)] = &[("cases", cases)];

/// Who may do nothing, on any system.
const NOBODY: u32 = 65534;

fn cases() -> Result<(), Failed> {
    let file = shared().unwrap().join("ignore/cases.json");
    let all: Value = serde_json::from_slice(&fs::read(file)?)?;
    let all = all["cases"].as_array().unwrap();
    assert!(all.len() > 200, "{} cases", all.len());
    let place = tempfile::tempdir()?;
    fs::set_permissions(place.path(), fs::Permissions::from_mode(0o755))?;
    let program = place.path().join("program");
    fs::copy(env!("CARGO_BIN_EXE_spacefile-lsp"), &program)?;
    let mut wrong = Vec::new();
    for case in all {
        let id = case["id"].as_str().unwrap();
        let folder = place.path().join(id);
        make(&folder, case);
        if let Err(error) = judge(&program, &folder, case) {
            wrong.push(format!("{id}: {error}"));
        }
    }
    // So that everything can be removed.
    Command::new("chmod").args(["-R", "u+rwx"]).arg(place.path()).status()?;
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n").into()) }
}

/// Text of a case as bytes.
fn bytes(case: &Value, text: &str) -> Vec<u8> {
    if case["bytes"] == true {
        return text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    }
    text.as_bytes().to_vec()
}

fn make(folder: &Path, case: &Value) {
    fs::create_dir_all(folder).unwrap();
    let mut modes = Vec::new();
    for (path, thing) in case["tree"].as_object().unwrap() {
        let path = folder.join(std::ffi::OsStr::from_bytes(&bytes(case, path)));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let text = |key: &str| thing[key].as_str().map(|text| bytes(case, text));
        match thing["type"].as_str().unwrap() {
            "file" => {
                let size = usize::try_from(thing["size"].as_u64().unwrap()).unwrap();
                let content = text("content").unwrap_or_else(|| vec![b'x'; size]);
                fs::write(&path, content).unwrap();
            }
            "dir" => fs::create_dir_all(&path).unwrap(),
            "symlink" => {
                let target = text("target").unwrap();
                symlink(std::ffi::OsStr::from_bytes(&target), &path).unwrap();
            }
            kind @ ("fifo" | "socket") => {
                let kind = if kind == "fifo" { FileType::Fifo } else { FileType::Socket };
                mknodat(CWD, &path, kind, Mode::from(0o644), 0).unwrap();
            }
            other => panic!("{other}"),
        }
        if let Some(mode) = thing["mode"].as_str() {
            modes.push((path, u32::from_str_radix(mode, 8).unwrap()));
        }
    }
    if let Some(ignore) = case["ignore"].as_str() {
        fs::write(folder.join(".spaceignore"), bytes(case, ignore)).unwrap();
    }
    if case["unprivileged"] == true && rustix::process::geteuid().is_root() {
        let owner = format!("{NOBODY}:{NOBODY}");
        let status = Command::new("chown").arg("-R").arg(owner).arg(folder).status().unwrap();
        assert!(status.success());
    }
    for (path, mode) in modes {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }
}

fn judge(program: &Path, folder: &Path, case: &Value) -> Result<(), String> {
    let run = |arguments: &[&str]| -> Output {
        let mut command = Command::new(program);
        command.arg("--preview").args(arguments).current_dir(folder);
        if case["unprivileged"] == true && rustix::process::geteuid().is_root() {
            command.uid(NOBODY).gid(NOBODY);
        }
        command.output().unwrap()
    };
    let expected = |reading: &str, what: &str| -> Vec<Vec<u8>> {
        let paths = case["verdicts"][reading][what].as_array().unwrap().iter();
        paths.map(|path| bytes(case, path.as_str().unwrap())).collect()
    };
    let listed = paths(&run(&["--list", "--null"]));
    same("--list", &listed, &expected("documented", "kept"))?;
    let report = parse(&run(&["--report", "json"]));
    same("JSON", &report.kept(), &expected("documented", "kept"))?;
    same("original", &report.original(), &expected("cli", "kept"))?;
    let aborts = report.json["aborts"].as_str();
    match (aborts, case["verdicts"]["cli"]["aborts"].as_str()) {
        (None, None) => {}
        (Some(ours), Some(theirs)) => {
            // `dangling-symlink: gone`, `hang: fifo pipe`
            let path = theirs.rsplit([' ', ':']).next().unwrap_or_default();
            let path = if theirs.starts_with("spaceignore") { ".spaceignore" } else { path };
            if !ours.starts_with(&format!("`{path}` ")) || report.json["pushable"] == true {
                return Err(format!("{ours:?} is not {theirs:?}"));
            }
        }
        (ours, theirs) => return Err(format!("{ours:?} is not {theirs:?}")),
    }
    // Every path, as far as it can be looked at by anybody.
    let every = parse(&run(&["--ignored", "--report", "json"]));
    same("JSON of all", &every.kept(), &listed)?;
    let ignored = every.entries.iter().filter(|(_, it)| !it.kept && it.kind != "folder");
    let ignored: Vec<Vec<u8>> = ignored.map(|(path, _)| path.clone()).collect();
    same("ignored", &ignored, &expected("documented", "ignored"))?;
    if every.json["ignored_files"].as_u64() != u64::try_from(ignored.len()).ok() {
        let known = &every.json["ignored_files"];
        let can_be_known = case["unprivileged"] != true;
        if can_be_known {
            return Err(format!("{known} ignored files of {}", ignored.len()));
        }
    }
    // Whatever is shown as a closed folder is one that the documentation leaves out, or lies in one
    // that the original looks into.
    let closed = report.entries.iter().filter(|(_, it)| it.kind == "folder");
    let pruned = expected("documented", "pruned");
    for (path, _) in closed {
        let is_in = |folder: &Vec<u8>| {
            let rest = path.strip_prefix(folder.as_slice());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(b"/"))
        };
        if !pruned.iter().any(is_in) {
            return Err(format!("{} is not pruned", String::from_utf8_lossy(path)));
        }
    }
    Ok(())
}

fn same(what: &str, ours: &[Vec<u8>], theirs: &[Vec<u8>]) -> Result<(), String> {
    if ours == theirs {
        return Ok(());
    }
    let shown = |paths: &[Vec<u8>]| -> Vec<PathBuf> {
        paths.iter().map(|path| std::ffi::OsStr::from_bytes(path).into()).collect()
    };
    Err(format!("{what}: {:?} instead of {:?}", shown(ours), shown(theirs)))
}
