//! A document's findings, in order, with suppressions applied.

mod blame;
mod levels;
mod suppress;
mod suppressions;
mod whole;

use std::cmp::Reverse;
use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

pub use levels::{Level, Levels};
pub use suppress::suppress;

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Document, Kind};
use crate::ignore::Rules;
use crate::ignore::tree::{Kind as Entry, Tree};
use crate::ignore::upload::Upload;
use crate::ignore::walk::{Options, SPACEIGNORE, Spaceignore, completed, spaceignore};
use crate::model::App;
use crate::project::Project;
use crate::rules;
use crate::rules::document_too_large::{self, MAX_BYTES};
use crate::rules::edits::line_end;
use crate::rules::{
    Check, Context, Fixes, RULES, Rule, UploadContext, misnamed_spacefile, too_many_findings,
    unused_suppression,
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

/// What there is to say of a document of which nothing is known but its text.
#[must_use]
pub fn nothing(document: Document) -> Analysis {
    let app = App::new(&document);
    Analysis { document, app, diagnostics: Vec::new(), suppressed: Vec::new(), ok: None }
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
    let context = Context::new(&document, &app, &violations, project);
    let mut diagnostics = Vec::new();
    for rule in rules {
        goes_on().then(|| rule.apply(&context, &mut diagnostics))?;
    }
    blame::settle(rules, &document, &mut diagnostics);
    goes_on().then_some(())?;
    let upload = project.and_then(Project::upload);
    if let Some(upload) = upload.filter(|upload| !has_spaceignore(upload.tree())) {
        diagnostics.extend(of_upload(rules, &document, upload, stop)?);
    }
    // A comment may be for a finding that depends on the folder, or that shows once the text can
    // be read.
    let judge_unused = rules.iter().any(|rule| rule.name == unused_suppression::NAME)
        && project.is_some()
        && document.syntax.slips.is_empty();
    Some(finish(document, app, diagnostics, judge_unused))
}

/// Judges the bytes of a `.spaceignore`, whatever is on disk. `folder` is the one it stands in.
#[must_use]
pub fn analyse_spaceignore(bytes: &[u8], folder: &Upload, fixes: Fixes) -> Analysis {
    if bytes.len() > MAX_BYTES {
        return too_large();
    }
    let document = Document::from_spaceignore(bytes);
    to_the_end(|stop| {
        let tree = folder.tree();
        if tree.rules().text() == bytes {
            return analyse_spaceignore_with(RULES, document, folder, fixes, stop);
        }
        let tree = tree.judged(Arc::new(Rules::new(Some(bytes))), stop)?;
        // What the folder kept back may be looked into now.
        let tree = completed(tree, &Options::UPLOAD, stop).ok()?;
        analyse_spaceignore_with(RULES, document, &Upload::new(tree), fixes, stop)
    })
}

/// Judges a `.spaceignore`, until somebody sets `stop`: then it is `None`.
///
/// `upload` is what would go up of the folder it stands in by this very text.
#[must_use]
pub fn analyse_spaceignore_until(
    document: Document,
    upload: &Upload,
    stop: &AtomicBool,
) -> Option<Analysis> {
    analyse_spaceignore_with(RULES, document, upload, Fixes::Offered, stop)
}

/// The same by some of the rules.
#[must_use]
pub fn analyse_spaceignore_with(
    rules: &[&'static Rule],
    document: Document,
    upload: &Upload,
    fixes: Fixes,
    stop: &AtomicBool,
) -> Option<Analysis> {
    let context = UploadContext::new(&document, upload, fixes);
    let mut diagnostics = Vec::new();
    for rule in rules {
        let goes_on = !stop.load(Ordering::Relaxed);
        goes_on.then(|| rule.apply_to_upload(&context, &mut diagnostics))?;
    }
    let judge_unused = rules.iter().any(|rule| rule.name == unused_suppression::NAME);
    let app = App::new(&document);
    Some(finish(document, app, diagnostics, judge_unused))
}

/// What the rules say in a Spacefile of what would go up, where no `.spaceignore` is. All of it
/// stands in the first line.
fn of_upload<'a>(
    rules: &'a [&'static Rule],
    document: &Document,
    upload: &'a Upload,
    stop: &AtomicBool,
) -> Option<impl Iterator<Item = Diagnostic> + use<'a>> {
    let context = UploadContext::new(document, upload, Fixes::Offered);
    let found = upload.findings(|| {
        let mut found = Vec::new();
        for rule in RULES {
            let goes_on = !stop.load(Ordering::Relaxed);
            goes_on.then(|| rule.apply_to_upload(&context, &mut found))?;
        }
        Some(found)
    })?;
    let range = 0..line_end(&document.text, 0);
    let wanted = |found: &&Diagnostic| rules.iter().any(|rule| rule.name == found.rule);
    Some(
        found
            .iter()
            .filter(wanted)
            .map(move |found| Diagnostic { range: range.clone(), ..found.clone() }),
    )
}

/// Whether there is a `.spaceignore` that is read, so that all about the upload is said there.
fn has_spaceignore(tree: &Tree) -> bool {
    match tree.find(SPACEIGNORE.as_bytes()).map(|id| tree.kind(id)) {
        Some(Entry::File) => true,
        Some(_) => matches!(spaceignore(tree.root()), Spaceignore::Read(_)),
        None => false,
    }
}

/// Suppresses, sorts and bounds what the rules have found.
fn finish(
    document: Document,
    app: App,
    mut diagnostics: Vec<Diagnostic>,
    judge_unused: bool,
) -> Analysis {
    // What would go up says nothing of the Spacefile.
    let counts = |found: &&Diagnostic| {
        let is_of_upload =
            || rules::find(found.rule).is_some_and(|rule| matches!(rule.check, Check::Upload(_)));
        found.severity == Severity::Error && !(document.kind == Kind::Spacefile && is_of_upload())
    };
    let ok = !diagnostics.iter().any(|found| counts(&found));
    let suppressed = suppressions::apply(&document, &mut diagnostics, judge_unused);
    diagnostics.sort_by_key(|found| (found.range.start, found.range.end, found.rule));
    if diagnostics.len() > MOST {
        let more = diagnostics.len() - MOST;
        diagnostics = most_telling(diagnostics);
        diagnostics.push(too_many_findings::finding(more, document.text.len()));
    }
    Analysis { document, app, diagnostics, suppressed, ok: Some(ok) }
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
    Analysis { diagnostics, ok, ..nothing(Document::from_text(String::new())) }
}
