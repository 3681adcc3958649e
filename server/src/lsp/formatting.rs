//! Formatting, of a whole document, of a part, of a line just begun.

use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::lsp_types as lsp;

use crate::ide::format::{Refusal, bounded, format, format_range, reason};
use crate::ide::on_enter::on_enter;

use super::checked::Checked;
use super::convert;
use super::settings::Feature;
use super::state::Server;

/// The protocol's code for a request that is right, but can't be met.
const REQUEST_FAILED: i64 = -32803;

type Edits = Result<Option<Vec<lsp::TextEdit>>>;

impl Server {
    pub(super) async fn format(&self, uri: &lsp::Url) -> Edits {
        let server = self.clone();
        let edits = self.answer(uri, Feature::Formatting, move |checked| {
            Some(server.formatted(checked, format(&checked.analysis.document)))
        });
        edits.await?.transpose()
    }

    pub(super) async fn format_part(&self, uri: &lsp::Url, range: lsp::Range) -> Edits {
        let server = self.clone();
        let edits = self.answer_at(uri, range, Feature::Formatting, move |checked, range| {
            Some(server.formatted(checked, format_range(&checked.analysis.document, &range)))
        });
        edits.await?.transpose()
    }

    pub(super) async fn format_line(
        &self,
        uri: &lsp::Url,
        at: lsp::Position,
        typed: &str,
    ) -> Edits {
        if typed != "\n" {
            return Ok(None);
        }
        let server = self.clone();
        let here = lsp::Range { start: at, end: at };
        let edits = self.answer_at(uri, here, Feature::OnTypeFormatting, move |checked, range| {
            let edit = on_enter(&checked.analysis.document, range.start)?;
            Some(convert::edits(&checked.text, &[edit], server.session().unit))
        });
        edits.await
    }

    fn formatted(
        &self,
        checked: &Checked,
        edits: std::result::Result<Vec<crate::diagnostic::Edit>, Refusal>,
    ) -> Result<Vec<lsp::TextEdit>> {
        // Of what is too large, nothing was read.
        let is_unread = checked.analysis.ok.is_none();
        let edits = if is_unread { Err(Refusal::TooLarge) } else { edits };
        match edits {
            Ok(edits) => {
                let edits = bounded(edits, &checked.analysis.document.text);
                Ok(convert::edits(&checked.text, &edits, self.session().unit))
            }
            Err(refusal) => Err(Error {
                code: ErrorCode::ServerError(REQUEST_FAILED),
                message: format!("cannot be formatted: {}", reason(&refusal, &checked.analysis))
                    .into(),
                data: None,
            }),
        }
    }
}
