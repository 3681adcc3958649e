//! How the process ends, and what it writes beside the protocol.

use std::io::{Read, Write};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use super::about;
use crate::support::client::Client;

pub const TESTS: &[(&str, fn())] = &[
    ("it_ends_by_the_book", by_the_book),
    ("it_ends_with_its_input", with_its_input),
    #[cfg(unix)]
    ("it_ends_with_its_parent", with_its_parent),
    #[cfg(unix)]
    ("it_ends_when_told_to", when_told_to),
    ("it_ends_while_work_is_pending", while_work_is_pending),
    ("it_ends_when_nobody_reads", when_nobody_reads),
    ("it_is_silent_unless_asked_to_log", log),
];

fn by_the_book() {
    let mut client = Client::binary();
    client.request("initialize", json!({"capabilities": {}}));
    client.request("shutdown", Value::Null);
    client.notify("exit", Value::Null);
    assert_eq!(client.ended().code(), Some(0));

    let mut client = Client::binary();
    client.request("initialize", json!({"capabilities": {}}));
    client.notify("exit", Value::Null);
    assert_eq!(client.ended().code(), Some(1));
}

fn with_its_input() {
    let mut client = Client::binary();
    client.request("initialize", json!({"capabilities": {}}));
    client.hang_up();
    assert_eq!(client.ended().code(), Some(1));

    let mut client = Client::binary();
    client.request("initialize", json!({"capabilities": {}}));
    client.request("shutdown", Value::Null);
    client.hang_up();
    assert_eq!(client.ended().code(), Some(0));
}

#[cfg(unix)]
fn with_its_parent() {
    let mut parent = Command::new("sleep").arg("1000").spawn().unwrap();
    let mut client = Client::binary();
    let params = json!({"processId": parent.id(), "capabilities": {}});
    client.request("initialize", params);
    parent.kill().unwrap();
    parent.wait().unwrap();
    // Its input stays open all the while.
    assert_eq!(client.ended().code(), Some(1));
}

#[cfg(unix)]
fn when_told_to() {
    use std::os::unix::process::ExitStatusExt;

    const SIGTERM: i32 = 15;
    let mut client = Client::binary();
    client.request("initialize", json!({"capabilities": {}}));
    let told = Command::new("kill").arg(client.process_id().to_string()).status().unwrap();
    assert!(told.success());
    assert_eq!(client.ended().signal(), Some(SIGTERM));
}

/// A valid document of about a megabyte.
fn large() -> String {
    let micro = "  - name: a\n    src: .\n    engine: custom\n    run: ./a\n";
    format!("v: 0\nmicros:\n{}", micro.repeat(15_000))
}

fn while_work_is_pending() {
    let mut client = Client::binary();
    client.request("initialize", json!({"capabilities": {}}));
    client.open("untitled:a", &large());
    for id in 100..160 {
        let params = about("untitled:a");
        let method = "textDocument/documentSymbol";
        client.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
    }
    client.notify("exit", Value::Null);
    assert_eq!(client.ended().code(), Some(1));
}

fn when_nobody_reads() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_spacefile-lsp"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let body = r#"{"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {}}"#;
    let frame = format!("Content-Length: {}\r\n\r\n{body}", body.len());
    // Its input stays open.
    let mut input = child.stdin.take().unwrap();
    input.write_all(frame.as_bytes()).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(1));
    let mut complaints = String::new();
    child.stderr.unwrap().read_to_string(&mut complaints).unwrap();
    assert_eq!(complaints, "");
}

/// What a session with these arguments and this variable writes to standard error.
fn logged(arguments: &[&str], variable: Option<&str>) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_spacefile-lsp"));
    command.args(arguments).env_remove("SPACEFILE_LOG").stderr(Stdio::piped());
    if let Some(variable) = variable {
        command.env("SPACEFILE_LOG", variable);
    }
    let mut client = Client::of_command(&mut command);
    client.request("initialize", json!({"capabilities": {}, "clientInfo": {"name": "tester"}}));
    client.notify("initialized", json!({}));
    client.raw(b"noise\r\n\r\n");
    client.request("textDocument/documentSymbol", about("file:///a/Spacefile"));
    client.request("shutdown", Value::Null);
    client.notify("exit", Value::Null);
    client.complaints()
}

fn log() {
    assert_eq!(logged(&[], None), "");
    assert_eq!(logged(&["--stdio"], Some("off")), "");
    let warnings = logged(&["--stdio", "--log", "warn"], None);
    assert!(warnings.contains("noise") && !warnings.contains("tester"), "{warnings}");
    assert!(logged(&[], Some("info")).contains("tester"));
    assert!(logged(&["--log", "trace"], Some("off")).contains("textDocument/documentSymbol"));
    assert!(logged(&[], Some("loud")).contains("`loud` is none of off, error"));
}
