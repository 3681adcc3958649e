//! Typing, as an editor passes it on.
//!
//! A key adds one character. Enter starts a line with the indent of the line it ends; the typist
//! then adds or takes away blanks one by one. Leaving a line with nothing but that indent empties
//! it. Nothing closes quotes or brackets by itself: an editor that does is kinder.

use super::files::File;
use super::script::Script;

/// The whole file, from nothing.
pub fn from_nothing(file: &File) -> Script {
    let mut script = Script { from_nothing: true, ..Script::new(file) };
    type_lines(&mut script, 0, file.text.len());
    script
}

/// Each Micro that has others below it, at its place between them.
pub fn between(file: &File) -> Script {
    let mut script = Script::new(file);
    let ends = file.micros.iter().skip(1).map(|below| below.extent.start);
    for (micro, end) in file.micros.iter().zip(ends) {
        // In flow style several may stand on one line.
        if micro.extent.end <= end {
            type_lines(&mut script, micro.extent.start, end);
        }
    }
    script
}

/// Types what stands between two places at which lines start, or the text ends.
fn type_lines(script: &mut Script, start: usize, end: usize) {
    let file = script.file.clone();
    let below = file.text.len() > end;
    // What stands below starts on a line of its own.
    let rest = if below { file.line_break() } else { "" };
    let mut at = start;
    let mut indent = "";
    for line in file.text[start..end].split_inclusive('\n') {
        let content = line.trim_end_matches(['\r', '\n']);
        // The lines above the caret's stand as they will.
        let mut state = |typed: &str, what: &str| {
            script.replace(at..end, &format!("{typed}{rest}"), what);
        };
        let own = &content[..content.len() - content.trim_start_matches(' ').len()];
        if at > start {
            state(indent, "enter");
        }
        if !content.is_empty() {
            for width in (own.len()..indent.len()).rev() {
                state(&indent[..width], "backspace");
            }
            let typed = own.len().min(indent.len());
            for (offset, character) in content[typed..].char_indices() {
                state(&content[..typed + offset + character.len_utf8()], "key");
            }
            indent = own;
        }
        at += line.len();
    }
    if !below && file.text.ends_with('\n') {
        script.replace(end..end, "", "enter");
    }
}
