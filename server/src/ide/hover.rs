//! What there is to say of what the cursor is on.

mod files;
mod schedule;

use std::ops::Range;

use chrono::{DateTime, Utc};
use spacefile_schema::{Key, Object};

use super::files::{key_of, micro_of};
use super::naming::address;
use super::pages::Page;
use super::site::{Role, Site, anchored_at, node_at};
use super::words::{Words, code};
use crate::document::Document;
use crate::model::App;
use crate::project::Project;
use crate::rules::{self, edits::line_start};
use crate::syntax::{NodeId, NodeKind};

/// What is said of a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hover {
    /// Bytes of what it is about.
    pub range: Range<usize>,
    /// What there is to say.
    pub words: Words,
}

/// Lines that are shown of what an alias stands for.
const MOST_LINES: usize = 12;

/// What there is to say of a byte offset. Times are told as seen from `now`; without a `project`,
/// nothing is said of files.
#[must_use]
pub fn hover(
    document: &Document,
    app: &App,
    offset: usize,
    project: Option<&Project>,
    now: DateTime<Utc>,
) -> Option<Hover> {
    let tree = document.tree();
    if let Some(hover) = rule(document, offset) {
        return Some(hover);
    }
    if let Some(node) = anchored_at(document, offset) {
        let range = tree.get(node).anchor.clone()?;
        return Some(Hover { range, words: anchor(document, node) });
    }
    let node = node_at(document, offset)?;
    let found = tree.get(node);
    let range = found.range.clone();
    if let NodeKind::Alias(target) = found.kind {
        return Some(Hover { words: alias(document, &range, target?), range });
    }
    let site = Site::of(document, node)?;
    let words = match site.role {
        Role::Key(Some(key)) => Page::Key(site.object, key.name).words(),
        Role::Key(None) if tree.is_merge(node) => merge(),
        Role::Key(None) | Role::Merge => return None,
        Role::Value(_) | Role::Item(..) => {
            let key = key_of(&site)?;
            let value = Value { document, app, site, key, text: tree.scalar(node)? };
            value.words(project, now)
        }
    };
    (!words.is_empty()).then_some(Hover { range, words })
}

/// A value, or an item of one.
struct Value<'d> {
    document: &'d Document,
    app: &'d App,
    site: Site,
    key: &'static Key,
    text: &'d str,
}

impl Value<'_> {
    /// What is special about this value, and then what its key is for.
    fn words(&self, project: Option<&Project>, now: DateTime<Utc>) -> Words {
        let page = Page::Key(self.site.object, self.key.name).words();
        if let Some(choice) = self.key.choice(self.text) {
            return Page::Choice(self.site.object, self.key.name, choice.name).words();
        }
        match (self.site.object, self.key.name) {
            (Object::Action, "default_interval") => schedule::words(self.text, now).then(page),
            (Object::Micro, "name" | "path") => self.address().then(page),
            _ => match project {
                Some(project) => {
                    files::words(self.document, self.app, project, &self.site, self.text).then(page)
                }
                None => page,
            },
        }
    }

    /// Where the Micro answers.
    fn address(&self) -> Words {
        let micro = micro_of(self.document, self.app, self.site.owner);
        let address = micro.and_then(|micro| address(self.document, self.app, micro));
        match address.as_deref() {
            None => Words::default(),
            Some("/") => Words::default().text("Answers at `/`, as the primary Micro."),
            Some(address) => Words::default().text(format!("Answers at {}.", code(address))),
        }
    }
}

/// The name of a rule in a comment.
fn rule(document: &Document, offset: usize) -> Option<Hover> {
    let comment =
        document.syntax.comments.iter().find(|it| it.start <= offset && offset <= it.end)?;
    let text = document.slice(comment.clone());
    let at = offset - comment.start;
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let (before, after) = text.split_at_checked(at)?;
    let start = before.trim_end_matches(is_name).len();
    let end = at + after.find(|c| !is_name(c)).unwrap_or(after.len());
    let rule = rules::find(text.get(start..end)?).filter(|_| text.contains("spacefile-lsp:"))?;
    let range = comment.start + start..comment.start + end;
    Some(Hover { range, words: Page::Rule(rule.name).words() })
}

/// How often an anchor is used.
fn anchor(document: &Document, node: NodeId) -> Words {
    let is_alias = |kind: &NodeKind| matches!(kind, NodeKind::Alias(Some(of)) if *of == node);
    let count = document.tree().iter().filter(|(_, alias)| is_alias(&alias.kind)).count();
    Words::default().text(match count {
        0 => "An anchor that no alias (`*`) uses".to_owned(),
        1 => "An anchor that one alias (`*`) uses".to_owned(),
        count => format!("An anchor that {count} aliases (`*`) use"),
    })
}

/// What an alias stands for.
fn alias(document: &Document, range: &Range<usize>, target: NodeId) -> Words {
    let name = document.slice(range.clone());
    let target = document.tree().get(target).range.clone();
    let column = target.start - line_start(&document.text, target.start);
    let lines: Vec<_> = document.slice(target).lines().map(|line| dedented(line, column)).collect();
    let mut shown = lines.get(..MOST_LINES.min(lines.len())).unwrap_or_default().join("\n");
    if lines.len() > MOST_LINES {
        shown.push_str("\n# …");
    }
    Words::default().text(format!("{} stands for", code(name))).code(shown)
}

/// A line without its first blanks, as many as there are up to a column.
fn dedented(line: &str, column: usize) -> &str {
    let blanks = line.bytes().take(column).take_while(|byte| *byte == b' ').count();
    line.get(blanks..).unwrap_or(line)
}

/// The key `<<`.
fn merge() -> Words {
    Words::default()
        .text("`<<`: takes over keys of another mapping")
        .text("All keys of the mapping behind it that this one doesn't have itself.")
}
