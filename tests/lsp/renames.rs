//! Spacefiles that follow the renames of files.

use serde_json::{Value, json};

use super::{GOOD, Test, range};
use crate::support::client::{Client, Start, uri};

pub const TESTS: &[Test] = &[
    ("open_and_unopened_files_follow_a_rename", follow),
    ("a_rename_out_of_the_project_changes_nothing", out_of_the_project),
];

fn rename(client: &mut Client, old: &str, new: &str) -> Value {
    let files = json!({"files": [{"oldUri": old, "newUri": new}]});
    client.request("workspace/willRenameFiles", files)
}

fn follow(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shop/Spacefile");
    std::fs::create_dir(path.parent().unwrap()).unwrap();
    std::fs::write(&path, GOOD.replace("src: .", "src: ./api")).unwrap();
    let mut client = Client::session(start, folder.path(), &json!({}));
    let uri_of = |name: &str| uri(&folder.path().join(name));
    let spacefile = uri(&path);
    assert_eq!(client.published(&spacefile, None)[0]["code"], "missing-src");
    let edit = rename(&mut client, &uri_of("shop/api"), &uri_of("shop/back%20end"));
    let expected = json!([{"range": range((3, 9), (3, 14)), "newText": "./back end"}]);
    assert_eq!(edit["changes"][&spacefile], expected);
    // An open document counts as the client has it.
    client.open(&spacefile, &GOOD.replace("src: .", "src: web # \u{1f680}"));
    assert_eq!(rename(&mut client, &uri_of("shop/api"), &uri_of("shop/x")), Value::Null);
    let edit = rename(&mut client, &uri_of("shop/web"), &uri_of("shop/x"));
    let expected = json!([{"range": range((3, 9), (3, 12)), "newText": "x"}]);
    assert_eq!(edit["changes"][&spacefile], expected);
}

fn out_of_the_project(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::session(start, folder.path(), &json!({}));
    let uri_of = |name: &str| uri(&folder.path().join(name));
    client.open(&uri_of("shop/Spacefile"), &GOOD.replace("src: .", "src: api"));
    for (old, new) in [
        ("shop/api", "other/api"),
        ("shop", "store"),
        ("shop/Spacefile", "shop/Spacefile.old"),
        ("shop/ap", "shop/apis"),
    ] {
        assert_eq!(rename(&mut client, &uri_of(old), &uri_of(new)), Value::Null, "{old}");
    }
    assert_eq!(rename(&mut client, "untitled:a", "no uri at all"), Value::Null);
}
