//! A Micro with more to upload than it may have.

use std::collections::BTreeMap;

use super::places::{called, sources};
use super::spaceignore::pattern::exactly;
use super::spaceignore::{mend, needless, words};
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::ignore::tree::{EntryId, Item, Kind, Tree};
use crate::ignore::walk::SPACEIGNORE;
use crate::project::path;

pub(super) static RULE: Rule = Rule {
    name: "large-upload",
    severity: Severity::Warning,
    summary: "a Micro has more than 250 MB to upload",
    docs: include_str!("large_upload.md"),
    check: Check::Document(check),
};

/// What a Micro may have of source and assets (`Spacefile reference`).
const MOST_BYTES: u64 = 250_000_000;

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(tree) = context.project.and_then(|project| project.upload()) else { return };
    // What is pointed out elsewhere need not be said twice.
    let needless: Vec<_> =
        needless::find(tree).into_iter().map(|it| (tree.path(it.id), it.bytes)).collect();
    for source in sources(context) {
        let folder = path::clean(source.src);
        if path::leaves(&folder) {
            continue;
        }
        let total = total(tree, &folder);
        let others = needless.iter().filter(|(path, _)| is_in(path, &folder));
        let others: u64 = others.map(|(_, bytes)| bytes).sum();
        if total.saturating_sub(others) <= MOST_BYTES {
            continue;
        }
        let whose = called(context.document, source.micro);
        let mut message =
            format!("{whose} has {} to upload, and 250 MB is the most", words::size(total));
        let mut fix = None;
        if let Some((id, bytes)) = largest(tree, &folder, total) {
            let path = tree.path(id);
            message = format!("{message}; {} of it are {}", words::size(bytes), words::path(&path));
            fix = (total - bytes <= MOST_BYTES).then(|| leave_out(tree, &path)).flatten();
        }
        let mut finding = Diagnostic::new(source.range, message)
            .help(format!(
                "Leave out in `{SPACEIGNORE}` what the app doesn't need to run or to build; what is \
                 large and needed can be fetched when the app runs."
            ))
            .instance(source.micro.pointer_to("src"))
            .on_disk();
        finding.fixes.extend(fix);
        found.push(finding);
    }
}

/// How many bytes of a folder go up.
fn total(tree: &Tree, folder: &str) -> u64 {
    let mut total = 0;
    let mut items = tree.items();
    while let Some(item) = items.next() {
        if is_in(item.path, folder) {
            total += size(&item);
        }
    }
    total
}

/// What takes most of it: down from folder to folder, as long as one has nearly all.
fn largest(tree: &Tree, folder: &str, total: u64) -> Option<(EntryId, u64)> {
    let mut inside: BTreeMap<Option<EntryId>, Vec<(EntryId, u64)>> = BTreeMap::new();
    let mut totals: BTreeMap<EntryId, u64> = BTreeMap::new();
    let mut items = tree.items();
    while let Some(item) = items.next() {
        let bytes = size(&item);
        let mut here = Some(item.id).filter(|_| bytes > 0 && is_in(item.path, folder));
        while let Some(id) = here {
            *totals.entry(id).or_default() += bytes;
            here = tree.parent(id);
        }
    }
    for (id, bytes) in totals {
        inside.entry(tree.parent(id)).or_default().push((id, bytes));
    }
    let mut here = match folder {
        "." => tree.find(b""),
        folder => tree.find(folder.as_bytes()),
    };
    let mut found = None;
    let mut around = total;
    while let Some(next) = inside.get(&here).and_then(|all| all.iter().max_by_key(|it| it.1)) {
        if next.1 < around / 5 * 4 && found.is_some() {
            break;
        }
        (here, around, found) = (Some(next.0), next.1, Some(*next));
    }
    found
}

fn size(item: &Item<'_>) -> u64 {
    let goes_up = item.verdict.documented.kept && item.kind != Kind::Folder;
    item.size.filter(|_| goes_up).unwrap_or_default()
}

fn is_in(path: &[u8], folder: &str) -> bool {
    let rest = path.strip_prefix(folder.as_bytes());
    folder == "." || rest.is_some_and(|rest| rest.starts_with(b"/"))
}

fn leave_out(tree: &Tree, path: &[u8]) -> Option<Fix> {
    let line = exactly(path)?;
    let title = format!("Leave out {} in `{SPACEIGNORE}`", words::path(path));
    let fix = mend::append_beside(tree, title, &[&line]);
    let inside = [path, b"/"].concat();
    mend::proven_on(tree, fix, |item| {
        (item.path == path || item.path.starts_with(&inside)).then_some(false)
    })
}
