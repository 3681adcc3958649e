//! Hovers, definitions, references, symbols of the workspace and renames through the protocol.

use serde_json::{Value, json};

use super::{Test, place, range};
use crate::support::client::{Client, Start, uri};

pub const TESTS: &[Test] = &[
    ("hovers_are_markdown_only_for_who_takes_it", hovers),
    ("a_definition_tells_what_leads_there_if_asked", definitions),
    ("links_have_tooltips_only_for_who_shows_them", links),
    ("references_and_highlights_of_a_name", references),
    ("symbols_are_found_in_files_that_are_not_open", symbols),
    ("a_rename_is_prepared_only_for_who_asks", prepare),
    ("a_rename_tells_where_a_micro_moves", rename),
    ("a_rename_notes_it_beside_the_edits_where_shown", annotations),
    ("names_that_can_not_be_are_refused_in_words", refused),
];

const TEXT: &str = "v: 0\nmicros:\n  - &base\n    name: web\n    src: &src ./web\n    \
                    engine: next\n    primary: true\n  - <<: *base\n    name: api\n    src: *src\n";

struct Session {
    client: Client,
    uri: String,
    folder: tempfile::TempDir,
}

fn session(start: Start, capabilities: &Value, text: &str) -> Session {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("web")).unwrap();
    std::fs::write(folder.path().join("web/package.json"), "{}").unwrap();
    let mut client = Client::session(start, folder.path(), capabilities);
    let uri = uri(&folder.path().join("Spacefile"));
    client.open(&uri, text);
    Session { client, uri, folder }
}

impl Session {
    fn ask(&mut self, method: &str, at: (u32, u32), more: Value) -> Value {
        self.answer(method, at, more)["result"].clone()
    }

    fn answer(&mut self, method: &str, at: (u32, u32), more: Value) -> Value {
        let mut params = json!({
            "textDocument": {"uri": self.uri}, "position": place(at.0, at.1),
        });
        params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.client.answer(&format!("textDocument/{method}"), params)
    }
}

fn hovers(start: Start) {
    for (formats, kind, first) in [
        (json!(["markdown", "plaintext"]), "markdown", "`engine`: one of 11 names, required"),
        (json!(["plaintext", "markdown"]), "plaintext", "engine: one of 11 names, required"),
        (json!(null), "plaintext", "engine: one of 11 names, required"),
    ] {
        let capabilities = json!({"textDocument": {"hover": {"contentFormat": formats}}});
        let mut session = session(start, &capabilities, TEXT);
        let hover = session.ask("hover", (5, 6), json!({}));
        assert_eq!(hover["contents"]["kind"], kind);
        assert_eq!(hover["contents"]["value"].as_str().unwrap().lines().next(), Some(first));
        assert_eq!(hover["range"], range((5, 4), (5, 10)));
        assert_eq!(session.ask("hover", (99, 0), json!({})), json!(null));
    }
}

fn definitions(start: Start) {
    let mut plain = session(start, &json!({}), TEXT);
    let package = uri(&plain.folder.path().join("web/package.json"));
    let found = plain.ask("definition", (4, 16), json!({}));
    assert_eq!(found, json!({"uri": package, "range": range((0, 0), (0, 0))}));
    let anchor = json!({"uri": plain.uri, "range": range((2, 5), (2, 9))});
    assert_eq!(plain.ask("definition", (7, 10), json!({})), anchor);
    let capabilities = json!({"textDocument": {"definition": {"linkSupport": true}}});
    let mut rich = session(start, &capabilities, TEXT);
    let found = &rich.ask("definition", (4, 16), json!({}))[0];
    assert_eq!(found["originSelectionRange"], range((4, 14), (4, 19)));
    assert!(found["targetUri"].as_str().unwrap().ends_with("/web/package.json"));
}

fn links(start: Start) {
    for (support, tooltip) in [(false, json!(null)), (true, json!("web"))] {
        let links = json!({"tooltipSupport": support});
        let capabilities = json!({"textDocument": {"documentLink": links}});
        let mut session = session(start, &capabilities, TEXT);
        let params = json!({"textDocument": {"uri": session.uri}});
        let links = session.client.request("textDocument/documentLink", params);
        assert_eq!(links[0]["range"], range((4, 14), (4, 19)));
        assert_eq!(links[0]["target"], uri(&session.folder.path().join("web")));
        assert_eq!(links[0]["tooltip"], tooltip);
    }
}

fn references(start: Start) {
    let mut session = session(start, &json!({}), TEXT);
    let mut places = |with: bool| {
        let context = json!({"context": {"includeDeclaration": with}});
        let found = session.ask("references", (9, 11), context);
        let ranges = found.as_array().unwrap().iter().map(|it| it["range"].clone());
        ranges.collect::<Vec<_>>()
    };
    let (anchor, alias) = (range((4, 10), (4, 13)), range((9, 10), (9, 13)));
    assert_eq!(places(true), [anchor.clone(), alias.clone()]);
    assert_eq!(places(false), std::slice::from_ref(&alias));
    let found = session.ask("documentHighlight", (4, 11), json!({}));
    assert_eq!(found, json!([{"range": anchor, "kind": 3}, {"range": alias, "kind": 2}]));
    let found = session.ask("documentHighlight", (8, 11), json!({}));
    assert_eq!(found, json!([{"range": range((8, 10), (8, 13)), "kind": 3}]));
}

