//! The language server, through the real binary and the real protocol.

use libtest_mimic::{Failed, Trial};
use serde_json::{Value, json};

use crate::support::client::{Client, uri};

const GOOD: &str = "v: 0\nmicros:\n  - name: a\n    src: .\n    engine: custom\n    run: ./a\n";

pub fn trials() -> Vec<Trial> {
    let tests: [(&str, fn()); 12] = [
        ("findings_come_while_typing_and_go_when_mended", findings_come_and_go),
        ("columns_are_exact_in_every_encoding", columns_are_exact),
        ("a_client_that_pulls_is_sent_nothing", a_client_that_pulls),
        ("unopened_files_of_the_folder_are_checked", unopened_files),
        ("a_closed_file_counts_as_it_is_on_disk", a_closed_file),
        ("a_folder_that_appears_mends_its_finding", a_folder_that_appears),
        ("quick_fixes_come_from_the_range_alone", quick_fixes),
        ("the_outline_survives_a_broken_line", the_outline),
        ("untitled_documents_have_no_folder", untitled_documents),
        ("noise_is_answered_or_skipped", noise),
        ("requests_out_of_order_get_the_right_error", out_of_order),
        ("a_flood_of_edits_ends_where_it_should", a_flood_of_edits),
    ];
    let trial = |(name, test): (&str, fn())| {
        Trial::test(format!("lsp::{name}"), move || {
            test();
            Ok::<(), Failed>(())
        })
    };
    let mut trials: Vec<_> = tests.into_iter().map(trial).collect();
    trials.push(trial(("it_ends_by_the_book", it_ends_by_the_book)));
    trials
}

fn codes(found: &[Value]) -> Vec<&str> {
    found.iter().map(|found| found["code"].as_str().unwrap()).collect()
}

fn place(line: u32, character: u32) -> Value {
    json!({"line": line, "character": character})
}

fn change(client: &mut Client, uri: &str, version: i32, start: Value, end: Value, text: &str) {
    let change = json!({"range": {"start": start, "end": end}, "text": text});
    let document = json!({"uri": uri, "version": version});
    let params = json!({"textDocument": document, "contentChanges": [change]});
    client.notify("textDocument/didChange", params);
}

fn findings_come_and_go() {
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::session(folder.path(), &json!({}));
    let uri = uri(&folder.path().join("Spacefile"));
    client.open(&uri, GOOD);
    assert_eq!(client.published(&uri, Some(1)), [] as [Value; 0]);
    change(&mut client, &uri, 2, place(4, 12), place(4, 18), "nodejs18");
    assert_eq!(codes(&client.published(&uri, Some(2))), ["unknown-engine"]);
    change(&mut client, &uri, 3, place(4, 12), place(4, 20), "custom");
    assert_eq!(client.published(&uri, Some(3)), [] as [Value; 0]);
}

fn columns_are_exact() {
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let folder = tempfile::tempdir().unwrap();
        let general = json!({"general": {"positionEncodings": [encoding]}});
        let mut client = Client::session(folder.path(), &general);
        let uri = uri(&folder.path().join("Spacefile"));
        // An astral and a combining character stand before the value, on a line ended by CRLF.
        let text =
            "{v: 0, micros: [{name: a, src: .,\r\n\"\u{1f680}e\u{301}\": 1, engine: nope9}]}";
        client.open(&uri, text);
        let found = client.published(&uri, Some(1));
        let key = found.iter().find(|found| found["code"] == "unknown-key").unwrap();
        assert_eq!(key["range"]["start"], place(1, 0), "{encoding}");
        let engine = found.iter().find(|found| found["code"] == "unknown-engine").unwrap();
        let value = &engine["range"];
        let width = value["end"]["character"].as_u64().unwrap()
            - value["start"]["character"].as_u64().unwrap();
        assert_eq!(width, 5, "{encoding}");
        // An edit at the place that was reported hits the value itself.
        let (from, to) = (value["start"].clone(), value["end"].clone());
        change(&mut client, &uri, 2, from, to, "next");
        assert_eq!(codes(&client.published(&uri, Some(2))), ["unknown-key"], "{encoding}");
    }
}

