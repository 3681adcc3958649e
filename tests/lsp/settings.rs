//! Settings: at the start, asked for, and changed.

use serde_json::{Value, json};

use super::{GOOD, Test, about, codes, range};
use crate::support::client::{Client, Start, uri};

pub const TESTS: &[Test] = &[
    ("a_client_that_has_settings_is_asked_for_them", asked_for),
    ("a_client_that_sends_settings_is_heard", sent),
    ("what_is_not_understood_is_named_in_the_log", named),
    ("noise_changes_nothing", noise),
];

/// A text with one finding, `useless-primary`.
fn text() -> String {
    GOOD.replace("run:", "primary: false\n    run:")
}

fn asked_for(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    let workspace = json!({
        "configuration": true,
        "didChangeConfiguration": {"dynamicRegistration": true},
        "codeLens": {"refreshSupport": true},
    });
    let mut client = start();
    client.answer_with("workspace/configuration", json!([{"rules": {"useless-primary": "deny"}}]));
    let mut client = client.initialized(json!({
        "rootUri": uri(folder.path()), "capabilities": {"workspace": workspace},
    }));
    let uri = uri(&folder.path().join("Spacefile"));
    client.open(&uri, &text());
    let question = client.wait(|message| message["method"] == "workspace/configuration");
    assert_eq!(question["params"]["items"], json!([{"section": "spacefile"}]));
    let registered = client.wait(|message| message["method"] == "client/registerCapability");
    let registered = &registered["params"]["registrations"][0];
    assert_eq!(registered["method"], "workspace/didChangeConfiguration");
    assert_eq!(registered["registerOptions"]["section"], "spacefile");
    loop {
        if client.published(&uri, Some(1))[0]["severity"] == 1 {
            break;
        }
    }
    assert_ne!(client.request("textDocument/codeLens", about(&uri)), Value::Null);
    client.answer_with(
        "workspace/configuration",
        json!([{"rules": {"useless-primary": "allow"}, "features": {"codeLenses": false}}]),
    );
    client.notify("workspace/didChangeConfiguration", json!({"settings": null}));
    // Lenses are refreshed for other reasons, too.
    while client.request("textDocument/codeLens", about(&uri)) != Value::Null {
        client.wait(|message| message["method"] == "workspace/codeLens/refresh");
    }
    loop {
        if client.published(&uri, Some(1)).is_empty() {
            break;
        }
    }
}

fn sent(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::session(start, folder.path(), &json!({}));
    let uri = uri(&folder.path().join("Spacefile"));
    client.open(&uri, &text());
    assert_eq!(codes(&client.published(&uri, Some(1))), ["useless-primary"]);
    let features = ["primaryHints", "folding", "formatting", "selectionRanges", "refactorings"];
    let off: Value = features.iter().map(|name| ((*name).to_owned(), json!(false))).collect();
    let settings = json!({"spacefile": {"rules": {"useless-primary": "allow"}, "features": off}});
    client.notify("workspace/didChangeConfiguration", json!({"settings": settings}));
    assert_eq!(client.published(&uri, Some(1)), [] as [Value; 0]);
    let mut asked = about(&uri);
    asked["range"] = range((3, 5), (3, 5));
    asked["context"] = json!({"diagnostics": []});
    asked["options"] = json!({"tabSize": 2, "insertSpaces": true});
    asked["positions"] = json!([]);
    assert_eq!(client.request("textDocument/codeAction", asked.clone()), json!([]));
    assert_eq!(client.request("textDocument/inlayHint", asked.clone()), json!([]));
    for method in ["foldingRange", "formatting", "rangeFormatting", "selectionRange"] {
        let method = format!("textDocument/{method}");
        assert_eq!(client.request(&method, asked.clone()), Value::Null, "{method}");
    }
    // What is not there any more is as it was at first.
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"spacefile": {}}}));
    assert_eq!(codes(&client.published(&uri, Some(1))), ["useless-primary"]);
    assert_ne!(client.request("textDocument/foldingRange", asked), Value::Null);
}

fn named(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    let mut client = start().initialized(json!({
        "rootUri": uri(folder.path()), "capabilities": {},
        "initializationOptions": {"rules": {"empty-lst": "warn"}, "ruleUrl": "x", "fast": true},
    }));
    let mut heard = |words: &str| {
        let message = client.wait(|message| {
            let text = message["params"]["message"].as_str().unwrap_or_default();
            message["method"] == "window/logMessage" && text.contains(words)
        });
        assert_eq!(message["params"]["type"], 2);
    };
    heard("`spacefile.rules` name `empty-lst`, which doesn't exist; did you mean `empty-list`?");
    heard("`spacefile` name `fast`, which doesn't exist");
    let settings = json!({"spacefile": {"features": {"hovering": 1}}});
    client.notify("workspace/didChangeConfiguration", json!({"settings": settings}));
    let mut heard = |words: &str| {
        client.wait(|message| {
            message["params"]["message"].as_str().is_some_and(|text| text.contains(words))
        });
    };
    heard("`spacefile.features` name `hovering`");
}

fn noise(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::session(start, folder.path(), &json!({}));
    let uri = uri(&folder.path().join("Spacefile"));
    client.open(&uri, &text());
    client.published(&uri, Some(1));
    for settings in [json!({}), json!(null), json!([]), json!("x"), json!({"yaml": {"rules": 1}})] {
        client.notify("workspace/didChangeConfiguration", json!({"settings": settings}));
    }
    client.notify("workspace/didChangeConfiguration", json!({}));
    client.request("textDocument/documentSymbol", about(&uri));
    assert!(!client.has_published(), "nothing is said again");
}
