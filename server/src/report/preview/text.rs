//! A preview for people. It comes with ANSI escape sequences; whoever prints it takes these out
//! where they are not wanted.

mod lines;
mod page;

use self::lines::{differences, left_out, taken_back};
use self::page::{BAD, GOOD, Page, WARNING};
use super::{Hindrance, Preview, hindrances, words};
use crate::ignore::summary::{MOST_BYTES, NAMED};
use crate::ignore::tree::{EntryId, Kind, Snag};
use crate::rules::kept_secrets;

/// Everything that there is to say, in lines of at most `width` columns where that is possible.
#[must_use]
pub fn write(preview: &Preview<'_>, width: Option<usize>) -> String {
    let mut page = Page::new(width);
    let summary = preview.summary;
    let root = match preview.root {
        "." => "this folder".to_owned(),
        root => words::path(root.as_bytes()),
    };
    let (kept, most) = (words::totals(summary.kept), words::size(MOST_BYTES));
    page.line(&format!("A push of {root} would upload {kept}, of {most} at most."));
    if summary.original.files != summary.kept.files {
        let original = words::files(summary.original.files);
        page.line(&format!(
            "The Space CLI, which reads some lines differently, uploads {original}."
        ));
    }
    largest(&mut page, preview);
    left_out(&mut page, preview);
    taken_back(&mut page, preview);
    differences(&mut page, preview);
    secrets(&mut page, preview);
    odd(&mut page, preview);
    answer(&mut page, preview);
    page.text
}

fn largest(page: &mut Page, preview: &Preview<'_>) {
    let (tree, summary) = (preview.tree, preview.summary);
    // What is less than a hundredth of it all is not large.
    let is_large = |bytes: u64| bytes > 0 && bytes >= summary.kept.bytes / 100;
    let name = |id| words::entry(tree, id);
    let folders = summary.folders.iter().filter(|(_, totals)| is_large(totals.bytes));
    let folders: Vec<_> = folders
        .map(|(id, totals)| {
            (words::size(totals.bytes), format!("{} ({})", name(*id), words::files(totals.files)))
        })
        .collect();
    let files = summary.files.iter().filter(|(_, bytes)| is_large(*bytes));
    let files: Vec<_> = files.map(|(id, bytes)| (words::size(*bytes), name(*id))).collect();
    for (title, rows) in [("Largest folders", folders), ("Largest files", files)] {
        if !rows.is_empty() {
            page.heading(title);
            page.table(&rows);
        }
    }
}

fn secrets(page: &mut Page, preview: &Preview<'_>) {
    let secrets = &kept_secrets(preview.tree);
    if secrets.is_empty() {
        return;
    }
    page.styled_heading(WARNING, "Likely secrets that go up");
    named(page, secrets, |id| words::entry(preview.tree, id));
}

fn odd(page: &mut Page, preview: &Preview<'_>) {
    let odd = &preview.summary.odd;
    if odd.is_empty() {
        return;
    }
    page.heading("Links and special files among them");
    named(page, odd, |id| {
        let what = match (preview.tree.kind(id), preview.tree.snag(id)) {
            (_, Some(Snag::LinkToFolder)) => "a link to a folder",
            (_, Some(Snag::LinkToNothing)) => "a link that leads nowhere",
            (_, Some(Snag::LinkLoop)) => "a link that leads back to itself",
            (Kind::Link, Some(Snag::Pipe)) => "a link to a pipe",
            (Kind::Link, Some(Snag::Socket)) => "a link to a socket",
            (Kind::Link, Some(Snag::Device)) => "a link to a device",
            (Kind::Link, Some(Snag::Denied | Snag::Failed)) => "a link to what can't be read",
            (Kind::Link, None) => "a link; what it leads to goes up in its place",
            (Kind::Pipe, _) => "a pipe",
            (Kind::Socket, _) => "a socket",
            (Kind::Device, _) => "a device",
            _ => "neither file nor folder",
        };
        format!("{}: {what}", words::entry(preview.tree, id))
    });
}

/// The first of some entries, and how many more there are.
fn named(page: &mut Page, ids: &[EntryId], shown: impl Fn(EntryId) -> String) {
    for id in ids.iter().take(NAMED) {
        page.item(&shown(*id));
    }
    if ids.len() > NAMED {
        page.item(&format!("and {} more", words::number((ids.len() - NAMED) as u64)));
    }
}

fn answer(page: &mut Page, preview: &Preview<'_>) {
    page.heading("Would this push work?");
    let hindrances = hindrances(preview);
    if hindrances.is_empty() {
        page.item(&format!("{GOOD}Yes{GOOD:#}, as far as can be told from here."));
        return;
    }
    for Hindrance { words, help, .. } in &hindrances {
        let help = help.as_ref().map(|help| format!(" {help}")).unwrap_or_default();
        page.item(&format!("{BAD}No{BAD:#}: {words}.{help}"));
    }
    if let Some(more) = preview.summary.aborts.len().checked_sub(NAMED).filter(|more| *more > 0) {
        page.item(&format!("And there are {} more things like that.", words::number(more as u64)));
    }
}