fn a_client_that_pulls() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("inner")).unwrap();
    std::fs::write(folder.path().join("inner/Spacefile"), "v: 1\n").unwrap();
    let mut client = Client::session(folder.path(), &json!({"textDocument": {"diagnostic": {}}}));
    let uri = uri(&folder.path().join("Spacefile"));
    client.open(&uri, "v: 0\n");
    let document = json!({"uri": uri});
    let report = client.request("textDocument/diagnostic", json!({"textDocument": document}));
    assert_eq!(report["kind"], "full");
    assert_eq!(codes(report["items"].as_array().unwrap()), ["missing-key"]);
    let again = json!({"textDocument": document, "previousResultId": report["resultId"]});
    assert_eq!(client.request("textDocument/diagnostic", again)["kind"], "unchanged");
    // The folder is searched in the background.
    let inner = loop {
        let report = client.request("workspace/diagnostic", json!({"previousResultIds": []}));
        let items = report["items"].as_array().unwrap().clone();
        assert!(items.iter().any(|item| item["uri"] == uri));
        if let Some(inner) = items.into_iter().find(|item| item["uri"] != uri) {
            break inner;
        }
    };
    assert!(codes(inner["items"].as_array().unwrap()).contains(&"unsupported-version"));
    assert!(!client.has_published());
}

fn unopened_files() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("app/Spacefile");
    std::fs::create_dir(path.parent().unwrap()).unwrap();
    std::fs::write(&path, "v: 0\n").unwrap();
    let mut client = Client::session(folder.path(), &json!({}));
    assert_eq!(codes(&client.published(&uri(&path), None)), ["missing-key"]);
    std::fs::remove_file(&path).unwrap();
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": []}));
    assert_eq!(client.published(&uri(&path), None), [] as [Value; 0]);
}

fn a_closed_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Spacefile");
    std::fs::write(&path, "v: 0\n").unwrap();
    let mut client = Client::session(folder.path(), &json!({}));
    let uri = uri(&path);
    assert_eq!(codes(&client.published(&uri, None)), ["missing-key"]);
    client.open(&uri, GOOD);
    assert_eq!(client.published(&uri, Some(1)), [] as [Value; 0]);
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    assert_eq!(client.published(&uri, None), [] as [Value; 0]);
    assert_eq!(codes(&client.published(&uri, None)), ["missing-key"]);
}

fn a_folder_that_appears() {
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::session(folder.path(), &json!({}));
    let uri = uri(&folder.path().join("Spacefile"));
    client.open(&uri, &GOOD.replace("src: .", "src: api"));
    assert_eq!(codes(&client.published(&uri, Some(1))), ["missing-src"]);
    std::fs::create_dir(folder.path().join("api")).unwrap();
    client.notify("textDocument/didSave", json!({"textDocument": {"uri": uri}}));
    // The first look at the folders may still send what was true before.
    while !client.published(&uri, Some(1)).is_empty() {}
}

fn quick_fixes() {
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::session(folder.path(), &json!({}));
    let uri = uri(&folder.path().join("Spacefile"));
    client.open(&uri, &GOOD.replace("engine: custom", "engine: python3.11"));
    // The cursor stands in the value, past the end of nothing; no finding is sent along.
    let range = json!({"start": place(4, 14), "end": place(4, 14)});
    let asked =
        json!({"textDocument": {"uri": uri}, "range": range, "context": {"diagnostics": []}});
    let actions = client.request("textDocument/codeAction", asked);
    assert_eq!(actions[0]["title"], "Change to `python3.9`");
    let edit = &actions[0]["edit"]["changes"][&uri][0];
    assert_eq!(edit["newText"], "python3.9");
    assert_eq!(edit["range"], json!({"start": place(4, 12), "end": place(4, 22)}));
    let far = json!({"start": place(99, 99), "end": place(99, 99)});
    let asked = json!({"textDocument": {"uri": uri}, "range": far, "context": {"diagnostics": []}});
    assert_eq!(client.request("textDocument/codeAction", asked), json!([]));
}

