//! Quick fixes.

use serde_json::{Value, json};

use super::{GOOD, Test, range};
use crate::support::client::{Client, Start, uri};

pub const TESTS: &[Test] = &[
    ("quick_fixes_come_from_the_range_alone", quick_fixes),
    ("kinds_are_filtered_by_their_prefix", kinds),
    ("a_comment_suppresses_what_is_no_error", suppress),
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
    let quick = Some("quickfix");
    let actions = ask(&mut client, &uri, &range((4, 14), (4, 14)), quick);
    assert_eq!(actions[0]["title"], "Change to `python3.9`");
    let edit = &actions[0]["edit"]["changes"][&uri][0];
    assert_eq!(edit["newText"], "python3.9");
    assert_eq!(edit["range"], range((4, 12), (4, 22)));
    assert_eq!(ask(&mut client, &uri, &range((99, 99), (99, 99)), quick), json!([]));
    assert_eq!(ask(&mut client, &uri, &range((3, 0), (3, 4)), quick), json!([]));
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
    assert_eq!(kinds(None), ["quickfix", "refactor.rewrite"]);
    assert_eq!(kinds(Some("quickfix")), ["quickfix"]);
    assert_eq!(kinds(Some("")), ["quickfix", "source.fixAll.spacefile", "refactor.rewrite"]);
    assert_eq!(kinds(Some("refactor")), ["refactor.rewrite"]);
    assert_eq!(kinds(Some("refactor.extract")), [] as [Value; 0]);
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

fn suppress(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::session(start, folder.path(), &json!({}));
    let uri = uri(&folder.path().join("Spacefile"));
    let text = GOOD.replace(
        "    run: ./a\n",
        "    run: ./a\n    path: /b # odd\r\n    public_routes: [x, /y]",
    );
    client.open(&uri, &text);
    let mut offered = |line: u32, column: u32| {
        let actions = ask(&mut client, &uri, &range((line, column), (line, column)), None);
        let actions = actions.as_array().unwrap().clone();
        let comment =
            actions.into_iter().find(|it| it["title"].as_str().unwrap().starts_with("Ignore"));
        comment.map(|it| it["edit"]["changes"][&uri][0].clone())
    };
    let edit = offered(6, 11).unwrap();
    assert_eq!(edit["newText"], " # spacefile-lsp: ignore[path-with-slash]");
    assert_eq!(edit["range"], range((6, 18), (6, 18)));
    let edit = offered(7, 20).unwrap();
    assert_eq!(edit["newText"], " # spacefile-lsp: ignore[route-without-slash]");
    assert_eq!(edit["range"], range((7, 26), (7, 26)));
    assert_eq!(offered(2, 10), None);
    let with_one = text.replace("# odd", "# spacefile-lsp: ignore[odd-path]");
    let params = json!({
        "textDocument": {"uri": uri, "version": 2}, "contentChanges": [{"text": with_one}],
    });
    client.notify("textDocument/didChange", params);
    let actions = ask(&mut client, &uri, &range((6, 11), (6, 11)), None);
    let comment = actions
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["title"] == "Ignore `path-with-slash` on this line");
    let edit = &comment.unwrap()["edit"]["changes"][&uri][0];
    assert_eq!(edit["newText"], ", path-with-slash");
}