fn symbols(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write("one/Spacefile", "v: 0\napp_name: One\nmicros:\n  - name: backend\n    src: .\n");
    write("two/Spacefile", "v: 0\nmicros:\n  - name: old\n");
    let mut client = Client::session(start, folder.path(), &json!({}));
    let two = uri(&folder.path().join("two/Spacefile"));
    // The search of the folders has ended once their findings are there.
    client.published(&uri(&folder.path().join("one/Spacefile")), None);
    client.open(&two, "v: 0\nmicros:\n  - name: back-office\n    actions:\n      - id: tidy\n");
    let mut found = |query: &str| {
        let found = client.request("workspace/symbol", json!({"query": query}));
        let mut found: Vec<_> = found
            .as_array()
            .unwrap()
            .iter()
            .map(|it| {
                let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
                let file = text(&it["location"]["uri"]);
                let line = it["location"]["range"]["start"]["line"].as_u64().unwrap();
                let file = file.rsplit('/').nth(1).unwrap().to_owned();
                (text(&it["name"]), text(&it["containerName"]), file, line)
            })
            .collect();
        found.sort();
        found
    };
    let entry = |name: &str, container: &str, file: &str, line: u64| {
        (name.to_owned(), container.to_owned(), file.to_owned(), line)
    };
    let backend = entry("backend", "One", "one", 3);
    let office = entry("back-office", "app", "two", 2);
    assert_eq!(found("back"), [office, backend.clone()]);
    assert_eq!(found("BEND"), [backend]);
    assert_eq!(found("old"), []);
    assert_eq!(found("").len(), 5);
    assert_eq!(found("tidy"), [entry("tidy", "back-office", "two", 4)]);
    assert_eq!(found("One"), [entry("One", "one", "one", 1)]);
}

fn prepare(start: Start) {
    let capabilities = json!({"textDocument": {"rename": {"prepareSupport": true}}});
    let mut session = session(start, &capabilities, TEXT);
    let found = session.ask("prepareRename", (8, 13), json!({}));
    assert_eq!(found, json!({"range": range((8, 10), (8, 13)), "placeholder": "api"}));
    let found = session.ask("prepareRename", (7, 8), json!({}));
    assert_eq!(found, json!({"range": range((7, 9), (7, 13)), "placeholder": "base"}));
    assert_eq!(session.ask("prepareRename", (5, 14), json!({})), json!(null));
    for (support, offered) in
        [(json!(true), json!({"prepareProvider": true})), (json!(null), json!(true))]
    {
        let capabilities = json!({"textDocument": {"rename": {"prepareSupport": support}}});
        let params = json!({"rootUri": null, "capabilities": capabilities});
        let result = start().request("initialize", params);
        assert_eq!(result["capabilities"]["renameProvider"], offered);
    }
}

const TWO: &str = "micros:\n  - name: web\n    primary: true\n  - name: api\n";
const MOVES: &str = "Without a `path` of its own, the Micro moves from `/api` to `/back`";

fn rename(start: Start) {
    let mut two = session(start, &json!({}), TWO);
    let edit = two.ask("rename", (3, 11), json!({"newName": "back"}));
    let change = json!([{"range": range((3, 10), (3, 13)), "newText": "back"}]);
    assert_eq!(edit, json!({"changes": {two.uri.clone(): change}}));
    let said = two.client.wait(|message| message["method"] == "window/showMessage");
    assert_eq!(said["params"], json!({"type": 3, "message": MOVES}));
    let mut session = session(start, &json!({}), TEXT);
    let uri = session.uri.clone();
    let edit = session.ask("rename", (7, 11), json!({"newName": "shared"}));
    let places: Vec<_> =
        edit["changes"][&uri].as_array().unwrap().iter().map(|it| it["range"].clone()).collect();
    assert_eq!(places, [range((2, 5), (2, 9)), range((7, 9), (7, 13))]);
    assert_eq!(session.ask("rename", (0, 0), json!({"newName": "x"})), json!(null));
}

fn annotations(start: Start) {
    let capabilities = json!({
        "textDocument": {"rename": {"honorsChangeAnnotations": true}},
        "workspace": {"workspaceEdit": {"documentChanges": true, "changeAnnotationSupport": {}}},
    });
    let mut session = session(start, &capabilities, TWO);
    let edit = session.ask("rename", (3, 11), json!({"newName": "back"}));
    let change = &edit["documentChanges"][0];
    assert_eq!(change["textDocument"]["version"], 1);
    assert_eq!(change["edits"][0]["annotationId"], "rename");
    assert_eq!(edit["changeAnnotations"]["rename"]["description"], MOVES);
}

fn refused(start: Start) {
    let mut session = session(start, &json!({}), TEXT);
    let answer = session.answer("rename", (8, 11), json!({"newName": "my api"}));
    assert_eq!(answer["error"]["code"], -32602);
    let message = answer["error"]["message"].as_str().unwrap();
    assert!(message.starts_with("A Micro's name has letters"), "{message}");
}
