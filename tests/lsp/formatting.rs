//! Formatting: of a document, of a part, of a line just begun; and changes of its shape.

use serde_json::{Value, json};
use spacefile_lsp::text::{Position, Text, Unit};

use super::{GOOD, Test, about, change, range};
use crate::support::client::{Client, Start, uri};

pub const TESTS: &[Test] = &[
    ("a_document_is_formatted_by_small_edits", whole),
    ("too_many_edits_are_joined", many),
    ("a_part_is_formatted_and_nothing_else", part),
    ("a_new_line_gets_its_indent", on_enter),
    ("a_broken_document_is_refused_with_the_reason", refused),
    ("refactorings_are_offered_by_their_kind", refactorings),
];

fn start_with(start: Start, folder: &std::path::Path, text: &str) -> (Client, String) {
    let mut client = Client::session(start, folder, &json!({}));
    let uri = uri(&folder.join("Spacefile"));
    client.open(&uri, text);
    (client, uri)
}

fn edit(start: (u32, u32), end: (u32, u32), text: &str) -> Value {
    json!({"range": range(start, end), "newText": text})
}

fn whole(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    // A rocket is two units of UTF-16.
    let text =
        GOOD.replace("name: a", "name:  \"\u{1f680}\"  # x").replace("run: ./a\n", "run: ./a");
    let (mut client, uri) = start_with(start, folder.path(), &text);
    let mut asked = about(&uri);
    asked["options"] = json!({"tabSize": 8, "insertSpaces": false});
    let edits = client.request("textDocument/formatting", asked.clone());
    let wanted =
        [edit((2, 9), (2, 11), " "), edit((2, 15), (2, 17), " "), edit((5, 12), (5, 12), "\n")];
    assert_eq!(edits, json!(wanted));
    let whole = range((0, 0), (99, 0));
    let change = json!({"range": whole, "text": GOOD});
    let document = json!({"uri": uri, "version": 2});
    let params = json!({"textDocument": document, "contentChanges": [change]});
    client.notify("textDocument/didChange", params);
    assert_eq!(client.request("textDocument/formatting", asked), json!([]));
}

fn many(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    let tidy: String = (0..1500).map(|number| format!("a{number}: \u{1f680}\n")).collect();
    let untidy = tidy.replace(": ", ":  ");
    let (mut client, uri) = start_with(start, folder.path(), &untidy);
    let mut asked = about(&uri);
    asked["options"] = json!({"tabSize": 2, "insertSpaces": true});
    let edits = client.request("textDocument/formatting", asked);
    let edits = edits.as_array().unwrap();
    assert_eq!(edits.len(), 1000);
    // With short names they stand nearest to each other; those behind stay as small as they were.
    assert_eq!(edits[0]["range"], range((0, 3), (99, 6)));
    assert_eq!(edits[999], edit((1499, 6), (1499, 8), " "));
    let text = Text::new(&untidy);
    let offset = |at: &Value| {
        let number = |of: &str| usize::try_from(at[of].as_u64().unwrap()).unwrap();
        text.offset(Position { line: number("line"), column: number("character") }, Unit::Utf16)
    };
    let mut formatted = untidy;
    for edit in edits.iter().rev() {
        let [start, end] = ["start", "end"].map(|end| offset(&edit["range"][end]));
        formatted.replace_range(start..end, edit["newText"].as_str().unwrap());
    }
    assert_eq!(formatted, tidy);
}

fn part(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    let text = GOOD.replace("src: .", "src:   .").replace("run: ./a", "run:   ./a");
    let (mut client, uri) = start_with(start, folder.path(), &text);
    let mut asked = about(&uri);
    asked["range"] = range((3, 4), (3, 5));
    asked["options"] = json!({"tabSize": 2, "insertSpaces": true});
    let edits = client.request("textDocument/rangeFormatting", asked);
    assert_eq!(edits, json!([edit((3, 8), (3, 11), " ")]));
}

fn on_enter(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    let (mut client, uri) = start_with(start, folder.path(), GOOD);
    change(&mut client, &uri, 2, &range((2, 11), (2, 11)), "\n  ");
    let mut asked = about(&uri);
    asked["position"] = json!({"line": 3, "character": 2});
    asked["options"] = json!({"tabSize": 2, "insertSpaces": true});
    asked["ch"] = json!("\n");
    let edits = client.request("textDocument/onTypeFormatting", asked.clone());
    assert_eq!(edits, json!([edit((3, 0), (3, 2), "    ")]));
    asked["ch"] = json!(":");
    assert_eq!(client.request("textDocument/onTypeFormatting", asked), Value::Null);
}

fn refused(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    let (mut client, uri) = start_with(start, folder.path(), &GOOD.replace("src: .", "src: \"."));
    let mut asked = about(&uri);
    asked["options"] = json!({"tabSize": 2, "insertSpaces": true});
    let answer = client.answer("textDocument/formatting", asked.clone());
    assert_eq!(answer["error"]["code"], -32803);
    assert_eq!(
        answer["error"]["message"],
        "cannot be formatted: line 4: this text starts with \" but never ends with it"
    );
    // One that is none of ours is nobody's business.
    asked["textDocument"]["uri"] = json!("file:///nowhere/Spacefile");
    assert_eq!(client.request("textDocument/formatting", asked), Value::Null);
}

fn refactorings(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    let (mut client, uri) = start_with(start, folder.path(), GOOD);
    let mut ask = |place: (u32, u32), only: Option<&str>| {
        let mut context = json!({"diagnostics": []});
        if let Some(only) = only {
            context["only"] = json!([only]);
        }
        let asked =
            json!({"textDocument": {"uri": uri}, "range": range(place, place), "context": context});
        let actions = client.request("textDocument/codeAction", asked);
        let actions = actions.as_array().unwrap().iter();
        let named = actions.map(|it| (it["title"].clone(), it["kind"].clone(), it["edit"].clone()));
        named.collect::<Vec<_>>()
    };
    let [(title, kind, change)] = ask((3, 5), None).try_into().unwrap();
    assert_eq!((title, kind), (json!("Write this mapping in brackets"), json!("refactor.rewrite")));
    let text = "{name: a, src: ., engine: custom, run: ./a}";
    assert_eq!(change["changes"][&uri], json!([edit((2, 3), (5, 12), &format!(" {text}"))]));
    let adds = ask((1, 0), Some("refactor.add"));
    assert_eq!(adds.len(), 12);
    assert_eq!(adds[11].0, "Add a Micro: custom (Rust)");
    assert_eq!(ask((1, 0), Some("refactor.extract")), []);
    assert!(ask((1, 0), Some("refactor")).len() > 12);
}
