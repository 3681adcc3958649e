//! In comments: nothing but the names of rules, where one suppresses findings.

use super::candidate::{Candidate, Group, Put};
use super::line::Line;
use super::{Docs, ItemKind, Template};
use crate::diagnostic::Severity;
use crate::ide::pages::Page;
use crate::rules::RULES;

/// What a comment for us starts with.
const MARK: &str = "spacefile-lsp:";

/// The rules whose findings a comment can suppress, if the cursor is where they are named.
pub(super) fn group(text: &str, cursor: usize) -> Option<Group> {
    let line = Line::at(text, cursor);
    let (before, comment) = line.before().rsplit_once(MARK)?;
    before.trim_end().ends_with('#').then_some(())?;
    let (keyword, names) = comment.split_once('[')?;
    if !matches!(keyword.trim(), "ignore" | "ignore-file") || names.contains(']') {
        return None;
    }
    let typed = names.rsplit(',').next()?.trim_start();
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let behind = line.after();
    let rest = behind.find(|c| !is_name(c)).unwrap_or(behind.len());
    let close = if behind.contains(']') { "" } else { "]" };
    let there: Vec<_> = names.split(',').map(str::trim).collect();
    let candidates = RULES.iter().filter(|rule| {
        // A push refuses an error whatever is suppressed.
        rule.severity != Severity::Error && (!there.contains(&rule.name) || rule.name == typed)
    });
    let candidates = candidates.map(|rule| Candidate {
        kind: ItemKind::Rule,
        docs: Docs::Page(Page::Rule(rule.name)),
        put: Put::Bare(Template::of(format!("{}{close}", rule.name))),
        ..Candidate::value(rule.name, rule.summary)
    });
    Some(Group {
        range: cursor - typed.len()..cursor + rest,
        typed: typed.to_owned(),
        quote: None,
        lead: "",
        in_json: false,
        candidates: candidates.collect(),
    })
}
