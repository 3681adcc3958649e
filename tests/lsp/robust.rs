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
    ("a_large_document_answers_while_somebody_types", typing_on),
    ("an_action_for_a_text_that_has_changed_is_refused", a_text_that_has_changed),
    ("half_a_surrogate_pair_is_one_unreadable_character", half_a_pair),
    ("odd_parameters_that_nobody_needs_are_no_obstacle", odd_parameters),
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
    for method in ["textDocument/documentSymbol", "no/suchThing", "shutdown"] {
        let early = client.answer(method, about("file:///a"));
        assert_eq!(early["error"]["code"], -32002, "{method}");
    }
    client.request("initialize", json!({"capabilities": {}}));
    let twice = client.answer("initialize", json!({"capabilities": {}}));
    assert_eq!(twice["error"]["code"], -32600);
    assert_eq!(client.answer("$/noSuchThing", json!({}))["error"]["code"], -32601);
    client.request("shutdown", json!({}));
    for method in ["textDocument/documentSymbol", "no/suchThing", "shutdown", "initialize"] {
        let late = client.answer(method, about("file:///a"));
        assert_eq!(late["error"]["code"], -32600, "{method}");
    }
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

fn typing_on(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::session(start, folder.path(), &json!({}));
    let uri = uri(&folder.path().join("Spacefile"));
    client.open(&uri, &large());
    // Nothing ever waits for the typist to stop.
    let mut version = 1;
    while !client.has_published() {
        version += 1;
        change(&mut client, &uri, version, &range((2, 11), (2, 11)), "x");
        client.request("textDocument/documentSymbol", about(&uri));
    }
}

fn a_text_that_has_changed(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::session(start, folder.path(), &json!({}));
    let uri = uri(&folder.path().join("Spacefile"));
    client.open(&uri, &large());
    let place = range((4, 14), (4, 14));
    let params =
        json!({"textDocument": {"uri": uri}, "range": place, "context": {"diagnostics": []}});
    let method = "textDocument/codeAction";
    client.send(&json!({"jsonrpc": "2.0", "id": "a", "method": method, "params": params}));
    change(&mut client, &uri, 2, &range((0, 0), (0, 0)), "# one more line\n");
    let answer = client.wait(|message| message["id"] == "a");
    assert_eq!(answer["error"]["code"], -32801);
}

fn half_a_pair(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::session(start, folder.path(), &json!({}));
    let uri = uri(&folder.path().join("Spacefile"));
    client.open(&uri, "v: 0 # \n");
    let body = format!(
        r#"{{"jsonrpc": "2.0", "method": "textDocument/didChange", "params": {{
            "textDocument": {{"uri": "{uri}", "version": 2}}, "contentChanges": [
            {{"range": {}, "text": "\ud83dx"}}]}}}}"#,
        range((0, 7), (0, 7))
    );
    client.raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    // It counts as one column, as it does for the client.
    change(&mut client, &uri, 3, &range((0, 0), (0, 9)), "v: 1");
    let found = client.published(&uri, Some(3));
    assert_eq!(codes(&found), ["missing-key", "unsupported-version"]);
}

fn odd_parameters(start: Start) {
    let odd = [
        json!({"capabilities": {}, "trace": "compact", "processId": -1, "rootUri": ""}),
        json!({"capabilities": {}, "rootUri": "/home/me/app", "clientInfo": {}}),
        json!({"capabilities": {}, "workspaceFolders": [{"uri": "no uri"}, {"uri": "file:///a"}]}),
        json!({"capabilities": {"textDocument": {
            "hover": {"contentFormat": ["html"]}, "foldingRange": {"foldingRangeKind": 7},
        }, "workspace": {"workspaceEdit": {"resourceOperations": ["rename", "teleport"]}}}}),
    ];
    let odd_kinds = json!({
        "general": {"positionEncodings": "utf-8"},
        "textDocument": {
            "diagnostic": [], "publishDiagnostics": {"tagSupport": [], "dataSupport": 1},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": "yes"},
        },
        "workspace": {"workspaceEdit": {"resourceOperations": "rename"}},
    });
    for params in odd.into_iter().chain([json!({"capabilities": odd_kinds})]) {
        start().request("initialize", params);
    }
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::session(start, folder.path(), &json!({}));
    let uri = uri(&folder.path().join("Spacefile"));
    client.open(&uri, &GOOD.replace("custom", "customs"));
    let finding = json!({"range": range((0, 0), (0, 0)), "message": "", "code": {"any": 1}});
    let context = json!({"diagnostics": [finding], "only": []});
    let place = range((4, 14), (4, 14));
    let asked = json!({"textDocument": {"uri": uri}, "range": place, "context": context});
    let actions = client.request("textDocument/codeAction", asked);
    assert_eq!(actions[0]["title"], "Change to `custom`");
    let folders = json!([{"uri": ""}, {"uri": "file:///nowhere", "name": "x"}]);
    let event = json!({"event": {"added": folders, "removed": [{"uri": "no"}]}});
    client.notify("workspace/didChangeWorkspaceFolders", event);
    let bare = json!({"textDocument": {"uri": "file:///a/Spacefile", "text": "v: 1\n"}});
    client.notify("textDocument/didOpen", bare);
    assert_eq!(client.published("file:///a/Spacefile", Some(0)).len(), 2);
    let document = json!({"uri": uri, "version": null});
    let params = json!({"textDocument": document, "contentChanges": [{"text": "v: 1\n"}]});
    client.notify("textDocument/didChange", params);
    assert_eq!(codes(&client.published(&uri, Some(0))), ["missing-key", "unsupported-version"]);
}
