//! What was agreed with the client on showing an upload.

use tower_lsp::lsp_types as lsp;

use super::lenient::Kind;

/// What is read of the client's capabilities for this.
pub(super) const CAPABILITIES: &[(&[&str], Kind)] = &[
    (&["textDocument", "inlayHint"], Kind::Object),
    (&["window", "showDocument", "support"], Kind::Boolean),
];

/// What the client can do.
#[derive(Debug, Clone, Default)]
pub(super) struct Showing {
    /// Whether it opens documents that we name.
    pub(super) documents: bool,
    /// Whether it shows words behind lines.
    pub(super) hints: bool,
}

impl Showing {
    pub(super) fn new(client: &lsp::ClientCapabilities) -> Self {
        let text = client.text_document.as_ref();
        let shown = client.window.as_ref().and_then(|window| window.show_document.as_ref());
        Self {
            documents: shown.is_some_and(|shown| shown.support),
            hints: text.is_some_and(|text| text.inlay_hint.is_some()),
        }
    }
}
