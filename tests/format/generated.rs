//! Any YAML that somebody may write: what each byte of some noise decides becomes a text.

use libtest_mimic::{Failed, Trial};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::holds;

const CASES: u32 = 1000;

pub fn trials() -> Vec<Trial> {
    vec![Trial::test("format::generated_texts_keep_what_they_say", generated)]
}

fn generated() -> Result<(), Failed> {
    let config = Config { cases: CASES, failure_persistence: None, ..Config::default() };
    let noise = prop::collection::vec(any::<u8>(), 0..400);
    let sound = std::cell::Cell::new(0);
    TestRunner::new(config)
        .run(&noise, |noise| {
            let text = Writer::write(&noise);
            let is_sound = holds(&text).map_err(TestCaseError::fail)?.is_some();
            sound.set(sound.get() + u32::from(is_sound));
            Ok(())
        })
        .map_err(|error| error.to_string())?;
    // Else this would show little.
    assert!(sound.get() > CASES * 9 / 10, "only {} texts are YAML", sound.get());
    Ok(())
}

/// Writes YAML in the oddest layouts that are still right.
struct Writer<'n> {
    noise: &'n [u8],
    text: String,
    line_break: &'static str,
    anchors: Vec<String>,
    keys: usize,
}

const WORDS: [&str; 8] = ["a", "name", "x y", "b#c", "-x", "é\u{1f680}", "it's", "12:30"];