fn the_outline() {
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::session(folder.path(), &json!({}));
    let uri = uri(&folder.path().join("Spacefile"));
    let text = "v: 0\nmicros:\n  - name: a\n    src: \"./a\n    engine: custom\n  - name: b\n    src: b\n    engine: static\n    primary\n  - name: c\n    engine: next\n";
    client.open(&uri, text);
    let document = json!({"textDocument": {"uri": uri}});
    let outline = client.request("textDocument/documentSymbol", document);
    let micros: Vec<_> = outline[0]["children"].as_array().unwrap().iter().collect();
    let names: Vec<_> = micros.iter().map(|micro| micro["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["a", "b", "c"]);
    assert_eq!(micros[1]["detail"], "static");
}

fn untitled_documents() {
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::session(folder.path(), &json!({}));
    client.open("untitled:Untitled-1", &GOOD.replace("src: .", "src: nowhere"));
    assert_eq!(client.published("untitled:Untitled-1", Some(1)), [] as [Value; 0]);
}

fn noise() {
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::session(folder.path(), &json!({}));
    client.raw(b"this is no frame at all\r\n\r\n");
    client.raw(b"Content-Length: 5\r\n\r\n{\"a\":");
    let error = client.wait(|message| message["id"].is_null() && message.get("error").is_some());
    assert_eq!(error["error"]["code"], -32700);
    client.send(&json!([1, 2, 3]));
    let error = client.wait(|message| message["id"].is_null() && message.get("error").is_some());
    assert_eq!(error["error"]["code"], -32600);
    assert_eq!(client.answer("no/suchThing", json!({}))["error"]["code"], -32601);
    assert_eq!(client.answer("textDocument/codeAction", json!(7))["error"]["code"], -32602);
    client.notify("no/suchThing", json!({}));
    client.notify("$/cancelRequest", json!({"id": 12345}));
    let unknown = json!({"textDocument": {"uri": "file:///nowhere/Spacefile"}});
    assert_eq!(client.request("textDocument/documentSymbol", unknown), Value::Null);
}

fn out_of_order() {
    let mut client = Client::start();
    let early =
        client.answer("textDocument/documentSymbol", json!({"textDocument": {"uri": "file:///a"}}));
    assert_eq!(early["error"]["code"], -32002);
    client.request("initialize", json!({"capabilities": {}}));
    let twice = client.answer("initialize", json!({"capabilities": {}}));
    assert_eq!(twice["error"]["code"], -32600);
    client.request("shutdown", Value::Null);
    let late =
        client.answer("textDocument/documentSymbol", json!({"textDocument": {"uri": "file:///a"}}));
    assert_eq!(late["error"]["code"], -32600);
}

fn a_flood_of_edits() {
    const EDITS: i32 = 500;
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::session(folder.path(), &json!({}));
    let uri = uri(&folder.path().join("Spacefile"));
    client.open(&uri, GOOD);
    for version in 2..EDITS {
        let letter = ["x", "\u{1f680}", "\n", "\""][usize::try_from(version).unwrap() % 4];
        change(&mut client, &uri, version, place(2, 11), place(2, 11), letter);
    }
    let params = json!({
        "textDocument": {"uri": uri, "version": EDITS},
        "contentChanges": [{"text": "v: 1\n"}],
    });
    client.notify("textDocument/didChange", params);
    let found = client.published(&uri, Some(EDITS));
    assert_eq!(codes(&found), ["missing-key", "unsupported-version"]);
}

fn it_ends_by_the_book() {
    let mut client = Client::start();
    client.request("initialize", json!({"capabilities": {}}));
    client.request("shutdown", Value::Null);
    client.notify("exit", Value::Null);
    assert_eq!(client.ended(), Some(0));

    let mut client = Client::start();
    client.request("initialize", json!({"capabilities": {}}));
    client.notify("exit", Value::Null);
    assert_eq!(client.ended(), Some(1));

    let mut client = Client::start();
    client.request("initialize", json!({"capabilities": {}}));
    client.hang_up();
    assert_eq!(client.ended(), Some(1));
}
