//! From what could be put in to what is offered: what answers to what was typed, the best first.

use std::ops::Range;

use super::spot::Spot;
use super::{Completions, Docs, Item, ItemKind, Template};
use crate::ide::matching::{Match, matches, meant};
use crate::rules::edits::write_text;

/// Items that are offered at a time. With more, the client has to ask again as one types.
const MOST: usize = 200;

/// Something that could be put in.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) label: String,
    pub(super) kind: ItemKind,
    pub(super) detail: String,
    pub(super) docs: Docs,
    pub(super) put: Put,
    /// Its place among others that answer as well; the order of a group decides between equals.
    pub(super) rank: u8,
    pub(super) goes_on: bool,
    /// What is compared with what was typed, if it isn't the label.
    pub(super) answers_to: Option<String>,
}

/// What is put in.
#[derive(Debug, Clone)]
pub(super) enum Put {
    /// A text, quoted as far as it needs to be.
    Text(String),
    /// Exactly this, without any quotes.
    Bare(Template),
    /// A part of a text that is written already, and may be in quotes.
    Part(String),
}

/// Candidates for one place.
#[derive(Debug, Clone)]
pub(super) struct Group {
    /// Bytes of the text to replace.
    pub(super) range: Range<usize>,
    /// What of it stands before the cursor, as it reads.
    pub(super) typed: String,
    /// The quote that it starts with.
    pub(super) quote: Option<char>,
    /// What has to be put before it.
    pub(super) lead: &'static str,
    /// Whether texts are in double quotes there.
    pub(super) in_json: bool,
    pub(super) candidates: Vec<Candidate>,
}

impl Candidate {
    /// A text that is offered as a value.
    pub(super) fn value(text: impl Into<String>, detail: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            label: text.clone(),
            kind: ItemKind::Value,
            detail: detail.into(),
            docs: Docs::None,
            put: Put::Text(text),
            rank: 0,
            goes_on: false,
            answers_to: None,
        }
    }

    /// What is compared with what was typed: the dash of a new item is put in, not typed.
    fn word(&self) -> &str {
        let shown = self.label.strip_prefix("- ").unwrap_or(&self.label);
        self.answers_to.as_deref().unwrap_or(shown)
    }

    /// The same with another rank.
    pub(super) fn rank(self, rank: u8) -> Self {
        Self { rank, ..self }
    }
}

impl Group {
    pub(super) fn of(spot: &Spot, candidates: Vec<Candidate>) -> Self {
        Self {
            range: spot.range.clone(),
            typed: spot.typed.clone(),
            quote: spot.quote,
            lead: spot.lead,
            in_json: spot.in_json,
            candidates,
        }
    }

    /// Those that answer to what was typed or, for want of any, the one that may have been meant.
    fn answers(&self) -> Vec<(Match, &Candidate, Option<&str>)> {
        let answers = self.candidates.iter().filter_map(|candidate| {
            Some((matches(&self.typed, candidate.word())?, candidate, None))
        });
        let answers: Vec<_> = answers.collect();
        if !answers.is_empty() {
            return answers;
        }
        let labels = self.candidates.iter().map(Candidate::word);
        let meant = meant(&self.typed, labels);
        let is_meant = |candidate: &&Candidate| Some(candidate.word()) == meant;
        let meant = self.candidates.iter().find(is_meant);
        meant.map(|it| (Match::Scattered, it, Some(self.typed.as_str()))).into_iter().collect()
    }

    fn template(&self, candidate: &Candidate) -> Template {
        // A blank before a line break is none too many.
        let is_lines = matches!(&candidate.put, Put::Bare(template) if template.starts_line());
        let lead = Template::of(if is_lines && self.lead == " " { "" } else { self.lead });
        match &candidate.put {
            Put::Text(text) => lead.text(self.quoted(text)),
            Put::Bare(template) => lead.then(template.clone()),
            Put::Part(text) => Template::of(text.clone()),
        }
    }

    /// A text in the quotes that were typed, or in those that it needs.
    fn quoted(&self, text: &str) -> String {
        let is_tame = !text.contains(['"', '\'', '\\']) && !text.contains(char::is_control);
        let quote = self.quote.or(self.in_json.then_some('"'));
        match quote.filter(|_| is_tame) {
            Some(quote) => format!("{quote}{text}{quote}"),
            None => write_text(text),
        }
    }
}

/// What is offered of all groups.
pub(super) fn finish(text: &str, cursor: usize, groups: &[Group]) -> Completions {
    let mut found: Vec<(Match, u8, Item)> = Vec::new();
    let mut is_incomplete = false;
    for group in groups {
        let is_line = text.get(group.range.clone()).is_some_and(|it| !it.contains(['\n', '\r']));
        if !is_line || !(group.range.start..=group.range.end).contains(&cursor) {
            continue;
        }
        for (quality, candidate, typed) in group.answers() {
            is_incomplete |= typed.is_some();
            let word = typed.unwrap_or(candidate.word());
            let item = Item {
                label: candidate.label.clone(),
                kind: candidate.kind,
                detail: candidate.detail.clone(),
                docs: candidate.docs.clone(),
                template: group.template(candidate),
                range: group.range.clone(),
                filter: group.quote.into_iter().chain(word.chars()).collect(),
                goes_on: candidate.goes_on,
            };
            found.push((quality, candidate.rank, item));
        }
    }
    found.sort_by_key(|(quality, rank, _)| (*quality, *rank));
    is_incomplete |= found.len() > MOST;
    let items = found.into_iter().take(MOST).map(|(.., item)| item).collect();
    Completions { items, is_incomplete }
}
