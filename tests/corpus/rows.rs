//! The rows of the shared corpus.

use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use crate::support::shared;

/// A Spacefile, what stands around it, and what the original says of it.
pub struct Row {
    pub id: String,
    pub spacefile: Option<Vec<u8>>,
    pub around: Vec<(String, Thing)>,
    pub verdict: Verdict,
}

/// Whole projects with the paths that the original uploads, in byte order.
pub fn kept() -> Vec<(Row, Vec<String>)> {
    let kept = |row: Value| -> Vec<String> {
        let mut kept: Vec<_> = row["kept"].as_array().unwrap().iter().map(text).collect();
        kept.sort();
        kept
    };
    trees().into_iter().zip(read(&corpus().join("trees.jsonl")).map(kept)).collect()
}

/// Something in a folder.
pub enum Thing {
    File(Vec<u8>),
    Folder,
    Link(String),
}

/// What the original says.
pub struct Verdict {
    pub ok: bool,
    pub push_ok: bool,
    pub stage: String,
    pub kind: String,
    /// Whether it skipped its schema by accident.
    pub skipped: bool,
    /// JSON pointers of the innermost failures.
    pub leaves: Vec<String>,
    pub message: String,
}

impl Row {
    /// Makes the folder of the row.
    pub fn write(&self, folder: &Path) {
        std::fs::create_dir_all(folder).unwrap();
        if let Some(spacefile) = &self.spacefile {
            std::fs::write(folder.join("Spacefile"), spacefile).unwrap();
        }
        for (path, thing) in &self.around {
            let path = folder.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            match thing {
                Thing::File(bytes) => std::fs::write(path, bytes).unwrap(),
                Thing::Folder => std::fs::create_dir_all(path).unwrap(),
                #[cfg(unix)]
                Thing::Link(target) => std::os::unix::fs::symlink(target, path).unwrap(),
                #[cfg(not(unix))]
                Thing::Link(target) => panic!("no link to {target} on this system"),
            }
        }
    }
}

/// Files and probes, to be judged by their text alone.
pub fn rows() -> Vec<Row> {
    let corpus = corpus();
    let probe = |row: Value| Row {
        id: text(&row["id"]),
        spacefile: Some(content(&row)),
        around: Vec::new(),
        verdict: verdict(&row["verdict"]),
    };
    let mut rows: Vec<_> = read(&corpus.join("probes.jsonl")).map(probe).collect();
    rows.extend(files());
    rows
}

/// Real files, to be judged by their text alone.
pub fn files() -> impl Iterator<Item = Row> {
    let row = |row: Value| Row {
        id: text(&row["id"]),
        spacefile: Some(file(&text(&row["id"]), "Spacefile")),
        around: Vec::new(),
        verdict: verdict(&row["oracle_no_fs"]),
    };
    read(&corpus().join("index.jsonl")).map(row)
}

/// Probes with a folder around them.
pub fn fsprobes() -> Vec<Row> {
    let thing = |thing: &Value| match text(&thing["kind"]).as_str() {
        "dir" => Thing::Folder,
        "symlink" => Thing::Link(text(&thing["target"])),
        "text" => Thing::File(text(&thing["text"]).into_bytes()),
        _ if thing["b64"].is_string() => Thing::File(STANDARD.decode(text(&thing["b64"])).unwrap()),
        _ => Thing::File(vec![b' '; thing["size"].as_u64().map_or(0, |size| size as usize)]),
    };
    let row = |row: Value| Row {
        id: text(&row["id"]),
        spacefile: row["spacefile"].as_str().map(|text| text.as_bytes().to_vec()),
        around: row["files"]
            .as_object()
            .unwrap()
            .iter()
            .map(|(path, found)| (path.clone(), thing(found)))
            .collect(),
        verdict: verdict(&row["verdict"]),
    };
    read(&corpus().join("fsprobes.jsonl")).map(row).collect()
}

/// Whole projects, with empty files.
pub fn trees() -> Vec<Row> {
    let row = |row: Value| {
        let id = text(&row["spacefile_id"]);
        let paths = |name: &str| -> Vec<String> {
            row[name].as_array().into_iter().flatten().map(text).collect()
        };
        let mut around = Vec::new();
        for path in paths("files") {
            if path == ".spaceignore" {
                around.push((path, Thing::File(file(&id, ".spaceignore"))));
            } else if path != "Spacefile" {
                around.push((path, Thing::File(Vec::new())));
            }
        }
        around.extend(paths("submodule_dirs").into_iter().map(|path| (path, Thing::Folder)));
        Row {
            spacefile: Some(file(&id, "Spacefile")),
            id: format!("tree-{id}"),
            around,
            verdict: verdict(&row["fs_empty_tree"]),
        }
    };
    read(&corpus().join("trees.jsonl")).map(row).collect()
}

fn corpus() -> PathBuf {
    shared().expect("the shared data is there").join("corpus")
}

fn file(id: &str, name: &str) -> Vec<u8> {
    std::fs::read(corpus().join("files").join(id).join(name)).unwrap()
}

fn read(path: &Path) -> impl Iterator<Item = Value> + use<> {
    let lines = std::fs::read_to_string(path).unwrap();
    let rows: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    rows.into_iter()
}

fn content(row: &Value) -> Vec<u8> {
    match row["content"].as_str() {
        Some(content) => content.as_bytes().to_vec(),
        None => STANDARD.decode(text(&row["content_b64"])).unwrap(),
    }
}

fn verdict(verdict: &Value) -> Verdict {
    let flag = |name: &str| verdict[name].as_bool().unwrap_or(false);
    let leaves = verdict["leaves"].as_array();
    Verdict {
        ok: flag("ok"),
        push_ok: flag("push_ok"),
        stage: text(&verdict["stage"]),
        kind: text(&verdict["kind"]),
        skipped: flag("schema_skipped"),
        leaves: leaves.into_iter().flatten().map(|leaf| text(&leaf["instanceLocation"])).collect(),
        message: verdict["message"].as_str().unwrap_or_default().to_owned(),
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}")).to_owned()
}
