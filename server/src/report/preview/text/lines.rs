//! What the lines do.

use super::page::{CODE, Page};
use super::{NAMED, Preview, words};
use crate::ignore::LineId;
use crate::ignore::summary::Effect;
use crate::ignore::tree::EntryId;

/// What is left out, by which line.
pub(super) fn left_out(page: &mut Page, preview: &Preview<'_>) {
    let summary = preview.summary;
    let effects = summary.effects.iter().filter(|effect| effect.out_paths + effect.out.files > 0);
    let effects: Vec<_> = effects.collect();
    let total = match summary.ignored {
        Some(ignored) if ignored.files > 0 => format!(" ({})", words::totals(ignored)),
        _ => String::new(),
    };
    page.heading(&format!("Left out{total}"));
    if effects.is_empty() {
        page.item("nothing");
    }
    let is_closed = effects.iter().any(|effect| effect.closed > 0);
    for effect in effects {
        let out = amount(effect, is_closed);
        let ids = effect.out_named.iter().map(|(id, _)| *id);
        let names = names(preview, ids, effect.out_paths);
        page.item(&format!("{}  {out}: {names}", line(preview, effect.line)));
    }
    if is_closed {
        page.item("With --ignored, what lies in ignored folders is counted, too.");
    }
}

/// How much a line leaves out.
fn amount(effect: &Effect, is_closed: bool) -> String {
    let folders = (effect.closed > 0).then(|| words::folders(effect.closed));
    let files = match effect.out.files {
        0 if folders.is_some() => None,
        // Ignored files are not measured unless all of them are.
        files if is_closed => Some(words::files(files)),
        _ => Some(words::totals(effect.out)),
    };
    [folders, files].into_iter().flatten().collect::<Vec<_>>().join(" and ")
}

/// What lines with a `!` take back.
pub(super) fn taken_back(page: &mut Page, preview: &Preview<'_>) {
    let mut effects = preview.summary.effects.iter().filter(|it| it.back.files > 0).peekable();
    if effects.peek().is_none() {
        return;
    }
    page.heading("Taken back");
    for effect in effects {
        let names = names(preview, effect.back_named.iter().map(|(id, _)| *id), effect.back.files);
        let back = words::totals(effect.back);
        page.item(&format!("{}  {back}: {names}", line(preview, effect.line)));
    }
}

/// Where the Space CLI reads the lines differently.
pub(super) fn differences(page: &mut Page, preview: &Preview<'_>) {
    let differences = &preview.summary.differences;
    if differences.is_empty() {
        return;
    }
    page.heading("What the Space CLI does differently from what is documented");
    for difference in differences {
        let sides = [
            ("uploads", difference.uploaded.files, &difference.uploaded_named),
            ("leaves out", difference.left_out.files, &difference.left_out_named),
        ];
        for (verb, files, named) in sides.into_iter().filter(|(_, files, _)| *files > 0) {
            let line = line(preview, difference.line);
            let names = names(preview, named.iter().copied(), files);
            page.item(&format!("{line}  {verb} {}: {names}", words::files(files)));
        }
    }
}

/// A line: where it stands, and its pattern.
fn line(preview: &Preview<'_>, line: LineId) -> String {
    let rules = preview.tree.rules();
    let pattern = words::pattern(rules, line);
    format!("{} {CODE}{pattern}{CODE:#}", words::place(rules, line))
}

/// The first of some entries by name, and how many there are besides.
fn names(preview: &Preview<'_>, ids: impl Iterator<Item = EntryId>, all: u64) -> String {
    /// More names than this are no example.
    const SHOWN: usize = 4;
    let names: Vec<_> =
        ids.take(SHOWN.min(NAMED)).map(|id| words::entry(preview.tree, id)).collect();
    let more = all.saturating_sub(names.len() as u64);
    let names = names.join(", ");
    if more == 0 { names } else { format!("{names} and {} more", words::number(more)) }
}
