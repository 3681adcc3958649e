//! The preview of an upload: by requests of our own, and by a command that shows it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};
use tokio::task::spawn_blocking;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types as lsp;
use tower_lsp::lsp_types::notification::Notification;

use crate::analysis::{Analysis, analyse, analyse_spaceignore, analyse_text};
use crate::ignore::tree::{Kind, Tree};
use crate::ignore::upload::Upload;
use crate::ignore::walk::{self, Inside, SPACEIGNORE, completed, spaceignore};
use crate::ignore::why::why;
use crate::project::{Project, SPACEFILE, has_spacefile};
use crate::report::Checked;
use crate::report::preview::{Preview, Spacefile, json as report, text};
use crate::rules::document_too_large::MAX_BYTES;

use super::server::Server;
use super::uri;

/// The command that shows the preview; its argument is the URI of anything in the project.
pub(super) const PREVIEW: &str = "spacefile.openPreview";

/// How often a client is told how far a walk has come.
const TICK: Duration = Duration::from_millis(100);

/// Entries that are sent at a time.
const CHUNK: usize = 1000;

/// Columns of a preview that is shown as a document.
const WIDTH: usize = 100;

/// What `spacefile/preview` asks for.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PreviewParams {
    /// Anything in the project.
    uri: lsp::Url,
    /// Whether every ignored path is wanted, not only the topmost.
    #[serde(default)]
    ignored: bool,
    partial_result_token: Option<lsp::NumberOrString>,
    work_done_token: Option<lsp::NumberOrString>,
}

/// What `spacefile/ignoredPaths` asks for.
#[derive(Debug, Deserialize)]
pub(super) struct IgnoredParams {
    /// Anything in the project.
    uri: lsp::Url,
    /// Paths relative to its folder, with `/` between the names, and one behind that of a folder
    /// which isn't there.
    paths: Vec<String>,
}

/// `spacefile/previewChanged`: what a client has asked for before may be another by now.
#[derive(Debug)]
pub(super) enum PreviewChanged {}

impl Notification for PreviewChanged {
    type Params = Value;
    const METHOD: &'static str = "spacefile/previewChanged";
}

/// Sets a flag once nobody waits any more.
struct StopWhenDropped(Arc<AtomicBool>);

impl Drop for StopWhenDropped {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Server {
    /// `spacefile/preview`: the JSON of `--preview`.
    pub(super) async fn preview(&self, params: PreviewParams) -> Result<Value> {
        let root = project_of(&params.uri).ok_or_else(nowhere)?;
        self.has_previews().store(true, Ordering::Relaxed);
        let stop = StopWhenDropped(Arc::default());
        let seen = Arc::<AtomicU64>::default();
        let (server, flag, counter) = (self.clone(), Arc::clone(&stop.0), Arc::clone(&seen));
        let (folder, every) = (root.clone(), params.ignored);
        let mut work = spawn_blocking(move || {
            let upload = server.upload_until(&folder, &flag)?;
            let upload = match every {
                true => Arc::new(Upload::new(everything(upload.tree(), &counter, &flag)?)),
                false => upload,
            };
            let mut json = Vec::new();
            server
                .with_preview(&folder, &upload, |preview| report::write(&mut json, preview, every))
                .ok()?;
            serde_json::from_slice::<Value>(&json).ok()
        });
        let token = params.work_done_token;
        self.progress(token.as_ref(), json!({"kind": "begin", "title": "Upload preview"})).await;
        let found = loop {
            match tokio::time::timeout(TICK, &mut work).await {
                Ok(found) => break found.map_err(|_| Error::internal_error())?,
                Err(_) => {
                    let count = seen.load(Ordering::Relaxed);
                    let message = format!("{count} files and folders seen");
                    let report = json!({"kind": "report", "message": message});
                    self.progress(token.as_ref(), report).await;
                }
            }
        };
        self.progress(token.as_ref(), json!({"kind": "end"})).await;
        let mut found = found.ok_or_else(unreadable)?;
        if let Some(token) = &params.partial_result_token {
            let entries = found.get_mut("entries").and_then(Value::as_array_mut);
            let entries = entries.map(std::mem::take).unwrap_or_default();
            for chunk in entries.chunks(CHUNK) {
                self.progress(Some(token), json!({"entries": chunk})).await;
            }
        }
        Ok(found)
    }

    /// `spacefile/ignoredPaths`: a verdict for each path, in their order.
    pub(super) async fn ignored_paths(&self, params: IgnoredParams) -> Result<Value> {
        let root = project_of(&params.uri).ok_or_else(nowhere)?;
        self.has_previews().store(true, Ordering::Relaxed);
        let server = self.clone();
        let found = spawn_blocking(move || {
            let upload = server.upload_until(&root, &AtomicBool::new(false))?;
            let verdicts = params.paths.iter().map(|path| verdict(upload.tree(), path));
            Some(Value::from(verdicts.collect::<Vec<_>>()))
        });
        found.await.map_err(|_| Error::internal_error())?.ok_or_else(unreadable)
    }

