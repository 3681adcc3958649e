//! The language server through the protocol: each test once against a server inside of the test,
//! behind a pipe, and once against the real program.

mod actions;
mod columns;
mod completion;
mod ending;
mod files;
mod findings;
mod formatting;
mod navigation;
mod outline;
mod reading;
mod renames;
mod robust;
mod settings;
mod uploads;
mod walks;

use libtest_mimic::{Failed, Trial};
use serde_json::{Value, json};

use crate::support::client::{Client, Start};
use crate::support::shared;

/// A name and what to do with a server.
type Test = (&'static str, fn(Start));

/// A Spacefile with nothing to say about.
const GOOD: &str = "v: 0\nmicros:\n  - name: a\n    src: .\n    engine: custom\n    run: ./a\n";

pub fn trials() -> Vec<Trial> {
    let tests = [
        actions::TESTS,
        columns::TESTS,
        completion::TESTS,
        files::TESTS,
        findings::TESTS,
        navigation::TESTS,
        formatting::TESTS,
        outline::TESTS,
        reading::TESTS,
        renames::TESTS,
        robust::TESTS,
        uploads::TESTS,
        settings::TESTS,
    ];
    let both = tests.concat().into_iter().flat_map(|(name, test)| {
        [
            trial(format!("lsp::pipe::{name}"), move || test(Client::duplex)),
            trial(format!("lsp::binary::{name}"), move || test(Client::binary)),
        ]
    });
    let of_process = ending::TESTS.iter().chain(walks::OF_PROCESS).map(|(name, test)| {
        let test = *test;
        trial(format!("lsp::binary::{name}"), test)
    });
    let of_shared = walks::OF_SHARED.iter().map(|(name, test)| {
        trial(format!("lsp::pipe::{name}"), || test(Client::duplex))
            .with_ignored_flag(shared().is_none())
    });
    both.chain(of_process).chain(of_shared).collect()
}

fn trial(name: String, test: impl FnOnce() + Send + 'static) -> Trial {
    Trial::test(name, move || {
        test();
        Ok::<(), Failed>(())
    })
}

/// The rules of some findings, in order.
fn codes(found: &[Value]) -> Vec<&str> {
    found.iter().map(|found| found["code"].as_str().unwrap()).collect()
}

fn place(line: u32, character: u32) -> Value {
    json!({"line": line, "character": character})
}

fn range(start: (u32, u32), end: (u32, u32)) -> Value {
    json!({"start": place(start.0, start.1), "end": place(end.0, end.1)})
}

/// Replaces a range of an open document.
fn change(client: &mut Client, uri: &str, version: i32, range: &Value, text: &str) {
    let change = json!({"range": range, "text": text});
    let document = json!({"uri": uri, "version": version});
    let params = json!({"textDocument": document, "contentChanges": [change]});
    client.notify("textDocument/didChange", params);
}

/// A request about a document as a whole.
fn about(uri: &str) -> Value {
    json!({"textDocument": {"uri": uri}})
}
