//! Every request at every offset of real files and of their beginnings: answers without an error,
//! and ranges that lie in the text.

use libtest_mimic::{Failed, Trial};
use serde_json::{Value, json};
use spacefile_lsp::text::{Text, Unit};

use crate::corpus;
use crate::support::client::{Client, uri};
use crate::support::shared;

/// Real files that are asked about, each of another shape, and how many of their bytes.
const FILES: usize = 30;
const MOST_BYTES: usize = 1200;

/// Bytes from one offset to the next. Each file starts with another one, so that all the kinds of
/// places come up.
const STRIDE: usize = 13;
/// Bytes from one beginning of a file to the next. A request for each of its places would be too
/// many, so they are asked about at their ends, where one types.
const CUT: usize = 3;

const AT: [&str; 6] = [
    "textDocument/completion",
    "textDocument/hover",
    "textDocument/definition",
    "textDocument/documentHighlight",
    "textDocument/prepareRename",
    "textDocument/references",
];
const WHOLE: [&str; 2] = ["textDocument/documentLink", "textDocument/documentSymbol"];

pub fn trials() -> Vec<Trial> {
    let trials = [
        Trial::test("offsets::whole_files", whole),
        Trial::test("offsets::beginnings_of_files", beginnings),
    ];
    trials.map(|trial| trial.with_ignored_flag(shared().is_none())).into()
}

/// Files of all sizes.
fn texts() -> Vec<String> {
    let mut texts: Vec<_> = corpus::valid_files().map(|(_, text)| text).collect();
    texts.sort_by_key(String::len);
    texts.dedup();
    let step = texts.len() / FILES;
    texts.into_iter().step_by(step).take(FILES).collect()
}

fn whole() -> Result<(), Failed> {
    let mut session = Session::new();
    for (index, text) in texts().iter().enumerate() {
        session.change(text);
        let end = text.len().min(MOST_BYTES);
        for offset in (index % STRIDE..=end).step_by(STRIDE) {
            session.ask(text, offset, &AT);
        }
    }
    println!("{} answers", session.answers);
    Ok(())
}

fn beginnings() -> Result<(), Failed> {
    let mut session = Session::new();
    for (index, text) in texts().iter().enumerate() {
        for end in (index % CUT..text.len().min(MOST_BYTES)).step_by(CUT * STRIDE) {
            let Some(text) = text.get(..end) else { continue };
            session.change(text);
            session.ask(text, end, &AT);
            session.ask(text, end / 2, &AT);
        }
    }
    println!("{} answers", session.answers);
    Ok(())
}

struct Session {
    client: Client,
    uri: String,
    version: i32,
    answers: usize,
    _folder: tempfile::TempDir,
}

impl Session {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for path in ["src/main.py", "api/index.js", "frontend/index.html"] {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        }
        let capabilities = json!({"textDocument": {
            "completion": {"completionItem": {
                "snippetSupport": true, "insertReplaceSupport": true,
                "insertTextModeSupport": {"valueSet": [1, 2]},
            }},
            "rename": {"prepareSupport": true},
        }});
        let mut client = Client::session(Client::duplex, folder.path(), &capabilities);
        let uri = uri(&folder.path().join("Spacefile"));
        client.open(&uri, "");
        Self { client, uri, version: 1, answers: 0, _folder: folder }
    }

    fn change(&mut self, text: &str) {
        self.version += 1;
        let document = json!({"uri": self.uri, "version": self.version});
        let change = json!([{"text": text}]);
        let params = json!({"textDocument": document, "contentChanges": change});
        self.client.notify("textDocument/didChange", params);
        self.client.forget();
        let lines = Text::new(text);
        for method in WHOLE {
            let about = json!({"textDocument": {"uri": self.uri}});
            let answer = self.client.request(method, about);
            self.judge(method, &answer, &lines);
        }
        let query = json!({"query": ""});
        let answer = self.client.request("workspace/symbol", query);
        self.judge("workspace/symbol", &answer, &lines);
    }

    fn ask(&mut self, text: &str, offset: usize, methods: &[&str]) {
        let lines = Text::new(text);
        let at = lines.position(offset, Unit::Utf16);
        let place = json!({"line": at.line, "character": at.column});
        let about = json!({
            "textDocument": {"uri": self.uri}, "position": place,
            "context": {"includeDeclaration": true},
        });
        for method in methods {
            let answer = self.client.request(method, about.clone());
            self.judge(method, &answer, &lines);
        }
        let mut renamed = about;
        renamed["newName"] = "another-name".into();
        let answer = self.client.request("textDocument/rename", renamed);
        self.judge("textDocument/rename", &answer, &lines);
    }

    /// Looks at all ranges in an answer that are of this document.
    fn judge(&mut self, method: &str, answer: &Value, lines: &Text) {
        self.answers += 1;
        let mut queue = vec![answer];
        while let Some(value) = queue.pop() {
            match value {
                Value::Array(items) => queue.extend(items),
                Value::Object(fields) => {
                    let is_elsewhere = fields.get("uri").is_some_and(|uri| *uri != *self.uri);
                    if is_elsewhere {
                        continue;
                    }
                    if let (Some(start), Some(end)) = (fields.get("start"), fields.get("end")) {
                        let (from, to) = (place(start), place(end));
                        assert!(from <= to, "{method}: {value}");
                        for at in [from, to] {
                            let back = lines.position(lines.offset(at, Unit::Utf16), Unit::Utf16);
                            assert_eq!(back, at, "{method}: {value} in\n{lines}");
                        }
                    }
                    queue.extend(fields.values());
                }
                _ => {}
            }
        }
    }
}

fn place(value: &Value) -> spacefile_lsp::text::Position {
    let number = |name: &str| value[name].as_u64().unwrap() as usize;
    spacefile_lsp::text::Position { line: number("line"), column: number("character") }
}