    /// The command that shows the preview: as a document where the client can, else its totals in a
    /// message.
    pub(super) async fn show_preview(&self, uri: &lsp::Url) -> Result<()> {
        let root = project_of(uri).ok_or_else(nowhere)?;
        let server = self.clone();
        let folder = root.clone();
        let written = spawn_blocking(move || {
            let upload = server.upload_until(&folder, &AtomicBool::new(false))?;
            let words =
                server.with_preview(&folder, &upload, |preview| text::write(preview, Some(WIDTH)));
            let totals = crate::ide::spaceignore::lenses::of_spaceignore(&upload, None);
            let totals = totals.into_iter().next().map(|lens| lens.title).unwrap_or_default();
            Some((words, totals))
        });
        let written = written.await.map_err(|_| Error::internal_error())?;
        let (words, totals) = written.ok_or_else(unreadable)?;
        if self.session().showing.documents {
            let file = self.keep_preview(&root, &words).map_err(|error| {
                tracing::warn!(%error, "the preview can't be written");
                Error::internal_error()
            })?;
            let params = lsp::ShowDocumentParams {
                uri: uri::of(&file).ok_or_else(Error::internal_error)?,
                external: None,
                take_focus: Some(true),
                selection: None,
            };
            let client = self.client.clone();
            // A task of its own: no request waits on the client.
            tokio::spawn(async move { drop(client.show_document(params).await) });
        } else {
            let how = "`spacefile-lsp --preview` in the project's folder shows everything.";
            self.client.show_message(lsp::MessageType::INFO, format!("{totals}. {how}")).await;
        }
        Ok(())
    }

    /// Tells clients that have asked for a preview that it may be another by now.
    pub(super) fn preview_changed(&self, root: &Path) {
        let Some(uri) = lsp::Url::from_directory_path(root)
            .ok()
            .filter(|_| self.has_previews().load(Ordering::Relaxed))
        else {
            return;
        };
        let client = self.client.clone();
        tokio::spawn(async move {
            client.send_notification::<PreviewChanged>(json!({"uri": uri})).await;
        });
    }

    async fn progress(&self, token: Option<&lsp::NumberOrString>, value: Value) {
        let Some(token) = token else { return };
        self.client.send_notification::<Progress>(json!({"token": token, "value": value})).await;
    }

    /// Puts everything together that a preview tells of, and does something with it.
    fn with_preview<T>(
        &self,
        root: &Path,
        upload: &Arc<Upload>,
        job: impl FnOnce(&Preview<'_>) -> T,
    ) -> T {
        let lines = analyse_spaceignore(upload.tree().rules().text(), upload.tree());
        let lines = has_lines(upload.tree()).then(|| {
            let Analysis { document, diagnostics, suppressed, ok, .. } = lines;
            let path = root.join(SPACEIGNORE).display().to_string();
            Checked { path, text: document.text, diagnostics, suppressed, ok }
        });
        let project = Project::new(root).with_upload(Some(Arc::clone(upload)));
        let file = root.join(SPACEFILE);
        let open = uri::of(&file).and_then(|uri| self.documents().text(&uri));
        let analysis = match open {
            Some(text) => Some(analyse_text(text.to_string(), Some(&project))),
            None => {
                let bytes = project.read(SPACEFILE, MAX_BYTES + 1);
                bytes.map(|bytes| analyse(&bytes, Some(&project)))
            }
        };
        let name = file.display().to_string();
        let spacefile = analysis.map_or(Spacefile::Missing, |found| Spacefile::of(name, found));
        job(&Preview {
            root: &root.display().to_string(),
            is_link: root.symlink_metadata().is_ok_and(|found| found.is_symlink()),
            tree: upload.tree(),
            summary: upload.summary(),
            spaceignore: &spaceignore(root),
            lines: lines.as_ref(),
            spacefile: &spacefile,
        })
    }
}

/// A `$/progress` of any shape: partial results have their own.
enum Progress {}

impl Notification for Progress {
    type Params = Value;
    const METHOD: &'static str = "$/progress";
}

/// The folder of the project that something is in: the nearest with a Spacefile or, without any,
/// the folder itself.
pub(super) fn project_of(uri: &lsp::Url) -> Option<PathBuf> {
    let path = uri::path(uri)?;
    let nearest = path.ancestors().find(|folder| has_spacefile(folder)).map(Path::to_owned);
    nearest.or_else(|| if path.is_dir() { Some(path) } else { path.parent().map(Path::to_owned) })
}

/// Whether a folder has a `.spaceignore` beside a Spacefile.
fn has_lines(tree: &Tree) -> bool {
    let has = |name: &str| tree.find(name.as_bytes()).is_some();
    has(SPACEIGNORE) && has(SPACEFILE)
}

/// The same tree, with what lies in folders that are left out.
fn everything(tree: &Tree, seen: &AtomicU64, stop: &AtomicBool) -> Option<Tree> {
    let options = walk::Options {
        inside: Inside::Listed,
        measure: true,
        seen: Some(seen),
        ..walk::Options::default()
    };
    completed(tree.clone(), &options, stop).ok()
}

fn verdict(tree: &Tree, path: &str) -> Value {
    let (clean, is_folder) = match path.strip_suffix('/') {
        Some(folder) => (folder, true),
        None => (path, false),
    };
    let clean = clean.trim_start_matches('/');
    let found = tree.find(clean.as_bytes());
    let (verdict, is_there) = match found {
        Some(id) => (tree.verdict(id), true),
        None => {
            let why = why(tree.rules(), clean.as_bytes(), is_folder);
            (
                crate::ignore::Verdict {
                    documented: why.documented.decision,
                    original: why.original.decision,
                },
                false,
            )
        }
    };
    let is_folder = found.map_or(is_folder, |id| tree.kind(id) == Kind::Folder);
    json!({
        "path": path,
        "kind": if is_folder { "folder" } else { "file" },
        "known": is_there,
        "kept": verdict.documented.kept,
        "by": verdict.documented.by.map(|line| report::by(tree, line)),
        "original": if verdict.original.kept { "kept" } else { "ignored" },
    })
}

pub(super) fn nowhere() -> Error {
    Error::invalid_params("this is no file or folder on this disk")
}

pub(super) fn unreadable() -> Error {
    Error { message: "the project's folder can't be read".into(), ..Error::internal_error() }
}
