//! Words in the protocol's colours.

use std::ops::Range;

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types as lsp;

use crate::ide::tokens::{Kind, Token, tokens};
use crate::text::{Text, Unit};

use super::checked::Checked;
use super::convert;
use super::server::Server;
use super::settings::Feature;

/// How each kind of word is called, in the order of the legend.
static KINDS: [(Kind, lsp::SemanticTokenType); 10] = [
    (Kind::Key, lsp::SemanticTokenType::PROPERTY),
    (Kind::Micro, lsp::SemanticTokenType::NAMESPACE),
    (Kind::Action, lsp::SemanticTokenType::EVENT),
    (Kind::Variable, lsp::SemanticTokenType::VARIABLE),
    (Kind::Choice, lsp::SemanticTokenType::ENUM_MEMBER),
    (Kind::Text, lsp::SemanticTokenType::STRING),
    (Kind::Number, lsp::SemanticTokenType::NUMBER),
    (Kind::Word, lsp::SemanticTokenType::KEYWORD),
    (Kind::Anchor, lsp::SemanticTokenType::MACRO),
    (Kind::Comment, lsp::SemanticTokenType::COMMENT),
];

/// The words that the client can colour.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    /// Their kinds, in the order of the legend.
    kinds: Vec<Kind>,
    /// Whether it shows what gives something its name in another way.
    definitions: bool,
    /// Whether it asks for a part of a document.
    parts: bool,
}

impl Known {
    pub(super) fn new(client: &lsp::SemanticTokensClientCapabilities) -> Self {
        let is_known = |name: &lsp::SemanticTokenType| client.token_types.contains(name);
        let kinds = KINDS.iter().filter(|(_, name)| is_known(name));
        Self {
            kinds: kinds.map(|(kind, _)| *kind).collect(),
            parts: client.requests.range == Some(true),
            definitions: client.token_modifiers.contains(&lsp::SemanticTokenModifier::DECLARATION),
        }
    }

    /// What is offered: nothing to a client that colours nothing.
    pub(super) fn offer(&self) -> Option<lsp::SemanticTokensServerCapabilities> {
        let token_types = KINDS.iter().filter(|(kind, _)| self.kinds.contains(kind));
        let token_types: Vec<_> = token_types.map(|(_, name)| name.clone()).collect();
        let token_modifiers = self.definitions.then_some(lsp::SemanticTokenModifier::DECLARATION);
        (!token_types.is_empty()).then(|| {
            let options = lsp::SemanticTokensOptions {
                legend: lsp::SemanticTokensLegend {
                    token_types,
                    token_modifiers: token_modifiers.into_iter().collect(),
                },
                full: Some(lsp::SemanticTokensFullOptions::Bool(true)),
                range: Some(self.parts),
                ..lsp::SemanticTokensOptions::default()
            };
            options.into()
        })
    }

    /// Words as the protocol counts them: each from the one before, none over several lines.
    fn encode(
        &self,
        text: &Text,
        written: &str,
        words: &[Token],
        unit: Unit,
    ) -> lsp::SemanticTokens {
        let mut data = Vec::with_capacity(words.len());
        let mut last = lsp::Position::default();
        for word in words {
            let Some(kind) = self.kinds.iter().position(|kind| *kind == word.kind) else {
                continue;
            };
            for line in lines(written, &word.range) {
                let range = convert::range(text, &line, unit);
                let is_same_line = range.start.line == last.line;
                data.push(lsp::SemanticToken {
                    delta_line: range.start.line - last.line,
                    delta_start: range.start.character
                        - if is_same_line { last.character } else { 0 },
                    length: range.end.character - range.start.character,
                    token_type: u32::try_from(kind).unwrap_or_default(),
                    token_modifiers_bitset: u32::from(self.definitions && word.is_definition),
                });
                last = range.start;
            }
        }
        lsp::SemanticTokens { result_id: None, data }
    }
}

/// The parts of a range that are lines, without the blanks around them.
fn lines(text: &str, range: &Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let written = text.get(range.clone()).unwrap_or_default();
    let start = range.start;
    let mut at = start;
    written.split(['\n', '\r']).filter_map(move |line| {
        let begin = at + line.len() - line.trim_start().len();
        let end = at + line.trim_end().len();
        at += line.len() + 1;
        (begin < end).then_some(begin..end)
    })
}

impl Server {
    /// The words of a document.
    pub(super) async fn words(&self, uri: &lsp::Url) -> Result<Option<lsp::SemanticTokens>> {
        let server = self.clone();
        let words = self.answer(uri, Feature::SemanticTokens, move |checked| {
            let all = 0..checked.analysis.document.text.len();
            Some(server.encoded(checked, &all))
        });
        words.await
    }

    /// The words in a part of a document.
    pub(super) async fn words_in(
        &self,
        uri: &lsp::Url,
        part: lsp::Range,
    ) -> Result<Option<lsp::SemanticTokens>> {
        let server = self.clone();
        let words = self.answer_at(uri, part, Feature::SemanticTokens, move |checked, range| {
            Some(server.encoded(checked, &range))
        });
        words.await
    }

    fn encoded(&self, checked: &Checked, range: &Range<usize>) -> lsp::SemanticTokens {
        let (document, session) = (&checked.analysis.document, self.session());
        let words = tokens(document, range);
        session.client.tokens.encode(&checked.text, &document.text, &words, session.unit)
    }
}
