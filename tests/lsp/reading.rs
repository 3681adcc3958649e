//! Folds, growing selections, colours, hints, lenses.

use serde_json::{Value, json};

use super::{Test, about, place, range};
use crate::support::client::{Client, Start, uri};

pub const TESTS: &[Test] = &[
    ("entries_and_comments_fold", folds),
    ("a_selection_grows_to_what_is_around_it", selections),
    ("words_have_their_colours", colours),
    ("what_goes_without_saying_is_hinted", hints),
    ("each_micro_has_a_lens", lenses),
];

const TEXT: &str = "\
# one
# two
v: 0
micros:
  - name: web
    src: web
    engine: static
    serve: dist
    primary: true
  - name: api # \u{1f680}
    src: \"api\"
    engine: python3.9
    presets:
      env: [
        {name: X}
      ]
    run: uvicorn main:app
";

fn start_with(start: Start, text: &Value, document: &str) -> (Client, String) {
    let folder = tempfile::tempdir().unwrap();
    let capabilities = json!({"textDocument": text});
    let mut client = Client::session(start, folder.path(), &capabilities);
    let uri = uri(&folder.path().join("Spacefile"));
    client.open(&uri, document);
    (client, uri)
}

fn folds(start: Start) {
    let lines = |folds: &Value| -> Vec<(u64, u64)> {
        let number = |fold: &Value, name: &str| fold[name].as_u64().unwrap();
        let folds = folds.as_array().unwrap().iter();
        folds.map(|fold| (number(fold, "startLine"), number(fold, "endLine"))).collect()
    };
    let (mut client, uri) = start_with(start, &json!({}), TEXT);
    let all = client.request("textDocument/foldingRange", about(&uri));
    assert_eq!(lines(&all), [(0, 1), (3, 16), (4, 8), (9, 16), (12, 14), (13, 14)]);
    assert_eq!(
        all[1],
        json!({"startLine": 3, "startCharacter": 7, "endLine": 16, "endCharacter": 25})
    );
    let client_folds = json!({"foldingRange": {
        "lineFoldingOnly": true, "rangeLimit": 3, "foldingRangeKind": {"valueSet": ["comment"]},
    }});
    let (mut client, uri) = start_with(start, &client_folds, TEXT);
    let few = client.request("textDocument/foldingRange", about(&uri));
    assert_eq!(lines(&few), [(3, 16), (4, 8), (9, 16)]);
    assert_eq!(few[0], json!({"startLine": 3, "endLine": 16}));
    let (mut client, uri) = start_with(start, &client_folds, "# a\n# b\nv: 0\n");
    let comments = client.request("textDocument/foldingRange", about(&uri));
    assert_eq!(comments, json!([{"startLine": 0, "endLine": 1, "kind": "comment"}]));
}

fn selections(start: Start) {
    let (mut client, uri) = start_with(start, &json!({}), TEXT);
    let mut asked = about(&uri);
    asked["positions"] = json!([place(10, 11), place(0, 3)]);
    let found = client.request("textDocument/selectionRange", asked);
    let mut steps = Vec::new();
    let mut at = &found[0];
    while at.is_object() {
        steps.push(at["range"].clone());
        at = &at["parent"];
    }
    let wanted = [
        range((10, 10), (10, 13)),
        range((10, 9), (10, 14)),
        range((10, 4), (10, 14)),
        range((9, 4), (16, 25)),
        range((9, 2), (16, 25)),
        range((4, 2), (16, 25)),
        range((3, 0), (16, 25)),
        range((2, 0), (16, 25)),
        range((0, 0), (17, 0)),
    ];
    assert_eq!(steps, wanted);
    assert_eq!(found[1]["range"], range((0, 0), (0, 5)));
}

