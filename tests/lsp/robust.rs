//! Clients that get it wrong.

use serde_json::{Value, json};

use super::{GOOD, Test, about, change, codes, place, range};
use crate::support::client::{Client, Start, uri};

pub const TESTS: &[Test] = &[
    ("noise_is_answered_or_skipped", noise),
    ("requests_out_of_order_get_the_right_error", out_of_order),
    ("changes_of_unknown_documents_are_ignored", unknown_documents),
    ("a_cancelled_request_is_answered_as_such", cancelled),
    ("a_huge_document_gets_one_warning", a_huge_document),
];

fn noise(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::session(start, folder.path(), &json!({}));
    client.raw(b"this is no frame at all\r\n\r\n");
    client.raw(b"Content-Length: 5\r\n\r\n{\"a\":");
    let error = client.wait(|message| message["id"].is_null() && message.get("error").is_some());
    assert_eq!(error["error"]["code"], -32700);
    for no_message in [json!([1, 2, 3]), json!({}), json!(null), json!({"id": 1, "method": 7})] {
        client.send(&no_message);
        let is_error = |message: &Value| message["id"].is_null() && message.get("error").is_some();
        assert_eq!(client.wait(is_error)["error"]["code"], -32600, "{no_message}");
    }
    client.send(&json!({"jsonrpc": "2.0", "id": 999, "result": "nobody asked"}));
    assert_eq!(client.answer("no/suchThing", json!({}))["error"]["code"], -32601);
    assert_eq!(client.answer("textDocument/codeAction", json!(7))["error"]["code"], -32602);
    client.notify("no/suchThing", json!({}));
    client.notify("textDocument/didOpen", json!({"textDocument": "none"}));
    client.notify("$/cancelRequest", json!({"id": 12345}));
    client.raw(b"Content-Length: 99999999999\r\n\r\n");
    client.raw(b"Content-Length: -1\r\n\r\n");
    let unknown = about("file:///nowhere/Spacefile");
    assert_eq!(client.request("textDocument/documentSymbol", unknown), Value::Null);
}

fn out_of_order(start: Start) {
    let mut client = start();
    let early = client.answer("textDocument/documentSymbol", about("file:///a"));
    assert_eq!(early["error"]["code"], -32002);
    client.request("initialize", json!({"capabilities": {}}));
    let twice = client.answer("initialize", json!({"capabilities": {}}));
    assert_eq!(twice["error"]["code"], -32600);
    client.request("shutdown", Value::Null);
    let late = client.answer("textDocument/documentSymbol", about("file:///a"));
    assert_eq!(late["error"]["code"], -32600);
}

fn unknown_documents(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::session(start, folder.path(), &json!({}));
    let uri = uri(&folder.path().join("Spacefile"));
    change(&mut client, &uri, 7, &range((0, 0), (0, 0)), "x");
    client.notify("textDocument/didClose", about(&uri));
    client.notify("textDocument/didSave", about(&uri));
    client.open(&uri, GOOD);
    // Opened twice, the second one counts; versions may go anywhere.
    client.open(&uri, "v: 1\n");
    change(&mut client, &uri, -5, &json!({"start": place(9, 9), "end": place(0, 3)}), "0");
    let found = client.published(&uri, Some(-5));
    assert_eq!(codes(&found), ["missing-key"]);
    assert_eq!(found[0]["range"]["start"]["line"], 0);
}

/// A valid document of about a megabyte.
fn large() -> String {
    let variable = "          - name: VARIABLE\n            default: \"some value or other\"\n";
    format!("{GOOD}    presets:\n      env:\n{}", variable.repeat(14_000))
}

fn cancelled(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::session(start, folder.path(), &json!({}));
    let uri = uri(&folder.path().join("Spacefile"));
    client.open(&uri, &large());
    let id = json!("to be cancelled");
    let method = "textDocument/documentSymbol";
    let asked = json!({"jsonrpc": "2.0", "id": id, "method": method, "params": about(&uri)});
    client.send(&asked);
    client.notify("$/cancelRequest", json!({"id": id}));
    let answer = client.wait(|message| message["id"] == id);
    assert_eq!(answer["error"]["code"], -32800);
    // The same may be asked again, under the same name too.
    client.send(&asked);
    let answer = client.wait(|message| message["id"] == id);
    assert!(answer["result"].is_array(), "{}", answer["error"]);
}

fn a_huge_document(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::session(start, folder.path(), &json!({}));
    let uri = uri(&folder.path().join("Spacefile"));
    client.open(&uri, &large().repeat(5));
    assert_eq!(codes(&client.published(&uri, Some(1))), ["document-too-large"]);
    assert_eq!(client.request("textDocument/documentSymbol", about(&uri)), Value::Null);
    let whole = json!({"start": place(0, 0), "end": place(9_999_999, 0)});
    change(&mut client, &uri, 2, &whole, GOOD);
    let found = client.published(&uri, Some(2));
    assert_eq!(found, [] as [Value; 0]);
}
