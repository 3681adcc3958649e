//! A document's findings, in order, with suppressions applied.

mod levels;
mod suppress;
mod suppressions;

use std::cmp::Reverse;
use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};

pub use levels::{Level, Levels};
pub use suppress::suppress;

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::model::App;
use crate::project::Project;
use crate::rules::document_too_large::{self, MAX_BYTES};
use crate::rules::{
    Context, RULES, Rule, misnamed_spacefile, too_many_findings, unused_suppression,
};
use crate::structure::violations;

/// Findings that are reported of one document.
const MOST: usize = 1000;

/// What was found in one document.
#[derive(Debug, Clone)]
pub struct Analysis {
    /// The document, read; empty if it was not looked at.
    pub document: Document,
    /// The app it describes.
    pub app: App,
    /// The findings, by position.
    pub diagnostics: Vec<Diagnostic>,
    /// The findings that comments suppress.
    pub suppressed: Vec<Diagnostic>,
    /// Whether a push would accept it as far as we looked, whatever is suppressed; `None` where it
    /// was not looked at.
    pub ok: Option<bool>,
}

impl Analysis {
    /// The same without the document and its app, which take most of the room.
    #[must_use]
    pub fn only_findings(self) -> Self {
        Self { suppressed: self.suppressed, ..unread(self.diagnostics, self.ok) }
    }
}

/// Judges a Spacefile's bytes.
///
/// Without a `project` there are no findings that depend on the folder.
#[must_use]
pub fn analyse(bytes: &[u8], project: Option<&Project>) -> Analysis {
    analyse_with(RULES, bytes, project)
}

/// Judges a Spacefile's bytes by some of the rules.
#[must_use]
pub fn analyse_with(rules: &[&'static Rule], bytes: &[u8], project: Option<&Project>) -> Analysis {
    if bytes.len() > MAX_BYTES {
        return too_large();
    }
    to_the_end(|stop| judge(rules, Document::from_bytes(bytes), project, stop))
}

/// Judges the text of an open document.
#[must_use]
pub fn analyse_text(text: String, project: Option<&Project>) -> Analysis {
    to_the_end(|stop| analyse_until(text, project, stop))
}

/// Judges the text of an open document, until somebody sets `stop`: then it is `None`.
#[must_use]
pub fn analyse_until(
    text: String,
    project: Option<&Project>,
    stop: &AtomicBool,
) -> Option<Analysis> {
    if text.len() > MAX_BYTES {
        return Some(too_large());
    }
    judge(RULES, Document::from_text(text), project, stop)
}

/// Judges a file by its name alone, which is not that of a Spacefile: a push won't read it.
#[must_use]
pub fn misnamed(name: &str) -> Analysis {
    unread(vec![misnamed_spacefile::finding(name)], Some(false))
}

/// Runs an analysis that nobody stops.
fn to_the_end(analyse: impl FnOnce(&AtomicBool) -> Option<Analysis>) -> Analysis {
    analyse(&AtomicBool::new(false)).unwrap_or_else(too_large)
}

fn judge(
    rules: &[&'static Rule],
    document: Document,
    project: Option<&Project>,
    stop: &AtomicBool,
) -> Option<Analysis> {
    let goes_on = || !stop.load(Ordering::Relaxed);
    let Some(violations) = goes_on().then(|| violations(&document))? else {
        return Some(too_large());
    };
    let app = App::new(&document);
    let context = Context { document: &document, app: &app, violations: &violations, project };
    let mut diagnostics = Vec::new();
    for rule in rules {
        goes_on().then(|| rule.apply(&context, &mut diagnostics))?;
    }
    let ok = !diagnostics.iter().any(|found| found.severity == Severity::Error);
    // A comment may be for a finding that depends on the folder, or that shows once the text can
    // be read.
    let judge_unused = rules.iter().any(|rule| rule.name == unused_suppression::NAME)
        && project.is_some()
        && document.syntax.slips.is_empty();
    let suppressed = suppressions::apply(&document, &mut diagnostics, judge_unused);
    diagnostics.sort_by_key(|found| (found.range.start, found.range.end, found.rule));
    if diagnostics.len() > MOST {
        let more = diagnostics.len() - MOST;
        diagnostics = most_telling(diagnostics);
        diagnostics.push(too_many_findings::finding(more, document.text.len()));
    }
    Some(Analysis { document, app, diagnostics, suppressed, ok: Some(ok) })
}

/// As many findings as are reported, by position: the first of each rule, since what it comes to
/// is for the user to say, and then the most severe, so that the verdict stays.
fn most_telling(found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut rules = HashSet::new();
    let (mut kept, mut others): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|found| rules.insert(found.rule));
    others.sort_by_key(|found| Reverse(found.severity));
    others.truncate(MOST.saturating_sub(kept.len()));
    kept.append(&mut others);
    kept.sort_by_key(|found| (found.range.start, found.range.end, found.rule));
    kept
}

fn too_large() -> Analysis {
    unread(vec![document_too_large::finding()], None)
}

/// What there is to say of a file without having read it.
fn unread(diagnostics: Vec<Diagnostic>, ok: Option<bool>) -> Analysis {
    let document = Document::from_text(String::new());
    let app = App::new(&document);
    Analysis { document, app, diagnostics, suppressed: Vec::new(), ok }
}
