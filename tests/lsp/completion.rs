//! Completions, as far as they depend on what the client can do.

use serde_json::{Value, json};

use super::{Test, place, range};
use crate::support::client::{Client, Start, uri};

pub const TESTS: &[Test] = &[
    ("a_client_gets_no_more_than_it_announced", nothing_unannounced),
    ("snippets_go_to_clients_that_know_them", snippets),
    ("lines_are_indented_as_the_client_does_it", indents),
    ("the_rest_of_a_word_is_kept_or_replaced", insert_or_replace),
    ("documentation_comes_when_it_is_asked_for", resolve),
    ("words_stand_beside_labels_where_there_is_room", details),
    ("values_are_suggested_next_where_the_client_can", suggest),
    ("the_text_of_the_moment_counts", moments),
    ("a_misnamed_file_gets_nothing", misnamed),
];

const TEXT: &str = "v: 0\nmicros:\n  - name: a\n    src: a\n    \n";

/// The completions at a place of a text, for a client with these capabilities of its items and
/// others beside them.
fn ask(start: Start, item: &Value, more: &Value, text: &str, at: (u32, u32)) -> Vec<Value> {
    let folder = tempfile::tempdir().unwrap();
    let mut completion = json!({"completionItem": item});
    completion.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let capabilities = json!({"textDocument": {"completion": completion}});
    let mut client = Client::session(start, folder.path(), &capabilities);
    let uri = uri(&folder.path().join("Spacefile"));
    client.open(&uri, text);
    items(&mut client, &uri, at)
}

fn items(client: &mut Client, uri: &str, at: (u32, u32)) -> Vec<Value> {
    let params = json!({"textDocument": {"uri": uri}, "position": place(at.0, at.1)});
    let list = client.request("textDocument/completion", params);
    list["items"].as_array().cloned().unwrap_or_default()
}

fn labelled<'i>(items: &'i [Value], label: &str) -> &'i Value {
    items.iter().find(|item| item["label"] == label).unwrap_or(&Value::Null)
}

fn nothing_unannounced(start: Start) {
    let items = ask(start, &json!({}), &json!({}), TEXT, (4, 4));
    assert!(items.len() > 5);
    for item in &items {
        for field in [
            "labelDetails",
            "insertTextFormat",
            "insertTextMode",
            "command",
            "data",
            "tags",
            "commitCharacters",
            "insertText",
            "preselect",
            "deprecated",
        ] {
            assert!(item.get(field).is_none(), "{field}: {item}");
        }
        assert!(item["textEdit"]["range"].is_object(), "{item}");
    }
    let engine = labelled(&items, "engine");
    assert_eq!(engine["detail"], "Engine, required");
    assert_eq!(engine["documentation"]["kind"], "plaintext");
}

fn snippets(start: Start) {
    let modes = json!({"valueSet": [1]});
    let item = json!({"snippetSupport": true, "insertTextModeSupport": modes});
    let text = "v: 0\n";
    let rich = ask(start, &item, &json!({}), text, (1, 0));
    let micros = labelled(&rich, "micros");
    assert_eq!(micros["insertTextFormat"], 2);
    assert_eq!(micros["textEdit"]["newText"], "micros:\n  - name: $1\n    src: $2\n    engine: $3");
    let plain = ask(start, &json!({}), &json!({}), text, (1, 0));
    assert_eq!(labelled(&plain, "micros")["textEdit"]["newText"], "micros:\n  - name: ");
    // What has no place to fill in is no snippet.
    assert!(labelled(&rich, "app_name").get("insertTextFormat").is_none());
}

fn indents(start: Start) {
    let text = "v: 0\nmicros:\n  - name: a\n    act\n";
    let actions = |item: Value, more: Value| {
        let found = ask(start, &item, &more, text, (3, 7));
        let actions = labelled(&found, "actions");
        let new = actions["textEdit"]["newText"].as_str().unwrap().to_owned();
        (new, actions["insertTextMode"].as_i64(), actions["insertTextFormat"] == 2)
    };
    let modes = |modes: &[i32]| json!({"snippetSupport": true, "insertTextModeSupport": {"valueSet": modes}});
    let absolute = "actions:\n      - id: $1\n        name: $2\n        trigger: schedule\n        \
                    default_interval: $3";
    let relative = absolute.replace("\n    ", "\n");
    let none = json!({});
    assert_eq!(actions(modes(&[1, 2]), none.clone()), (relative.clone(), Some(2), true));
    assert_eq!(actions(modes(&[1]), none.clone()), (absolute.to_owned(), Some(1), true));
    let snippets = json!({"snippetSupport": true});
    let usual = |mode: i32| json!({"insertTextMode": mode});
    assert_eq!(actions(snippets.clone(), usual(2)), (relative, None, true));
    assert_eq!(actions(snippets.clone(), usual(1)), (absolute.to_owned(), None, true));
    // Whoever says nothing puts texts in as they are, and snippets nobody knows how.
    let plain = "actions:\n      - id: ".to_owned();
    assert_eq!(actions(snippets, none.clone()), (plain.clone(), None, false));
    assert_eq!(actions(none.clone(), none), (plain, None, false));
}

