//! Real files and probes: our schema says of each what the original's says.

use std::path::Path;

use serde_json::{Map, Number, Value};
use yaml_rust2::yaml::Hash;
use yaml_rust2::{Yaml, YamlLoader};

/// Texts beyond these are about the parser, and yaml-rust2's loader isn't made for them.
const LONGEST: usize = 64 * 1024;
const MOST_ALIASES: usize = 20;
const DEEPEST: usize = 100;

#[test]
fn corpus_values_are_judged_alike() {
    let (Some(folder), Some(official)) =
        (super::shared::folder("corpus"), super::shared::official())
    else {
        return;
    };
    let ours = super::ours();
    let (mut judged, mut refused) = (0, 0);
    for (name, text) in texts(&folder) {
        let Some(value) = load(&text) else { continue };
        let verdict = ours.is_valid(&value);
        assert_eq!(verdict, official.is_valid(&value), "{name}: {value}");
        judged += 1;
        refused += usize::from(!verdict);
    }
    assert!(judged > 800, "only {judged} values");
    assert!(refused > 100, "only {refused} refused values");
}

/// Every text of the corpus, with a name for it.
fn texts(folder: &Path) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for entry in std::fs::read_dir(folder.join("files")).unwrap() {
        let file = entry.unwrap().path().join("Spacefile");
        if let Ok(text) = std::fs::read_to_string(&file) {
            texts.push((file.display().to_string(), text));
        }
    }
    for rows in ["probes.jsonl", "fsprobes.jsonl", "scaffold.jsonl"] {
        for row in std::fs::read_to_string(folder.join(rows)).unwrap().lines() {
            let row: Value = serde_json::from_str(row).unwrap();
            for key in ["content", "spacefile", "output"] {
                if let Some(text) = row[key].as_str() {
                    texts.push((format!("{rows} {}", row["id"]), text.to_owned()));
                }
            }
        }
    }
    texts
}

fn load(text: &str) -> Option<Value> {
    let nesting = text.bytes().filter(|byte| b"[{".contains(byte)).count();
    let indent = text.lines().map(|line| line.len() - line.trim_start().len()).max();
    let dashes = text.lines().map(|line| line.matches("- ").count()).max();
    if text.len() > LONGEST
        || text.matches('*').count() > MOST_ALIASES
        || nesting > DEEPEST
        || indent > Some(DEEPEST)
        || dashes > Some(DEEPEST)
    {
        return None;
    }
    let documents = YamlLoader::load_from_str(text.trim_start_matches('\u{feff}')).ok()?;
    documents.first().map_or(Some(Value::Null), json)
}

/// The same value in JSON, if JSON has it.
fn json(yaml: &Yaml) -> Option<Value> {
    Some(match yaml {
        Yaml::Null => Value::Null,
        Yaml::Boolean(value) => Value::Bool(*value),
        Yaml::Integer(value) => Value::from(*value),
        Yaml::Real(value) => Value::Number(Number::from_f64(value.parse().ok()?)?),
        Yaml::String(value) => Value::String(value.clone()),
        Yaml::Array(items) => Value::Array(items.iter().map(json).collect::<Option<_>>()?),
        Yaml::Hash(entries) => Value::Object(object(entries)?),
        Yaml::Alias(_) | Yaml::BadValue => return None,
    })
}

fn object(entries: &Hash) -> Option<Map<String, Value>> {
    let entry = |(key, value): (&Yaml, &Yaml)| Some((key.as_str()?.to_owned(), json(value)?));
    entries.iter().map(entry).collect()
}
