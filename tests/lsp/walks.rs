//! What the disk is asked for while somebody types, and that what is shown is what a push does.

use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use super::uploads::{capable, open_lines, preview_of, settled};
use super::{GOOD, Start, Test, about, change, place, range};
use crate::corpus::rows::kept;
use crate::support::client::{Client, uri};
use crate::support::write_files;

/// Those of the real program and its log.
pub const OF_PROCESS: &[(&str, fn())] = &[("a_keystroke_costs_no_walk", keystrokes)];

/// Those of the shared data.
pub const OF_SHARED: &[Test] = &[("an_editor_shows_what_the_preview_says", corpus)];

/// A line of the log about folders that were read: what was done, and how many were read for it.
fn reads(log: &str) -> Vec<(&str, usize)> {
    let read = |line: &str| line.rsplit_once("read=")?.1.split_whitespace().next()?.parse().ok();
    let what = ["looked at the upload", "judged by other lines"];
    let known = |line: &str| what.into_iter().find(|what| line.contains(what));
    log.lines().filter_map(|line| Some((known(line)?, read(line)?))).collect()
}

fn keystrokes() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..30 {
        write_files(folder.path(), &format!("src/{number}/a.py: 1\nvendor/{number}/b.py: 1\n"));
    }
    let lines = "# mine\nvendor\n";
    std::fs::write(folder.path().join("Spacefile"), GOOD).unwrap();
    std::fs::write(folder.path().join(".spaceignore"), lines).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_spacefile-lsp"));
    command.args(["--stdio", "--log", "debug"]).stderr(Stdio::piped());
    let params = json!({"rootUri": uri(folder.path()), "capabilities": capable()});
    let mut client = Client::of_command(&mut command).initialized(params);
    let spaceignore = open_lines(&mut client, folder.path(), lines);
    let mut version = 1;
    let mut edit = |client: &mut Client, uri: &str, at: Value, text: &str| {
        version += 1;
        change(client, uri, version, &at, text);
        // Each is looked at, none is left out for the next.
        client.request("textDocument/codeLens", about(uri));
    };
    for (column, letter) in (0..).zip("*.tmp".chars()) {
        let here = range((2, column), (2, column));
        edit(&mut client, &spaceignore, here, &letter.to_string());
    }
    // What was left out so far comes in, and is read.
    for _ in 0..2 {
        edit(&mut client, &spaceignore, range((1, 5), (1, 6)), "");
        edit(&mut client, &spaceignore, range((1, 5), (1, 5)), "r");
    }
    let spacefile = uri(&folder.path().join("Spacefile"));
    client.open(&spacefile, GOOD);
    settled(&mut client, &spacefile);
    for (column, letter) in (9..).zip("bcdef".chars()) {
        let here = range((2, column), (2, column));
        edit(&mut client, &spacefile, here, &letter.to_string());
    }
    client.request("shutdown", Value::Null);
    client.notify("exit", Value::Null);
    let log = client.complaints();
    let reads = reads(&log);
    let total: usize = reads.iter().map(|(_, read)| read).sum();
    // The root, `src` and what is in it, at first and once more when the client has begun to watch;
    // `vendor` and what is in it, again if that was in between. Each walk would add 32.
    assert!((32 + 31..=2 * (32 + 31)).contains(&total), "{log}");
    let judged = reads.iter().filter(|(what, _)| *what == "judged by other lines");
    let judged: Vec<_> = judged.map(|(_, read)| *read).collect();
    assert!(judged.len() > 4 && judged.iter().all(|read| [0, 31].contains(read)), "{log}");
}

/// What a preview shows, without the name of its folder.
fn nameless(mut preview: Value) -> Value {
    preview["root"].take();
    preview
}

fn corpus(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    let mut capabilities = capable();
    capabilities["textDocument"]["diagnostic"] = json!({});
    for (row, _) in kept() {
        let place = folder.path().join(&row.id);
        row.write(&place);
        let mut client = Client::session(start, &place, &capabilities);
        let spacefile = uri(&place.join("Spacefile"));
        let of_cli = nameless(preview_of(&place));
        let told = client.request("spacefile/preview", json!({"uri": spacefile}));
        assert_eq!(nameless(told), of_cli, "{}", row.id);
        // Nor do open documents change anything, as long as they are what was saved.
        let read = |name: &str| std::fs::read_to_string(place.join(name)).ok();
        let Some(text) = read("Spacefile") else { continue };
        client.open(&spacefile, &text);
        settled(&mut client, &spacefile);
        if let Some(lines) = read(".spaceignore") {
            open_lines(&mut client, &place, &lines);
        }
        let told = client.request("spacefile/preview", json!({"uri": spacefile}));
        assert_eq!(nameless(told), of_cli, "{}", row.id);
        shows(&mut client, &place, &spacefile, &of_cli);
    }
}

/// Holds a document's lens and findings against what the preview says.
fn shows(client: &mut Client, folder: &Path, spacefile: &str, preview: &Value) {
    let lenses = client.request("textDocument/codeLens", about(spacefile));
    let files = preview["files"].as_u64().unwrap();
    let count = if files == 1 { "1 file".to_owned() } else { format!("{files} files") };
    let top = lenses.as_array().unwrap().iter().find(|lens| {
        let title = lens["command"]["title"].as_str().unwrap_or_default();
        lens["range"]["start"] == place(0, 0) && title.starts_with(&count)
    });
    assert!(top.is_some(), "{count} in {lenses} of {}", folder.display());
    for name in ["Spacefile", ".spaceignore"] {
        let uri = uri(&folder.join(name));
        let of_name = |finding: &&Value| finding["path"] == name;
        let known = preview["warnings"].as_array().into_iter().flatten().filter(of_name);
        let known: Vec<_> = known.map(|it| (it["rule"].clone(), it["line"].clone())).collect();
        if known.is_empty() {
            continue;
        }
        let params = json!({"textDocument": {"uri": uri}});
        let found = client.request("textDocument/diagnostic", params);
        let found: Vec<_> = found["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| {
                (it["code"].clone(), json!(it["range"]["start"]["line"].as_u64().unwrap() + 1))
            })
            .collect();
        assert_eq!(found, known, "{name} of {}", folder.display());
    }
}