fn insert_or_replace(start: Start) {
    let text = "v: 0\nmicros:\n  - name: a\n    engine: python3.8\n";
    let edit = |item: Value| {
        let found = ask(start, &item, &json!({}), text, (3, 14));
        labelled(&found, "python3.9")["textEdit"].clone()
    };
    let whole = range((3, 12), (3, 21));
    assert_eq!(
        edit(json!({"insertReplaceSupport": true})),
        json!({"newText": "python3.9", "insert": range((3, 12), (3, 14)), "replace": whole})
    );
    assert_eq!(edit(json!({})), json!({"newText": "python3.9", "range": whole}));
}

fn resolve(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    let item = json!({
        "resolveSupport": {"properties": ["documentation"]},
        "documentationFormat": ["markdown", "plaintext", "unheard-of"],
    });
    let capabilities = json!({"textDocument": {"completion": {"completionItem": item}}});
    let mut client = Client::session(start, folder.path(), &capabilities);
    let uri = uri(&folder.path().join("Spacefile"));
    client.open(&uri, TEXT);
    let found = items(&mut client, &uri, (4, 4));
    let engine = labelled(&found, "engine").clone();
    assert!(engine.get("documentation").is_none());
    let resolved = client.request("completionItem/resolve", engine.clone());
    let docs = &resolved["documentation"];
    assert_eq!(docs["kind"], "markdown");
    let says = docs["value"].as_str().unwrap();
    assert!(says.starts_with("`engine`: one of 11 names, required\n\nWhat builds"), "{says}");
    assert_eq!(resolved["textEdit"], engine["textEdit"]);
    // An item that is none of ours comes back as it is.
    let other = json!({"label": "x", "data": {"of": "another server"}});
    assert_eq!(client.request("completionItem/resolve", other.clone()), other);
}

fn details(start: Start) {
    let items = ask(start, &json!({"labelDetailsSupport": true}), &json!({}), TEXT, (4, 4));
    let engine = labelled(&items, "engine");
    assert_eq!(engine["labelDetails"], json!({"description": "Engine, required"}));
    assert!(engine.get("detail").is_none());
}

fn suggest(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    let command = "editor.action.triggerSuggest";
    let commands = json!({"commands": {"commands": ["other", command]}});
    let mut client = Client::session(start, folder.path(), &json!({"experimental": commands}));
    let uri = uri(&folder.path().join("Spacefile"));
    client.open(&uri, TEXT);
    let found = items(&mut client, &uri, (4, 4));
    assert_eq!(labelled(&found, "engine")["command"]["command"], command);
    assert_eq!(labelled(&found, "engine")["textEdit"]["newText"], "engine: ");
    client.open(&uri, "");
    let found = items(&mut client, &uri, (0, 0));
    // There is nothing left to choose.
    assert_eq!(labelled(&found, "v")["textEdit"]["newText"], "v: 0");
    assert!(labelled(&found, "v").get("command").is_none());
}

fn moments(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::session(start, folder.path(), &json!({}));
    let uri = uri(&folder.path().join("Spacefile"));
    client.open(&uri, "v: 0\nmicros:\n  - name: a\n    engine: \n");
    let typed = json!([{"range": range((3, 12), (3, 12)), "text": "nu"}]);
    let document = json!({"uri": uri, "version": 2});
    let params = json!({"textDocument": document, "contentChanges": typed});
    client.notify("textDocument/didChange", params);
    let found = items(&mut client, &uri, (3, 14));
    let labels: Vec<_> = found.iter().map(|item| item["label"].as_str().unwrap()).collect();
    assert_eq!(labels.first(), Some(&"nuxt"));
    // Nobody else's documents.
    let other = uri.replace("Spacefile", "other.yaml");
    assert_eq!(items(&mut client, &other, (0, 0)), [] as [Value; 0]);
}

fn misnamed(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::session(start, folder.path(), &json!({}));
    let uri = uri(&folder.path().join("spacefile.yaml"));
    client.open(&uri, "v: ");
    assert_eq!(items(&mut client, &uri, (0, 3)), [] as [Value; 0]);
}
