//! The features of a `.spaceignore`, and the lenses of an upload: each converts in, asks, and
//! converts out.

use std::sync::Arc;

use tokio::task::spawn_blocking;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types as lsp;

use crate::ide::spaceignore::{completion, folding, format, hints, hover, lenses, links};
use crate::ignore::Rules;
use crate::ignore::upload::Upload;
use crate::ignore::walk::spaceignore;

use super::checked::Checked;
use super::convert;
use super::preview::PREVIEW;
use super::server::Server;
use super::uri;

impl Server {
    /// A `.spaceignore` as it is now, with what would go up; `None` while that is not known.
    async fn lines(&self, uri: &lsp::Url) -> Result<Option<(Arc<Checked>, Arc<Upload>)>> {
        let checked = self.asked(uri).await?;
        Ok(checked.and_then(|checked| {
            let upload = Arc::clone(checked.upload.as_ref()?);
            Some((checked, upload))
        }))
    }

    /// What each line does.
    pub(super) async fn line_hints(
        &self,
        params: lsp::InlayHintParams,
    ) -> Result<Option<Vec<lsp::InlayHint>>> {
        let uri = params.text_document.uri;
        self.count_left_out(&uri);
        let Some((checked, upload)) = self.lines(&uri).await? else { return Ok(None) };
        let unit = self.session().unit;
        let range = convert::bytes(&checked.text, params.range, unit);
        let hints = hints::hints(&upload, &range).into_iter().map(|hint| lsp::InlayHint {
            position: convert::position(&checked.text, hint.offset, unit),
            label: lsp::InlayHintLabel::String(hint.label),
            kind: None,
            text_edits: None,
            tooltip: None,
            padding_left: Some(true),
            padding_right: None,
            data: None,
        });
        Ok(Some(hints.collect()))
    }

    /// What would go up, above a `.spaceignore`; behind each line what it does, where the client
    /// has no hints.
    pub(super) async fn line_lenses(&self, uri: lsp::Url) -> Result<Option<Vec<lsp::CodeLens>>> {
        let Some((checked, upload)) = self.lines(&uri).await? else { return Ok(None) };
        let server = self.clone();
        let found = spawn_blocking(move || {
            let saved = saved(&checked, &upload);
            let mut found = lenses::of_spaceignore(&upload, saved.as_ref());
            if !server.session().showing.hints {
                let all = 0..checked.analysis.document.text.len();
                found.extend(hints::hints(&upload, &all).into_iter().map(|hint| lenses::Lens {
                    range: hint.offset..hint.offset,
                    title: hint.label,
                }));
            }
            server.upload_lenses(&checked, found)
        });
        found.await.map(Some).map_err(|_| Error::internal_error())
    }

    /// Lenses that open the preview.
    pub(super) fn upload_lenses(
        &self,
        checked: &Checked,
        lenses: Vec<lenses::Lens>,
    ) -> Vec<lsp::CodeLens> {
        let argument = vec![checked.uri.as_str().into()];
        let lens = |lens: lenses::Lens| lsp::CodeLens {
            range: convert::range(&checked.text, &lens.range, self.session().unit),
            command: Some(lsp::Command {
                title: lens.title,
                command: PREVIEW.to_owned(),
                arguments: Some(argument.clone()),
            }),
            data: None,
        };
        lenses.into_iter().map(lens).collect()
    }

    /// What the line at a place does.
    pub(super) async fn explain_line(
        &self,
        at: lsp::TextDocumentPositionParams,
    ) -> Result<Option<lsp::Hover>> {
        self.count_left_out(&at.text_document.uri);
        let Some((offset, checked)) = self.place(at).await? else { return Ok(None) };
        let session = self.session();
        let told = checked.upload.as_deref().and_then(|upload| hover::hover(upload, offset));
        Ok(told.map(|told| lsp::Hover {
            contents: lsp::HoverContents::Markup(lsp::MarkupContent {
                kind: match session.offers.markdown_hover {
                    true => lsp::MarkupKind::Markdown,
                    false => lsp::MarkupKind::PlainText,
                },
                value: told.text,
            }),
            range: Some(convert::range(&checked.text, &told.range, session.unit)),
        }))
    }

    /// What may be written at a place.
    pub(super) async fn complete_line(
        &self,
        at: lsp::TextDocumentPositionParams,
    ) -> Result<Option<lsp::CompletionResponse>> {
        let Some((offset, checked)) = self.place(at).await? else { return Ok(None) };
        let server = self.clone();
        let found = spawn_blocking(move || {
            let upload = checked.upload.as_deref()?;
            let found = completion::complete(&checked.analysis.document, upload, offset)?;
            Some(convert::lines(&checked, found, server.session()))
        });
        found.await.map_err(|_| Error::internal_error())
    }

    /// The files that lines name.
    pub(super) async fn line_links(&self, uri: lsp::Url) -> Result<Option<Vec<lsp::DocumentLink>>> {
        let Some((checked, upload)) = self.lines(&uri).await? else { return Ok(None) };
        let Some(path) = uri::path(&uri) else { return Ok(None) };
        let links = links::links(upload.tree()).into_iter().map(|link| lsp::DocumentLink {
            range: convert::range(&checked.text, &link.range, self.session().unit),
            target: uri::of(&path.with_file_name(&link.path)),
            tooltip: None,
            data: None,
        });
        Ok(Some(links.collect()))
    }

    /// Blocks of comments.
    pub(super) async fn line_folds(&self, uri: lsp::Url) -> Result<Option<Vec<lsp::FoldingRange>>> {
        let Some(checked) = self.asked(&uri).await? else { return Ok(None) };
        let folds = folding::folds(&checked.analysis.document).into_iter().map(|fold| {
            let range = convert::range(&checked.text, &fold, self.session().unit);
            lsp::FoldingRange {
                start_line: range.start.line,
                end_line: range.end.line,
                kind: Some(lsp::FoldingRangeKind::Comment),
                ..lsp::FoldingRange::default()
            }
        });
        Ok(Some(folds.collect()))
    }

    /// The layout of the lines.
    pub(super) async fn format_lines(&self, uri: lsp::Url) -> Result<Option<Vec<lsp::TextEdit>>> {
        let Some(checked) = self.asked(&uri).await? else { return Ok(None) };
        let edits = format::format(&checked.analysis.document);
        Ok(Some(convert::edits(&checked.text, &edits, self.session().unit)))
    }
}

/// The same folder under the lines on disk, if these are others than those of the document.
fn saved(checked: &Checked, upload: &Upload) -> Option<crate::ignore::tree::Tree> {
    let path = uri::path(&checked.uri)?;
    let disk = spaceignore(path.parent()?);
    let text = disk.bytes().unwrap_or_default();
    let text = text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(text);
    let is_same = upload.tree().rules().text() == text;
    let rules = Arc::new(Rules::new(Some(text)));
    (!is_same).then(|| upload.tree().judged(rules, &std::sync::atomic::AtomicBool::new(false)))?
}
