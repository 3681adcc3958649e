//! Files, and what becomes of them.

use std::path::{Path, PathBuf};

use super::*;

pub fn trials() -> Vec<Trial> {
    let entries = std::fs::read_dir(root().join("tests/format")).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let files = paths.filter(|path| path.extension().is_some_and(|it| it == "spacefile"));
    let trial = |path: PathBuf| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        Trial::test(format!("format::{name}"), move || text(&path))
    };
    files.map(trial).collect()
}

fn text(path: &Path) -> Result<(), Failed> {
    let text = std::fs::read_to_string(path).unwrap();
    let expected = path.with_extension("formatted");
    match (text.find("|<"), text.find(">|")) {
        (Some(start), Some(end)) => {
            let text = text.replace("|<", "").replace(">|", "");
            let document = Document::from_text(text.clone());
            let edits = format_range(&document, &(start..end - 2)).unwrap();
            Ok(expect_file(&expected, &apply(&edits, &text))?)
        }
        _ => {
            let after = holds(&text)?.ok_or("it is refused")?;
            Ok(expect_file(&expected, &after)?)
        }
    }
}
