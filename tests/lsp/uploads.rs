//! What would go up: in a `.spaceignore`, above a Spacefile, and by requests of our own.

use std::path::Path;

use serde_json::{Value, json};

use super::{GOOD, Test, about, change, codes, place, range};
use crate::support::client::{Client, Start, uri};
use crate::support::{run, write_files};

pub const TESTS: &[Test] = &[
    ("each_line_tells_what_it_does", each_line),
    ("unsaved_lines_count_at_once", unsaved_lines),
    ("a_spacefile_tells_what_would_go_up", a_spacefile),
    ("a_folder_tells_what_of_it_goes_up", a_folder),
    ("paths_that_are_left_out_come_last", left_out_comes_last),
    ("paths_that_are_there_are_offered", paths_are_offered),
    ("a_spaceignore_is_laid_out_and_folded", layout),
    ("the_preview_is_that_of_the_command_line", the_preview),
    ("a_preview_comes_in_parts_with_progress", in_parts),
    ("a_preview_that_is_given_up_stops", given_up),
    ("paths_get_their_verdicts", verdicts),
    ("a_client_that_has_a_preview_is_told_of_changes", told_of_changes),
    ("the_preview_opens_as_a_document", a_document),
    ("without_documents_the_preview_is_a_message", a_message),
    ("a_path_is_left_out_and_taken_back", left_out_and_back),
    ("another_programs_spaceignore_is_left_alone", another_program),
];

const FILES: &str = "
    src/main.py: print(1)
    data/big.bin: size 3000000
    node_modules/x/index.js: size 1000
    dist/page.html: size 20
    notes.log: size 5
    .env: KEY=1
";

const LINES: &str = "# logs\n# and data\n*.log\n/data\n!dist\nnothing-here\n";

/// A project with a Spacefile and, unless there is nothing in it, a `.spaceignore`.
fn project(lines: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    write_files(folder.path(), FILES);
    std::fs::write(folder.path().join("Spacefile"), GOOD).unwrap();
    if !lines.is_empty() {
        std::fs::write(folder.path().join(".spaceignore"), lines).unwrap();
    }
    folder
}

/// A client with everything that an upload is shown by.
pub fn capable() -> Value {
    json!({
        "textDocument": {"inlayHint": {}, "codeLens": {}, "hover": {"contentFormat": ["markdown"]}},
        "window": {"showDocument": {"support": true}},
        "workspace": {
            "applyEdit": true,
            "codeLens": {"refreshSupport": true},
            "inlayHint": {"refreshSupport": true},
            "didChangeWatchedFiles": {"dynamicRegistration": true},
            "workspaceEdit": {"documentChanges": true, "resourceOperations": ["create"]},
        },
    })
}

/// Opens a project's `.spaceignore`, and waits until its folder was looked at.
pub fn open_lines(client: &mut Client, folder: &Path, lines: &str) -> String {
    let uri = uri(&folder.join(".spaceignore"));
    client.open(&uri, lines);
    settled(client, &uri);
    uri
}

