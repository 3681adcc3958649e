//! Findings, pushed and pulled.

use serde_json::{Value, json};

use super::{GOOD, Test, about, change, codes, range};
use crate::support::client::{Client, Start, uri};

pub const TESTS: &[Test] = &[
    ("findings_come_while_typing_and_go_when_mended", findings_come_and_go),
    ("a_finding_tells_all_that_the_client_can_show", all_that_can_be_shown),
    ("a_bare_client_gets_the_plain_finding", a_bare_client),
    ("rules_have_the_levels_that_the_client_sets", levels),
    ("a_client_that_pulls_is_sent_nothing", a_client_that_pulls),
    ("a_pull_of_the_workspace_clears_what_is_gone", a_pull_of_what_is_gone),
    ("untitled_and_virtual_documents_have_no_folder", documents_without_a_folder),
    ("a_flood_of_edits_ends_where_it_should", a_flood_of_edits),
    ("two_spellings_of_a_uri_are_one_document", two_spellings),
];

fn findings_come_and_go(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::session(start, folder.path(), &json!({}));
    let uri = uri(&folder.path().join("Spacefile"));
    client.open(&uri, GOOD);
    assert_eq!(client.published(&uri, Some(1)), [] as [Value; 0]);
    change(&mut client, &uri, 2, &range((4, 12), (4, 18)), "nodejs18");
    assert_eq!(codes(&client.published(&uri, Some(2))), ["unknown-engine"]);
    change(&mut client, &uri, 3, &range((4, 12), (4, 20)), "custom");
    assert_eq!(client.published(&uri, Some(3)), [] as [Value; 0]);
}

/// Two Micros of one name, and text that nobody reads.
fn twice() -> String {
    let micro = "  - name: a\n    src: .\n    engine: custom\n    run: ./a\n";
    format!("{GOOD}{micro}    primary: true\n---\nmore: 1\n")
}

fn all_that_can_be_shown(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    let published = json!({
        "relatedInformation": true, "dataSupport": true, "codeDescriptionSupport": true,
        "tagSupport": {"valueSet": [1, 2]},
    });
    let mut client = start().initialized(json!({
        "capabilities": {"textDocument": {"publishDiagnostics": published}},
        "initializationOptions": {"ruleUrl": "https://example.com/{rule}.html", "other": 1},
    }));
    let uri = uri(&folder.path().join("Spacefile"));
    client.open(&uri, &twice());
    let found = client.published(&uri, Some(1));
    let finding = |code| found.iter().find(|found| found["code"] == code).unwrap();
    let name = finding("duplicate-micro-name");
    assert_eq!(name["severity"], 1);
    assert_eq!(name["source"], "spacefile");
    assert_eq!(name["codeDescription"]["href"], "https://example.com/duplicate-micro-name.html");
    let related = &name["relatedInformation"][0]["location"];
    assert_eq!(related, &json!({"uri": uri, "range": range((2, 10), (2, 11))}));
    assert_eq!(name["data"], json!({"instance": "/micros/1/name", "disk": false}));
    assert!(name.get("tags").is_none());
    assert_eq!(finding("ignored-text")["tags"], json!([1]));
}

fn a_bare_client(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    let mut client = start().initialized(json!({
        "capabilities": {},
        "initializationOptions": {"ruleUrl": "https://example.com/{rule}"},
    }));
    let uri = uri(&folder.path().join("Spacefile"));
    client.open(&uri, &twice());
    for found in client.published(&uri, Some(1)) {
        let mut keys: Vec<_> = found.as_object().unwrap().keys().collect();
        keys.sort();
        assert_eq!(keys, ["code", "message", "range", "severity", "source"]);
    }
}

fn levels(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("Spacefile"), "v: 1\n").unwrap();
    let rules =
        json!({"unsupported-version": "warn", "missing-key": "allow", "no-such-rule": "deny"});
    let mut client = start().initialized(json!({
        "capabilities": {}, "rootUri": uri(folder.path()), "initializationOptions": {"rules": rules},
    }));
    let other = uri(&folder.path().join("other/Spacefile"));
    client.open(&other, "v: 1\n");
    for (uri, version) in [(uri(&folder.path().join("Spacefile")), None), (other, Some(1))] {
        let found = client.published(&uri, version);
        assert_eq!(codes(&found), ["unsupported-version"]);
        assert_eq!(found[0]["severity"], 2);
    }
}

