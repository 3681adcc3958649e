//! What would go up of a project, and what that comes to.

use std::sync::atomic::AtomicBool;
use std::sync::{LazyLock, OnceLock};

use super::Rules;
use super::summary::Summary;
use super::tree::{EntryId, Glance, Kind, Tree};
use crate::diagnostic::Diagnostic;
use crate::secrets::Secret;

/// Whether the documented defaults leave out a folder, whatever a `.spaceignore` says. The path is
/// relative to the root, with `/` between names.
#[must_use]
pub fn is_left_out_by_default(folder: &[u8]) -> bool {
    static DEFAULTS: LazyLock<Rules> = LazyLock::new(|| Rules::new(None));
    ends(folder).any(|path| !DEFAULTS.alone(path, true).documented.kept)
}

/// A path and those of all folders around it, the topmost first.
fn ends(path: &[u8]) -> impl Iterator<Item = &[u8]> {
    let slashes = path.iter().enumerate().filter(|(_, byte)| **byte == b'/').map(|(at, _)| at);
    slashes.chain([path.len()]).filter_map(|end| path.get(..end))
}

/// A project's folder, judged; summed up when somebody asks.
#[derive(Debug)]
pub struct Upload {
    tree: Tree,
    summary: OnceLock<Summary>,
    suspects: OnceLock<Vec<(EntryId, Secret)>>,
    findings: OnceLock<Vec<Diagnostic>>,
}

impl Upload {
    /// Of this folder.
    #[must_use]
    pub fn new(tree: Tree) -> Self {
        Self {
            tree,
            summary: OnceLock::new(),
            suspects: OnceLock::new(),
            findings: OnceLock::new(),
        }
    }

    /// What lies in it, and what both readings say of that.
    #[must_use]
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// What it comes to.
    #[must_use]
    pub fn summary(&self) -> &Summary {
        let never = AtomicBool::new(false);
        self.summary.get_or_init(|| Summary::new(&self.tree, &never).unwrap_or_default())
    }

    /// What there is to say of it, found once: it depends on nothing else. `None` if `find` gives
    /// up.
    pub(crate) fn findings(
        &self,
        find: impl FnOnce() -> Option<Vec<Diagnostic>>,
    ) -> Option<&[Diagnostic]> {
        if self.findings.get().is_none() {
            let found = find()?;
            return Some(self.findings.get_or_init(|| found));
        }
        self.findings.get().map(Vec::as_slice)
    }

    /// Whether what stands at a path, or a folder around it, is left out by the documentation. The
    /// path is relative to the root, with `/` between names.
    #[must_use]
    pub fn leaves_out(&self, path: &[u8]) -> bool {
        let is_left_out = |id| !self.tree.verdict(id).documented.kept;
        ends(path).any(|path| self.tree.find(path).is_some_and(is_left_out))
    }

    /// The files that would go up by the documentation and whose names say that they may hold
    /// secrets, in order.
    #[must_use]
    pub fn suspects(&self) -> &[(EntryId, Secret)] {
        self.suspects.get_or_init(|| {
            let mut suspects = Vec::new();
            let mut items = self.tree.items();
            while let Some(item) = items.next_if(|Glance { name, kind, verdict, .. }| {
                verdict.documented.kept
                    && matches!(kind, Kind::File | Kind::Link)
                    && Secret::may_be(name)
            }) {
                suspects.extend(Secret::by_name(item.path).map(|kind| (item.id, kind)));
            }
            suspects
        })
    }
}
