//! The files that are replayed: fifty real ones.

use std::ops::Range;

use spacefile_lsp::analysis::analyse_text;
use spacefile_lsp::ide::symbols::symbols;

use crate::corpus::rows;

/// How many are replayed.
const COUNT: usize = 50;
/// Bytes of the largest: typing one costs as many analyses as it has characters.
const LARGEST: usize = 2000;

/// A file that the original accepts.
#[derive(Debug, Clone)]
pub struct File {
    pub id: String,
    pub text: String,
    pub micros: Vec<Micro>,
}

/// A Micro as it stands in a file.
#[derive(Debug, Clone)]
pub struct Micro {
    pub name: String,
    pub engine: String,
    /// From the start of the line of its dash to the end of its last value.
    pub extent: Range<usize>,
    /// Where its name starts.
    pub title: usize,
}

impl File {
    pub fn new(id: &str, text: String) -> Self {
        let analysis = analyse_text(text.clone(), None);
        assert_eq!(analysis.ok, Some(true), "{id} is not accepted:\n{text}");
        let app = symbols(&analysis.document, &analysis.app).expect("a valid file has an outline");
        let micro = |micro: spacefile_lsp::ide::symbols::Symbol| Micro {
            name: micro.name,
            engine: micro.detail.expect("a valid Micro has an engine"),
            extent: line_start(&text, micro.range.start)..micro.range.end,
            title: micro.selection.start,
        };
        let micros = app.children.into_iter().map(micro).collect();
        Self { id: id.to_owned(), text, micros }
    }

    /// How its lines end.
    pub fn line_break(&self) -> &'static str {
        if self.text.contains("\r\n") { "\r\n" } else { "\n" }
    }
}

/// Where the line of an offset starts.
pub fn line_start(text: &str, offset: usize) -> usize {
    text[..offset].rfind('\n').map_or(0, |at| at + 1)
}

/// The files, in order of size.
///
/// Of the different texts that the original accepts with its schema, that are UTF-8 without byte
/// order mark and no larger than [`LARGEST`]: all with several Micros; and of the others, evenly
/// spaced by size, as many as are wanting.
pub fn files() -> Vec<File> {
    let accepted = rows::files().filter(|row| row.verdict.ok && !row.verdict.skipped);
    let mut texts: Vec<(usize, String, String)> = Vec::new();
    for row in accepted {
        let Ok(text) = String::from_utf8(row.spacefile.unwrap_or_default()) else { continue };
        let known = texts.iter().any(|(_, _, other)| *other == text);
        if text.len() <= LARGEST && !text.starts_with('\u{feff}') && !known {
            texts.push((text.len(), row.id, text));
        }
    }
    texts.sort();
    let files = texts.into_iter().map(|(_, id, text)| File::new(&id, text));
    let (mut several, single): (Vec<_>, Vec<_>) = files.partition(|file| file.micros.len() > 1);
    let wanting = COUNT - several.len();
    several.extend((1..=wanting).map(|n| single[n * single.len() / wanting - 1].clone()));
    several.sort_by_key(|file| file.text.len());
    several
}
