//! What was agreed with the client on showing an upload.

use tower_lsp::lsp_types as lsp;

use super::lenient::Kind;
use super::paths::{IGNORE, KEEP};
use super::preview::PREVIEW;

/// What is read of the client's capabilities for this.
pub(super) const CAPABILITIES: &[(&[&str], Kind)] = &[
    (&["textDocument", "inlayHint"], Kind::Object),
    (&["window", "showDocument", "support"], Kind::Boolean),
    (&["workspace", "applyEdit"], Kind::Boolean),
    (&["workspace", "codeLens", "refreshSupport"], Kind::Boolean),
    (&["workspace", "inlayHint", "refreshSupport"], Kind::Boolean),
];

/// What the client can do.
#[derive(Debug, Clone, Default)]
pub(super) struct Showing {
    /// Whether it opens documents that we name.
    pub(super) documents: bool,
    /// Whether it applies edits that we send it.
    pub(super) applies_edits: bool,
    /// Whether it shows words behind lines.
    pub(super) hints: bool,
    /// Whether it wants to be told that hints are out of date.
    pub(super) hints_refresh: bool,
    /// Whether it wants to be told that lenses are out of date.
    pub(super) lenses_refresh: bool,
}

impl Showing {
    pub(super) fn new(client: &lsp::ClientCapabilities) -> Self {
        let (text, workspace) = (client.text_document.as_ref(), client.workspace.as_ref());
        let shown = client.window.as_ref().and_then(|window| window.show_document.as_ref());
        let hints = workspace.and_then(|workspace| workspace.inlay_hint.as_ref());
        let lenses = workspace.and_then(|workspace| workspace.code_lens.as_ref());
        Self {
            documents: shown.is_some_and(|shown| shown.support),
            applies_edits: workspace.and_then(|workspace| workspace.apply_edit) == Some(true),
            hints: text.is_some_and(|text| text.inlay_hint.is_some()),
            hints_refresh: hints.and_then(|hints| hints.refresh_support) == Some(true),
            lenses_refresh: lenses.and_then(|lenses| lenses.refresh_support) == Some(true),
        }
    }

    /// The commands that a client may run.
    pub(super) fn commands() -> lsp::ExecuteCommandOptions {
        lsp::ExecuteCommandOptions {
            commands: [PREVIEW, IGNORE, KEEP].map(str::to_owned).into(),
            work_done_progress_options: lsp::WorkDoneProgressOptions::default(),
        }
    }
}
