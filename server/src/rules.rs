//! The rules: one file each, with its page beside it, and this table.
//!
//! A new rule is `name.rs`, `name.md`, its `mod` line and its line in [`RULES`].

pub(crate) mod document_too_large;
mod duplicate_key;
mod invalid_syntax;
pub mod misnamed_spacefile;
pub(crate) mod too_many_findings;
mod unknown_engine;

pub(crate) mod words;

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::model::App;
use crate::project::Project;
use crate::structure::Violation;

/// Every rule, errors first, in the order of the pages.
pub static RULES: &[&Rule] = &[
    &invalid_syntax::RULE,
    &duplicate_key::RULE,
    &unknown_engine::RULE,
    &misnamed_spacefile::RULE,
    &document_too_large::RULE,
    &too_many_findings::RULE,
];

/// Something that can be wrong with a Spacefile.
#[derive(Debug)]
pub struct Rule {
    /// Its name, in kebab-case.
    pub name: &'static str,
    /// How much its findings matter.
    pub severity: Severity,
    /// What it finds, in one line.
    pub summary: &'static str,
    /// Its page, in Markdown.
    pub docs: &'static str,
    /// How it finds it.
    pub check: Check,
}

/// The ways to look at a document.
#[derive(Debug)]
pub enum Check {
    /// Looks at the document as a whole.
    Document(fn(&Context<'_>, &mut Vec<Diagnostic>)),
    /// Puts a violation of the schema into words. `None` if it is another rule's to word; no
    /// finding if it only follows from something reported elsewhere.
    Structure(fn(&Context<'_>, &Violation) -> Option<Vec<Diagnostic>>),
    /// Looks at file names only; whoever searches the folder asks.
    FileName,
}

/// What a rule may look at.
#[derive(Debug)]
pub struct Context<'a> {
    /// The Spacefile.
    pub document: &'a Document,
    /// The app it describes.
    pub app: &'a App,
    /// Everything in which it breaks the schema.
    pub violations: &'a [Violation],
    /// The folder it stands in, if it stands in one.
    pub project: Option<&'a Project>,
}

/// The rule of this name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.name == name)
}

/// Applies some of the rules. Findings come in no particular order.
#[must_use]
pub fn apply(rules: &[&'static Rule], context: &Context<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for rule in rules {
        let before = found.len();
        match rule.check {
            Check::Document(check) => check(context, &mut found),
            Check::Structure(word) => {
                let worded =
                    context.violations.iter().filter_map(|violation| word(context, violation));
                found.extend(worded.flatten());
            }
            Check::FileName => {}
        }
        for finding in found.iter_mut().skip(before) {
            (finding.rule, finding.severity) = (rule.name, rule.severity);
        }
    }
    found
}

/// The violations that no rule has words for. There should be none.
#[must_use]
pub fn unclaimed<'a>(context: &Context<'a>) -> Vec<&'a Violation> {
    let claims = |violation: &Violation| {
        RULES.iter().any(|rule| match rule.check {
            Check::Structure(word) => word(context, violation).is_some(),
            _ => false,
        })
    };
    context.violations.iter().filter(|violation| !claims(violation)).collect()
}
