//! What the renaming of files changes in the Spacefiles.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::task::spawn_blocking;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types as lsp;

use crate::analysis::Analysis;
use crate::ide::renames::{self, Renamed};

use super::checked::Checked;
use super::convert;
use super::server::Server;
use super::uri;

impl Server {
    /// The edits of all Spacefiles, open or in the folders, that name what is about to be renamed.
    pub(super) async fn follow_renames(
        &self,
        files: &[lsp::FileRename],
    ) -> Result<Option<lsp::WorkspaceEdit>> {
        let paths = |file: &lsp::FileRename| {
            let path = |uri: &str| uri::path(&uri.parse().ok()?);
            Some((path(&file.old_uri)?, path(&file.new_uri)?))
        };
        let moves: BTreeMap<_, _> = files.iter().filter_map(paths).collect();
        let open = self.documents().uris();
        let mut affected = Vec::new();
        for uri in open {
            affected.extend(self.checked(&uri).await?);
        }
        let mut known = self.files().paths();
        known
            .retain(|path| path.parent().is_some_and(|folder| !renamed(folder, &moves).is_empty()));
        // Of these only the findings are kept, and the disk may have changed since.
        let asker = self.clone();
        let read = spawn_blocking(move || {
            let levels = &asker.settings().levels;
            let read = known.iter().filter_map(|path| Checked::read(path, levels, |_| None));
            read.map(Arc::new).collect::<Vec<_>>()
        });
        affected.extend(read.await.unwrap_or_default());
        let edits = affected.iter().filter_map(|checked| {
            let path = uri::path(&checked.uri)?;
            let renamed = renamed(path.parent()?, &moves);
            let Analysis { document, app, .. } = &checked.analysis;
            let edits = renames::edits(document, app, &renamed);
            let edits = convert::edits(&checked.text, &edits, self.session().unit);
            (!edits.is_empty()).then(|| (checked.uri.clone(), edits))
        });
        let edits: HashMap<_, _> = edits.collect();
        Ok((!edits.is_empty()).then(|| lsp::WorkspaceEdit::new(edits)))
    }
}

/// The renames inside of a project, by its own paths.
fn renamed(project: &Path, moves: &BTreeMap<PathBuf, PathBuf>) -> Vec<Renamed> {
    let relative = |path: &Path| {
        let parts = path.strip_prefix(project).ok()?.components();
        let names: Option<Vec<_>> = parts.map(|part| part.as_os_str().to_str()).collect();
        names.filter(|names| !names.is_empty()).map(|names| names.join("/"))
    };
    // The order of paths has what a folder holds right behind it.
    let inside =
        moves.range(project.to_owned()..).take_while(|(from, _)| from.starts_with(project));
    let renamed = |(from, to): (&PathBuf, &PathBuf)| {
        Some(Renamed { from: relative(from)?, to: relative(to)? })
    };
    inside.filter_map(renamed).collect()
}
