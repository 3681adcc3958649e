//! The kinds of slips, and the places where each can be made.

use std::ops::{Range, RangeInclusive};

use super::file::{File, Line};

/// A file with one slip in it.
pub struct Slip {
    pub kind: String,
    pub text: String,
    /// The lines of the slipped text on which its finding may stand, from 0.
    pub lines: RangeInclusive<usize>,
    /// The lines of the file that were slipped, from 0.
    pub touched: Range<usize>,
}

/// Characters that get between others by a slip of the finger. A `#` is none: what it comments
/// out is a deleted line.
const STRAY: &str = "x0-:,.@`'\"[]{}!&*?|>%=";
/// Lines after which it is the turn of a spelling again, where one kind has many: all of them on
/// every line would take long and say little more.
const TURNS: usize = 3;
const STRAY_TURNS: usize = 7;

fn is_turn(index: usize, place: usize, turns: usize) -> bool {
    place % turns == index % turns
}

/// Every kind at every place.
pub fn slips(file: &File) -> Vec<Slip> {
    let mut maker = Maker { file, slips: Vec::new() };
    for (index, line) in file.lines.iter().enumerate() {
        if !line.is_blank() {
            maker.values(index, line);
            maker.keys(index, line);
            maker.indents(index, line);
            maker.stray_characters(index, line);
            maker.two_keys(index, line);
        }
        maker.half_typed_items(index, line);
        maker.pastes(index, line);
        maker.deleted(index);
        maker.conflicts(index);
    }
    maker.slips
}

struct Maker<'f> {
    file: &'f File,
    slips: Vec<Slip>,
}

