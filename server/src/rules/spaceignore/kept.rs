//! Secrets that would go up, and the lines that bring them back.

use crate::ignore::tree::{EntryId, Kind, Tree};
use crate::ignore::{LineId, Source};
use crate::project::Project;
use crate::rules::UploadContext;
use crate::secrets;

/// Files that are looked into.
const MOST_READ: usize = 200;

/// A file that would go up by the documentation and likely holds secrets.
#[derive(Debug)]
pub(crate) struct Secret {
    /// Its path.
    pub(super) path: Vec<u8>,
    /// What it holds.
    pub(super) kind: secrets::Secret,
    /// The line that brings it back, or a folder around it.
    pub(super) by: Option<LineId>,
}

/// All of them, in order.
pub(super) fn secrets<'c>(context: &'c UploadContext<'_>) -> &'c [Secret] {
    context.known.secrets.get_or_init(|| find(context.tree))
}

/// The files that would go up and likely hold secrets, in order.
pub(in crate::rules) fn files(tree: &Tree) -> Vec<EntryId> {
    find(tree).into_iter().filter_map(|secret| tree.find(&secret.path)).collect()
}

fn find(tree: &Tree) -> Vec<Secret> {
    let project = Project::new(tree.root());
    let mut secrets = Vec::new();
    let mut read = 0;
    let mut items = tree.items();
    while let Some(item) = items.next() {
        if !item.verdict.documented.kept || !matches!(item.kind, Kind::File | Kind::Link) {
            continue;
        }
        let Some(kind) = secrets::Secret::by_name(item.path) else { continue };
        let Ok(path) = std::str::from_utf8(item.path) else { continue };
        read += 1;
        if read > MOST_READ {
            break;
        }
        let head = project.read(path, secrets::MOST_BYTES);
        if head.is_some_and(|head| kind.is_in(&head)) {
            secrets.push(Secret { path: item.path.to_vec(), kind, by: taken_back(tree, item.id) });
        }
    }
    secrets
}

/// The line with `!` by which something goes up, itself or a folder around it.
pub(super) fn taken_back(tree: &Tree, id: EntryId) -> Option<LineId> {
    let mut here = Some(id);
    while let Some(id) = here {
        let by = tree.verdict(id).documented.by;
        if let Some(by) = by.filter(|by| tree.rules().line(*by).source == Source::File) {
            return Some(by);
        }
        here = tree.parent(id);
    }
    None
}
