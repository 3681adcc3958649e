//! A rule that is switched off is missed: some page or fixture then reads differently.

use std::sync::atomic::AtomicBool;

use libtest_mimic::{Failed, Trial};
use spacefile_lsp::analysis::{analyse_spaceignore_with, analyse_with};
use spacefile_lsp::diagnostic::Diagnostic;
use spacefile_lsp::document::Document;
use spacefile_lsp::project::Project;
use spacefile_lsp::rules::{Check, RULES, Rule};

use crate::pages::{Example, examples};

pub fn trials() -> Vec<Trial> {
    let checked = RULES.iter().copied().filter(|rule| !matches!(rule.check, Check::Elsewhere));
    checked
        .map(|rule| Trial::test(format!("mutation::{}", rule.name), move || missed(rule)))
        .collect()
}

fn missed(rule: &'static Rule) -> Result<(), Failed> {
    let others: Vec<_> = RULES.iter().copied().filter(|other| other.name != rule.name).collect();
    let differs = |example: &Example| {
        example.within(|text, project| {
            let judge = |rules: &[&'static Rule]| judge(rules, example, text, project);
            judge(RULES) != judge(&others)
        })
    };
    if examples(rule).iter().any(differs) {
        return Ok(());
    }
    Err("no example changes when the rule is switched off".into())
}

fn judge(
    rules: &[&'static Rule],
    example: &Example,
    text: &[u8],
    project: Option<&Project>,
) -> Vec<Diagnostic> {
    if !example.is_spaceignore() {
        return analyse_with(rules, text, project).diagnostics;
    }
    let tree = project.and_then(Project::upload).unwrap();
    let document = Document::from_spaceignore(text);
    analyse_spaceignore_with(rules, document, tree, &AtomicBool::new(false)).unwrap().diagnostics
}
