//! A rule that is switched off is missed: some page or fixture then reads differently.

use libtest_mimic::{Failed, Trial};
use spacefile_lsp::analysis::analyse_with;
use spacefile_lsp::project::Project;
use spacefile_lsp::rules::{Check, RULES, Rule};

use crate::pages::examples;

pub fn trials() -> Vec<Trial> {
    let checked = RULES.iter().copied().filter(|rule| !matches!(rule.check, Check::Elsewhere));
    checked
        .map(|rule| Trial::test(format!("mutation::{}", rule.name), move || missed(rule)))
        .collect()
}

fn missed(rule: &'static Rule) -> Result<(), Failed> {
    let others: Vec<_> = RULES.iter().copied().filter(|other| other.name != rule.name).collect();
    let differs = |text: &str, project: Option<&Project>| {
        let judge =
            |rules: &[&'static Rule]| analyse_with(rules, text.as_bytes(), project).diagnostics;
        judge(RULES) != judge(&others)
    };
    if examples(rule).iter().any(|example| example.within(differs)) {
        return Ok(());
    }
    Err("no example changes when the rule is switched off".into())
}
