//! A document's findings, in order.

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::model::App;
use crate::project::Project;
use crate::rules::document_too_large::{self, MAX_BYTES};
use crate::rules::{Context, RULES, Rule, apply, too_many_findings};
use crate::structure::violations;

/// Findings that are reported of one document.
const MOST: usize = 1000;

/// What was found in one document.
#[derive(Debug, Clone)]
pub struct Analysis {
    /// The document, read; empty if it was not looked at.
    pub document: Document,
    /// The findings, by position.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether a push would accept it as far as we looked; `None` where it was not looked at.
    pub ok: Option<bool>,
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
    judge(rules, Document::from_bytes(bytes), project)
}

/// Judges the text of an open document.
#[must_use]
pub fn analyse_text(text: String, project: Option<&Project>) -> Analysis {
    if text.len() > MAX_BYTES {
        return too_large();
    }
    judge(RULES, Document::from_text(text), project)
}

fn judge(rules: &[&'static Rule], document: Document, project: Option<&Project>) -> Analysis {
    let Some(violations) = violations(&document) else { return too_large() };
    let app = App::new(&document);
    let context = Context { document: &document, app: &app, violations: &violations, project };
    let mut diagnostics = apply(rules, &context);
    diagnostics.sort_by_key(|found| (found.range.start, found.range.end, found.rule));
    if diagnostics.len() > MOST {
        // The most severe stay, so that the verdict does.
        diagnostics.sort_by_key(|found| std::cmp::Reverse(found.severity));
        let more = diagnostics.split_off(MOST).len();
        diagnostics.sort_by_key(|found| (found.range.start, found.range.end, found.rule));
        diagnostics.push(too_many_findings::finding(more, document.text.len()));
    }
    let ok = !diagnostics.iter().any(|found| found.severity == Severity::Error);
    Analysis { document, diagnostics, ok: Some(ok) }
}

fn too_large() -> Analysis {
    let finding = document_too_large::finding();
    Analysis { document: Document::from_text(String::new()), diagnostics: vec![finding], ok: None }
}
