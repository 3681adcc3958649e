//! Files that are not open, and what happens to files.

use std::path::Path;

use serde_json::{Value, json};

use super::{GOOD, Test, about, codes, range};
use crate::support::client::{Client, Start, uri};

pub const TESTS: &[Test] = &[
    ("unopened_files_of_the_folder_are_checked", unopened_files),
    ("a_closed_file_counts_as_it_is_on_disk", a_closed_file),
    ("a_folder_that_appears_mends_its_finding", a_folder_that_appears),
    ("without_watching_a_save_looks_again", a_save_looks_again),
    ("without_watching_a_late_request_looks_again", a_late_request_looks_again),
    ("a_copied_folder_brings_its_spacefile", a_copied_folder),
    ("folders_come_and_go", folders_come_and_go),
    ("a_wrong_name_is_told_and_mended", a_wrong_name),
    ("dependencies_are_not_searched", dependencies),
    ("what_lies_above_counts_as_well", what_lies_above),
    ("a_moved_project_is_looked_at_again", a_moved_project),
    ("events_find_what_a_fresh_search_finds", as_a_fresh_search),
    ("a_file_that_is_not_watched_is_looked_at_again", not_watched),
    ("an_event_that_names_nothing_spoils_no_other", a_bad_event),
    ("the_same_bytes_on_other_lines_are_told", other_lines),
];

/// A client that watches files when asked to.
fn watching() -> Value {
    json!({"workspace": {
        "didChangeWatchedFiles": {"dynamicRegistration": true},
        "workspaceEdit": {"documentChanges": true, "resourceOperations": ["rename"]},
    }})
}

fn touched(client: &mut Client, uris: &[(&str, u8)]) {
    let changes = uris.iter().map(|(uri, kind)| json!({"uri": uri, "type": kind}));
    let changes: Vec<_> = changes.collect();
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": changes}));
}

/// Writes as an editor does, in one step: a look that is under way sees the old text or the new
/// one, never an empty file.
fn write(path: &Path, text: &str) {
    let beside = path.with_file_name(".new");
    std::fs::write(&beside, text).unwrap();
    std::fs::rename(beside, path).unwrap();
}

fn unopened_files(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("app/Spacefile");
    std::fs::create_dir(path.parent().unwrap()).unwrap();
    std::fs::write(&path, "v: 0\n").unwrap();
    let mut client = Client::session(start, folder.path(), &watching());
    let uri = uri(&path);
    let asked = client.wait(|message| message["method"] == "client/registerCapability");
    let registered = &asked["params"]["registrations"][0];
    assert_eq!(registered["method"], "workspace/didChangeWatchedFiles");
    assert_eq!(registered["registerOptions"]["watchers"][0]["globPattern"], "**/*");
    assert_eq!(codes(&client.published(&uri, None)), ["missing-key"]);
    write(&path, "v: 1\n");
    touched(&mut client, &[(&uri, 2)]);
    assert_eq!(codes(&client.published(&uri, None)), ["missing-key", "unsupported-version"]);
    std::fs::remove_file(&path).unwrap();
    touched(&mut client, &[(&uri, 3)]);
    assert_eq!(client.published(&uri, None), [] as [Value; 0]);
}

fn a_closed_file(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Spacefile");
    std::fs::write(&path, "v: 0\n").unwrap();
    let mut client = Client::session(start, folder.path(), &json!({}));
    let uri = uri(&path);
    assert_eq!(codes(&client.published(&uri, None)), ["missing-key"]);
    client.open(&uri, GOOD);
    assert_eq!(client.published(&uri, Some(1)), [] as [Value; 0]);
    client.notify("textDocument/didClose", about(&uri));
    assert_eq!(client.published(&uri, None), [] as [Value; 0]);
    assert_eq!(codes(&client.published(&uri, None)), ["missing-key"]);
}

fn a_folder_that_appears(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::session(start, folder.path(), &watching());
    let uri_of = |name: &str| uri(&folder.path().join(name));
    let uri = uri_of("Spacefile");
    client.open(&uri, &GOOD.replace("src: .", "src: api"));
    assert_eq!(codes(&client.published(&uri, Some(1))), ["missing-src"]);
    std::fs::create_dir(folder.path().join("api")).unwrap();
    touched(&mut client, &[(&uri_of("api"), 1)]);
    // The first look at the folders may come in the middle of that.
    while !client.published(&uri, Some(1)).is_empty() {}
    std::fs::remove_dir(folder.path().join("api")).unwrap();
    let gone = json!({"files": [{"uri": uri_of("api")}]});
    client.notify("workspace/didDeleteFiles", gone);
    assert_eq!(codes(&client.published(&uri, Some(1))), ["missing-src"]);
}