fn a_client_that_pulls(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("inner")).unwrap();
    std::fs::write(folder.path().join("inner/Spacefile"), "v: 1\n").unwrap();
    let capabilities = json!({"textDocument": {"diagnostic": {}}});
    let mut client = Client::session(start, folder.path(), &capabilities);
    let uri = uri(&folder.path().join("Spacefile"));
    client.open(&uri, "v: 0\n");
    let report = client.request("textDocument/diagnostic", about(&uri));
    assert_eq!(report["kind"], "full");
    assert_eq!(codes(report["items"].as_array().unwrap()), ["missing-key"]);
    let document = json!({"uri": uri});
    let again = json!({"textDocument": document, "previousResultId": report["resultId"]});
    assert_eq!(client.request("textDocument/diagnostic", again)["kind"], "unchanged");
    let inner = pulled(&mut client, "inner/Spacefile");
    assert!(codes(inner["items"].as_array().unwrap()).contains(&"unsupported-version"));
    let alone = client.request("textDocument/diagnostic", about(inner["uri"].as_str().unwrap()));
    assert_eq!(alone["items"], inner["items"]);
    assert!(!client.has_published());
}

/// What a pull of the workspace says of a file, once the search in the background has found it.
fn pulled(client: &mut Client, name: &str) -> Value {
    loop {
        let report = client.request("workspace/diagnostic", json!({"previousResultIds": []}));
        let items = report["items"].as_array().unwrap();
        if let Some(item) = items.iter().find(|item| item["uri"].as_str().unwrap().ends_with(name))
        {
            return item.clone();
        }
    }
}

fn a_pull_of_what_is_gone(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Spacefile");
    std::fs::write(&path, "v: 1\n").unwrap();
    let capabilities = json!({
        "textDocument": {"diagnostic": {}},
        "workspace": {"diagnostics": {"refreshSupport": true}},
    });
    let mut client = Client::session(start, folder.path(), &capabilities);
    let before = pulled(&mut client, "Spacefile");
    std::fs::remove_file(&path).unwrap();
    let changes = json!({"changes": [{"uri": uri(&path), "type": 3}]});
    client.notify("workspace/didChangeWatchedFiles", changes);
    let previous = json!([{"uri": before["uri"], "value": before["resultId"]}]);
    loop {
        client.wait(|message| message["method"] == "workspace/diagnostic/refresh");
        let asked = json!({"previousResultIds": previous});
        let report = client.request("workspace/diagnostic", asked);
        if report["items"][0]["kind"] == "full" {
            assert_eq!(report["items"][0]["uri"], before["uri"]);
            assert_eq!(report["items"][0]["items"], json!([]));
            break;
        }
    }
}

fn documents_without_a_folder(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::session(start, folder.path(), &json!({}));
    for uri in [
        "untitled:Untitled-1",
        "git:/home/me/app/Spacefile?%7B%22ref%22%3A%22HEAD%22%7D",
        "vscode-vfs://github/me/app/Spacefile",
        "file://server/share/app/Spacefile",
    ] {
        client.open(uri, &GOOD.replace("src: .", "src: nowhere").replace("custom", "customs"));
        assert_eq!(codes(&client.published(uri, Some(1))), ["unknown-engine"], "{uri}");
    }
    // Others are none of ours: the next answer comes without any word on them.
    client.open("file:///home/me/app/main.py", "v: 1");
    client.open("git:/home/me/app/space.yml", "v: 1");
    client.request("textDocument/documentSymbol", about("file:///home/me/app/main.py"));
    assert!(!client.has_published_of("main.py") && !client.has_published_of("space.yml"));
}

fn a_flood_of_edits(start: Start) {
    const EDITS: i32 = 500;
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::session(start, folder.path(), &json!({}));
    let uri = uri(&folder.path().join("Spacefile"));
    client.open(&uri, GOOD);
    for version in 2..EDITS {
        let letter = ["x", "\u{1f680}", "\n", "\""][usize::try_from(version).unwrap() % 4];
        change(&mut client, &uri, version, &range((2, 11), (2, 11)), letter);
    }
    let params = json!({
        "textDocument": {"uri": uri, "version": EDITS},
        "contentChanges": [{"text": "v: 1\n"}],
    });
    client.notify("textDocument/didChange", params);
    let found = client.published(&uri, Some(EDITS));
    assert_eq!(codes(&found), ["missing-key", "unsupported-version"]);
}

fn two_spellings(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("my app (1)");
    std::fs::create_dir(&path).unwrap();
    std::fs::write(path.join("Spacefile"), "v: 1\n").unwrap();
    let mut client = Client::session(start, folder.path(), &json!({}));
    // As found on disk: spelled our way.
    client.wait(|message| message["method"] == "textDocument/publishDiagnostics");
    let spelled = uri(&path.join("Spacefile")).replace(' ', "%20").replace('(', "%28");
    client.open(&spelled, GOOD);
    // The client's own spelling is used from now on, and the file counts once.
    assert_eq!(client.published(&spelled, Some(1)), [] as [Value; 0]);
    let other = spelled.replace("%28", "(");
    change(&mut client, &other, 2, &range((0, 3), (0, 4)), "2");
    assert_eq!(codes(&client.published(&spelled, Some(2))), ["unsupported-version"]);
}
