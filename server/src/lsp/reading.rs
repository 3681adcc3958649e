//! Reading aids: folds, growing selections, colours, hints, lenses.

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types as lsp;

use crate::ide::hints::{self, hints};
use crate::ide::spaceignore::lenses::{Lens, of_micros, of_spacefile};
use crate::ide::{folding, lenses, selection};

use super::convert;
use super::server::Server;
use super::settings::Feature;

impl Server {
    pub(super) async fn folds(&self, uri: &lsp::Url) -> Result<Option<Vec<lsp::FoldingRange>>> {
        let server = self.clone();
        let folds = self.answer(uri, Feature::Folding, move |checked| {
            let folds = folding::folds(&checked.analysis.document);
            Some(convert::folds(&checked.text, &folds, server.session()))
        });
        folds.await
    }

    pub(super) async fn selections(
        &self,
        uri: &lsp::Url,
        positions: Vec<lsp::Position>,
    ) -> Result<Option<Vec<lsp::SelectionRange>>> {
        let server = self.clone();
        // The positions are of the document as it is now.
        let now = lsp::Range::default();
        let selections = self.answer_at(uri, now, Feature::SelectionRanges, move |checked, _| {
            let of = |at: lsp::Position| {
                let unit = server.session().unit;
                let at = convert::bytes(&checked.text, lsp::Range { start: at, end: at }, unit);
                let ranges = selection::ranges(&checked.analysis.document, at.start);
                convert::selection(&checked.text, &ranges, unit)
            };
            Some(positions.into_iter().filter_map(of).collect())
        });
        selections.await
    }

    pub(super) async fn hints(
        &self,
        uri: &lsp::Url,
        range: lsp::Range,
    ) -> Result<Option<Vec<lsp::InlayHint>>> {
        let settings = self.settings();
        let is_on = move |hint: &hints::Hint| {
            settings.has(match hint.kind {
                hints::Kind::Primary => Feature::PrimaryHints,
                hints::Kind::Path => Feature::PathHints,
            })
        };
        let server = self.clone();
        let hints = self.answer_at(uri, range, None, move |checked, range| {
            let (document, app) = (&checked.analysis.document, &checked.analysis.app);
            let hints = hints(document, app, &range).into_iter().filter(is_on);
            let unit = server.session().unit;
            Some(hints.map(|hint| convert::hint(&checked.text, hint, unit)).collect())
        });
        hints.await
    }

    pub(super) async fn lenses(&self, uri: &lsp::Url) -> Result<Option<Vec<lsp::CodeLens>>> {
        let server = self.clone();
        let lenses = self.answer(uri, Feature::CodeLenses, move |checked| {
            let (document, app) = (&checked.analysis.document, &checked.analysis.app);
            let mut lenses = lenses::lenses(document, app);
            let Some(upload) = checked.upload.as_deref() else {
                let unit = server.session().unit;
                let shown = lenses.iter().map(|lens| convert::lens(&checked.text, lens, unit));
                return Some(shown.collect());
            };
            let sizes = of_micros(document, app, upload);
            for lens in &mut lenses {
                let size = sizes.iter().find(|size| size.range == lens.micro);
                lens.parts.extend(size.map(|size| size.title.clone()));
            }
            let shown = lenses
                .into_iter()
                .map(|lens| Lens { range: lens.range, title: lens.parts.join(" \u{b7} ") });
            let all = std::iter::once(of_spacefile(upload)).chain(shown).collect();
            Some(server.upload_lenses(checked, all))
        });
        lenses.await
    }
}
