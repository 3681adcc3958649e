//! Completions.

use tower_lsp::lsp_types as lsp;

use crate::ide::completion::{Completions, Docs, Item, ItemKind, Layout};
use crate::ide::spaceignore::completion::{Offer, Offers};
use crate::ide::words::Words;
use crate::lsp::capabilities::Session;
use crate::lsp::checked::Checked;
use crate::lsp::offers::Indent;
use crate::rules::edits::{line_break, line_start};
use crate::text::Text;

use super::range;

/// The completions at a cursor, which is a byte offset of the text. It is given twice: as it is
/// indexed, and as it is written.
pub(in crate::lsp) fn completions(
    text: &Text,
    written: &str,
    cursor: usize,
    found: Completions,
    session: &Session,
) -> lsp::CompletionResponse {
    let line = written.get(line_start(written, cursor)..cursor).unwrap_or("");
    let place = Place {
        text,
        cursor,
        indent: line.chars().take_while(|c| matches!(c, ' ' | '\t')).count(),
        line_break: line_break(written),
        session,
    };
    let items = found.items.into_iter().enumerate();
    lsp::CompletionResponse::List(lsp::CompletionList {
        is_incomplete: found.is_incomplete,
        items: items.map(|(index, item)| place.item(index, item)).collect(),
    })
}

/// Words in a format that the client takes.
pub(in crate::lsp) fn documentation(words: &Words, session: &Session) -> lsp::Documentation {
    lsp::Documentation::MarkupContent(self::words(words, session.offers.markdown))
}

/// Words as Markdown or without.
pub(in crate::lsp) fn words(words: &Words, markdown: bool) -> lsp::MarkupContent {
    match markdown {
        true => lsp::MarkupContent { kind: lsp::MarkupKind::Markdown, value: words.markdown() },
        false => lsp::MarkupContent { kind: lsp::MarkupKind::PlainText, value: words.plain() },
    }
}

/// The place of the cursor, and how the client wants things to be put there.
struct Place<'t> {
    text: &'t Text,
    cursor: usize,
    /// Columns that the cursor's line is indented.
    indent: usize,
    line_break: &'static str,
    session: &'t Session,
}

impl Place<'_> {
    fn item(&self, index: usize, item: Item) -> lsp::CompletionItem {
        let offers = &self.session.offers;
        let (edit, format, mode) = self.edit(&item);
        let detail = Some(item.detail).filter(|detail| !detail.is_empty());
        let (beside, detail) = match (offers.label_details, detail) {
            (true, Some(detail)) => {
                let beside =
                    lsp::CompletionItemLabelDetails { detail: None, description: Some(detail) };
                (Some(beside), None)
            }
            (_, detail) => (None, detail),
        };
        let (documentation, data) = match item.docs {
            Docs::None => (None, None),
            Docs::Page(page) if offers.resolves => (None, Some(page.id().into())),
            Docs::Page(page) => (Some(documentation(&page.words(), self.session)), None),
            Docs::Words(words) => (Some(documentation(&words, self.session)), None),
        };
        lsp::CompletionItem {
            label: item.label,
            label_details: beside,
            kind: Some(kind(item.kind)),
            detail,
            documentation,
            sort_text: Some(format!("{index:03}")),
            filter_text: Some(item.filter),
            insert_text_format: format,
            insert_text_mode: mode,
            text_edit: Some(edit),
            command: item.goes_on.then(|| offers.suggest()).flatten(),
            data,
            ..lsp::CompletionItem::default()
        }
    }

    fn edit(
        &self,
        item: &Item,
    ) -> (lsp::CompletionTextEdit, Option<lsp::InsertTextFormat>, Option<lsp::InsertTextMode>) {
        let offers = &self.session.offers;
        let has_lines = item.template.has_lines();
        let (added, mode) = match offers.indent {
            Indent::Adjusted { told } => {
                (self.indent, told.then_some(lsp::InsertTextMode::ADJUST_INDENTATION))
            }
            Indent::AsIs { told } => (0, told.then_some(lsp::InsertTextMode::AS_IS)),
            Indent::Unknown => (0, None),
        };
        let layout = Layout { line_break: self.line_break, added };
        // A snippet of several lines would be indented nobody knows how.
        let is_sure = !has_lines || offers.indent != Indent::Unknown;
        let is_snippet = offers.snippets && item.template.has_stops() && is_sure;
        let new_text = match is_snippet {
            true => item.template.snippet(layout),
            false => item.template.plain(layout),
        };
        let place = |bytes| range(self.text, &bytes, self.session.unit);
        let replace = place(item.range.clone());
        let edit = match offers.insert_replace && self.cursor < item.range.end {
            true => {
                let insert = place(item.range.start..self.cursor);
                lsp::InsertReplaceEdit { new_text, insert, replace }.into()
            }
            false => lsp::TextEdit { range: replace, new_text }.into(),
        };
        let format = is_snippet.then_some(lsp::InsertTextFormat::SNIPPET);
        (edit, format, mode.filter(|_| has_lines))
    }
}

fn kind(kind: ItemKind) -> lsp::CompletionItemKind {
    match kind {
        ItemKind::Key => lsp::CompletionItemKind::PROPERTY,
        ItemKind::Choice => lsp::CompletionItemKind::ENUM_MEMBER,
        ItemKind::Value => lsp::CompletionItemKind::VALUE,
        ItemKind::File => lsp::CompletionItemKind::FILE,
        ItemKind::Folder => lsp::CompletionItemKind::FOLDER,
        ItemKind::Skeleton => lsp::CompletionItemKind::SNIPPET,
        ItemKind::Anchor => lsp::CompletionItemKind::REFERENCE,
        ItemKind::Rule => lsp::CompletionItemKind::CONSTANT,
    }
}

/// What may be written in a line of a `.spaceignore`.
pub(in crate::lsp) fn lines(
    checked: &Checked,
    found: Offers,
    session: &Session,
) -> lsp::CompletionResponse {
    let place = range(&checked.text, &found.range, session.unit);
    let item = |(index, offer): (usize, Offer)| lsp::CompletionItem {
        label: offer.label,
        kind: Some(lsp::CompletionItemKind::FILE),
        detail: Some(offer.detail),
        sort_text: Some(format!("{index:03}")),
        filter_text: Some(offer.filter),
        text_edit: Some(lsp::TextEdit { range: place, new_text: offer.text }.into()),
        ..lsp::CompletionItem::default()
    };
    let items = found.offers.into_iter().enumerate().map(item).collect();
    lsp::CompletionResponse::List(lsp::CompletionList { is_incomplete: false, items })
}
