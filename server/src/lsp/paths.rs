//! The commands that leave a path out of the upload or take it back, for lists of files.

use std::path::Path;

use serde_json::Value;
use tokio::task::spawn_blocking;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types as lsp;

use crate::ide::spaceignore::actions::add;
use crate::ide::spaceignore::paths;
use crate::ignore::walk::SPACEIGNORE;

use super::convert;
use super::preview::{nowhere, project_of, unreadable};
use super::server::Server;
use super::uri;

/// The command that leaves a path out; its argument is the path's URI.
pub(super) const IGNORE: &str = "spacefile.ignorePath";

/// The command that takes a path back; its argument is the path's URI.
pub(super) const KEEP: &str = "spacefile.keepPath";

impl Server {
    /// Adds the lines that leave a path out of the upload, or take it back, to the `.spaceignore`
    /// of its project.
    pub(super) async fn change_path(&self, target: &lsp::Url, keep: bool) -> Result<()> {
        if !self.session().client.applies_edits {
            return Err(Error::invalid_request());
        }
        let path = uri::path(target).ok_or_else(nowhere)?;
        let root = path.parent().and_then(uri::of).as_ref().and_then(project_of);
        let root = root.ok_or_else(nowhere)?;
        let inside = path.strip_prefix(&root).ok().and_then(Path::to_str);
        let inside = inside.map(|path| path.replace('\\', "/")).ok_or_else(nowhere)?;
        let (server, folder, what) = (self.clone(), root.clone(), inside.clone());
        let found = spawn_blocking(move || {
            let upload =
                server.upload_until(&folder, &std::sync::atomic::AtomicBool::new(false))?;
            let tree = upload.tree();
            let lines = if keep { paths::keep(tree, &what) } else { paths::ignore(tree, &what) };
            Some((upload, lines))
        });
        let found = found.await.map_err(|_| Error::internal_error())?;
        let (upload, lines) = found.ok_or_else(unreadable)?;
        let Some(lines) = lines else {
            let does = if keep { "takes back" } else { "leaves out" };
            let words = format!(
                "No line {does} `{inside}` and nothing else, or it is so already. \
                 `spacefile-lsp --preview --why {inside}` tells which lines decide."
            );
            self.client.show_message(lsp::MessageType::INFO, words).await;
            return Ok(());
        };
        let uri = uri::of(&root.join(SPACEIGNORE)).ok_or_else(nowhere)?;
        let text = String::from_utf8_lossy(upload.tree().rules().text()).into_owned();
        let edit = add(text.strip_prefix('\u{feff}').unwrap_or(&text), &lines);
        let edit = convert::edit_of_lines(&upload, uri, &[edit], self.session());
        let edit = edit.ok_or_else(Error::invalid_request)?;
        let client = self.client.clone();
        // A task of its own: no request waits on the client.
        tokio::spawn(async move { drop(client.apply_edit(edit).await) });
        Ok(())
    }
}

/// The URI that a command's arguments start with.
pub(super) fn target(arguments: &[Value]) -> Result<lsp::Url> {
    let uri = arguments.first().and_then(Value::as_str).and_then(|uri| uri.parse().ok());
    uri.ok_or_else(|| Error::invalid_params("the argument is a URI"))
}
