//! What is said of a place.
//!
//! A file of `tests/hover` holds cases: `=== what it shows`, a text with `$0` at the cursor, then
//! `--- files` with the files beside it, one a line, and `--- says` with what is said without
//! Markdown, or `--- about` with the text it is about. `…` at the end of a line of `says` stands
//! for its rest, and alone on a line for all that follows.

use libtest_mimic::Trial;
use spacefile_lsp::document::Document;
use spacefile_lsp::ide::hover::hover;
use spacefile_lsp::model::App;
use spacefile_lsp::project::Project;

use crate::support::{Case, cases, root, write_files};

pub fn trials() -> Vec<Trial> {
    let trial =
        |case: Case| Trial::test(format!("hover::{}", case.name), move || Ok(check(&case)?));
    cases(&root().join("tests/hover")).into_iter().map(trial).collect()
}

fn check(case: &Case) -> Result<(), String> {
    let folder = tempfile::tempdir().unwrap();
    write_files(folder.path(), case.part("files").unwrap_or_default());
    let (text, offset) = case.text_and_cursor();
    let document = Document::from_text(text);
    let app = App::new(&document);
    let project = Project::new(folder.path());
    // A Wednesday.
    let now = "2024-02-28T23:30:15Z".parse().unwrap();
    let found = hover(&document, &app, offset, Some(&project), now);
    let says = found.as_ref().map_or(String::new(), |found| found.words.plain());
    if let Some(expected) = case.part("says") {
        fits(&says, expected)?;
    }
    if let Some(about) = case.part("about") {
        let found = found.map(|found| document.slice(found.range).to_owned());
        assert_eq!(found.as_deref(), Some(about));
    }
    Ok(())
}

fn fits(says: &str, expected: &str) -> Result<(), String> {
    let wrong = || Err(format!("it says\n{says}\nnot\n{expected}"));
    let mut lines = says.lines();
    for wanted in expected.lines() {
        if wanted == "…" {
            return Ok(());
        }
        let line = lines.next().unwrap_or_default();
        let is_same = match wanted.strip_suffix('…') {
            Some(start) => line.starts_with(start),
            None => line == wanted,
        };
        if !is_same {
            return wrong();
        }
    }
    if lines.next().is_none() { Ok(()) } else { wrong() }
}
