//! Findings as a client asks for them.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types as lsp;

use super::checked::Checked;
use super::state::Server;
use super::uri;

/// Findings, or the word that what the client has is still right; with a name for them.
enum Report {
    Same(lsp::UnchangedDocumentDiagnosticReport),
    Full(lsp::FullDocumentDiagnosticReport),
}

impl Server {
    fn report(&self, checked: &Checked, previous: Option<&str>) -> Report {
        let items = self.diagnostics(checked);
        let id = fingerprint(&items);
        if previous == Some(id.as_str()) {
            Report::Same(lsp::UnchangedDocumentDiagnosticReport { result_id: id })
        } else {
            Report::Full(lsp::FullDocumentDiagnosticReport { result_id: Some(id), items })
        }
    }

    /// The findings of one document, open or in the folders.
    pub(super) async fn pull(
        &self,
        params: lsp::DocumentDiagnosticParams,
    ) -> Result<lsp::DocumentDiagnosticReport> {
        let uri = &params.text_document.uri;
        let on_disk = || uri::path(uri).and_then(|path| self.files().get(&path));
        let checked = self.asked(uri).await?.or_else(on_disk);
        let report = checked.map_or_else(
            || Report::Full(lsp::FullDocumentDiagnosticReport::default()),
            |checked| self.report(&checked, params.previous_result_id.as_deref()),
        );
        Ok(match report {
            Report::Same(unchanged_document_diagnostic_report) => {
                lsp::RelatedUnchangedDocumentDiagnosticReport {
                    unchanged_document_diagnostic_report,
                    related_documents: None,
                }
                .into()
            }
            Report::Full(full_document_diagnostic_report) => {
                lsp::RelatedFullDocumentDiagnosticReport {
                    full_document_diagnostic_report,
                    related_documents: None,
                }
                .into()
            }
        })
    }

    /// The findings of all Spacefiles, open or in the folders; none of those that the client
    /// remembers and that are gone.
    pub(super) async fn pull_all(
        &self,
        params: lsp::WorkspaceDiagnosticParams,
    ) -> Result<lsp::WorkspaceDiagnosticReport> {
        self.turn().await;
        let files = self.everything().await;
        let items = files.iter().map(|file| {
            let previous = params.previous_result_ids.iter().find(|id| id.uri == file.uri);
            let (uri, version) = (file.uri.clone(), file.version.map(i64::from));
            match self.report(file, previous.map(|id| id.value.as_str())) {
                Report::Same(unchanged_document_diagnostic_report) => {
                    lsp::WorkspaceDocumentDiagnosticReport::Unchanged(
                        lsp::WorkspaceUnchangedDocumentDiagnosticReport {
                            uri,
                            version,
                            unchanged_document_diagnostic_report,
                        },
                    )
                }
                Report::Full(full_document_diagnostic_report) => {
                    lsp::WorkspaceDocumentDiagnosticReport::Full(
                        lsp::WorkspaceFullDocumentDiagnosticReport {
                            uri,
                            version,
                            full_document_diagnostic_report,
                        },
                    )
                }
            }
        });
        let is_gone = |uri: &lsp::Url| files.iter().all(|file| file.uri != *uri);
        let gone = params.previous_result_ids.iter().filter(|id| is_gone(&id.uri)).map(|id| {
            lsp::WorkspaceDocumentDiagnosticReport::Full(
                lsp::WorkspaceFullDocumentDiagnosticReport {
                    uri: id.uri.clone(),
                    version: None,
                    full_document_diagnostic_report: lsp::FullDocumentDiagnosticReport::default(),
                },
            )
        });
        Ok(lsp::WorkspaceDiagnosticReport { items: items.chain(gone).collect() })
    }
}

/// A name for these findings: the same for the same ones.
fn fingerprint(diagnostics: &[lsp::Diagnostic]) -> String {
    let mut hasher = DefaultHasher::new();
    serde_json::to_string(diagnostics).unwrap_or_default().hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
