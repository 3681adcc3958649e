//! The outline.

use serde_json::{Value, json};

use super::{Test, about, range};
use crate::support::client::{Client, Start, uri};

pub const TESTS: &[Test] =
    &[("the_outline_survives_a_broken_line", broken), ("a_bare_client_gets_a_list", a_list)];

const BROKEN: &str = "v: 0\napp_name: shop\nmicros:\n  - name: a\n    src: \"./a\n    engine: custom\n  - name: b\n    src: b\n    engine: static\n    primary\n    actions:\n      - id: tidy\n        name: Tidy up\n        default_interval: 1 hour\n  - name: c\n    engine: next\n";

fn nested() -> Value {
    json!({"textDocument": {"documentSymbol": {"hierarchicalDocumentSymbolSupport": true}}})
}

fn broken(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::session(start, folder.path(), &nested());
    let uri = uri(&folder.path().join("Spacefile"));
    client.open(&uri, BROKEN);
    let outline = client.request("textDocument/documentSymbol", about(&uri));
    assert_eq!(outline[0]["name"], "shop");
    assert_eq!(outline[0]["selectionRange"], range((1, 10), (1, 14)));
    let micros = outline[0]["children"].as_array().unwrap();
    let names: Vec<_> = micros.iter().map(|micro| micro["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["a", "b", "c"]);
    assert_eq!(micros[1]["detail"], "static");
    assert_eq!(micros[1]["selectionRange"], range((6, 10), (6, 11)));
    let action = &micros[1]["children"][0];
    assert_eq!((&action["name"], &action["detail"]), (&json!("Tidy up"), &json!("1 hour")));
}

fn a_list(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::session(start, folder.path(), &json!({}));
    let uri = uri(&folder.path().join("Spacefile"));
    client.open(&uri, BROKEN);
    let outline = client.request("textDocument/documentSymbol", about(&uri));
    let list = outline.as_array().unwrap().iter();
    let list: Vec<_> = list.map(|entry| (&entry["name"], &entry["containerName"])).collect();
    let (shop, b) = (json!("shop"), json!("b"));
    assert_eq!(list[0], (&shop, &Value::Null));
    assert_eq!(list[2], (&b, &shop));
    assert_eq!(list[3], (&json!("Tidy up"), &b));
    assert_eq!(outline[2]["location"]["uri"], uri);
}
