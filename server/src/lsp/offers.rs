//! What was agreed with the client on completions, hovers, links and renames.

use tower_lsp::lsp_types as lsp;

use super::lenient::Kind;

/// The command that shows completions in clients that have it.
const SUGGEST: &str = "editor.action.triggerSuggest";

/// What is read of the client's capabilities for this.
pub(super) const CAPABILITIES: &[(&[&str], Kind)] = &[
    (&["experimental", "commands", "commands"], Kind::Texts),
    (&["textDocument", "completion", "completionItem", "documentationFormat"], Kind::Formats),
    (&["textDocument", "completion", "completionItem", "insertReplaceSupport"], Kind::Boolean),
    (
        &["textDocument", "completion", "completionItem", "insertTextModeSupport", "valueSet"],
        Kind::Numbers,
    ),
    (&["textDocument", "completion", "completionItem", "labelDetailsSupport"], Kind::Boolean),
    (
        &["textDocument", "completion", "completionItem", "resolveSupport", "properties"],
        Kind::Texts,
    ),
    (&["textDocument", "completion", "completionItem", "snippetSupport"], Kind::Boolean),
    (&["textDocument", "completion", "insertTextMode"], Kind::Number),
    (&["textDocument", "definition", "linkSupport"], Kind::Boolean),
    (&["textDocument", "documentLink", "tooltipSupport"], Kind::Boolean),
    (&["textDocument", "hover", "contentFormat"], Kind::Formats),
    (&["textDocument", "rename", "honorsChangeAnnotations"], Kind::Boolean),
    (&["textDocument", "rename", "prepareSupport"], Kind::Boolean),
    (&["workspace", "workspaceEdit", "changeAnnotationSupport"], Kind::Object),
];

/// What the client can do.
#[derive(Debug, Clone, Default)]
pub(super) struct Offers {
    /// Whether it knows texts with places to fill in.
    pub(super) snippets: bool,
    /// Whether it can tell what is put in before the rest of a word from what replaces it.
    pub(super) insert_replace: bool,
    /// Whether it has room beside a label.
    pub(super) label_details: bool,
    /// Whether it asks for an item's documentation once it shows it.
    pub(super) resolves: bool,
    /// Whether documentation may be Markdown.
    pub(super) markdown: bool,
    /// Whether a hover may be Markdown.
    pub(super) markdown_hover: bool,
    /// How it indents what is put in.
    pub(super) indent: Indent,
    /// Whether it has a command that shows completions.
    pub(super) suggests: bool,
    /// Whether a definition can tell what leads there.
    pub(super) definition_links: bool,
    /// Whether it shows what a link leads to.
    pub(super) tooltips: bool,
    /// Whether it asks what can be renamed.
    pub(super) prepares: bool,
    /// Whether it shows what edits are for.
    pub(super) annotations: bool,
}

/// How a client indents what is put in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Indent {
    /// Nobody knows: texts are most likely put in as they are, and snippets indented.
    #[default]
    Unknown,
    /// As it is; the flag tells whether the client wants to be told so.
    AsIs { told: bool },
    /// Each line is indented like the one of the cursor; the flag as above.
    Adjusted { told: bool },
}

