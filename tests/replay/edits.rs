//! Edits of one Micro, or of what stands above all of them, and back again.

use std::ops::Range;

use super::chance::Chance;
use super::files::{File, line_start};
use super::script::Script;

/// Times that a file is damaged and mended.
const ROUNDS: usize = 40;
/// Edits in one round.
const MOST: usize = 3;

/// What is typed by mistake, or begun.
const PIECES: &[&str] = &[
    "\"",
    "'",
    "[",
    "]",
    "{",
    "}",
    ":",
    ": ",
    "-",
    "- ",
    "#",
    " # ",
    "&",
    "*",
    "!",
    "|",
    ">",
    "@",
    "%",
    "`",
    ",",
    "\t",
    " ",
    "  ",
    "\\",
    "?",
    "? ",
    "e",
    "x:",
    "<<",
    "--- ",
    "\u{e9}",
    "\u{1f680}",
];
/// What is written instead of a word.
const WORDS: &[&str] = &[
    "name",
    "src",
    "engine",
    "micros",
    "primary",
    "true",
    "false",
    "yes",
    "~",
    "0",
    "1.5",
    "static",
    "python3.9",
    "nodejs18",
    "custom",
    "presets",
    "env",
    "actions",
    "run:",
    "./",
    "2023-01-01",
];

pub fn script(file: &File) -> Script {
    let mut script = Script::new(file);
    let mut chance = Chance::new(&file.id, "edit");
    let head = 0..file.micros.first().map_or(0, |first| first.extent.start);
    let micros = file.micros.iter().map(|micro| {
        let end = micro.extent.end;
        micro.extent.start..file.text[end..].find('\n').map_or(file.text.len(), |at| end + at + 1)
    });
    // In flow style a Micro may not have its lines for itself.
    let alone = |place: &Range<usize>| {
        let micros = file
            .micros
            .iter()
            .filter(|micro| micro.extent.start < place.end && place.start < micro.extent.end);
        micros.count() <= 1 && line_start(&file.text, place.start) == place.start
    };
    let places: Vec<_> = std::iter::once(head).chain(micros).filter(alone).collect();
    for _ in 0..ROUNDS {
        let place = chance.one_of(&places).clone();
        let text = &file.text[place.clone()];
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let line_break = file.line_break();
        let count = 1 + chance.below(MOST);
        for _ in 0..count {
            let what = edit(&mut chance, &mut lines);
            let mut middle = lines.join(line_break);
            if text.ends_with('\n') && !lines.is_empty() {
                middle.push_str(line_break);
            }
            script.replace(place.clone(), &middle, what);
        }
        script.undo(count);
    }
    script
}

/// Changes some lines in one way; says how.
fn edit(chance: &mut Chance, lines: &mut Vec<String>) -> String {
    if lines.is_empty() {
        lines.push("  ".to_owned());
        return "begin a line".to_owned();
    }
    let at = chance.below(lines.len());
    let other = chance.below(lines.len());
    let line = lines[at].clone();
    let column = boundary(&line, chance.below(line.len() + 1));
    let what = match chance.below(16) {
        0 => {
            lines.remove(at);
            "delete the line"
        }
        1 => {
            lines.insert(at, line.clone());
            "duplicate the line"
        }
        2 => {
            lines.swap(at, other);
            "swap with another line"
        }
        3 => {
            let moved = lines.remove(at);
            lines.insert(other.min(lines.len()), moved);
            "move the line"
        }
        4 => {
            lines[at].insert_str(0, &" ".repeat(1 + chance.below(3)));
            "indent the line"
        }
        5 => {
            let blanks = line.len() - line.trim_start().len();
            lines[at].drain(..blanks.min(1 + chance.below(3)));
            "dedent the line"
        }
        6 => {
            let (from, to) = (at.min(other), at.max(other));
            lines[from..=to].iter_mut().for_each(|line| line.insert_str(0, "  "));
            "indent lines"
        }
        7 => {
            lines[at].truncate(column);
            "delete the rest of the line"
        }
        8 => {
            let rest = lines[at].split_off(column);
            lines.insert(at + 1, rest);
            "break the line"
        }
        9 if at + 1 < lines.len() => {
            let next = lines.remove(at + 1);
            lines[at].push_str(&next);
            "join with the line below"
        }
        10 | 11 => {
            let end = boundary(&line, (column + 1 + chance.below(6)).min(line.len()));
            lines[at].drain(column.min(end)..end);
            "delete characters"
        }
        12 | 13 => {
            let words: Vec<Range<usize>> = words(&line);
            if words.is_empty() {
                return "nothing".to_owned();
            }
            let word = chance.one_of(&words).clone();
            if chance.below(2) == 0 {
                lines[at].replace_range(word, chance.one_of::<&str>(WORDS));
                "replace a word"
            } else {
                let half = boundary(&line, word.start + word.len() / 2);
                lines[at].drain(half..word.end);
                "halve a word"
            }
        }
        _ => {
            let piece = chance.one_of(PIECES);
            // Mistakes are made at the edges of words more often than inside of them.
            let edges: Vec<usize> = words(&line).iter().flat_map(|it| [it.start, it.end]).collect();
            let place = if edges.is_empty() || chance.below(3) == 0 {
                column
            } else {
                *chance.one_of(&edges)
            };
            lines[at].insert_str(place, piece);
            return format!("type {piece:?} into {:?}", line.trim());
        }
    };
    format!("{what}: {:?}", line.trim())
}

/// The words of a line.
fn words(line: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    for (at, character) in line.char_indices() {
        if character.is_whitespace() || "\"'[]{},".contains(character) {
            continue;
        }
        let end = at + character.len_utf8();
        match words.last_mut().filter(|word| word.end == at) {
            Some(word) => word.end = end,
            None => words.push(at..end),
        }
    }
    words
}

/// The nearest character boundary at or before an offset.
fn boundary(line: &str, mut at: usize) -> usize {
    while !line.is_char_boundary(at) {
        at -= 1;
    }
    at
}
