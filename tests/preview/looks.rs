//! What people see. `UPDATE=1` writes the files anew; read them before they are kept.

use std::fs;
use std::path::Path;

use libtest_mimic::Failed;
use tempfile::TempDir;

use super::Test;
use crate::support::{err, expect_file, out, root, run, write_files};

pub const TESTS: &[(&str, Test)] = &[
    ("summary_looks_as_it_should", summary),
    ("ignored_looks_as_it_should", ignored),
    ("why_looks_as_it_should", why),
    ("json_looks_as_it_should", json),
    ("colours_are_for_terminals", colours),
    ("lines_fit_the_terminal", terminal),
];

/// A project that has a bit of everything.
pub fn project() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let files = "\
        Spacefile: {v: 0, micros: [{name: web, src: web, engine: static, serve: dist, \
            commands: [npm run build], primary: true}, \
            {name: api, src: api, engine: python3.9}]}\n\
        api/main.py: print(1)\napi/.env: KEY=1\napi/.env.production: KEY=2\n\
        api/util.py: x\napi/debug.log: a line\napi/old/debug.log: another line\n\
        web/index.html: hello\nweb/app.js: 12345678901234567890\nweb/dist/app.js: 1234567890\n\
        web/dist/.env: KEY=3\nweb/node_modules/p/index.js: 1\nweb/node_modules/q/index.js: 22\n\
        docs/drafts/idea.md: an idea\nweb/docs/drafts/note.md: a note\nDiscovery.md: # Me\n\
        icon.txt -> docs/drafts/idea.md\n\
        node_modules/r/index.js: 333\n";
    write_files(folder.path(), files);
    let lines = "# What stays here\n*.log\n!old/debug.log\n\ndocs/drafts\n!dist\n";
    fs::write(folder.path().join(".spaceignore"), lines).unwrap();
    let data = fs::File::create(folder.path().join("api/data.bin")).unwrap();
    data.set_len(12_345_678).unwrap();
    folder
}

fn looks(arguments: &[&str], file: &str) -> Result<(), Failed> {
    let folder = project();
    let output = run(folder.path(), &[&["--preview"], arguments].concat(), b"");
    assert_eq!((err(&output).as_str(), output.status.code()), ("", Some(0)));
    let shown = out(&output);
    Ok(expect_file(&root().join("tests/preview").join(file), &shown)?)
}

fn summary() -> Result<(), Failed> {
    looks(&[], "summary.txt")
}

fn ignored() -> Result<(), Failed> {
    looks(&["--ignored"], "ignored.txt")
}

fn why() -> Result<(), Failed> {
    let paths = [
        "api/main.py",
        "api/debug.log",
        "old/debug.log",
        "web/docs/drafts/note.md",
        "web/dist/.env",
        "./node_modules/r/../r/index.js",
        "node_modules/",
        "Discovery.md",
        "icon.txt/x",
    ];
    let arguments: Vec<&str> = paths.iter().flat_map(|path| ["--why", path]).collect();
    looks(&arguments, "why.txt")
}

fn json() -> Result<(), Failed> {
    let folder = project();
    let output = run(folder.path(), &["--preview", "--report", "json"], b"");
    let value: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    let file = root().join("tests/preview/report.json");
    Ok(expect_file(&file, &format!("{}\n", serde_json::to_string_pretty(&value)?))?)
}

fn colours() -> Result<(), Failed> {
    let folder = project();
    let plain = out(&run(folder.path(), &["--preview"], b""));
    assert!(!plain.contains('\u{1b}'));
    let coloured = run(folder.path(), &["--preview", "--color", "always"], b"");
    assert!(out(&coloured).contains('\u{1b}'));
    assert_eq!(anstream::adapter::strip_str(&out(&coloured)).to_string(), plain);
    let why = ["--preview", "--why", "api", "--color", "always"];
    assert!(out(&run(folder.path(), &why, b"")).contains('\u{1b}'));
    Ok(())
}

/// Runs the preview on a terminal of its own and reads what that shows.
fn on_terminal(folder: &Path, arguments: &[&str], columns: u16) -> String {
    use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
    use rustix::termios::{Winsize, tcsetwinsize};
    let ours = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&ours).unwrap();
    unlockpt(&ours).unwrap();
    let name = ptsname(&ours, Vec::new()).unwrap();
    let size = Winsize { ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
    tcsetwinsize(&ours, size).unwrap();
    let theirs = || fs::OpenOptions::new().read(true).write(true).open(name.to_str().unwrap());
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_spacefile-lsp"))
        .arg("--preview")
        .args(arguments)
        .current_dir(folder)
        .env_remove("COLUMNS")
        .env_remove("NO_COLOR")
        .env("TERM", "xterm")
        .stdout(theirs().unwrap())
        .stderr(theirs().unwrap())
        .spawn()
        .unwrap();
    let mut shown = Vec::new();
    let mut buffer = [0; 4096];
    // Reading fails once nobody has the other end open.
    while let Ok(length @ 1..) = rustix::io::read(&ours, &mut buffer) {
        shown.extend_from_slice(&buffer[..length]);
    }
    child.wait().unwrap();
    String::from_utf8(shown).unwrap()
}

fn terminal() -> Result<(), Failed> {
    let folder = project();
    let narrow = on_terminal(folder.path(), &[], 50);
    assert!(narrow.contains("\u{1b}["), "{narrow}");
    let plain = anstream::adapter::strip_str(&narrow).to_string();
    let longest = plain.lines().map(str::len).max().unwrap();
    assert!(longest <= 51, "{longest} columns: {plain}");
    Ok(())
}
