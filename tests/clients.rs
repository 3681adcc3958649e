//! The whole surface, driven by clients as they announce themselves: VS Code's and Neovim's
//! `initialize` as they were recorded, one that can do next to nothing, and one that says nothing.
//! Nothing may come that they didn't announce.

mod announced;

use libtest_mimic::{Failed, Trial};
use serde_json::{Value, json};

use crate::support::client::{Client, uri};
use crate::support::{root, write_files};
use announced::judge;

pub fn trials() -> Vec<Trial> {
    ["vscode", "neovim", "bare", "silent"]
        .into_iter()
        .map(|name| {
            Trial::test(format!("clients::{name}"), move || {
                drive(name);
                Ok::<(), Failed>(())
            })
        })
        .collect()
}

const TEXT: &str = "\
# The app
micros:
  - name: api
    src: api
    engine: python3.11
    public: true
    presets: &shared
      env: [{name: X}, {name: Y}]
    actions:
      - id: a
        name: Tidy up
        trigger: schedule
        default_interval: 1 hours
    primary: true
  - name:  web
    src: web
    engine: static
    serve: dist
    presets: *shared
v: 0
";

fn profile(name: &str) -> Value {
    match name {
        "silent" => json!({"capabilities": {}}),
        name => {
            let path = root().join(format!("tests/clients/{name}.json"));
            serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
        }
    }
}

fn drive(name: &str) {
    let folder = tempfile::tempdir().unwrap();
    write_files(folder.path(), "api/\nother/");
    std::fs::write(folder.path().join("other/Spacefile"), "v: 1\n").unwrap();
    let mut params = profile(name);
    params["rootUri"] = json!(uri(folder.path()));
    let announced = params["capabilities"].clone();
    let mut client = Client::binary();
    let settings = json!([{"rules": {"unknown": "warn"}, "features": {"folding": true}}]);
    client.answer_with("workspace/configuration", settings);
    client.answer_with("workspace/applyEdit", json!({"applied": true}));
    let offered = client.request("initialize", params)["capabilities"].clone();
    client.notify("initialized", json!({}));
    let uri = uri(&folder.path().join("Spacefile"));
    client.open(&uri, TEXT);
    for (method, asked) in requests(&uri) {
        let provider = announced::provider(method);
        let is_offered =
            provider.is_none_or(|it| !matches!(offered[it], Value::Null | Value::Bool(false)));
        if !is_offered || announced::is_unasked(method, &announced) {
            continue;
        }
        let answer = client.answer(method, asked);
        assert!(answer.get("error").is_none(), "{name}: {method}: {answer}");
        // The line is indented as it should be.
        let is_right = method == "textDocument/onTypeFormatting";
        assert!(is_right || !answer["result"].is_null(), "{name}: {method} gives nothing");
        if method == "textDocument/codeAction" {
            actions(&mut client, name, &answer["result"], &announced);
        }
    }
    // Whatever happens besides.
    client.notify(
        "workspace/didChangeConfiguration",
        json!({"settings": {"spacefile": {"features": {"codeLenses": false}}}}),
    );
    std::fs::create_dir(folder.path().join("web")).unwrap();
    let changed = json!({"uri": format!("{}/web", uri.rsplit_once('/').unwrap().0), "type": 1});
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [changed]}));
    let changes = json!([{"text": TEXT.replace("v: 0", "v: 0 # still")}]);
    client.notify(
        "textDocument/didChange",
        json!({"textDocument": {"uri": uri, "version": 2}, "contentChanges": changes}),
    );
    client.request("textDocument/documentSymbol", json!({"textDocument": {"uri": uri}}));
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    std::thread::sleep(std::time::Duration::from_millis(300));
    client.request("shutdown", json!(null));
    client.notify("exit", json!(null));
    assert!(client.heard().len() > 10, "{name}: {:?}", client.heard());
    let wrong: Vec<_> = client.heard().iter().flat_map(|it| judge(it, &announced)).collect();
    assert!(wrong.is_empty(), "{name}:\n{}", wrong.join("\n"));
}

/// Makes what is offered, as a client of this kind does.
fn actions(client: &mut Client, name: &str, actions: &Value, announced: &Value) {
    let actions = actions.as_array().unwrap();
    let has_literals =
        announced.pointer("/textDocument/codeAction/codeActionLiteralSupport").is_some();
    let applies = announced.pointer("/workspace/applyEdit") == Some(&json!(true));
    assert_eq!(actions.is_empty(), !has_literals && !applies, "{name}: {actions:?}");
    if has_literals {
        return;
    }
    for action in actions.iter().take(1) {
        let asked = json!({"command": action["command"], "arguments": action["arguments"]});
        client.request("workspace/executeCommand", asked);
        let edit = client.wait(|message| message["method"] == "workspace/applyEdit");
        assert!(edit["params"]["edit"]["changes"].is_object(), "{name}: {edit}");
    }
    let mut stale = actions.first().cloned().unwrap_or_default();
    if stale.is_object() {
        stale["arguments"][1] = json!(0);
        let asked = json!({"command": stale["command"], "arguments": stale["arguments"]});
        let answer = client.answer("workspace/executeCommand", asked);
        assert_eq!(answer["error"]["code"], -32801, "{name}: {answer}");
    }
}

/// Every request that a client may send of a document, with what it asks for.
fn requests(uri: &str) -> Vec<(&'static str, Value)> {
    let document = json!({"uri": uri});
    let at = |line: u32, character: u32| json!({"line": line, "character": character});
    let everything = json!({"start": at(0, 0), "end": at(99, 0)});
    let options = json!({"tabSize": 2, "insertSpaces": true});
    let of = |more: Value| {
        let mut params = json!({"textDocument": document});
        params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        params
    };
    let context = json!({"diagnostics": []});
    let line = |number: u32| json!({"start": at(number, 8), "end": at(number, 8)});
    vec![
        ("textDocument/documentSymbol", of(json!({}))),
        ("textDocument/diagnostic", of(json!({}))),
        ("workspace/diagnostic", json!({"previousResultIds": []})),
        ("textDocument/codeAction", of(json!({"range": line(4), "context": context}))),
        ("textDocument/codeAction", of(json!({"range": line(5), "context": context}))),
        ("textDocument/codeAction", of(json!({"range": everything, "context": context}))),
        ("textDocument/formatting", of(json!({"options": options}))),
        ("textDocument/rangeFormatting", of(json!({"options": options, "range": everything}))),
        (
            "textDocument/onTypeFormatting",
            of(json!({"options": options, "position": at(4, 0), "ch": "\n"})),
        ),
        ("textDocument/foldingRange", of(json!({}))),
        ("textDocument/selectionRange", of(json!({"positions": [at(7, 12)]}))),
        ("textDocument/semanticTokens/full", of(json!({}))),
        ("textDocument/semanticTokens/range", of(json!({"range": everything}))),
        ("textDocument/inlayHint", of(json!({"range": everything}))),
        ("textDocument/codeLens", of(json!({}))),
    ]
}
