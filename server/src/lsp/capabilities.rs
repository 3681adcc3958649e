//! What was agreed with the client, and what we offer.

use tower_lsp::lsp_types as lsp;

use crate::report::link;
use crate::text::Unit;

use super::abilities::Abilities;
use super::offers::Offers;
use super::settings::Settings;
use super::showing::Showing;

/// What the client can do, as far as it matters here.
#[derive(Debug, Clone, Default)]
pub(super) struct Session {
    /// What columns count.
    pub(super) unit: Unit,
    /// Whether the client asks for findings by itself; then none are sent unasked.
    pub(super) pulls: bool,
    /// Whether it wants to be told that what it pulled is out of date.
    pub(super) refreshes: bool,
    pub(super) related_information: bool,
    /// Whether it shows what has no effect in another way.
    pub(super) unnecessary_tag: bool,
    /// Whether it keeps a finding's data.
    pub(super) data: bool,
    /// Whether it watches files for us if asked to.
    pub(super) watches: bool,
    /// Whether it takes an outline as a tree.
    pub(super) nested_symbols: bool,
    /// Whether edits can name the version they are for.
    pub(super) versioned_edits: bool,
    /// Whether edits can rename files.
    pub(super) file_renames: bool,
    /// Whether edits can make files.
    pub(super) file_creation: bool,
    /// Whether it follows a link from a finding to its rule.
    links: bool,
    /// Where a rule's page can be read, with `{rule}` for its name.
    rule_url: Option<String>,
    /// What it can do with completions, hovers and renames.
    pub(super) offers: Offers,
    /// How it shows an upload.
    pub(super) showing: Showing,
    /// What it can do with formatting, refactorings, reading aids and settings.
    pub(super) client: Abilities,
    /// What was set at the start.
    pub(super) settings: Settings,
    /// What of that was not understood.
    pub(super) complaints: Vec<String>,
}

impl Session {
    pub(super) fn new(params: &lsp::InitializeParams) -> Self {
        let general = params.capabilities.general.as_ref();
        let text = params.capabilities.text_document.as_ref();
        let workspace = params.capabilities.workspace.as_ref();
        let encodings = general.and_then(|general| general.position_encodings.as_deref());
        let published = text.and_then(|text| text.publish_diagnostics.as_ref());
        let tags = published.and_then(|published| published.tag_support.as_ref());
        let watched = workspace.and_then(|workspace| workspace.did_change_watched_files);
        let pulled = workspace.and_then(|workspace| workspace.diagnostic.as_ref());
        let symbols = text.and_then(|text| text.document_symbol.as_ref());
        let edits = workspace.and_then(|workspace| workspace.workspace_edit.as_ref());
        let operations = edits.and_then(|edits| edits.resource_operations.as_deref());
        let options = params.initialization_options.clone().unwrap_or_default();
        let (settings, complaints) = Settings::default().read(&options);
        let rule_url = options.get("ruleUrl").and_then(serde_json::Value::as_str);
        let links = published.and_then(|published| published.code_description_support);
        Self {
            unit: unit(encodings.unwrap_or_default()),
            pulls: text.is_some_and(|text| text.diagnostic.is_some()),
            refreshes: pulled.and_then(|pulled| pulled.refresh_support) == Some(true),
            related_information: published.and_then(|p| p.related_information) == Some(true),
            unnecessary_tag: tags
                .is_some_and(|tags| tags.value_set.contains(&lsp::DiagnosticTag::UNNECESSARY)),
            data: published.and_then(|published| published.data_support) == Some(true),
            watches: watched.and_then(|watched| watched.dynamic_registration) == Some(true),
            nested_symbols: symbols.and_then(|s| s.hierarchical_document_symbol_support)
                == Some(true),
            versioned_edits: edits.and_then(|edits| edits.document_changes) == Some(true),
            file_renames: operations
                .is_some_and(|kinds| kinds.contains(&lsp::ResourceOperationKind::Rename)),
            file_creation: operations
                .is_some_and(|kinds| kinds.contains(&lsp::ResourceOperationKind::Create)),
            links: links == Some(true),
            rule_url: rule_url.map(str::to_owned),
            offers: Offers::new(&params.capabilities),
            showing: Showing::new(&params.capabilities),
            client: Abilities::new(&params.capabilities),
            settings,
            complaints,
        }
    }

