//! Quick fixes.

use serde_json::{Value, json};

use super::{GOOD, Test, range};
use crate::support::client::{Client, Start, uri};

pub const TESTS: &[Test] = &[
    ("quick_fixes_come_from_the_range_alone", quick_fixes),
    ("kinds_are_filtered_by_their_prefix", kinds),
    ("edits_name_their_version_where_the_client_reads_it", versions),
];

fn ask(client: &mut Client, uri: &str, range: &Value, only: Option<&str>) -> Value {
    let mut context = json!({"diagnostics": []});
    if let Some(only) = only {
        context["only"] = json!([only]);
    }
    let asked = json!({"textDocument": {"uri": uri}, "range": range, "context": context});
    client.request("textDocument/codeAction", asked)
}

fn quick_fixes(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::session(start, folder.path(), &json!({}));
    let uri = uri(&folder.path().join("Spacefile"));
    client.open(&uri, &GOOD.replace("engine: custom", "engine: python3.11"));
    // The cursor stands in the value, past the end of nothing; no finding is sent along.
    let actions = ask(&mut client, &uri, &range((4, 14), (4, 14)), None);
    assert_eq!(actions[0]["title"], "Change to `python3.9`");
    let edit = &actions[0]["edit"]["changes"][&uri][0];
    assert_eq!(edit["newText"], "python3.9");
    assert_eq!(edit["range"], range((4, 12), (4, 22)));
    assert_eq!(ask(&mut client, &uri, &range((99, 99), (99, 99)), None), json!([]));
    assert_eq!(ask(&mut client, &uri, &range((3, 0), (3, 4)), None), json!([]));
}

fn kinds(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::session(start, folder.path(), &json!({}));
    let uri = uri(&folder.path().join("Spacefile"));
    client.open(&uri, &GOOD.replace("    run: ./a\n", "    run: ./a\n    publc: true\n"));
    let mut kinds = |only| {
        let actions = ask(&mut client, &uri, &range((6, 4), (6, 4)), only);
        let kinds = actions.as_array().unwrap().iter().map(|action| action["kind"].clone());
        let mut kinds: Vec<_> = kinds.collect();
        kinds.dedup();
        kinds
    };
    assert_eq!(kinds(None), ["quickfix"]);
    assert_eq!(kinds(Some("quickfix")), ["quickfix"]);
    assert_eq!(kinds(Some("")), ["quickfix", "source.fixAll.spacefile"]);
    assert_eq!(kinds(Some("refactor")), [] as [Value; 0]);
    assert_eq!(kinds(Some("quick")), [] as [Value; 0]);
    for only in ["source", "source.fixAll", "source.fixAll.spacefile"] {
        let actions = ask(&mut client, &uri, &range((0, 0), (0, 0)), Some(only));
        for action in actions.as_array().unwrap() {
            assert_eq!(action["kind"], "source.fixAll.spacefile", "{only}");
        }
    }
    assert_eq!(ask(&mut client, &uri, &range((0, 0), (0, 0)), Some("source.fix")), json!([]));
}

fn versions(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    let capabilities = json!({"workspace": {"workspaceEdit": {"documentChanges": true}}});
    let mut client = Client::session(start, folder.path(), &capabilities);
    let uri = uri(&folder.path().join("Spacefile"));
    client.open(&uri, &GOOD.replace("engine: custom", "engine: python3.11"));
    let actions = ask(&mut client, &uri, &range((4, 14), (4, 14)), None);
    let change = &actions[0]["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({"uri": uri, "version": 1}));
    assert_eq!(change["edits"][0]["newText"], "python3.9");
}
