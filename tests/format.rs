//! Formatting: what it makes of files, and what it never does to them.
//!
//! `format/NAME.spacefile` is a file, `format/NAME.formatted` what becomes of it. A `|<` and a `>|`
//! in the first is a selection, which is taken out and formatted alone.

mod command;
mod generated;
mod texts;

use libtest_mimic::{Failed, Trial};
use spacefile_lsp::diagnostic::apply;
use spacefile_lsp::document::Document;
use spacefile_lsp::ide::format::{Refusal, format, format_range};

use crate::corpus::rows;
use crate::support::{expect_file, root, shared};

type Test = fn() -> Result<(), Failed>;

pub fn trials() -> Vec<Trial> {
    let mut trials = texts::trials();
    trials.extend(generated::trials());
    trials.extend(command::trials());
    let shared_trials: [(&str, Test); 2] = [
        ("real_files_keep_what_they_say", real_files),
        ("every_line_of_a_real_file_can_be_formatted_alone", single_lines),
    ];
    trials.extend(shared_trials.into_iter().map(|(name, test)| {
        Trial::test(format!("format::{name}"), test).with_ignored_flag(shared().is_none())
    }));
    trials
}

/// The text after formatting; `None` if it is refused as broken.
fn formatted(text: &str) -> Option<String> {
    let document = Document::from_text(text.to_owned());
    match format(&document) {
        Ok(edits) => Some(apply(&edits, text)),
        Err(Refusal::Broken(_) | Refusal::TooLarge) => None,
        Err(Refusal::WouldChange) => panic!("formatting would change what this says:\n{text}"),
    }
}

/// Formats a text twice, and holds what is true of any: nothing but blanks changes and line breaks
/// at the end, other readers read the same, and there is nothing left to do.
fn holds(text: &str) -> Result<Option<String>, String> {
    let Some(once) = formatted(text) else { return Ok(None) };
    let complaint = |what: &str| Err(format!("{what}\n--- before\n{text}\n--- after\n{once}"));
    let words = |text: &str| text.replace([' ', '\t'], "");
    let trimmed = |text: &str| words(text).trim_end_matches(['\n', '\r']).to_owned();
    if trimmed(text) != trimmed(&once) {
        return complaint("something else than blanks has changed");
    }
    if values(text).is_some_and(|before| values(&once) != Some(before)) {
        return complaint(&format!("another reader reads something else: {:?}", values(&once)));
    }
    if comments(text) != comments(&once) {
        return complaint("the comments are others");
    }
    match formatted(&once) {
        Some(twice) if twice == once => Ok(Some(once)),
        Some(twice) => complaint(&format!("a second time gives\n{twice}")),
        None => complaint("the result is refused"),
    }
}

/// What another reader of YAML makes of a text; nothing if it can't read it.
fn values(text: &str) -> Option<Vec<yaml_rust2::Yaml>> {
    yaml_rust2::YamlLoader::load_from_str(text).ok()
}

fn comments(text: &str) -> Vec<String> {
    let document = Document::from_text(text.to_owned());
    let comments = document.syntax.comments.iter();
    comments.map(|comment| document.slice(comment.clone()).trim_end().to_owned()).collect()
}

fn real_files() -> Result<(), Failed> {
    let (mut done, mut changed) = (0, 0);
    for row in rows() {
        let document = Document::from_bytes(&row.spacefile.clone().unwrap_or_default());
        let Some(after) = holds(&document.text).map_err(|it| format!("{}: {it}", row.id))? else {
            continue;
        };
        done += 1;
        changed += usize::from(after != document.text);
    }
    assert!(done > 800 && changed > 100, "{done} files were formatted, {changed} of them changed");
    Ok(())
}

/// Formats one line after the other, each as it is by then.
fn single_lines() -> Result<(), Failed> {
    for row in crate::corpus::rows::files() {
        let document = Document::from_bytes(&row.spacefile.clone().unwrap_or_default());
        let before = document.text;
        let mut text = before.clone();
        let mut at = 0;
        while at < text.len() {
            let document = Document::from_text(text.clone());
            let end = at + text[at..].find(['\n', '\r']).unwrap_or(text.len() - at);
            let edits = match format_range(&document, &(at..end)) {
                Ok(edits) => edits,
                Err(Refusal::Broken(_)) => break,
                Err(refusal) => return Err(format!("{}: {refusal:?}", row.id).into()),
            };
            let outside = edits.iter().any(|edit| edit.offset < at || end < edit.end_offset);
            assert!(!outside, "{}: {edits:?}", row.id);
            text = apply(&edits, &text);
            at = next_line(&text, at);
        }
        let kept = values(&before).is_none_or(|before| values(&text) == Some(before));
        assert!(kept, "{}:\n{text}", row.id);
    }
    Ok(())
}

/// Where the line behind the one of an offset starts.
fn next_line(text: &str, at: usize) -> usize {
    let end = at + text[at..].find(['\n', '\r']).unwrap_or(text.len() - at);
    end + if text[end..].starts_with("\r\n") { 2 } else { 1 }
}
