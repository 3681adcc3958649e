//! How `--preview` is called, and what its exit codes say.

use std::os::unix::fs::symlink;
use std::process::Command;

use libtest_mimic::Failed;

use super::{Test, list};
use crate::support::{err, out, run, run_in, write_files};

pub const TESTS: &[(&str, Test)] = &[
    ("exit_codes_and_streams", exit_codes_and_streams),
    ("reports_go_where_they_are_sent", reports),
    ("a_link_at_the_root_is_told", link_at_root),
];

const GOOD: &str = "{v: 0, micros: [{name: a, src: ., engine: custom, run: ./a}]}";

fn exit_codes_and_streams() -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    let files = format!(
        "good/Spacefile: {GOOD}\ngood/x: 1\ngood/dist/y: 2\nbad/Spacefile: {{v: 1}}\nnone/x: 1\n\
         near/spacefile: {GOOD}\nlink/Spacefile: {GOOD}\nlink/x -> .\nempty/\n\
         folder/Spacefile: {GOOD}\nfolder/.spaceignore/x: 1"
    );
    write_files(folder.path(), &files);
    let yes = "Would this push work?\n  Yes, as far as can be told from here.\n";
    for (arguments, code, stdout, stderr) in [
        ("--preview good", 0, yes, ""),
        ("--preview ./good/", 0, "A push of good would upload 2 files, ", ""),
        ("--preview good --ignored", 0, "Left out (1 file, 2 bytes)\n", ""),
        ("--preview good --list", 0, "Spacefile\nx\n", ""),
        ("--preview good --why dist/y", 0, "dist/y is left out with the folder dist/\n", ""),
        ("--preview good --why .. --why x", 2, "x goes up\n", "..: does not lie in the folder"),
        ("--preview good --why x/../../y", 2, "", "does not lie in the folder"),
        ("--preview bad", 1, "No: the `Spacefile` is refused: ", ""),
        ("--preview bad --list", 0, "Spacefile\n", ""),
        ("--preview none", 1, "No: there is no `Spacefile` here", ""),
        ("--preview near", 1, "No: the `Spacefile` is refused: ", ""),
        ("--preview link", 1, "No: `x` is a link to a folder: the Space CLI fails (", ""),
        ("--preview folder", 1, "No: `.spaceignore` is a folder, ", ".spaceignore: is a folder"),
        ("--preview folder --list", 0, "Spacefile\n", "and counts for nothing"),
        ("--preview empty --list", 0, "", ""),
        ("--preview empty", 1, "A push of empty would upload 0 files, 0 bytes", ""),
        ("--preview nowhere", 2, "", "nowhere: no such file or folder"),
        ("--preview nowhere --list", 2, "", "nowhere: no such file or folder"),
        ("--preview nowhere --why x", 2, "", "nowhere: no such file or folder"),
        ("--preview good/Spacefile", 2, "", "is a file, not the folder of a project"),
        ("--preview good bad", 2, "", "of one folder only"),
        ("--preview -", 2, "", "needs a folder"),
        ("--preview good --report sarif", 2, "", "text and json"),
        ("--preview good --list --report json", 2, "", "--list is no report"),
        ("--preview good --list --ignored", 2, "", "cannot be used with"),
        ("--preview good --list --why x", 2, "", "cannot be used with"),
        ("--preview good --null", 2, "", "--list"),
        ("--preview good --quiet", 2, "", "--preview"),
        ("--check good --list", 2, "", "--preview"),
        ("--list", 2, "", "--preview"),
        ("--preview --check good", 2, "", "cannot be used with"),
    ] {
        let arguments_: Vec<&str> = arguments.split(' ').collect();
        let output = run(folder.path(), &arguments_, b"");
        assert_eq!(output.status.code(), Some(code), "{arguments}: {output:?}");
        for (actual, part) in [(out(&output), stdout), (err(&output), stderr)] {
            assert!(actual.contains(part), "{arguments}: {part:?} is not in {actual}");
            assert!(!part.is_empty() || actual.is_empty(), "{arguments}: {actual}");
        }
    }
    Ok(())
}

fn reports() -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    write_files(folder.path(), &format!("app/Spacefile: {GOOD}\napp/x: 1"));
    let arguments = ["--preview", "app", "--report", "text", "--report", "json=out.json"];
    let output = run(folder.path(), &arguments, b"");
    assert!(out(&output).starts_with("A push of app would upload 2 files"), "{output:?}");
    let direct = run(folder.path(), &["--preview", "app", "--report", "json"], b"");
    assert_eq!(std::fs::read(folder.path().join("out.json"))?, direct.stdout);
    let full = Command::new(env!("CARGO_BIN_EXE_spacefile-lsp"))
        .args(["--preview", "--list"])
        .current_dir(folder.path())
        .stdout(std::fs::OpenOptions::new().write(true).open("/dev/full")?)
        .output()?;
    assert_eq!(full.status.code(), Some(2), "{full:?}");
    Ok(())
}

fn link_at_root() -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    write_files(folder.path(), &format!("app/Spacefile: {GOOD}\napp/x: 1"));
    symlink("app", folder.path().join("link"))?;
    let told = "is a link itself, and the Space CLI then uploads no file";
    for name in ["link", "link/"] {
        let output = run(folder.path(), &["--preview", name], b"");
        assert!(out(&output).contains(told), "{name}: {output:?}");
        assert_eq!(output.status.code(), Some(1));
    }
    let inside = folder.path().join("link");
    for (pwd, is_link) in [(&inside, true), (&folder.path().join("app"), false)] {
        let pwd = pwd.to_str().unwrap();
        let output = run_in(&[("PWD", pwd)], &inside, &["--preview"], b"");
        assert_eq!(out(&output).contains(told), is_link, "{pwd}: {output:?}");
    }
    assert_eq!(list(&inside), [b"Spacefile".to_vec(), b"x".to_vec()]);
    Ok(())
}
