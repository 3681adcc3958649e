//! A real file in lines, and its Micros.

use std::ops::Range;

use spacefile_lsp::document::Document;
use spacefile_lsp::ide::symbols::symbols;
use spacefile_lsp::model::App;

use super::kinds::Slip;

pub struct File {
    pub text: String,
    pub lines: Vec<Line>,
    pub micros: Vec<Micro>,
}

pub struct Micro {
    pub name: String,
    pub engine: String,
    /// From its dash up to the next Micro's; the last one to the end of the file.
    pub lines: Range<usize>,
}

/// A line in its parts, which joined together are the line.
#[derive(Clone)]
pub struct Line {
    pub indent: String,
    /// The `- ` of the list items that start here.
    pub dashes: String,
    /// The key with its colon; empty if there is none.
    pub key: String,
    /// The blanks before the value.
    pub gap: String,
    /// The value; empty if there is none.
    pub value: String,
    /// A comment and blanks before it.
    pub rest: String,
    /// The line break; empty at the end of a file without one.
    pub end: String,
}

impl File {
    pub fn new(text: String) -> Self {
        let lines: Vec<_> = text.split_inclusive('\n').map(Line::new).collect();
        let document = Document::from_text(text);
        let outline = symbols(&document, &App::new(&document)).unwrap().children;
        let line_of = |offset: usize| document.text[..offset].matches('\n').count();
        let mut micros: Vec<_> = outline
            .iter()
            .map(|entry| Micro {
                name: entry.name.clone(),
                engine: entry.detail.clone().unwrap(),
                lines: line_of(entry.range.start)..lines.len(),
            })
            .collect();
        let starts: Vec<_> = micros.iter().map(|micro| micro.lines.start).collect();
        for (micro, next) in micros.iter_mut().zip(starts.into_iter().skip(1)) {
            micro.lines.end = next;
        }
        Self { text: document.text, lines, micros }
    }

    /// The same file with another engine for a Micro.
    pub fn plant(&self, micro: usize, engine: &str) -> Self {
        let mut lines = self.lines.clone();
        let of_micro = lines[self.micros[micro].lines.clone()].iter_mut();
        let mut of_micro = of_micro.filter(|line| line.key == "engine:");
        of_micro.next().unwrap().value = engine.to_owned();
        Self::new(lines.iter().map(Line::join).collect())
    }

    /// The lines of the innermost list item around a line.
    pub fn lines_of_item(&self, line: usize) -> Range<usize> {
        let column = self.lines[line].indent.len();
        let starts = |above: &Line| !above.dashes.is_empty() && above.indent.len() < column;
        let start = self.lines[..line].iter().rposition(starts).unwrap_or(line);
        let column = self.lines[start].indent.len();
        let ends = |below: &Line| !below.is_blank() && below.indent.len() <= column;
        let length = self.lines[start + 1..].iter().position(ends);
        start..length.map_or(self.lines.len(), |length| start + 1 + length)
    }

    /// The Micros that a slip doesn't touch.
    pub fn untouched(&self, slip: &Slip) -> impl Iterator<Item = usize> {
        let touched = slip.touched.clone();
        let is_clear = move |micro: &Micro| {
            micro.lines.end <= touched.start || touched.end <= micro.lines.start
        };
        let clear = self.micros.iter().enumerate().filter(move |(_, micro)| is_clear(micro));
        clear.map(|(index, _)| index)
    }
}

impl Line {
    fn new(line: &str) -> Self {
        let content = line.trim_end_matches(['\n', '\r']);
        let end = &line[content.len()..];
        let (indent, content) = content.split_at(content.len() - content.trim_start().len());
        let mut dashes = 0;
        while content[dashes..].starts_with("- ") {
            let after = content[dashes + 2..].trim_start();
            dashes = content.len() - after.len();
        }
        let (dashes, content) = content.split_at(dashes);
        let is_key =
            |key: &str| key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        let colon = content.find(':').filter(|colon| is_key(&content[..*colon]));
        let colon = colon.filter(|colon| {
            content[colon + 1..].is_empty() || content[colon + 1..].starts_with(' ')
        });
        let (key, content) = content.split_at(colon.map_or(0, |colon| colon + 1));
        let (gap, content) = content.split_at(content.len() - content.trim_start().len());
        let comment = match content.chars().next() {
            Some('#') => 0,
            Some(quote @ ('"' | '\'')) => content.rfind(quote).unwrap() + 1,
            _ => content.find(" #").unwrap_or(content.len()),
        };
        let value = content[..comment].trim_end();
        let rest = &content[value.len()..];
        let own = str::to_owned;
        Self {
            indent: own(indent),
            dashes: own(dashes),
            key: own(key),
            gap: own(gap),
            value: own(value),
            rest: own(rest),
            end: own(end),
        }
    }

    pub fn join(&self) -> String {
        let Self { indent, dashes, key, gap, value, rest, end } = self;
        [indent, dashes, key, gap, value, rest, end].map(String::as_str).concat()
    }

    /// Whether nothing but a comment stands here, if that.
    pub fn is_blank(&self) -> bool {
        self.dashes.is_empty() && self.key.is_empty() && self.value.is_empty()
    }

    /// The line without its line break, comment or blanks at its end.
    pub fn content(&self) -> String {
        let Self { dashes, key, gap, value, .. } = self;
        [dashes, key, gap, value].map(String::as_str).concat().trim_end().to_owned()
    }
}