impl Offers {
    pub(super) fn new(client: &lsp::ClientCapabilities) -> Self {
        let text = client.text_document.as_ref();
        let completion = text.and_then(|text| text.completion.as_ref());
        let item = completion.and_then(|completion| completion.completion_item.as_ref());
        let is = |flag: fn(&lsp::CompletionItemCapability) -> Option<bool>| {
            item.and_then(flag) == Some(true)
        };
        let resolved = item.and_then(|item| item.resolve_support.as_ref());
        let formats = item.and_then(|item| item.documentation_format.as_deref());
        let rename = text.and_then(|text| text.rename.as_ref());
        let edits = client.workspace.as_ref().and_then(|it| it.workspace_edit.as_ref());
        let honors = rename.and_then(|rename| rename.honors_change_annotations) == Some(true);
        let hover = text.and_then(|text| text.hover.as_ref());
        let commands =
            client.experimental.as_ref().and_then(|more| more.pointer("/commands/commands"));
        let commands = commands.and_then(serde_json::Value::as_array);
        Self {
            snippets: is(|item| item.snippet_support),
            insert_replace: is(|item| item.insert_replace_support),
            label_details: is(|item| item.label_details_support),
            resolves: resolved
                .is_some_and(|it| it.properties.iter().any(|name| name == "documentation")),
            markdown: prefers_markdown(formats),
            indent: indent(completion, item),
            suggests: commands.is_some_and(|it| it.iter().any(|command| command == SUGGEST)),
            markdown_hover: prefers_markdown(hover.and_then(|it| it.content_format.as_deref())),
            definition_links: text.and_then(|text| text.definition?.link_support) == Some(true),
            tooltips: text.and_then(|it| it.document_link.as_ref()?.tooltip_support) == Some(true),
            prepares: rename.and_then(|rename| rename.prepare_support) == Some(true),
            annotations: honors && edits.is_some_and(|it| it.change_annotation_support.is_some()),
        }
    }

    pub(super) fn offer(&self) -> lsp::ServerCapabilities {
        // What opens a value or a name; in a path, a slash.
        let triggers = [" ", ":", "\"", "'", "/", "[", "{", ",", "*"];
        lsp::ServerCapabilities {
            completion_provider: Some(lsp::CompletionOptions {
                trigger_characters: Some(triggers.map(str::to_owned).into()),
                resolve_provider: Some(self.resolves),
                ..lsp::CompletionOptions::default()
            }),
            hover_provider: Some(true.into()),
            definition_provider: Some(lsp::OneOf::Left(true)),
            references_provider: Some(lsp::OneOf::Left(true)),
            document_highlight_provider: Some(lsp::OneOf::Left(true)),
            document_link_provider: Some(lsp::DocumentLinkOptions {
                resolve_provider: None,
                work_done_progress_options: lsp::WorkDoneProgressOptions::default(),
            }),
            workspace_symbol_provider: Some(lsp::OneOf::Left(true)),
            rename_provider: Some(match self.prepares {
                true => lsp::OneOf::Right(lsp::RenameOptions {
                    prepare_provider: Some(true),
                    work_done_progress_options: lsp::WorkDoneProgressOptions::default(),
                }),
                false => lsp::OneOf::Left(true),
            }),
            ..lsp::ServerCapabilities::default()
        }
    }

    /// Shows completions once something was put in, where the client can.
    pub(super) fn suggest(&self) -> Option<lsp::Command> {
        let command = || lsp::Command::new("Suggest".to_owned(), SUGGEST.to_owned(), None);
        self.suggests.then(command)
    }
}

/// The first format that is named is the preferred one. Without any, nothing but text is sure.
fn prefers_markdown(formats: Option<&[lsp::MarkupKind]>) -> bool {
    formats.and_then(<[_]>::first) == Some(&lsp::MarkupKind::Markdown)
}

fn indent(
    completion: Option<&lsp::CompletionClientCapabilities>,
    item: Option<&lsp::CompletionItemCapability>,
) -> Indent {
    let known = item.and_then(|item| item.insert_text_mode_support.as_ref());
    let knows = |mode| known.is_some_and(|known| known.value_set.contains(&mode));
    let usual = completion.and_then(|completion| completion.insert_text_mode);
    // What puts snippets in often indents them, whatever it was told.
    if knows(lsp::InsertTextMode::ADJUST_INDENTATION) {
        Indent::Adjusted { told: true }
    } else if knows(lsp::InsertTextMode::AS_IS) {
        Indent::AsIs { told: true }
    } else if usual == Some(lsp::InsertTextMode::ADJUST_INDENTATION) {
        Indent::Adjusted { told: false }
    } else if usual == Some(lsp::InsertTextMode::AS_IS) {
        Indent::AsIs { told: false }
    } else {
        Indent::Unknown
    }
}