impl Maker<'_> {
    /// Replaces some lines by a text.
    fn replace(&mut self, kind: &str, touched: Range<usize>, new: &str) {
        let lines = &self.file.lines;
        let join = |lines: &[Line]| lines.iter().map(Line::join).collect::<String>();
        let (before, after) = (join(&lines[..touched.start]), join(&lines[touched.end..]));
        let last = touched.start + new.trim_end_matches('\n').matches('\n').count();
        let lines = touched.start.saturating_sub(1)..=last;
        let text = format!("{before}{new}{after}");
        self.slips.push(Slip { kind: kind.to_owned(), text, lines, touched });
    }

    fn change(&mut self, kind: &str, index: usize, line: &Line) {
        self.replace(kind, index..index + 1, &line.join());
    }

    fn insert_below(&mut self, kind: &str, index: usize, new: &str) {
        let above = self.file.lines[index].join();
        let (gap, end) = if above.ends_with('\n') { ("", "\n") } else { ("\n", "") };
        self.replace(kind, index..index + 1, &format!("{above}{gap}{new}{end}"));
        // The line above it is the one before the slip already.
        if let Some(slip) = self.slips.last_mut() {
            slip.lines = index..=*slip.lines.end();
        }
    }

    fn values(&mut self, index: usize, line: &Line) {
        if line.value.is_empty() {
            return;
        }
        let with = |value: String| Line { value, ..line.clone() };
        for (kind, open, close) in [
            ("unclosed double quote", "\"", "\""),
            ("unclosed single quote", "'", "'"),
            ("unclosed bracket", "[", "]"),
            ("unclosed brace", "{", "}"),
        ] {
            let value = &line.value;
            if value.starts_with(open) {
                let cut = value.strip_suffix(close).unwrap();
                self.change(kind, index, &with(cut.to_owned()));
            } else {
                self.change(kind, index, &with(format!("{open}{value}")));
            }
        }
        for (kind, typed) in [
            ("unfinished anchor", "&"),
            ("unfinished alias", "*"),
            ("unfinished tag", "!"),
            ("unfinished verbatim tag", "!<"),
        ] {
            self.change(
                &format!("{kind} before a value"),
                index,
                &with(format!("{typed} {}", line.value)),
            );
            self.change(
                &format!("{kind} on a value"),
                index,
                &with(format!("{typed}{}", line.value)),
            );
            self.change(&format!("{kind} for a value"), index, &with(typed.to_owned()));
        }
        self.change("unfinished escape", index, &with("\"\\x4".to_owned()));
        self.change("unfinished escape in quotes", index, &with("\"\\x4\"".to_owned()));
    }

    fn keys(&mut self, index: usize, line: &Line) {
        let Some(key) = line.key.strip_suffix(':') else { return };
        let with = |key: &str, gap: &str, value: &str| Line {
            key: key.to_owned(),
            gap: gap.to_owned(),
            value: value.to_owned(),
            ..line.clone()
        };
        self.change("key without colon", index, &with(key, &line.gap, &line.value));
        if !line.value.is_empty() {
            self.change("key alone", index, &with(key, "", ""));
            self.change("key glued to its value", index, &with(&line.key, "", &line.value));
            self.change("key without value", index, &with(&line.key, "", ""));
        }
        let half = &key[..key.len().div_ceil(2)];
        self.change("half-typed key", index, &with(half, "", ""));
    }

    fn indents(&mut self, index: usize, line: &Line) {
        let with = |indent: String| Line { indent, ..line.clone() };
        self.change("indented by one too many", index, &with(format!("{} ", line.indent)));
        if let Some(less) = line.indent.strip_suffix(' ') {
            self.change("indented by one too few", index, &with(less.to_owned()));
        }
        self.change("a tab as the indent", index, &with("\t".to_owned()));
        if !line.indent.is_empty() {
            self.change("a tab after the indent", index, &with(format!("{}\t", line.indent)));
            self.change("a tab before the indent", index, &with(format!("\t{}", line.indent)));
            self.change("at column 0", index, &with(String::new()));
        }
    }

    fn stray_characters(&mut self, index: usize, line: &Line) {
        let strays = STRAY.chars().enumerate();
        let strays = strays.filter(|(place, _)| is_turn(index, *place, STRAY_TURNS));
        for (_, stray) in strays {
            let mut lines =
                vec![("first", Line { indent: format!("{stray}{}", line.indent), ..line.clone() })];
            if !line.indent.is_empty() {
                lines.push((
                    "before the line",
                    Line { dashes: format!("{stray}{}", line.dashes), ..line.clone() },
                ));
            }
            if !line.key.is_empty() {
                if !line.dashes.is_empty() {
                    lines.push((
                        "before the key",
                        Line { key: format!("{stray}{}", line.key), ..line.clone() },
                    ));
                }
                let key = line.key.trim_end_matches(':');
                lines.push((
                    "after the key",
                    Line { key: format!("{key}{stray}:"), ..line.clone() },
                ));
                lines.push((
                    "after the colon",
                    Line { key: format!("{}{stray}", line.key), ..line.clone() },
                ));
            }
            if !line.value.is_empty() {
                lines.push((
                    "before the value",
                    Line { value: format!("{stray}{}", line.value), ..line.clone() },
                ));
                lines.push((
                    "after the value",
                    Line { value: format!("{}{stray}", line.value), ..line.clone() },
                ));
            }
            let content = line.content();
            lines.push((
                "at the end",
                Line { rest: format!(" {stray}{}", line.rest), ..line.clone() },
            ));
            if content.is_empty() {
                continue;
            }
            for (place, line) in lines {
                self.change(&format!("a stray `{stray}` {place}"), index, &line);
            }
        }
    }

    fn two_keys(&mut self, index: usize, line: &Line) {
        let Some(next) = self.file.lines.get(index + 1) else { return };
        if line.key.is_empty() || next.key.is_empty() {
            return;
        }
        let joined = Line { rest: String::new(), end: next.end.clone(), ..line.clone() };
        let joined = joined.join();
        let joined = joined.trim_end_matches(['\n', '\r']);
        let new = format!("{joined} {}{}", next.content(), next.end);
        self.replace("two keys on one line", index..index + 2, &new);
    }

    /// At the line's own column, and at that of each list that may go on here: nothing below the
    /// line is a part of its last item any more.
    fn half_typed_items(&mut self, index: usize, line: &Line) {
        let lines = &self.file.lines;
        let next = lines[index + 1..].iter().find(|next| !next.is_blank());
        let next = next.map_or(0, |next| next.indent.len());
        let above = lines[..=index].iter().rev();
        let lists = above.filter(|above| !above.dashes.is_empty()).map(|above| above.indent.len());
        let mut columns = vec![line.indent.len()];
        for list in lists.filter(|list| next <= *list) {
            if columns.iter().all(|column| list < *column) {
                columns.push(list);
            }
        }
        if line.value.is_empty() && next > line.indent.len() {
            columns.push(next);
        }
        columns.dedup();
        for column in columns {
            let items = ["-", "- ", "- na", "- name", "- name:", "-name", "-name: x"];
            let items = items.iter().enumerate();
            for (_, typed) in items.filter(|(place, _)| is_turn(index, *place, TURNS)) {
                let new = format!("{}{typed}", " ".repeat(column));
                self.insert_below("half-typed item", index, &new);
            }
        }
    }

    fn pastes(&mut self, index: usize, _: &Line) {
        let pastes = [
            "pasted",
            "a pasted sentence.",
            "see: https://example.com",
            "src: ./pasted",
            "- name: pasted",
            "https://example.com/page",
            "name: pasted\nsrc: ./pasted\nengine: custom",
        ];
        // Where the Micros themselves stand at column 0, a pasted item is a Micro like any other.
        let micros = &self.file.lines[self.file.micros[0].lines.start];
        let is_micro = |paste: &str| paste.starts_with('-') && micros.indent.is_empty();
        let pastes = pastes.iter().enumerate().filter(|(_, paste)| !is_micro(paste));
        for (_, paste) in pastes.filter(|(place, _)| is_turn(index, *place, TURNS)) {
            self.insert_below("pasted at column 0", index, paste);
        }
    }

    fn deleted(&mut self, index: usize) {
        self.replace("deleted line", index..index + 1, "");
    }

    fn conflicts(&mut self, index: usize) {
        // Around one to three lines, in turn.
        let count = index % TURNS + 1;
        let Some(lines) = self.file.lines.get(index..index + count) else { return };
        let mut text: String = lines.iter().map(Line::join).collect();
        if !text.ends_with('\n') {
            text.push('\n');
        }
        let changed = |line: &Line| match line.value.as_str() {
            "" => line.join(),
            _ => Line { value: "theirs".to_owned(), ..line.clone() }.join(),
        };
        let mut theirs: String = lines.iter().map(changed).collect();
        if !theirs.ends_with('\n') {
            theirs.push('\n');
        }
        for (kind, ours, theirs) in [
            ("both sides", &text, &theirs),
            ("only our side", &text, &String::new()),
            ("only their side", &String::new(), &text),
        ] {
            let new = format!("<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> branch\n");
            self.replace(&format!("conflict, {kind}"), index..index + count, &new);
        }
    }
}
