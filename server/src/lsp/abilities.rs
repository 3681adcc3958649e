//! What the client can do with formatting, refactorings, reading aids and settings, and what it is
//! offered of them. `docs/clients.md` has the table.

use tower_lsp::lsp_types as lsp;

use crate::ide::refactors::Kind;

use super::actions::APPLY;
use super::capabilities::fix_all;
use super::lenient::Kind as Value;
use super::paths::{IGNORE, KEEP};
use super::preview::PREVIEW;
use super::{convert, tokens};

/// What is read of the client's capabilities for this.
pub(super) const CAPABILITIES: &[(&[&str], Value)] = &[
    (
        &["textDocument", "codeAction", "codeActionLiteralSupport", "codeActionKind", "valueSet"],
        Value::Texts,
    ),
    (&["textDocument", "codeAction", "isPreferredSupport"], Value::Boolean),
    (&["textDocument", "documentSymbol", "symbolKind", "valueSet"], Value::Numbers),
    (&["textDocument", "foldingRange", "foldingRangeKind", "valueSet"], Value::Of(&["comment"])),
    (&["textDocument", "foldingRange", "lineFoldingOnly"], Value::Boolean),
    (&["textDocument", "foldingRange", "rangeLimit"], Value::Number),
    (&["textDocument", "publishDiagnostics", "versionSupport"], Value::Boolean),
    (&["textDocument", "semanticTokens", "requests", "range"], Value::Boolean),
    (&["textDocument", "semanticTokens", "tokenModifiers"], Value::Texts),
    (&["textDocument", "semanticTokens", "tokenTypes"], Value::Texts),
    (&["workspace", "applyEdit"], Value::Boolean),
    (&["workspace", "codeLens", "refreshSupport"], Value::Boolean),
    (&["workspace", "configuration"], Value::Boolean),
    (&["workspace", "didChangeConfiguration", "dynamicRegistration"], Value::Boolean),
    (&["workspace", "inlayHint", "refreshSupport"], Value::Boolean),
    (&["workspace", "semanticTokens", "refreshSupport"], Value::Boolean),
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
                code_action_kinds: Some(action_kinds()),
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

/// The kinds of actions there are.
fn action_kinds() -> Vec<lsp::CodeActionKind> {
    let refactors = [Kind::Add, Kind::Rewrite, Kind::Extract, Kind::Inline, Kind::Convert];
    let refactors = refactors.map(convert::refactor_kind);
    [lsp::CodeActionKind::QUICKFIX, fix_all()].into_iter().chain(refactors).collect()
}