fn a_save_looks_again(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::session(start, folder.path(), &json!({}));
    let uri = uri(&folder.path().join("Spacefile"));
    client.open(&uri, &GOOD.replace("src: .", "src: api"));
    assert_eq!(codes(&client.published(&uri, Some(1))), ["missing-src"]);
    std::fs::create_dir(folder.path().join("api")).unwrap();
    client.notify("textDocument/didSave", about(&uri));
    // The first look at the folders may come in the middle of that.
    while !client.published(&uri, Some(1)).is_empty() {}
}

fn a_late_request_looks_again(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::session(start, folder.path(), &json!({}));
    let uri = uri(&folder.path().join("Spacefile"));
    client.open(&uri, &GOOD.replace("src: .", "src: api"));
    assert_eq!(codes(&client.published(&uri, Some(1))), ["missing-src"]);
    std::fs::create_dir(folder.path().join("api")).unwrap();
    // As somebody who comes back to the editor after a while.
    while !client.has_published() {
        client.request("textDocument/documentSymbol", about(&uri));
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    assert_eq!(client.published(&uri, Some(1)), [] as [Value; 0]);
}

fn a_copied_folder(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::session(start, folder.path(), &watching());
    let app = folder.path().join("apps/one");
    std::fs::create_dir_all(&app).unwrap();
    write(&app.join("Spacefile"), "v: 0\n");
    // Some clients name only the topmost folder.
    touched(&mut client, &[(&uri(&folder.path().join("apps")), 1)]);
    assert_eq!(codes(&client.published(&uri(&app.join("Spacefile")), None)), ["missing-key"]);
    std::fs::remove_dir_all(folder.path().join("apps")).unwrap();
    touched(&mut client, &[(&uri(&folder.path().join("apps")), 3)]);
    assert_eq!(client.published(&uri(&app.join("Spacefile")), None), [] as [Value; 0]);
}

fn folders_come_and_go(start: Start) {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    std::fs::write(other.path().join("Spacefile"), "v: 0\n").unwrap();
    let mut client = Client::session(start, one.path(), &json!({}));
    let folder = json!([{"uri": uri(other.path()), "name": "other"}]);
    let added = json!({"event": {"added": folder, "removed": []}});
    client.notify("workspace/didChangeWorkspaceFolders", added);
    let uri = uri(&other.path().join("Spacefile"));
    assert_eq!(codes(&client.published(&uri, None)), ["missing-key"]);
    let removed = json!({"event": {"added": [], "removed": folder}});
    client.notify("workspace/didChangeWorkspaceFolders", removed);
    assert_eq!(client.published(&uri, None), [] as [Value; 0]);
}

fn a_wrong_name(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("spacefile.yml");
    std::fs::write(&path, GOOD).unwrap();
    let mut client = Client::session(start, folder.path(), &watching());
    let wrong = uri(&path);
    assert_eq!(codes(&client.published(&wrong, None)), ["misnamed-spacefile"]);
    client.open(&wrong, GOOD);
    assert_eq!(codes(&client.published(&wrong, Some(1))), ["misnamed-spacefile"]);
    let asked = json!({
        "textDocument": {"uri": wrong}, "range": range((0, 0), (0, 0)), "context": {"diagnostics": []},
    });
    let actions = client.request("textDocument/codeAction", asked);
    assert_eq!(actions[0]["title"], "Rename to `Spacefile`");
    let right = uri(&folder.path().join("Spacefile"));
    let rename = json!([{"kind": "rename", "oldUri": wrong, "newUri": right}]);
    assert_eq!(actions[0]["edit"]["documentChanges"], rename);
    // With a true Spacefile beside it, the name is anybody's.
    write(&folder.path().join("Spacefile"), GOOD);
    touched(&mut client, &[(&right, 1)]);
    assert_eq!(client.published(&wrong, Some(1)), [] as [Value; 0]);
}

fn dependencies(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("node_modules/space-app");
    std::fs::create_dir_all(&inner).unwrap();
    std::fs::write(inner.join("Spacefile"), "v: 1\n").unwrap();
    std::fs::write(folder.path().join("Spacefile"), "v: 0\n").unwrap();
    let mut client = Client::session(start, folder.path(), &watching());
    let uri_of = |path: &Path| uri(&path.join("Spacefile"));
    assert_eq!(codes(&client.published(&uri_of(folder.path()), None)), ["missing-key"]);
    write(&folder.path().join("Spacefile"), "v: 1\n");
    touched(&mut client, &[(&uri_of(&inner), 1), (&uri_of(folder.path()), 2)]);
    assert_eq!(client.published(&uri_of(folder.path()), None).len(), 2);
    assert!(!client.has_published_of("node_modules"));
}

fn what_lies_above(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    let app = folder.path().join("app");
    std::fs::create_dir(&app).unwrap();
    std::fs::write(app.join("Spacefile"), GOOD).unwrap();
    let mut client = Client::session(start, folder.path(), &watching());
    let (above, inner) = (folder.path().join("Spacefile"), uri(&app.join("Spacefile")));
    write(&above, GOOD);
    touched(&mut client, &[(&uri(&above), 1)]);
    assert_eq!(codes(&client.published(&inner, None)), ["nested-spacefile"]);
    client.open(&inner, GOOD);
    assert_eq!(codes(&client.published(&inner, Some(1))), ["nested-spacefile"]);
    std::fs::remove_file(&above).unwrap();
    touched(&mut client, &[(&uri(&above), 3)]);
    assert_eq!(client.published(&inner, Some(1)), [] as [Value; 0]);
}

fn a_moved_project(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    let app = folder.path().join("apps/one");
    std::fs::create_dir_all(app.join("api")).unwrap();
    let mut client = Client::session(start, folder.path(), &watching());
    let uri_of = |name: &str| uri(&folder.path().join(name));
    let spacefile = uri(&app.join("Spacefile"));
    client.open(&spacefile, &GOOD.replace("src: .", "src: api"));
    assert_eq!(client.published(&spacefile, Some(1)), [] as [Value; 0]);
    std::fs::rename(folder.path().join("apps"), folder.path().join("moved")).unwrap();
    touched(&mut client, &[(&uri_of("apps"), 3), (&uri_of("moved"), 1)]);
    assert_eq!(codes(&client.published(&spacefile, Some(1))), ["missing-src"]);
}

fn as_a_fresh_search(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    let uri_of = |name: &str| uri(&folder.path().join(name));
    std::fs::write(folder.path().join("spacefile.yml"), GOOD).unwrap();
    let mut client = Client::session(start, folder.path(), &watching());
    let wrong = uri_of("spacefile.yml");
    assert_eq!(codes(&client.published(&wrong, None)), ["misnamed-spacefile"]);
    // A true one anywhere in the folder, and the other name may be anything.
    std::fs::create_dir(folder.path().join("sub")).unwrap();
    write(&folder.path().join("sub/Spacefile"), "v: 0\n");
    touched(&mut client, &[(&uri_of("sub/Spacefile"), 1)]);
    assert_eq!(client.published(&wrong, None), [] as [Value; 0]);
    assert_eq!(codes(&client.published(&uri_of("sub/Spacefile"), None)), ["missing-key"]);
    // So it may in a folder that comes later, and a link to a folder is not followed.
    std::fs::create_dir(folder.path().join("more")).unwrap();
    write(&folder.path().join("more/spacefile"), GOOD);
    #[cfg(unix)]
    std::os::unix::fs::symlink(".", folder.path().join("loop")).unwrap();
    write(&folder.path().join("sub/Spacefile"), "v: 1\n");
    let events = [(&*uri_of("more"), 1), (&*uri_of("loop"), 1), (&*uri_of("sub/Spacefile"), 2)];
    touched(&mut client, &events);
    assert_eq!(client.published(&uri_of("sub/Spacefile"), None).len(), 2);
    assert!(!client.has_published_of("more") && !client.has_published_of("loop"));
    // With the folder of the true one, its name is gone.
    std::fs::remove_dir_all(folder.path().join("more")).unwrap();
    std::fs::remove_dir_all(folder.path().join("sub")).unwrap();
    touched(&mut client, &[(&uri_of("sub"), 3)]);
    assert_eq!(codes(&client.published(&wrong, None)), ["misnamed-spacefile"]);
}

fn not_watched(start: Start) {
    let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut client = Client::session(start, folder.path(), &watching());
    client.wait(|message| message["method"] == "client/registerCapability");
    // The client watches its folders, and this one is in none of them.
    let uri = uri(&other.path().join("Spacefile"));
    client.open(&uri, &GOOD.replace("src: .", "src: api"));
    assert_eq!(codes(&client.published(&uri, Some(1))), ["missing-src"]);
    std::fs::create_dir(other.path().join("api")).unwrap();
    client.notify("textDocument/didSave", about(&uri));
    assert_eq!(client.published(&uri, Some(1)), [] as [Value; 0]);
}

fn a_bad_event(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Spacefile");
    std::fs::write(&path, "v: 0\n").unwrap();
    let mut client = Client::session(start, folder.path(), &watching());
    let uri = uri(&path);
    assert_eq!(codes(&client.published(&uri, None)), ["missing-key"]);
    std::fs::remove_file(&path).unwrap();
    touched(&mut client, &[("no uri at all", 1), ("untitled:a", 2), (&uri, 3)]);
    assert_eq!(client.published(&uri, None), [] as [Value; 0]);
}

fn other_lines(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Spacefile");
    std::fs::write(&path, "#a\n\nv: 1\n").unwrap();
    let mut client = Client::session(start, folder.path(), &watching());
    let uri = uri(&path);
    assert_eq!(client.published(&uri, None)[0]["range"]["start"]["line"], 2);
    write(&path, "#aa\nv: 1\n");
    touched(&mut client, &[(&uri, 2)]);
    assert_eq!(client.published(&uri, None)[0]["range"]["start"]["line"], 1);
}