impl Writer<'_> {
    fn write(noise: &[u8]) -> String {
        let mut writer =
            Writer { noise, text: String::new(), line_break: "\n", anchors: Vec::new(), keys: 0 };
        writer.line_break = ["\n", "\n", "\n", "\r\n", "\r"][writer.pick(5)];
        writer.between(0);
        if writer.pick(6) == 0 {
            writer.text.push_str("---");
            writer.end();
        }
        let column = writer.pick(3);
        if writer.pick(4) == 0 {
            writer.list(column, 0);
        } else {
            writer.mapping(column, 0, false);
        }
        writer.between(column);
        if writer.pick(8) == 0 {
            // Blanks at the very end of a text behind `|+` mean something else to the other reader.
            let kept = writer.text.trim_end().len();
            writer.text.truncate(kept);
        }
        writer.text
    }

    /// A number below `limit`; 0 when the noise has run out.
    fn pick(&mut self, limit: usize) -> usize {
        let Some((first, rest)) = self.noise.split_first() else { return 0 };
        self.noise = rest;
        usize::from(*first) % limit
    }

    fn spaces(&mut self, count: usize) {
        self.text.push_str(&" ".repeat(count));
    }

    fn blanks(&mut self) {
        let blanks = [" ", " ", "  ", "\t", "   "][self.pick(5)];
        self.text.push_str(blanks);
    }

    fn line(&mut self) {
        self.text.push_str(self.line_break);
    }

    /// The end of a line, with what may stand there.
    fn end(&mut self) {
        match self.pick(8) {
            0 => {
                self.blanks();
                self.text.push_str("# note ");
            }
            1 => {
                self.blanks();
                self.spaces(4);
                self.text.push_str("#x");
            }
            2 => self.text.push_str("  "),
            _ => {}
        }
        self.line();
    }

    /// Lines between two entries at a column.
    fn between(&mut self, column: usize) {
        for _ in 0..[0, 0, 0, 1, 2, 3][self.pick(6)] {
            match self.pick(6) {
                0 => {}
                1 => self.spaces(3),
                place => {
                    let column = [0, column, column, column + 2][place - 2];
                    self.spaces(column);
                    let comment = ["# about", "#   - name: x", "#- y", "#"][self.pick(4)];
                    self.text.push_str(comment);
                }
            }
            self.line();
        }
    }

    fn mapping(&mut self, column: usize, depth: usize, compact: bool) {
        for index in 0..=self.pick(3) {
            if index > 0 || !compact {
                self.between(column);
                self.spaces(column);
            }
            let explicit = self.pick(16) == 0;
            if explicit {
                self.text.push_str("? ");
                let more = self.pick(3);
                self.spaces(more);
            }
            self.keys += 1;
            let key = format!("{}{}", ["k", "key ", "\"q", "'s", "&n k"][self.pick(5)], self.keys);
            let close = match key.chars().next() {
                Some(quote @ ('"' | '\'')) => quote.to_string(),
                _ => String::new(),
            };
            let key = key.replace("&n", &format!("&n{}", self.keys));
            self.text.push_str(&format!("{key}{close}"));
            if explicit {
                self.end();
                self.spaces(column);
            } else if self.pick(6) == 0 {
                self.blanks();
            }
            self.text.push(':');
            self.value(column, depth, true);
        }
    }

    fn list(&mut self, column: usize, depth: usize) {
        for index in 0..=self.pick(3) {
            if index > 0 || depth == 0 {
                self.between(column);
            }
            self.spaces(column);
            self.text.push('-');
            if depth < 4 && self.pick(2) == 0 {
                let blanks = 1 + self.pick(3);
                self.spaces(blanks);
                self.mapping(column + 1 + blanks, depth + 1, true);
            } else {
                self.value(column, depth, false);
            }
        }
    }

    /// What stands behind a `:` or `-`, up to the end of its last line.
    fn value(&mut self, column: usize, depth: usize, in_mapping: bool) {
        // Behind a dash, a tab is refused.
        let blanks = if in_mapping { [" ", "\t", "  ", " "] } else { [" ", " ", "  ", "   "] };
        let blanks = blanks[self.pick(4)];
        let properties = self.pick(8);
        let anchor = (properties == 0).then(|| format!("a{}", self.text.len()));
        if let Some(anchor) = &anchor {
            self.text.push_str(&format!("{blanks}&{anchor}"));
        } else if properties == 1 {
            self.text.push_str(&format!("{blanks}!t"));
        }
        self.node(column, depth, in_mapping, (blanks, properties < 2));
        self.anchors.extend(anchor);
    }

    fn node(&mut self, column: usize, depth: usize, in_mapping: bool, before: (&str, bool)) {
        let (blanks, has_properties) = before;
        match self.pick(if depth < 4 { 12 } else { 8 }) {
            0 if !has_properties && !self.anchors.is_empty() => {
                let anchor = self.pick(self.anchors.len());
                self.text.push_str(&format!("{blanks}*{}", self.anchors[anchor]));
                self.end();
            }
            1 => self.end(),
            2 => {
                self.text.push_str(blanks);
                self.several_lines(column);
                self.end();
            }
            3 => {
                self.text.push_str(blanks);
                self.block(column);
            }
            4 => {
                self.text.push_str(blanks);
                self.flow(column, 0);
                self.end();
            }
            5 => {
                self.end();
                let more = 1 + self.pick(4);
                self.spaces(column + more);
                let word = WORDS[self.pick(WORDS.len())];
                self.text.push_str(word);
                self.end();
            }
            8 | 9 => {
                self.end();
                let more = self.pick(4) + usize::from(!in_mapping);
                self.between(column + more.max(1));
                let more = if has_properties { more.max(1) } else { more };
                self.list(column + more, depth + 1);
            }
            10 | 11 => {
                self.end();
                let more = 1 + self.pick(4);
                self.between(column + more);
                self.mapping(column + more, depth + 1, false);
            }
            _ => {
                let word = WORDS[self.pick(WORDS.len())];
                self.text.push_str(&format!("{blanks}{word}"));
                self.end();
            }
        }
    }

    /// A text of several lines, with or without quotes.
    fn several_lines(&mut self, column: usize) {
        let quote = ["", "\"", "'"][self.pick(3)];
        self.text.push_str(quote);
        self.text.push_str("one");
        for _ in 0..=self.pick(2) {
            let ends = if quote == "\"" { ["", "  ", "\\", "\\ "] } else { ["", " ", "", "\t"] };
            let end = ends[self.pick(4)];
            self.text.push_str(end);
            self.line();
            if self.pick(4) == 0 {
                self.spaces(2);
                self.line();
            }
            let more = 1 + self.pick(4);
            self.spaces(column + more);
            self.text.push_str("two");
        }
        self.text.push_str(quote);
    }

    /// A text behind `|` or `>`.
    fn block(&mut self, column: usize) {
        let signs = ["|", ">", "|-", ">+", "|+"][self.pick(5)];
        self.text.push_str(signs);
        let more = 1 + self.pick(4);
        let explicit = self.pick(4) == 0;
        if explicit {
            self.text.push_str(&more.to_string());
        }
        self.end();
        for index in 0..self.pick(4) {
            match self.pick(6) {
                0 => self.spaces(column.min(1)),
                1 if index > 0 || explicit => {
                    self.spaces(column + more);
                    self.text.push_str("   deeper ");
                }
                2 if index > 0 || explicit => self.spaces(column + more + 2),
                3 => {
                    self.spaces(column + more);
                    self.text.push_str("# no comment");
                }
                _ => {
                    self.spaces(column + more);
                    self.text.push_str("line: x  y");
                }
            }
            self.line();
        }
    }

    /// Something in brackets.
    fn flow(&mut self, column: usize, depth: usize) {
        let is_list = self.pick(2) == 0;
        self.text.push(if is_list { '[' } else { '{' });
        self.in_flow(column);
        let count = self.pick(4);
        for index in 0..count {
            if !is_list || self.pick(6) == 0 {
                self.keys += 1;
                self.text.push_str(&format!("k{}", self.keys));
                let colon = [": ", " : ", ":  "][self.pick(3)];
                self.text.push_str(colon);
            }
            match self.pick(6) {
                0 if depth < 3 => self.flow(column, depth + 1),
                1 => self.text.push_str("\"x, y\""),
                2 => self.text.push_str("!t "),
                _ => self.text.push('w'),
            }
            self.in_flow(column);
            if index + 1 < count || self.pick(4) == 0 {
                self.text.push(',');
                self.in_flow(column);
            }
        }
        self.text.push(if is_list { ']' } else { '}' });
    }

    /// What may stand between two things in brackets.
    fn in_flow(&mut self, column: usize) {
        match self.pick(8) {
            0 => self.blanks(),
            1 | 2 => {
                self.end();
                let more = 1 + self.pick(6);
                self.spaces(column + more);
            }
            3 => {
                self.text.push_str(" # in");
                self.line();
                self.spaces(column + 1);
                self.text.push_str("# alone");
                self.line();
                self.spaces(column + 1);
            }
            _ => {}
        }
    }
}
