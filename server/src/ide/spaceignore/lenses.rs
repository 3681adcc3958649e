//! What would go up, above the files that decide it.

use std::ops::Range;

use super::changes::Changes;
use crate::document::Document;
use crate::ignore::summary::MOST_BYTES;
use crate::ignore::tree::Tree;
use crate::ignore::upload::Upload;
use crate::model::App;
use crate::project::path;
use crate::report::preview::words;

/// Words above a line, which open the preview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lens {
    /// The line: bytes of the text.
    pub range: Range<usize>,
    /// The words.
    pub title: String,
}

/// What stands above a `.spaceignore`. `saved` is the same folder under the lines on disk, where
/// those are others.
#[must_use]
pub fn of_spaceignore(upload: &Upload, saved: Option<&Tree>) -> Vec<Lens> {
    let mut title = total(upload);
    let changes = saved.map(|saved| Changes::between(saved, upload.tree()));
    if let Some(words) = changes.and_then(|changes| changes.words()) {
        title = format!("{title} \u{2014} unsaved: {words}");
    }
    vec![Lens { range: 0..0, title }]
}

/// What stands above a Spacefile.
#[must_use]
pub fn of_spacefile(upload: &Upload) -> Lens {
    Lens { range: 0..0, title: total(upload) }
}

/// What goes up from the folder of each Micro, by the Micro's range.
#[must_use]
pub fn of_micros(document: &Document, app: &App, upload: &Upload) -> Vec<Lens> {
    let (tree, summary) = (upload.tree(), upload.summary());
    let mut lenses = Vec::new();
    for micro in &app.micros {
        let source = micro.text(document, "src").map(|(text, _)| path::clean(text));
        let Some(source) = source.filter(|source| !source.starts_with("..")) else { continue };
        let below = if source == "." { "" } else { source.trim_start_matches('/') };
        let Some(id) = tree.find(below.as_bytes()) else { continue };
        let Some(totals) = summary.folder(tree, id) else { continue };
        let title = format!("{} {}", words::totals(totals), go_up(totals.files));
        lenses.push(Lens { range: micro.range.clone(), title });
    }
    lenses
}

fn total(upload: &Upload) -> String {
    let kept = upload.summary().kept;
    let limit = if kept.bytes > MOST_BYTES {
        format!(", more than the {} that a push takes", words::size(MOST_BYTES))
    } else {
        String::new()
    };
    format!("{} {}{limit}", words::totals(kept), go_up(kept.files))
}

fn go_up(files: u64) -> &'static str {
    if files == 1 { "goes up" } else { "go up" }
}
