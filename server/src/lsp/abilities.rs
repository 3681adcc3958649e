//! What the client can do with formatting, refactorings, reading aids and settings, and what it is
//! offered of them. `docs/clients.md` has the table.

use tower_lsp::lsp_types as lsp;

use super::actions::APPLY;
use super::capabilities::fix_all;
use super::lenient::Kind;
use super::paths::{IGNORE, KEEP};
use super::preview::PREVIEW;
use super::tokens;

/// What is read of the client's capabilities for this.
pub(super) const CAPABILITIES: &[(&[&str], Kind)] = &[
    (
        &["textDocument", "codeAction", "codeActionLiteralSupport", "codeActionKind", "valueSet"],
        Kind::Texts,
    ),
    (&["textDocument", "codeAction", "isPreferredSupport"], Kind::Boolean),
    (&["textDocument", "documentSymbol", "symbolKind", "valueSet"], Kind::Numbers),
    (&["textDocument", "foldingRange", "foldingRangeKind", "valueSet"], Kind::Of(&["comment"])),
    (&["textDocument", "foldingRange", "lineFoldingOnly"], Kind::Boolean),
    (&["textDocument", "foldingRange", "rangeLimit"], Kind::Number),
    (&["textDocument", "publishDiagnostics", "versionSupport"], Kind::Boolean),
    (&["textDocument", "semanticTokens", "tokenModifiers"], Kind::Texts),
    (&["textDocument", "semanticTokens", "tokenTypes"], Kind::Texts),
    (&["workspace", "applyEdit"], Kind::Boolean),
    (&["workspace", "codeLens", "refreshSupport"], Kind::Boolean),
    (&["workspace", "configuration"], Kind::Boolean),
    (&["workspace", "didChangeConfiguration", "dynamicRegistration"], Kind::Boolean),
    (&["workspace", "inlayHint", "refreshSupport"], Kind::Boolean),
    (&["workspace", "semanticTokens", "refreshSupport"], Kind::Boolean),
];

/// What the client can do.
#[derive(Debug, Clone, Default)]
pub(super) struct Abilities {
    /// Whether it can be asked for settings.
    pub(super) has_settings: bool,
    /// Whether it tells of changed settings once it is asked to.
    pub(super) told_settings: bool,
    /// Whether a code action may have an edit; else it is a command.
    pub(super) action_literals: bool,
    /// Whether it knows which of several actions is the likeliest.
    pub(super) preferred_actions: bool,
    /// Whether it makes edits that a command asks for.
    pub(super) applies_edits: bool,
    /// Whether it wants to know which version findings are of.
    pub(super) versioned_findings: bool,
    /// Whether it knows the symbols of events, which are younger than most.
    pub(super) event_symbols: bool,
    /// Whether it folds whole lines only.
    pub(super) folds_lines: bool,
    /// Whether it tells folded comments from other things.
    pub(super) comment_folds: bool,
    /// How many folds it wants at most.
    pub(super) most_folds: Option<usize>,
    /// The kinds of words it can show.
    pub(super) tokens: tokens::Known,
    pub(super) refreshes_hints: bool,
    pub(super) refreshes_lenses: bool,
    pub(super) refreshes_tokens: bool,
}

impl Abilities {
    pub(super) fn new(client: &lsp::ClientCapabilities) -> Self {
        let text = client.text_document.as_ref();
        let workspace = client.workspace.as_ref();
        let changes = workspace.and_then(|it| it.did_change_configuration);
        let actions = text.and_then(|it| it.code_action.as_ref());
        let published = text.and_then(|it| it.publish_diagnostics.as_ref());
        let symbols = text.and_then(|it| it.document_symbol.as_ref());
        let symbols = symbols.and_then(|it| it.symbol_kind.as_ref()?.value_set.as_ref());
        let folds = text.and_then(|it| it.folding_range.as_ref());
        let fold_kinds = folds.and_then(|it| it.folding_range_kind.as_ref()?.value_set.as_ref());
        let tokens = text.and_then(|it| it.semantic_tokens.as_ref());
        let most = folds.and_then(|it| it.range_limit).map(|it| it as usize);
        Self {
            has_settings: workspace.and_then(|it| it.configuration) == Some(true),
            told_settings: changes.and_then(|it| it.dynamic_registration) == Some(true),
            action_literals: actions.is_some_and(|it| it.code_action_literal_support.is_some()),
            preferred_actions: actions.and_then(|it| it.is_preferred_support) == Some(true),
            applies_edits: workspace.and_then(|it| it.apply_edit) == Some(true),
            versioned_findings: published.and_then(|it| it.version_support) == Some(true),
            event_symbols: symbols.is_some_and(|it| it.contains(&lsp::SymbolKind::EVENT)),
            folds_lines: folds.and_then(|it| it.line_folding_only) == Some(true),
            comment_folds: fold_kinds
                .is_some_and(|it| it.contains(&lsp::FoldingRangeKind::Comment)),
            most_folds: most.filter(|most| *most > 0),
            tokens: tokens.map(tokens::Known::new).unwrap_or_default(),
            refreshes_hints: workspace.and_then(|it| it.inlay_hint.as_ref()?.refresh_support)
                == Some(true),
            refreshes_lenses: workspace.and_then(|it| it.code_lens.as_ref()?.refresh_support)
                == Some(true),
            refreshes_tokens: workspace.and_then(|it| it.semantic_tokens.as_ref()?.refresh_support)
                == Some(true),
        }
    }

    /// Adds what is offered to the rest.
    pub(super) fn add_to(&self, offered: &mut lsp::ServerCapabilities) {
        // What kinds there are may be said only to who takes actions as such.
        offered.code_action_provider = Some(match self.action_literals {
            true => lsp::CodeActionProviderCapability::Options(lsp::CodeActionOptions {
                code_action_kinds: Some(vec![lsp::CodeActionKind::QUICKFIX, fix_all()]),
                ..lsp::CodeActionOptions::default()
            }),
            false => lsp::CodeActionProviderCapability::Simple(true),
        });
        let (edits, literals) = (self.applies_edits, self.action_literals);
        let commands = [
            (PREVIEW, true),
            (IGNORE, edits),
            (KEEP, edits),
            // What isn't taken as an action is one.
            (APPLY, edits && !literals),
        ];
        let commands = commands.into_iter().filter(|(_, is_offered)| *is_offered);
        offered.execute_command_provider = Some(lsp::ExecuteCommandOptions {
            commands: commands.map(|(name, _)| name.to_owned()).collect(),
            ..lsp::ExecuteCommandOptions::default()
        });
        offered.document_formatting_provider = Some(lsp::OneOf::Left(true));
        offered.document_range_formatting_provider = Some(lsp::OneOf::Left(true));
        offered.document_on_type_formatting_provider = Some(lsp::DocumentOnTypeFormattingOptions {
            first_trigger_character: "\n".to_owned(),
            more_trigger_character: None,
        });
        offered.folding_range_provider = Some(lsp::FoldingRangeProviderCapability::Simple(true));
        offered.selection_range_provider =
            Some(lsp::SelectionRangeProviderCapability::Simple(true));
        offered.inlay_hint_provider = Some(lsp::OneOf::Left(true));
        offered.code_lens_provider = Some(lsp::CodeLensOptions { resolve_provider: Some(false) });
        offered.semantic_tokens_provider = self.tokens.offer();
    }
}