fn colours(start: Start) {
    let types = [
        "comment",
        "enumMember",
        "keyword",
        "namespace",
        "number",
        "property",
        "string",
        "variable",
    ];
    let tokens = json!({"semanticTokens": {
        "requests": {"full": true, "range": true}, "formats": ["relative"],
        "tokenTypes": types, "tokenModifiers": ["declaration"],
    }});
    let folder = tempfile::tempdir().unwrap();
    let mut client = start();
    let params = json!({"capabilities": {"textDocument": tokens}});
    let offered = client.request("initialize", params);
    client.notify("initialized", json!({}));
    let legend = &offered["capabilities"]["semanticTokensProvider"]["legend"];
    let names: Vec<_> = legend["tokenTypes"].as_array().unwrap().iter().collect();
    assert!(names.iter().all(|name| types.contains(&name.as_str().unwrap())), "{names:?}");
    let uri = uri(&folder.path().join("Spacefile"));
    client.open(&uri, TEXT);
    let words = |found: &Value| -> Vec<String> {
        let (mut line, mut column) = (0, 0);
        let data: Vec<_> =
            found["data"].as_array().unwrap().iter().map(|it| it.as_u64().unwrap()).collect();
        let lines: Vec<Vec<u16>> = TEXT.lines().map(|line| line.encode_utf16().collect()).collect();
        let word = |token: &[u64]| {
            line += token[0];
            column = token[1] + if token[0] == 0 { column } else { 0 };
            let text = &lines[line as usize][column as usize..(column + token[2]) as usize];
            let text = String::from_utf16(text).unwrap();
            let mark = if token[4] == 1 { "!" } else { "" };
            format!("{text} {}{mark}", names[token[3] as usize].as_str().unwrap())
        };
        data.chunks(5).map(word).collect()
    };
    let all = words(&client.request("textDocument/semanticTokens/full", about(&uri)));
    let wanted = [
        "# one comment",
        "# two comment",
        "v property",
        "0 number",
        "micros property",
        "name property",
        "web namespace!",
    ];
    assert_eq!(all[..7], wanted);
    for word in [
        "static enumMember",
        "true keyword",
        "\"api\" string",
        "X variable!",
        "# \u{1f680} comment",
    ] {
        assert!(all.iter().any(|it| it == word), "{word}: {all:?}");
    }
    // The editor's grammar knows the shell.
    assert!(!all.iter().any(|it| it.starts_with("uvicorn")), "{all:?}");
    let mut asked = about(&uri);
    asked["range"] = range((2, 0), (2, 4));
    let part = words(&client.request("textDocument/semanticTokens/range", asked));
    assert_eq!(part, ["v property", "0 number"]);
}

fn hints(start: Start) {
    let (mut client, uri) = start_with(start, &json!({}), TEXT);
    let mut asked = about(&uri);
    asked["range"] = range((0, 0), (99, 0));
    let found = client.request("textDocument/inlayHint", asked.clone());
    let [hint] = found.as_array().unwrap().as_slice() else { panic!("{found}") };
    assert_eq!((&hint["label"], &hint["position"]), (&json!("path: api"), &place(9, 13)));
    assert_eq!(
        hint["textEdits"],
        json!([{"range": range((9, 18), (9, 18)), "newText": "\n    path: api"}])
    );
    asked["range"] = range((0, 0), (8, 0));
    assert_eq!(client.request("textDocument/inlayHint", asked.clone()), json!([]));
    let lone = "v: 0\nmicros: [{name: a, src: a, engine: custom}]\n";
    let (mut client, uri) = start_with(start, &json!({}), lone);
    asked["textDocument"]["uri"] = json!(uri);
    let found = client.request("textDocument/inlayHint", asked);
    assert_eq!(found[0]["label"], "primary: true");
    assert_eq!(found[0]["textEdits"][0]["newText"], ", primary: true");
}

fn lenses(start: Start) {
    let (mut client, uri) = start_with(start, &json!({}), TEXT);
    let found = client.request("textDocument/codeLens", about(&uri));
    let lens = |index: usize| (&found[index]["command"]["title"], &found[index]["range"]);
    assert_eq!(lens(0), (&json!("static · /"), &range((4, 10), (4, 13))));
    assert_eq!(lens(1), (&json!("python3.9 · /api"), &range((9, 10), (9, 13))));
    assert_eq!(found[2], Value::Null);
}