    /// Where the client finds a rule's page: what it said itself, or the project's home.
    pub(super) fn page(&self, rule: &str) -> Option<String> {
        let told = self.rule_url.as_ref().map(|url| url.replace("{rule}", rule));
        told.or_else(|| link::url(rule)).filter(|_| self.links)
    }

    pub(super) fn offer(&self) -> lsp::ServerCapabilities {
        let encoding = match self.unit {
            Unit::Utf8 => lsp::PositionEncodingKind::UTF8,
            Unit::Utf16 => lsp::PositionEncodingKind::UTF16,
            Unit::Utf32 => lsp::PositionEncodingKind::UTF32,
        };
        lsp::ServerCapabilities {
            position_encoding: Some(encoding),
            text_document_sync: Some(lsp::TextDocumentSyncCapability::Options(
                lsp::TextDocumentSyncOptions {
                    open_close: Some(true),
                    change: Some(lsp::TextDocumentSyncKind::INCREMENTAL),
                    save: Some(lsp::TextDocumentSyncSaveOptions::Supported(true)),
                    ..lsp::TextDocumentSyncOptions::default()
                },
            )),
            diagnostic_provider: self.pulls.then(|| {
                lsp::DiagnosticServerCapabilities::Options(lsp::DiagnosticOptions {
                    identifier: Some("spacefile".to_owned()),
                    inter_file_dependencies: false,
                    workspace_diagnostics: true,
                    ..lsp::DiagnosticOptions::default()
                })
            }),
            document_symbol_provider: Some(lsp::OneOf::Left(true)),
            workspace: Some(lsp::WorkspaceServerCapabilities {
                workspace_folders: Some(lsp::WorkspaceFoldersServerCapabilities {
                    supported: Some(true),
                    change_notifications: Some(lsp::OneOf::Left(true)),
                }),
                file_operations: Some(lsp::WorkspaceFileOperationsServerCapabilities {
                    will_rename: Some(any_file()),
                    did_rename: Some(any_file()),
                    did_create: Some(any_file()),
                    did_delete: Some(any_file()),
                    ..lsp::WorkspaceFileOperationsServerCapabilities::default()
                }),
            }),
            ..self.offers.offer()
        }
    }
}

/// The kind of the action that applies every safe fix.
pub(super) fn fix_all() -> lsp::CodeActionKind {
    lsp::CodeActionKind::new("source.fixAll.spacefile")
}

/// UTF-8 where the client takes it, since that is what the text is; else what it prefers.
fn unit(offered: &[lsp::PositionEncodingKind]) -> Unit {
    let known = offered.iter().filter_map(|kind| match kind.as_str() {
        "utf-8" => Some(Unit::Utf8),
        "utf-16" => Some(Unit::Utf16),
        "utf-32" => Some(Unit::Utf32),
        _ => None,
    });
    let known: Vec<_> = known.collect();
    if known.contains(&Unit::Utf8) {
        Unit::Utf8
    } else {
        known.first().copied().unwrap_or_default()
    }
}

fn any_file() -> lsp::FileOperationRegistrationOptions {
    let glob = "**/*".to_owned();
    let pattern = lsp::FileOperationPattern { glob, ..lsp::FileOperationPattern::default() };
    let scheme = Some("file".to_owned());
    lsp::FileOperationRegistrationOptions {
        filters: vec![lsp::FileOperationFilter { scheme, pattern }],
    }
}

/// The folders the client has open.
#[allow(deprecated, reason = "older clients name their only folder in `rootUri`")]
pub(super) fn folders(params: &lsp::InitializeParams) -> Vec<lsp::Url> {
    match &params.workspace_folders {
        Some(folders) => folders.iter().map(|folder| folder.uri.clone()).collect(),
        None => params.root_uri.iter().cloned().collect(),
    }
}
