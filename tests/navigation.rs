//! Where definitions and links lead.
//!
//! A file of `tests/navigation` holds cases: `=== what it shows`, a text with `$0` at the cursor,
//! then `--- files` with the files beside it, `--- goes to` with where the definition is (a path,
//! or the line of the text from 1), and `--- links` with all links: what is linked, and the path.

use libtest_mimic::Trial;
use serde_json::{Value, json};
use spacefile_lsp::text::{Position, Text, Unit};

use crate::support::client::{Client, uri};
use crate::support::{Case, cases, root, write_files};

pub fn trials() -> Vec<Trial> {
    let trial = |case: Case| {
        Trial::test(format!("navigation::{}", case.name), move || {
            check(&case);
            Ok(())
        })
    };
    cases(&root().join("tests/navigation")).into_iter().map(trial).collect()
}

fn check(case: &Case) {
    let folder = tempfile::tempdir().unwrap();
    write_files(folder.path(), case.part("files").unwrap_or_default());
    let (text, cursor) = case.text_and_cursor();
    let mut client = Client::session(Client::duplex, folder.path(), &json!({}));
    let here = uri(&folder.path().join("Spacefile"));
    client.open(&here, &text);
    let lines = Text::new(&text);
    let at = lines.position(cursor, Unit::Utf16);
    let place = json!({"line": at.line, "character": at.column});
    let about = json!({"textDocument": {"uri": here}, "position": place});
    let root = format!("{}/", uri(folder.path()));
    let shown = |uri: &Value| {
        let uri = uri.as_str().unwrap();
        uri.strip_prefix(&root).unwrap_or_else(|| panic!("{uri} is not in {root}")).to_owned()
    };
    if let Some(expected) = case.part("goes to") {
        let found = client.request("textDocument/definition", about.clone());
        let goes_to = match &found["uri"] {
            Value::Null => String::new(),
            uri if *uri == here => {
                format!("{}", found["range"]["start"]["line"].as_u64().unwrap() + 1)
            }
            uri => shown(uri),
        };
        assert_eq!(goes_to, expected);
    }
    if let Some(expected) = case.part("links") {
        let offset = |place: &Value| {
            let number = |name: &str| place[name].as_u64().unwrap() as usize;
            let position = Position { line: number("line"), column: number("character") };
            lines.offset(position, Unit::Utf16)
        };
        let found = client.request("textDocument/documentLink", about);
        let links = found.as_array().unwrap().iter().map(|link| {
            let range = offset(&link["range"]["start"])..offset(&link["range"]["end"]);
            format!("{} -> {}\n", &text[range], shown(&link["target"]))
        });
        assert_eq!(links.collect::<String>().trim_end(), expected);
    }
}
