//! Refactorings: what is offered where, and that what is offered can be trusted.
//!
//! `refactors/NAME.spacefile` is a file with a cursor, `‸`; `refactors/NAME.out` has each change
//! that is offered there and the file after it. Of the many ways to add a Micro, only the first.

mod real;
mod shapes;

use std::path::{Path, PathBuf};

use libtest_mimic::{Failed, Trial};
use spacefile_lsp::analysis::{Analysis, analyse_text};
use spacefile_lsp::diagnostic::{Severity, apply};
use spacefile_lsp::ide::refactors::{Kind, refactors};

use crate::support::{expect_file, root, shared};

const CURSOR: &str = "‸";

pub fn trials() -> Vec<Trial> {
    let entries = std::fs::read_dir(root().join("tests/refactors")).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let files = paths.filter(|path| path.extension().is_some_and(|it| it == "spacefile"));
    let trial = |path: PathBuf| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        Trial::test(format!("refactors::{name}"), move || offered(&path))
    };
    let mut trials: Vec<_> = files.map(trial).collect();
    trials.extend(real::trials());
    trials.extend(shapes::trials());
    trials
}

fn offered(path: &Path) -> Result<(), Failed> {
    let text = std::fs::read_to_string(path).unwrap();
    let cursor = text.find(CURSOR).expect("there is a cursor");
    let text = text.replacen(CURSOR, "", 1);
    let analysis = analyse_text(text.clone(), None);
    let mut shown = String::new();
    let mut adds = 0;
    for change in refactors(&analysis, &(cursor..cursor), |_| true) {
        shown.push_str(&format!("# {} ({:?})\n", change.title, change.kind));
        adds += usize::from(change.kind == Kind::Add);
        if change.kind != Kind::Add || adds == 1 {
            shown.push_str(&apply(&change.edits, &text));
        }
    }
    Ok(expect_file(&path.with_extension("out"), &shown)?)
}

/// What is wrong with a text by itself, and where it isn't new.
fn errors(analysis: &Analysis) -> Vec<String> {
    let found = analysis.diagnostics.iter().filter(|found| found.severity == Severity::Error);
    found.map(|found| format!("{}: {}", found.rule, found.message)).collect()
}

fn comments(analysis: &Analysis) -> Vec<String> {
    let document = &analysis.document;
    let comments = document.syntax.comments.iter();
    let mut comments: Vec<_> =
        comments.map(|comment| document.slice(comment.clone()).trim_end().to_owned()).collect();
    comments.sort();
    comments
}

/// What another reader makes of a text, keys in any order, merges done.
fn value(text: &str) -> Option<String> {
    let read = yaml_rust2::YamlLoader::load_from_str(text).ok()?;
    Some(plain(read.first()?))
}

fn plain(value: &yaml_rust2::Yaml) -> String {
    use yaml_rust2::Yaml;
    match value {
        Yaml::Array(items) => {
            format!("[{}]", items.iter().map(plain).collect::<Vec<_>>().join(","))
        }
        Yaml::Hash(_) => {
            let fields: Vec<_> =
                merged(value).into_iter().map(|(key, value)| format!("{key}:{value}")).collect();
            format!("{{{}}}", fields.join(","))
        }
        other => format!("{other:?}"),
    }
}

fn merged(value: &yaml_rust2::Yaml) -> std::collections::BTreeMap<String, String> {
    let mut fields = std::collections::BTreeMap::new();
    let Some(hash) = value.as_hash() else { return fields };
    for (key, value) in hash.iter().filter(|(key, _)| key.as_str() != Some("<<")) {
        fields.insert(plain(key), plain(value));
    }
    for (_, sources) in hash.iter().filter(|(key, _)| key.as_str() == Some("<<")) {
        let one = std::slice::from_ref(sources);
        for source in sources.as_vec().map_or(one, Vec::as_slice) {
            for (key, value) in merged(source) {
                fields.entry(key).or_insert(value);
            }
        }
    }
    fields
}
