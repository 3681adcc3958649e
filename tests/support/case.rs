//! Cases that are written in files, several in each.

use std::path::Path;

/// What stands for the cursor in a text.
pub const CURSOR: &str = "$0";

/// A text and what is expected of it.
pub struct Case {
    /// The file's name and what the case shows.
    pub name: String,
    /// The text, with the cursor.
    pub text: String,
    /// What follows it, each a line that starts with `--- `, without that, and the lines below.
    pub parts: Vec<(String, String)>,
}

impl Case {
    /// The text without the cursor, and the byte offset of the cursor.
    pub fn text_and_cursor(&self) -> (String, usize) {
        let cursor = self.text.find(CURSOR).unwrap_or_else(|| panic!("no cursor: {}", self.name));
        (self.text.replacen(CURSOR, "", 1), cursor)
    }

    /// The lines below a heading.
    pub fn part(&self, head: &str) -> Option<&str> {
        self.parts.iter().find(|(name, _)| name == head).map(|(_, body)| body.as_str())
    }
}

/// All cases of a folder's files that end in `.txt`: `=== what it shows` starts one, `--- head` a
/// part of it. With a part `crlf`, all its lines end so.
pub fn cases(folder: &Path) -> Vec<Case> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> =
        entries.filter(|path| path.extension().is_some_and(|it| it == "txt")).collect();
    paths.sort();
    paths.iter().flat_map(|path| read(path)).collect()
}

fn read(path: &Path) -> Vec<Case> {
    let topic = path.file_stem().unwrap().to_string_lossy().into_owned();
    let all = format!("\n{}", std::fs::read_to_string(path).unwrap());
    let case = |case: &str| {
        let (name, rest) = case.split_once('\n').unwrap();
        let mut parts = rest.split("\n--- ");
        let mut text = parts.next().unwrap().to_owned();
        let mut parts: Vec<(String, String)> = parts
            .map(|part| {
                let (head, body) = part.split_once('\n').unwrap_or((part, ""));
                (head.trim_end().to_owned(), body.to_owned())
            })
            .collect();
        if parts.iter().any(|(head, _)| head == "crlf") {
            text = text.replace('\n', "\r\n");
            parts.iter_mut().for_each(|(_, body)| *body = body.replace('\n', "\r\n"));
        }
        Case { name: format!("{topic}::{}", name.trim().replace(' ', "_")), text, parts }
    };
    all.split("\n=== ").skip(1).map(|part| case(part.trim_end_matches('\n'))).collect()
}
