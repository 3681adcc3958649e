//! What other lines change about an upload.

use crate::ignore::tree::{Kind, Totals, Tree};
use crate::report::preview::words;
use crate::secrets::Secret;

/// Secrets that are named; all others are only counted.
const NAMED: usize = 3;

/// What goes up of one tree and not of another, which is the same folder under other lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// What would go up and did not.
    pub more: Totals,
    /// What went up and would not.
    pub less: Totals,
    /// Paths that would go up, did not, and look like secrets.
    pub secrets: Vec<Vec<u8>>,
}

impl Changes {
    /// From one to the other: both with the same entries, as [`Tree::judged`] leaves them.
    #[must_use]
    pub fn between(before: &Tree, after: &Tree) -> Self {
        let mut changes = Self::default();
        let mut items = after.items();
        while let Some(item) = items.next() {
            let is_kept = item.verdict.documented.kept;
            let was_kept = before.verdict(item.id).documented.kept;
            if item.kind == Kind::Folder || is_kept == was_kept {
                continue;
            }
            let one = Totals { files: 1, bytes: item.size.unwrap_or_default() };
            if is_kept {
                changes.more += one;
                if Secret::by_name(item.path).is_some() {
                    changes.secrets.push(item.path.to_vec());
                }
            } else {
                changes.less += one;
            }
        }
        changes
    }

    /// `+3 files, 1.2 MB; -1 file, 2 kB; `.env` would go up`, or nothing.
    #[must_use]
    pub fn words(&self) -> Option<String> {
        let mut parts = Vec::new();
        if self.more.files > 0 {
            parts.push(format!("+{}", words::totals(self.more)));
        }
        if self.less.files > 0 {
            parts.push(format!("\u{2212}{}", words::totals(self.less)));
        }
        let named: Vec<_> = self.secrets.iter().take(NAMED).map(|it| words::path(it)).collect();
        if !named.is_empty() {
            let more = self.secrets.len() - named.len();
            let more = if more > 0 { format!(" and {more} more secrets") } else { String::new() };
            parts.push(format!("`{}`{more} would go up", named.join("`, `")));
        }
        (!parts.is_empty()).then(|| parts.join("; "))
    }
}