/// Waits until a document's upload is known: then a lens tells what goes up.
pub fn settled(client: &mut Client, uri: &str) {
    for _ in 0..12_000 {
        let lenses = client.request("textDocument/codeLens", about(uri));
        if lenses.is_array() && titles(&lenses).iter().any(|title| title.contains(" up")) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    panic!("the upload is never known");
}

fn titles(lenses: &Value) -> Vec<&str> {
    let lenses = lenses.as_array().unwrap();
    lenses.iter().map(|lens| lens["command"]["title"].as_str().unwrap()).collect()
}

fn hover(client: &mut Client, uri: &str, line: u32) -> String {
    let params = json!({"textDocument": {"uri": uri}, "position": place(line, 1)});
    let found = client.request("textDocument/hover", params);
    found["contents"]["value"].as_str().unwrap_or_default().to_owned()
}

fn hints(client: &mut Client, uri: &str) -> Vec<(u64, String)> {
    let params = json!({"textDocument": {"uri": uri}, "range": range((0, 0), (100, 0))});
    let hints = client.request("textDocument/inlayHint", params);
    let hints = hints.as_array().unwrap().iter().map(|hint| {
        (hint["position"]["line"].as_u64().unwrap(), hint["label"].as_str().unwrap().to_owned())
    });
    hints.collect()
}

fn each_line(start: Start) {
    let folder = project(LINES);
    let mut client = Client::session(start, folder.path(), &capable());
    let uri = open_lines(&mut client, folder.path(), LINES);
    let expected = [
        (2, "keeps out 1 file, 5 bytes".to_owned()),
        (3, "keeps out 1 file, 3 MB".to_owned()),
        (4, "takes back 1 file, 20 bytes".to_owned()),
        (5, "does nothing here".to_owned()),
    ];
    // What is left out is counted once somebody asks; then the client is told to ask again.
    while hints(&mut client, &uri) != expected {
        client.wait(|message| message["method"] == "workspace/inlayHint/refresh");
    }
    let of_data = hover(&mut client, &uri, 3);
    assert!(of_data.contains("`data/`, 3 MB") && of_data.contains("the same way"), "{of_data}");
    let of_nothing = hover(&mut client, &uri, 5);
    assert!(of_nothing.starts_with("Does nothing here"), "{of_nothing}");
}

fn unsaved_lines(start: Start) {
    let folder = project("*.log\n");
    let mut client = Client::session(start, folder.path(), &capable());
    let uri = open_lines(&mut client, folder.path(), "*.log\n");
    let lenses = client.request("textDocument/codeLens", about(&uri));
    assert_eq!(titles(&lenses), ["3 files, 3 MB go up"]);
    change(&mut client, &uri, 2, &range((0, 0), (1, 0)), "/data\n!.env\n");
    let lenses = client.request("textDocument/codeLens", about(&uri));
    let title = titles(&lenses)[0];
    let changes = "unsaved: +2 files, 11 bytes; \u{2212}1 file, 3 MB; `.env` would go up";
    assert!(title.starts_with("4 files, ") && title.ends_with(changes), "{title}");
}

fn a_spacefile(start: Start) {
    let folder = project("");
    let text = "v: 0\nmicros:\n  - name: a\n    src: src\n    engine: custom\n    run: ./a\n";
    std::fs::write(folder.path().join("Spacefile"), text).unwrap();
    let mut client = Client::session(start, folder.path(), &capable());
    let uri = uri(&folder.path().join("Spacefile"));
    client.open(&uri, text);
    settled(&mut client, &uri);
    let lenses = client.request("textDocument/codeLens", about(&uri));
    let titles = titles(&lenses);
    assert!(titles.iter().any(|title| title.contains("4 files, 3 MB go up")), "{titles:?}");
    assert!(titles.iter().any(|title| title.ends_with("1 file, 9 bytes goes up")), "{titles:?}");
}

fn a_folder(start: Start) {
    let cases = [
        ("src", "A push would upload 1 file, 9 bytes of it."),
        ("data", "A push would upload nothing of it."),
    ];
    for (src, words) in cases {
        let folder = project("*.bin\n");
        let mut client = Client::session(start, folder.path(), &capable());
        let uri = uri(&folder.path().join("Spacefile"));
        let text = GOOD.replace("src: .", &format!("src: {src}"));
        client.open(&uri, &text);
        settled(&mut client, &uri);
        let line = text.lines().position(|line| line.contains("src:")).unwrap();
        let at = text.lines().nth(line).unwrap().rfind(src).unwrap();
        let at = place(u32::try_from(line).unwrap(), u32::try_from(at).unwrap());
        let params = json!({"textDocument": {"uri": uri}, "position": at});
        let found = client.request("textDocument/hover", params);
        let found = found["contents"]["value"].as_str().unwrap_or_default();
        assert!(found.contains(words), "{src}: {found}");
    }
}

fn left_out_comes_last(start: Start) {
    let folder = project("/data\n");
    std::fs::create_dir(folder.path().join("web")).unwrap();
    let mut client = Client::session(start, folder.path(), &capable());
    let uri = uri(&folder.path().join("Spacefile"));
    client.open(&uri, GOOD);
    settled(&mut client, &uri);
    let text = GOOD.replace("src: .", "src: ");
    let line = text.lines().position(|line| line.ends_with("src: ")).unwrap();
    let end = u32::try_from(text.lines().nth(line).unwrap().len()).unwrap();
    change(&mut client, &uri, 2, &range((0, 0), (100, 0)), &text);
    let at = place(u32::try_from(line).unwrap(), end);
    let params = json!({"textDocument": {"uri": uri}, "position": at});
    let found = client.request("textDocument/completion", params);
    let items = found["items"].as_array().or_else(|| found.as_array()).unwrap();
    let mut items: Vec<_> = items
        .iter()
        .map(|item| (item["sortText"].as_str().unwrap_or(""), item["label"].as_str().unwrap()))
        .collect();
    items.sort_unstable();
    let labels: Vec<_> = items.iter().map(|(_, label)| *label).collect();
    let place_of = |name: &str| labels.iter().position(|label| label.starts_with(name)).unwrap();
    // `data` is left out by a line, the others by default.
    for name in ["data", "dist", "node_modules"] {
        assert!(place_of("web") < place_of(name), "{labels:?}");
    }
}

fn paths_are_offered(start: Start) {
    let folder = project("x\n");
    let mut client = Client::session(start, folder.path(), &capable());
    let uri = open_lines(&mut client, folder.path(), "x\n\n!\n");
    let mut offered = |line, character| {
        let params = json!({"textDocument": {"uri": uri}, "position": place(line, character)});
        let found = client.request("textDocument/completion", params);
        let items = found["items"].as_array().unwrap().iter().map(|item| {
            (item["label"].as_str().unwrap().to_owned(), item["textEdit"]["newText"].clone())
        });
        items.collect::<Vec<_>>()
    };
    let kept = offered(1, 0);
    assert_eq!(kept[0], ("data/".to_owned(), json!("/data")));
    assert!(kept.iter().all(|(label, _)| label != ".env" && label != "node_modules/"), "{kept:?}");
    let back = offered(2, 1);
    assert!(back.iter().any(|(_, text)| text == "!node_modules"), "{back:?}");
    assert!(back.iter().any(|(_, text)| text == "!/dist"), "{back:?}");
}

fn layout(start: Start) {
    let lines = "\n\n# a\n# b\n*.log  \n\n\n\tx \n# c\n\n\n";
    let folder = project(lines);
    let mut client = Client::session(start, folder.path(), &capable());
    let uri = open_lines(&mut client, folder.path(), lines);
    let folds = client.request("textDocument/foldingRange", about(&uri));
    assert_eq!(folds, json!([{"startLine": 2, "endLine": 3, "kind": "comment"}]));
    let options = json!({"tabSize": 2, "insertSpaces": true});
    let params = json!({"textDocument": {"uri": uri}, "options": options});
    let edits = client.request("textDocument/formatting", params);
    let mut text = lines.to_owned();
    for edit in edits.as_array().unwrap().iter().rev() {
        let offset = |at: &Value| {
            let line = usize::try_from(at["line"].as_u64().unwrap()).unwrap();
            let start: usize = lines.split_inclusive('\n').take(line).map(str::len).sum();
            start + usize::try_from(at["character"].as_u64().unwrap()).unwrap()
        };
        let (from, to) = (offset(&edit["range"]["start"]), offset(&edit["range"]["end"]));
        text.replace_range(from..to, edit["newText"].as_str().unwrap());
    }
    assert_eq!(text, "# a\n# b\n*.log\n\n\tx\n# c\n");
}

pub fn preview_of(folder: &Path) -> Value {
    let output = run(folder, &["--preview", "--report", "json"], b"");
    serde_json::from_slice(&output.stdout).unwrap()
}

fn the_preview(start: Start) {
    let folder = project(LINES);
    let mut client = Client::session(start, folder.path(), &capable());
    let uri = uri(&folder.path().join("Spacefile"));
    let mut told = client.request("spacefile/preview", json!({"uri": uri}));
    let mut expected = preview_of(folder.path());
    // Both name the folder as they were asked.
    for preview in [&mut told, &mut expected] {
        preview["root"].take();
    }
    assert_eq!(told, expected);
    let every = client.request("spacefile/preview", json!({"uri": uri, "ignored": true}));
    let paths = every["entries"].as_array().unwrap().iter().map(|entry| entry["path"].clone());
    assert!(paths.collect::<Vec<_>>().contains(&json!("node_modules/x/index.js")));
}

fn in_parts(start: Start) {
    let folder = project(LINES);
    let mut client = Client::session(start, folder.path(), &capable());
    let uri = uri(&folder.path().join("Spacefile"));
    let whole = client.request("spacefile/preview", json!({"uri": uri}));
    let params = json!({"uri": uri, "partialResultToken": "part", "workDoneToken": 7});
    let told = client.request("spacefile/preview", params);
    assert_eq!(told["entries"], json!([]));
    assert_eq!(told["files"], whole["files"]);
    let part = client.wait(|message| message["params"]["token"] == "part");
    assert_eq!(part["params"]["value"]["entries"], whole["entries"]);
    let kinds = ["begin", "end"];
    for kind in kinds {
        client.wait(|it| it["params"]["token"] == 7 && it["params"]["value"]["kind"] == kind);
    }
}

fn given_up(start: Start) {
    let folder = project(LINES);
    let mut client = Client::session(start, folder.path(), &capable());
    let uri = uri(&folder.path().join("Spacefile"));
    let params = json!({"uri": uri, "ignored": true});
    client.send(
        &json!({"jsonrpc": "2.0", "id": "p", "method": "spacefile/preview", "params": params}),
    );
    client.notify("$/cancelRequest", json!({"id": "p"}));
    let answer = client.wait(|message| message["id"] == "p");
    // It may have been done by then.
    assert!(answer["error"]["code"] == -32800 || answer["result"]["version"] == 1, "{answer}");
    assert_eq!(client.request("spacefile/preview", json!({"uri": uri}))["version"], 1);
}

fn verdicts(start: Start) {
    let folder = project(LINES);
    let mut client = Client::session(start, folder.path(), &capable());
    let uri = uri(folder.path());
    let paths = ["src/main.py", "data/big.bin", "node_modules/x/index.js", "gone.log", "dist/"];
    let found = client.request("spacefile/ignoredPaths", json!({"uri": uri, "paths": paths}));
    let kept: Vec<_> = found.as_array().unwrap().iter().map(|it| it["kept"].as_bool()).collect();
    assert_eq!(kept, [Some(true), Some(false), Some(false), Some(false), Some(true)]);
    assert_eq!(found[1]["by"], json!({"source": ".spaceignore", "line": 4, "pattern": "/data"}));
    assert_eq!(found[2]["by"]["source"], "default");
}

fn told_of_changes(start: Start) {
    let folder = project(LINES);
    let mut client = Client::session(start, folder.path(), &capable());
    let spacefile = uri(&folder.path().join("Spacefile"));
    client.open(&spacefile, GOOD);
    settled(&mut client, &spacefile);
    let before = client.request("spacefile/preview", json!({"uri": spacefile}));
    client.forget();
    let new = folder.path().join("src/new.py");
    std::fs::write(&new, "1\n").unwrap();
    let changes = json!([{"uri": uri(&new), "type": 1}]);
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": changes}));
    let expected = before["files"].as_u64().unwrap() + 1;
    while client.request("spacefile/preview", json!({"uri": spacefile}))["files"] != expected {
        client.wait(|message| message["method"] == "spacefile/previewChanged");
    }
}

fn a_document(start: Start) {
    let folder = project(LINES);
    let mut client = Client::session(start, folder.path(), &capable());
    let uri = uri(&folder.path().join("Spacefile"));
    let command = json!({"command": "spacefile.openPreview", "arguments": [uri]});
    client.request("workspace/executeCommand", command);
    let shown = client.wait(|message| message["method"] == "window/showDocument");
    let path = shown["params"]["uri"].as_str().unwrap().strip_prefix("file://").unwrap();
    let path = percent_encoding::percent_decode_str(path).decode_utf8().unwrap().into_owned();
    let words = std::fs::read_to_string(&path).unwrap();
    assert!(words.contains("data") && words.contains(".spaceignore"), "{words}");
    assert!(std::fs::metadata(&path).unwrap().permissions().readonly());
}

fn a_message(start: Start) {
    let folder = project(LINES);
    let mut client = Client::session(start, folder.path(), &json!({}));
    let uri = uri(&folder.path().join("Spacefile"));
    let command = json!({"command": "spacefile.openPreview", "arguments": [uri]});
    client.request("workspace/executeCommand", command);
    let shown = client.wait(|message| message["method"] == "window/showMessage");
    let words = shown["params"]["message"].as_str().unwrap();
    assert!(words.contains("3 files") && words.contains("--preview"), "{words}");
}

fn left_out_and_back(start: Start) {
    let folder = project("");
    let mut client = Client::session(start, folder.path(), &capable());
    let mut edit = |command: &str, path: &str| {
        let argument = uri(&folder.path().join(path));
        let params = json!({"command": command, "arguments": [argument]});
        client.request("workspace/executeCommand", params);
        let asked = client.wait(|message| message["method"] == "workspace/applyEdit");
        asked["params"]["edit"]["documentChanges"].clone()
    };
    let out = edit("spacefile.ignorePath", "data");
    assert_eq!(out[0]["kind"], "create");
    assert_eq!(out[1]["edits"][0]["newText"], "/data\n");
    let back = edit("spacefile.keepPath", "dist/page.html");
    assert_eq!(back[1]["edits"][0]["newText"], "!/dist\n/dist/*\n!/dist/page.html\n");
}

fn another_program(start: Start) {
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::session(start, folder.path(), &capable());
    let uri = uri(&folder.path().join(".spaceignore"));
    client.open(&uri, "nothing-here\n");
    assert_eq!(codes(&client.published(&uri, Some(1))), [] as [&str; 0]);
}
